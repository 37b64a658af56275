// What a build puts out for a host: few files, small copies of them, and names that tell content.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { before, describe, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { chromium, inChromium } from "./fixture.js";
import { open } from "./reader.js";
import { serve } from "./static_server.js";

const plain = process.env.KWIC_PAGE;
const hashed = process.env.KWIC_HASHED_PAGE;

const read = (folder, name) => readFile(path.join(folder, name));

async function manifest(folder) {
  return JSON.parse(await read(folder, "kwic-manifest.json"));
}

let browser;

inChromium("what a build puts out", () => {
  before(async () => {
    assert.ok(plain && hashed, "no built pages: run `cargo xtask test --only page`");
    browser = await chromium();
  });

  describe("the list of files", () => {
    test("names each script, style sheet and module with its true size and hash", async () => {
      for (const folder of [plain, hashed]) {
        const files = Object.values(await manifest(folder));
        const written = (await readdir(folder, { recursive: true })).filter((name) =>
          /\.(js|css|wasm)$/.test(name),
        );
        assert.deepEqual(files.map(({ file }) => file).sort(), written.sort());
        for (const { file, bytes, integrity } of files) {
          const content = await read(folder, file);
          assert.equal(content.length, bytes, file);
          const hash = createHash("sha384").update(content).digest("base64");
          assert.equal(integrity, `sha384-${hash}`, file);
        }
      }
    });

    test("a browser takes the script with the hash of the list, and not with another", async () => {
      const host = await serve(plain);
      try {
        const reader = await open(browser, host);
        const { integrity } = (await manifest(plain))["kwic-search.js"];
        const load = (url, hash) =>
          reader.page.evaluate(
            (src, integrity) =>
              new Promise((resolve) => {
                const script = document.createElement("script");
                const policy = trustedTypes.createPolicy(src, { createScriptURL: (url) => url });
                Object.assign(script, { type: "module", integrity, src: policy.createScriptURL(src) });
                script.onload = () => resolve("taken");
                script.onerror = () => resolve("refused");
                document.head.append(script);
              }),
            url,
            hash,
          );
        assert.equal(await load("kwic-search.js?1", integrity), "taken");
        assert.equal(await load("kwic-search.js?2", integrity.replace(/.{4}$/, "AAAA")), "refused");
        await reader.close();
      } finally {
        await host.close();
      }
    });
  });

  describe("a page with hashes in its names", () => {
    test("searches, and leads to articles that have their style", async () => {
      const host = await serve(hashed);
      try {
        const reader = await open(browser, host);
        await reader.type("gazprom");
        assert.ok((await reader.titles()).length > 0);
        const href = await reader.page.$eval("kwic-search .kwic-hit", (hit) =>
          (hit.matches("a") ? hit : hit.querySelector("a")).href,
        );
        await reader.page.goto(href, { waitUntil: "load" });
        assert.deepEqual(reader.complaints, []);
        await reader.close();
      } finally {
        await host.close();
      }
    });

    test("every name of a file that the page loads holds the hash of its content", async () => {
      for (const { file } of Object.values(await manifest(hashed))) {
        const hash = createHash("sha384").update(await read(hashed, file)).digest("hex");
        assert.equal(file.match(/\.([0-9a-f]+)\.\w+$/)?.[1], hash.slice(0, 16), file);
      }
    });
  });

  describe("files for a host", () => {
    test("copies unpack to the file that they stand beside", async () => {
      const names = await readdir(plain, { recursive: true });
      const copies = names.filter((name) => /\.(br|gz)$/.test(name));
      assert.ok(copies.includes("kwic_bg.wasm.br") && copies.includes("kwic_bg.wasm.gz"));
      for (const copy of copies) {
        const packed = await read(plain, copy);
        const unpacked = copy.endsWith(".br") ? brotliDecompressSync(packed) : gunzipSync(packed);
        assert.ok(unpacked.equals(await read(plain, copy.slice(0, -3))), copy);
      }
    });

    test("the box is one script, and its engine two files more", async () => {
      const host = await serve(plain);
      try {
        const reader = await open(browser, host);
        const asked = () =>
          reader.requests
            .map((url) => new URL(url).pathname.slice(1))
            .filter((name) => /kwic.*\.(js|wasm)$/.test(name));
        assert.deepEqual(asked().sort(), ["kwic-search.js"]);
        await reader.type("gazprom");
        assert.deepEqual(asked().sort(), ["kwic-search.js", "kwic.js", "kwic_bg.wasm"]);
        await reader.close();
      } finally {
        await host.close();
      }
    });
  });
});
