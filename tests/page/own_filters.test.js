// Filters of an author's own in the box: groups with labels, the address, and what the engine is asked.

import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";
import { browserOf, hostOf, inChromium } from "./fixture.js";
import { variant } from "./variant.js";
import { visit } from "./visitor.js";

/** An engine over three articles, which knows filters and nothing else of its options. */
const ENGINE = `
  const articles = [["One", "1", "guide"], ["Two", "2", "guide"], ["Three", "2", "user reference"]];
  const hit = ([title, version, kind], id) => ({
    id, url: title + ".html", title, titlePieces: [{ text: title, matched: false }], lang: "en", date: null, source: null,
    tags: [], author: null, image: null, breadcrumbs: [], score: 1, sections: [], filters: { version: [version], kind: [kind] },
  });
  const hits = articles.map(hit);
  const counts = (found, name) => {
    const values = [...new Set(found.flatMap((hit) => hit.filters[name]))];
    return values.map((value) => ({ value, count: found.filter((hit) => hit.filters[name].includes(value)).length }));
  };
  const facets = (found) =>
    ({ lang: [], source: [], tag: [], year: [], version: counts(found, "version"), kind: counts(found, "kind") });
  export default async () => {};
  export const info = () => ({ articles: 3, terms: 1, languages: ["en"], facets: facets(hits), bytes: 1, version: "0" });
  export const search = (query, options) => {
    globalThis.asked = options;
    const holds = (hit) => ([name, values]) => values.some((value) => hit.filters[name].includes(value));
    const found = hits.filter((hit) => Object.entries(options.filters ?? {}).every(holds(hit)));
    return { hits: found, total: found.length, suggestion: null, facets: facets(found) };
  };
  export const suggest = () => [];
  export const snippet = () => [{ text: "A passage.", matched: false }];`;

inChromium("own filters in the box", (lane) => {
  let browser;
  let host;
  let visitor;

  before(async () => {
    host = await hostOf(lane);
    browser = await browserOf(lane);
  });

  afterEach(async () => {
    await visitor?.close();
    visitor = undefined;
    host.reset();
  });

  async function open(attributes, options) {
    const { path, html } = variant(attributes, options);
    host.replace("/variant.html", { type: "text/html", body: html });
    host.replace("/kwic.js", { type: "text/javascript", body: ENGINE });
    visitor = await visit(browser, host, { path });
  }

  /** Name and choices of each group that is shown. */
  const groups = () =>
    visitor.tab.evaluate(() =>
      inBox(".kwic-facet:not([hidden])").map((group) => [
        group.querySelector(".kwic-facet-name").textContent,
        ...[...group.querySelectorAll(".kwic-choice")].map((choice) => choice.textContent),
      ]),
    );

  test("are groups with their labels, behind those of every site", async () => {
    await open(`filters="kind=Kind of page,lang,version"`);
    await visitor.type("a");
    await visitor.offered("version", "2");
    assert.deepEqual(await groups(), [
      ["Kind of page", "guide 2", "user reference 1"],
      ["version", "1 1", "2 2"],
    ]);
  });

  test("narrow the hits, any value of one and all of several", async () => {
    await open(`filters="version kind"`);
    await visitor.type("a");
    await visitor.choose("version", "2");
    await visitor.addressHas({ q: "a", version: "2" });
    assert.deepEqual(await visitor.titles(), ["Two", "Three"]);
    await visitor.choose("kind", "user reference");
    await visitor.addressHas({ q: "a", version: "2", kind: "user reference" });
    assert.deepEqual(await visitor.titles(), ["Three"]);
    const asked = await visitor.tab.evaluate(() => globalThis.asked);
    assert.deepEqual(asked.filters, { version: ["2"], kind: ["user reference"] });
    assert.equal("version" in asked, false);
  });

  test("are found again in the address", async () => {
    await open(`filters="version" param="find"`, { query: "?find=a&find-version=1" });
    await visitor.comesTo("results");
    assert.deepEqual(await visitor.titles(), ["One"]);
    assert.deepEqual(await visitor.texts("chip"), ["1"]);
  });

  test("are not loaded for a box without any", async () => {
    await open("");
    await visitor.type("a");
    const files = await visitor.tab.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    assert.deepEqual(files.filter((name) => name.includes("filters")), []);
  });
});
