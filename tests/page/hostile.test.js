// Articles by somebody who wants to run a script in the reader's page.

import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";
import { chromium, inChromium, staticHost } from "./fixture.js";
import { HOSTILE, watch } from "./payloads.js";
import { open } from "./reader.js";
import { variant } from "./variant.js";

let browser;
let host;
let reader;

inChromium("articles that want to run a script", () => {
  before(async () => {
    host = await staticHost("KWIC_HOSTILE_PAGE");
    browser = await chromium();
  });

  afterEach(async () => {
    await reader?.close();
    reader = undefined;
  });

  test("markup in a title is shown as text", async () => {
    reader = await open(browser, host);
    await reader.type("tangerine");
    assert.deepEqual(await reader.titles(), ["<img src=x onerror=alert(1)> tangerine & <b>peel</b>"]);
    assert.equal(await reader.page.$("kwic-search img, kwic-search b"), null);
  });

  test("markup in a body is shown as text, with the word in it marked", async () => {
    reader = await open(browser, host);
    await reader.type("alert marmalade");
    const snippet = await reader.page.$eval(".kwic-snippet", (line) => line.textContent);
    assert.match(snippet, /<script>alert\("marmalade"\)<\/script>/);
    assert.ok((await reader.marks()).includes("marmalade"));
    assert.equal(await reader.page.$("kwic-search script"), null);
  });

  test("an address that is a script is shown, and leads nowhere", async () => {
    // The builder refuses such an address; an index from elsewhere may still hold one.
    const addresses = [
      "javascript:alert(1)",
      " \tJaVaScRiPt:alert(1)//.html",
      "data:text/html,<script>alert(1)</script>",
      "vbscript:x",
      "file:///etc/passwd",
      "http://[",
    ];
    const engine = `
      const addresses = ${JSON.stringify(addresses)};
      const hit = (url, id) => ({ id, url, title: url, titlePieces: [], lang: "en", date: null, source: null, score: 1 });
      export const search = () => ({ hits: addresses.map(hit), total: addresses.length, suggestion: null });
      export const snippet = () => [{ text: "clementine", matched: true }];
      export const info = () => ({ articles: 1, terms: 1, languages: ["en"], bytes: 1, version: "0" });
      export default async () => {};
    `;
    reader = await open(browser, host, { engine });
    await reader.type("clementine");
    assert.deepEqual(await reader.titles(), addresses);
    assert.equal(await reader.page.$("kwic-search a[href]"), null);
  });

  test("markup in all that an article says runs nothing in the box, under the strictest policy", async () => {
    reader = await open(browser, host, { ...variant(`limit="100" filters="source tag"`), first: watch });
    await reader.type("shut");
    await reader.page.evaluate(() => inBox(".kwic-more")[0].click());
    await reader.page.waitForFunction((count) => inBox(".kwic-title").length === count, {}, HOSTILE.length);
    const titles = await reader.titles();
    assert.deepEqual(titles.sort(), HOSTILE.map(({ title }) => title).sort());
    const alien = await reader.page.evaluate(() => inBox("img, script, iframe, object, style, form form, svg:not(.kwic-icon)").length);
    assert.deepEqual([alien, await reader.page.evaluate(() => window.ran)], [0, []]);
    assert.deepEqual([reader.complaints, await reader.violations()], [[], []]);
  });

  test("nor in the pages that the build writes", async () => {
    reader = await open(browser, host, { path: "links.html", box: false, first: watch });
    const { page } = reader;
    const pages = ["links.html", ...HOSTILE.map(({ url }) => url)];
    assert.equal(pages.length, 121);
    for (const path of pages) {
      await page.goto(`${host.origin}/${path}`);
      const found = await page.evaluate(() => {
        for (const link of document.querySelectorAll("main a")) link.click();
        const all = [...document.querySelectorAll("*")];
        const handlers = all.flatMap((node) => node.getAttributeNames()).filter((name) => name.startsWith("on"));
        const alien = "script, iframe, object, embed, style, form, base, meta[http-equiv=refresh], svg, video, audio, template";
        return { ran: window.ran, handlers, alien: document.querySelectorAll(alien).length, at: location.pathname };
      });
      assert.deepEqual(found, { ran: [], handlers: [], alien: 0, at: `/${path}` });
    }
  });

  test("no script of an article ran, and none was stopped by the policy only", async () => {
    reader = await open(browser, host);
    for (const query of ["tangerine", "marmalade", "<img src=x onerror=alert(1)>"]) {
      await reader.typeInstead(query);
    }
    assert.deepEqual(reader.complaints, []);
    assert.deepEqual(await reader.violations(), []);
  });
});
