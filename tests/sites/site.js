// A small site: laid out in a folder of its own, built by its generator, and made searchable by `kwic build`.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { PAGES } from "./text.js";

const { KWIC, KWIC_WORK } = process.env;

/** Builds the site of a generator; gives the folder of the finished site. */
export function build(name, generator) {
  if (!KWIC || !KWIC_WORK) throw new Error("no command: run `cargo xtask test --only sites`");
  // Beneath the tools: programs of npm look for their packages in the folders around the site.
  const folder = path.join(KWIC_WORK, "built", name.toLowerCase().replaceAll(" ", "-"));
  rmSync(folder, { recursive: true, force: true });
  cpSync(fileURLToPath(new URL(generator.folder, import.meta.url)), folder, { recursive: true });
  for (const page of generator.write ? PAGES : []) {
    const [file, content] = generator.write(page);
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
  if (generator.run) {
    const [program, ...parameters] = generator.run();
    run(program, parameters, { cwd: folder, env: { ...process.env, ...generator.environment } });
  }
  const output = path.join(folder, generator.output);
  // Browsers ask for it, and not every theme has one.
  if (!existsSync(path.join(output, "favicon.ico"))) writeFileSync(path.join(output, "favicon.ico"), "");
  run(KWIC, ["build", output]);
  return output;
}

/** What `kwic read` says of each page that is found, by its title; `file` is where the page lies. */
export function read(output) {
  const lines = run(KWIC, ["read", output, "--json"]).trim().split("\n");
  const pages = lines.map((line) => JSON.parse(line)).filter((page) => page.left_out === undefined);
  return new Map(pages.map((page) => [page.title, { ...page, file: path.join(path.dirname(output), page.path) }]));
}

/** Serves a folder by `kwic serve`: `{ origin, close }`. */
export async function serve(output) {
  const server = spawn(KWIC, ["serve", output, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = await once(createInterface(server.stdout), "line");
  const [origin] = /http:\/\/[\d.:]+/.exec(line);
  return {
    origin,
    async close() {
      const ended = once(server, "exit");
      server.kill("SIGINT");
      await ended;
    },
  };
}

/** Runs a program; what it says is shown only where it fails. */
function run(program, parameters, options) {
  if (!program) throw new Error("a tool is missing: run `cargo xtask test --only sites`");
  try {
    return execFileSync(program, parameters, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], ...options });
  } catch (error) {
    throw new Error(`${program} ${parameters.join(" ")}: ${error.message}\n${error.stdout ?? ""}`);
  }
}
