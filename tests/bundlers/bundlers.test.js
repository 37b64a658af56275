// The element as a package, in pages that each of these bundlers builds, and in one that none does.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import * as esbuild from "esbuild";
import * as vite from "vite";
import webpack from "webpack";
import { open, startBrowser } from "../page/reader.js";
import { serve } from "../page/static_server.js";
import { site } from "./site.js";

const MODULE = '<script type="module" src="./main.js"></script>';

/** Each builds a site into its folder `built`, and gives what it warned of. */
const BUILDERS = {
  async Vite() {
    const { folder, built } = site("vite", MODULE);
    const warnings = [];
    const customLogger = vite.createLogger("warn");
    customLogger.warn = (message) => warnings.push(message);
    customLogger.warnOnce = customLogger.warn;
    await vite.build({ root: folder, base: "./", configFile: false, customLogger, build: { outDir: built, reportCompressedSize: false } });
    return { built, warnings };
  },

  async webpack() {
    const { folder, built, script, copyPage } = site("webpack", '<script defer src="main.js"></script>');
    const stats = await promisify(webpack)({
      mode: "production",
      context: folder,
      entry: script,
      output: { path: built },
    });
    copyPage();
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
    return { built, warnings: [...errors, ...warnings].map(({ message }) => message) };
  },

  async esbuild() {
    const { built, script, copyPage } = site("esbuild", MODULE);
    const { warnings } = await esbuild.build({
      entryPoints: [script],
      outdir: built,
      bundle: true,
      format: "esm",
      logLevel: "silent",
      minify: true,
      splitting: true,
    });
    copyPage();
    return { built, warnings: warnings.map(({ text }) => text) };
  },

  async "no bundler"() {
    const imports = JSON.stringify({ imports: { "kwic-search": "./kwic-search/index.js", "kwic-search/": "./kwic-search/" } });
    const { built, script, copyElement, copyPage } = site(
      "none",
      `<script type="importmap">${imports}</script>${MODULE}`,
    );
    copyPage();
    copyElement("built/kwic-search");
    copyFileSync(script, path.join(built, "main.js"));
    return { built, warnings: [] };
  },
};

let browser;

before(async () => {
  browser = await startBrowser();
});

after(() => browser?.close());

describe("a page with the element as a package", () => {
  for (const [name, build] of Object.entries(BUILDERS)) {
    test(`built by ${name}, answers while the reader types, and in a worker`, async () => {
      const { built, warnings } = await build();
      assert.deepEqual(warnings, []);
      const host = await serve(built);
      const reader = await open(browser, host);
      try {
        await reader.type("gazprom");
        assert.ok((await reader.titles()).length > 0, "no results");
        assert.match((await reader.marks()).join(" "), /Gazprom/);
        const total = await reader.page.evaluate(async () => (await (await window.port).answer("gazprom", {}, 1)).total);
        assert.ok(total > 0);
        assert.ok(reader.requests.some((url) => url.endsWith("/search/kwic-worker.js")), "no worker");
        assert.equal(reader.page.workers().length, 1);
        assert.deepEqual(reader.complaints, []);
      } finally {
        await reader.close();
        await host.close();
      }
    });
  }
});

describe("on a server", () => {
  test("every module of the element can be imported, and does nothing there", () => {
    const { folder } = site("server", "");
    const element = path.join(folder, "node_modules/kwic-search");
    const { exports } = JSON.parse(readFileSync(path.join(element, "package.json"), "utf8"));
    const named = Object.keys(exports)
      .filter((name) => name === "." || name.endsWith(".js"))
      .flatMap((name) =>
        name.includes("*")
          ? readdirSync(path.join(element, path.dirname(name)))
              .filter((file) => file.endsWith(".js"))
              .map((file) => `${path.posix.dirname(name)}/${file}`)
          : [name],
      );
    const imports = named.map((name) => `await import("${path.posix.join("kwic-search", name)}");`);
    const output = execFileSync(process.execPath, ["--input-type=module", "--eval", imports.join("\n")], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(output, "");
  });
});
