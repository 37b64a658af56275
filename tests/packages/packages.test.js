// The packages for npm, as they are installed and used, and what those for crates.io hold.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { HERE, VERSION, project } from "./project.js";

const manifest = (file) => JSON.parse(readFileSync(file, "utf8"));

describe("the command, with the program of this platform", () => {
  let site;

  before(() => {
    site = project(["kwic", HERE]);
    mkdirSync(path.join(site.folder, "articles"));
    writeFileSync(path.join(site.folder, "articles/tea.md"), "# Tea\n\nGreen tea is drunk in the morning.\n");
    writeFileSync(path.join(site.folder, "articles/coffee.md"), "# Coffee\n\nCoffee comes after it.\n");
  });

  after(() => site.remove());

  test("says its version", () => {
    const { status, stdout } = site.kwic("--version");
    assert.equal(stdout.trim(), `kwic ${VERSION}`);
    assert.equal(status, 0);
  });

  test("builds the search of a site", () => {
    const { status, stderr } = site.kwic("build", "articles", "-o", "public/search");
    assert.equal(status, 0, stderr);
    const built = readdirSync(path.join(site.folder, "public/search"));
    for (const file of ["index.html", "kwic.js", "kwic_bg.wasm", "kwic-search.js", "kwic-search.css"]) {
      assert.ok(built.includes(file), `${file} is not in ${built}`);
    }
  });

  test("hands on what it prints and how it ends", () => {
    assert.equal(site.kwic("index", "articles", "-o", "tea.kwic").status, 0);
    const found = site.kwic("search", "tea.kwic", "tea");
    assert.equal(found.status, 0);
    assert.match(found.stdout, /Tea/);
    assert.equal(site.kwic("search", "tea.kwic", "mountaineering").status, 1);
    const wrong = site.kwic("search", "no-such-file.kwic", "tea");
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /no-such-file\.kwic/);
  });

  test("ends with its program when it is told to", { skip: process.platform === "win32" }, async () => {
    const command = spawn(process.execPath, [site.module("kwic/bin.cjs"), "serve", "articles", "--port", "0"], {
      cwd: site.folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(command.stdout.setEncoding("utf8"), "data");
    const [address] = line.match(/http:\/\/\S+/);
    command.kill("SIGTERM");
    const [code, signal] = await once(command, "exit");
    assert.ok(signal === "SIGTERM" || code === 0, `code ${code}, signal ${signal}`);
    await assert.rejects(fetch(address), "the program still serves");
  });

  test("runs nothing while it is installed, and fetches nothing", () => {
    for (const name of ["kwic", HERE]) {
      assert.equal(manifest(site.module(name, "package.json")).scripts, undefined, name);
    }
  });

  test("comes with licences and with what a registry shows of it", () => {
    for (const name of ["kwic", HERE]) {
      for (const file of ["LICENSE-MIT", "LICENSE-APACHE", "README.md"]) {
        assert.ok(existsSync(site.module(name, file)), `${name} has no ${file}`);
      }
      const { version, license, description } = manifest(site.module(name, "package.json"));
      assert.equal(version, VERSION);
      assert.equal(license, "MIT OR Apache-2.0");
      assert.ok(description, name);
    }
  });
});

describe("the command without a program", () => {
  let site;

  before(() => {
    site = project(["kwic"], "--omit=optional");
  });

  after(() => site.remove());

  /** Runs it as on a platform that node calls so. */
  function on(platform, arch) {
    const change = `Object.defineProperties(process, { platform: { value: "${platform}" }, arch: { value: "${arch}" } });`;
    const preload = path.join(site.folder, "platform.cjs");
    writeFileSync(preload, change);
    return spawnSync(process.execPath, ["--require", preload, site.module("kwic/bin.cjs"), "--version"], { encoding: "utf8" });
  }

  test("names the package that is missing, and how to install it", () => {
    const { status, stdout, stderr } = site.kwic("--version");
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, new RegExp(`^error: the package ${HERE},.* is not installed`, "m"));
    assert.ok(stderr.includes(`npm install --include=optional kwic@${VERSION}`), stderr);
  });

  test("names the platforms that there are, where there is none for this one", () => {
    const { status, stderr } = on("sunos", "sparc");
    assert.equal(status, 2);
    assert.match(stderr, /no program for sunos-sparc, but for .*linux-x64.*win32-x64/);
    assert.match(stderr, /cargo install/);
  });

  test("asks for the package of each platform that there is one for", () => {
    const { optionalDependencies } = manifest(site.module("kwic/package.json"));
    assert.equal(Object.keys(optionalDependencies).length, 5);
    for (const [name, version] of Object.entries(optionalDependencies)) {
      assert.equal(version, VERSION);
      const { status, stderr } = on(...name.replace("@kwic/", "").split("-"));
      assert.equal(status, 2);
      assert.ok(stderr.includes(`the package ${name},`), stderr);
    }
  });
});

describe("the element", () => {
  let site;

  before(() => {
    site = project(["kwic-search"]);
  });

  after(() => site.remove());

  test("has each file that it exports, and the types of it", () => {
    const { exports, types } = manifest(site.module("kwic-search/package.json"));
    const files = Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
    for (const file of [...files, types]) {
      const folder = site.module("kwic-search", path.dirname(file));
      const ending = path.basename(file).replace("*", "");
      const isThere = file.includes("*") ? readdirSync(folder).some((name) => name.endsWith(ending)) : existsSync(path.join(folder, ending));
      assert.ok(isThere, file);
    }
  });

  test("can be imported by its name, and each of its modules finds the others", () => {
    const script = 'const { KwicSearch } = await import("kwic-search"); console.log(typeof KwicSearch);';
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: site.folder, encoding: "utf8" });
    assert.equal(stdout.trim(), "function", stderr);
  });

  test("comes with licences and with what a registry shows of it", () => {
    for (const file of ["LICENSE-MIT", "LICENSE-APACHE", "README.md"]) {
      assert.ok(existsSync(site.module("kwic-search", file)), file);
    }
  });
});

describe("the crates", { skip: !process.env.KWIC_CRATES }, () => {
  /** The files that the package of a crate holds. */
  function files(name) {
    const file = `${name}-${VERSION}.crate`;
    // By its name within the folder: some tar takes `C:` for another machine.
    const listed = execFileSync("tar", ["-tzf", file], { cwd: process.env.KWIC_CRATES, encoding: "utf8" });
    return listed.split(/\r?\n/).map((line) => line.replace(`${name}-${VERSION}/`, ""));
  }

  const crates = ["kwic", "kwic-cli", "kwic-core", "kwic-eval", "kwic-indexer", "kwic-postings", "kwic-prebuilt", "kwic-site"];

  test("are all that are no tool of ours", () => {
    const packed = readdirSync(process.env.KWIC_CRATES).sort();
    assert.deepEqual(packed, crates.map((name) => `${name}-${VERSION}.crate`).sort());
  });

  test("come with licences and without tests", () => {
    for (const name of crates) {
      const held = files(name);
      for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) {
        assert.ok(held.includes(file), `${name} has no ${file}`);
      }
      assert.deepEqual(held.filter((file) => /^(tests|benches)\//.test(file)), [], name);
    }
  });

  test("have the engine in them", () => {
    const held = files("kwic-prebuilt");
    for (const file of ["engine/sources", "engine/site/kwic_bg.wasm", "engine/site/kwic-search.js", "engine/single-file/page.js"]) {
      assert.ok(held.includes(file), file);
    }
  });
});
