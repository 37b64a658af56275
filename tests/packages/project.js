// An empty project of somebody who installs the packages from their files, with no network.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const { KWIC_PACKAGES, KWIC_VERSION } = process.env;
if (!KWIC_PACKAGES || !KWIC_VERSION) {
  throw new Error("no packages: run `cargo xtask test --only packages`");
}

export const VERSION = KWIC_VERSION;
/** The name of the package with the program of this machine. */
export const HERE = `@kwic/${process.platform}-${process.arch}`;

const onWindows = process.platform === "win32";
/** A cache of its own and no network: nothing may come from elsewhere. */
const ALONE = ["--offline", "--no-audit", "--no-fund", "--loglevel=error"];

/** The packed file of a package. */
function packed(name) {
  const file = `${name.replace("@", "").replace("/", "-")}-${VERSION}.tgz`;
  if (!readdirSync(KWIC_PACKAGES).includes(file)) {
    throw new Error(`${file} is not in ${KWIC_PACKAGES}`);
  }
  return path.join(KWIC_PACKAGES, file);
}

/** Makes a project with these packages; `remove` it after use. */
export function project(names, ...options) {
  const folder = mkdtempSync(path.join(tmpdir(), "kwic-project-"));
  const env = { ...process.env, npm_config_cache: path.join(folder, ".cache") };
  writeFileSync(path.join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const installed = ["install", ...ALONE, ...options, ...names.map(packed)];
  execFileSync("npm", installed, { cwd: folder, env, shell: onWindows, stdio: ["ignore", "ignore", "inherit"] });
  return {
    folder,
    module: (...parts) => path.join(folder, "node_modules", ...parts),
    /** Runs the installed command; gives `status`, `stdout` and `stderr`. */
    kwic: (...options) =>
      spawnSync("npx", ["--no-install", "kwic", ...options], { cwd: folder, env, shell: onWindows, encoding: "utf8" }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
