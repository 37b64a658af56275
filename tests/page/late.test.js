// What a box loads only when the reader comes: nothing is lost before it is there, and a box does without what never comes.

import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";
import { fakeEngine } from "./fake_engine.js";
import { browserOf, hostOf, inEachBrowser } from "./fixture.js";
import { variant } from "./variant.js";
import { visit } from "./visitor.js";

const ENGINE = "/kwic.js";
const DIALOG = "/dialog.js";
const FLOATING = "/floating.js";
const ARTICLES = Array.from({ length: 12 }, (_, at) => ({ title: `Lighthouse ${at + 1}`, url: `variant.html?n=${at + 1}` }));
const MODAL = `<header><b>Harbour</b><kwic-search modal></kwic-search></header><main><p>Boats leave at high water.</p></main>`;
const DROPDOWN = `<header><b>Harbour</b><kwic-search></kwic-search></header><main><p id="text">Boats leave at high water.</p></main>`;

inEachBrowser("what a box loads late", (name) => {
  let browser;
  let host;
  let visitor;

  before(async () => {
    host = await hostOf(name);
    browser = await browserOf(name);
  });

  afterEach(async () => {
    await visitor?.close();
    visitor = undefined;
    host.reset();
  });

  /** Opens a page with `body` and a header in which things stand in a row. */
  async function open(body, options) {
    const html = variant()
      .html.replace("<title>", `<link rel="stylesheet" href="host.css"><title>`)
      .replace(/<main>[^]*<\/main>/, () => body);
    host.replace("/variant.html", { type: "text/html", body: html });
    host.replace("/host.css", { type: "text/css", body: "body { margin: 0 } header { display: flex; align-items: center; min-height: 64px }" });
    host.replace(ENGINE, { type: "text/javascript", body: fakeEngine(ARTICLES) });
    visitor = await visit(browser, host, { path: "variant.html", ...options });
  }

  const isShown = () => visitor.tab.evaluate(() => inBox(".kwic-panel")[0].getClientRects().length > 0);
  const isOpen = () => visitor.tab.evaluate(() => inBox("dialog")[0].open);
  const opacity = () => visitor.tab.evaluate(() => getComputedStyle(inBox("dialog")[0]).opacity);
  /** Where the box and the text of the page lie. */
  const places = () =>
    visitor.tab.evaluate(() =>
      [document.querySelector("kwic-search"), document.querySelector("main p")].map((node) => {
        const { left, top, width, height } = node.getBoundingClientRect();
        return [left, top, width, height].join(" ");
      }),
    );
  const loaded = () => host.requests.filter((path) => /\/(?:dialog|floating|filters|template|worker-port|kwic(?:_bg)?)\.(?:js|wasm)$/.test(path));

  for (const [layout, body, needed] of [["dropdown", DROPDOWN, FLOATING], ["modal", MODAL, DIALOG]]) {
    test(`is nothing before the reader comes, and then only what a ${layout} needs`, async () => {
      await open(body);
      assert.deepEqual(loaded(), []);
      const before = await places();
      await visitor.tab.evaluate(() => document.querySelector("kwic-search").open());
      await visitor.tab.type("light");
      await visitor.answered();
      assert.deepEqual(loaded().sort(), [needed, ENGINE]);
      assert.deepEqual(await places(), before);
    });
  }

  test("keeps the panel of a dropdown from being seen until it has its place; keys are done all the same", async () => {
    const release = host.hold(FLOATING);
    await open(DROPDOWN);
    await visitor.enter();
    await visitor.tab.type("light");
    await visitor.comesTo("results");
    assert.deepEqual([await isShown(), (await visitor.titles()).length], [false, 10]);
    await visitor.tab.press("ArrowDown");
    release();
    await visitor.tab.waitFor(() => inBox(".kwic-panel")[0].getClientRects().length > 0);
    assert.equal(await visitor.active(), "Lighthouse 2");
    const isBelow = await visitor.tab.evaluate(
      () => inBox(".kwic-panel")[0].getBoundingClientRect().top > inBox("form")[0].getBoundingClientRect().bottom,
    );
    assert.ok(isBelow);
  });

  test("does not open a dropdown that was closed meanwhile", async () => {
    const release = host.hold(FLOATING);
    await open(DROPDOWN);
    await visitor.enter();
    await visitor.tab.type("light");
    await visitor.comesTo("results");
    await visitor.tab.press("Escape");
    release();
    await visitor.tab.waitFor(() => performance.getEntriesByName(new URL("floating.js", location.href).href).length > 0);
    await visitor.tab.evaluate(() => new Promise((resolve) => setTimeout(() => resolve(true), 100)));
    assert.equal(await isShown(), false);
    await visitor.tab.press("ArrowDown");
    await visitor.tab.waitFor(() => inBox(".kwic-panel")[0].getClientRects().length > 0);
  });

  test("lets a dialog take what is typed before it is seen", async () => {
    const release = host.hold(DIALOG);
    await open(MODAL);
    await visitor.tab.evaluate(() => inBox(".kwic-open")[0].click());
    await visitor.tab.type("lig");
    assert.deepEqual([await isOpen(), await visitor.query(), await opacity()], [true, "lig", "0"]);
    release();
    await visitor.tab.waitFor(() => getComputedStyle(inBox("dialog")[0]).opacity === "1");
    await visitor.tab.type("ht");
    await visitor.answered();
    assert.deepEqual([await visitor.query(), await visitor.focused(), await visitor.texts("close")], ["light", "input", ["Close"]]);
  });

  test("does not show a dialog that was closed meanwhile, and gives the page back", async () => {
    const release = host.hold(DIALOG);
    await open(MODAL);
    await visitor.tab.press("Control+k");
    await visitor.tab.press("Escape");
    release();
    await visitor.tab.waitFor(() => inBox(".kwic-foot").length > 0);
    assert.equal(await isOpen(), false);
    assert.notEqual(await visitor.tab.evaluate(() => getComputedStyle(document.documentElement).overflowY), "hidden");
  });

  for (const [layout, body, missing] of [["dropdown", DROPDOWN, FLOATING], ["modal", MODAL, DIALOG]]) {
    test(`never comes, and the ${layout} is a part of the page, with the hits`, async () => {
      await open(body);
      host.block(missing);
      await visitor.tab.evaluate(() => document.querySelector("kwic-search").open());
      await visitor.tab.type("light");
      await visitor.tab.waitFor(() => document.querySelector("kwic-search").dataset.layout === "page");
      await visitor.enter();
      await visitor.tab.type("house");
      await visitor.answered();
      assert.deepEqual([await isShown(), await visitor.query(), await visitor.texts("open")], [true, "lighthouse", []]);
      await visitor.tab.follow(() => visitor.tab.press("Enter"));
      assert.match(await visitor.tab.url(), /variant\.html\?n=1/);
    });
  }

  test("makes hits as a template of the author's has them, from what a hit has", async () => {
    const template = `<template data-kwic-hit><b data-kwic="title" part="own"></b> <time data-kwic="date"></time>
      <img data-kwic="image" alt=""><i data-kwic="section"></i><span data-kwic="snippet"></span><small data-kwic="url"></small>
      <u data-kwic="tags"></u></template>`;
    const section = { title: "Oil", titlePieces: [{ text: "Oil", matched: true }], url: "variant.html?n=1#oil" };
    const articles = [
      { title: "Lamps", url: "variant.html?n=1", date: "2026-11-30", tags: ["light", "sea"], sections: [section], image: "icon.svg" },
      { title: "<b>Wicks</b>", url: "javascript:alert(1)", image: "javascript:alert(1)" },
    ];
    await open(`<main><p></p><kwic-search>${template}</kwic-search></main>`);
    host.replace(ENGINE, { type: "text/javascript", body: fakeEngine(articles) });
    await visitor.type("lamp");
    await visitor.tab.waitFor(() => inBox(".kwic-hit [data-kwic=title]").length === 2);
    const [first, second] = await visitor.tab.evaluate(() =>
      inBox(".kwic-hit").map((hit) =>
        Object.fromEntries(
          [...hit.querySelectorAll("[data-kwic]:not([hidden])")].map((place) => [
            place.dataset.kwic,
            place.localName === "img" ? new URL(place.src).pathname : place.textContent,
          ]),
        ),
      ),
    );
    const url = `${host.origin}/variant.html?n=1`;
    assert.deepEqual(first, {
      title: "Lamps", date: "Nov 30, 2026", image: "/icon.svg", section: "Oil", snippet: "A passage.", url, tags: "light, sea",
    });
    assert.deepEqual(second, { title: "<b>Wicks</b>", snippet: "A passage." });
    assert.ok(host.requests.includes("/template.js"), host.requests.join());
  });

  test("takes the form of an author's out of sight at once where a dialog will have it", async () => {
    await open(MODAL.replace("></kwic-search>", `><form><input type="search" name="q" aria-label="Search"></form></kwic-search>`));
    const isSeen = await visitor.tab.evaluate(() => inBox("input")[0].getClientRects().length > 0);
    assert.deepEqual([isSeen, loaded()], [false, []]);
  });
});
