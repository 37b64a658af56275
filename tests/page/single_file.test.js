// The page in a single file, opened from a disk, where a browser lets a page ask for nothing.

import assert from "node:assert/strict";
import { afterEach, before, describe, test } from "node:test";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, inChromium } from "./fixture.js";
import { open } from "./reader.js";

const file = process.env.KWIC_SINGLE_FILE;
const disk = { origin: pathToFileURL(path.dirname(file ?? ".")).href };

let browser;
let reader;

const openFile = (query = "") =>
  open(browser, disk, { path: path.basename(file) + query });

inChromium("the page in a single file", () => {
  before(async () => {
    assert.ok(file, "KWIC_SINGLE_FILE names no built page: run `cargo xtask test --only page`");
    browser = await chromium();
  });

  afterEach(async () => {
    await reader?.close();
    reader = undefined;
  });

  describe("a single file, opened from a disk", () => {
    test("finds articles and marks the words", async () => {
      reader = await openFile();
      await reader.type("hanoi");
      assert.ok((await reader.titles()).length > 0);
      assert.match((await reader.marks()).join(" "), /Hà Nội|Hanoi|Ha Noi/);
    });

    test("asks for no other file, and breaks no rule of its policy", async () => {
      reader = await openFile();
      await reader.type("gazprom");
      const asked = reader.requests.filter((url) => !url.startsWith("data:"));
      assert.deepEqual(asked, [reader.page.url().split("?")[0]]);
      assert.deepEqual(reader.complaints, []);
      assert.deepEqual(await reader.violations(), []);
    });

    test("its policy allows no script but its own, and no request", async () => {
      reader = await openFile();
      const policy = await reader.page.$eval(
        "meta[http-equiv=Content-Security-Policy]",
        (meta) => meta.content,
      );
      assert.match(policy, /script-src 'sha384-[^ ]+' 'wasm-unsafe-eval';/);
      assert.match(policy, /connect-src 'none'/);
      assert.doesNotMatch(policy, /unsafe-inline|'self'|\*/);
      await reader.page.evaluate(() => {
        const script = document.createElement("script");
        script.append("window.entered = true");
        document.head.append(script);
      }).catch(() => {});
      assert.equal(await reader.page.evaluate(() => window.entered), undefined);
    });

    test("wears the styles of the page", async () => {
      reader = await openFile();
      const styled = await reader.page.$$eval("style", (styles) =>
        styles.every((style) => style.sheet.cssRules.length > 0),
      );
      assert.ok(styled);
      const margin = await reader.page.$eval("body", (body) => getComputedStyle(body).margin);
      assert.notEqual(margin, "8px", "the margin of a page without styles");
    });

    test("an example of the demonstration puts its query into the box", async () => {
      reader = await openFile();
      await reader.page.click(".examples a");
      await reader.answered();
      assert.notEqual(await reader.query(), "");
      assert.ok((await reader.titles()).length > 0);
    });

    test("a hit leads to the page of its article beside the file", async () => {
      reader = await openFile();
      await reader.type("gazprom");
      const href = await reader.page.$eval("kwic-search .kwic-hit", (hit) =>
        (hit.matches("a") ? hit : hit.querySelector("a")).href,
      );
      assert.ok(href.startsWith(`${disk.origin}/`), href);
      const article = await readFile(new URL(href.split("#")[0]), "utf8");
      assert.match(article, /Gazprom/);
    });
  });
});
