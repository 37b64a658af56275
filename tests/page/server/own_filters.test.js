// Filters of an author's own over a search server, from the articles on: `filtered-articles/`, as `kwic export` wrote them.

import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";
import { typesense } from "../../../www/adapters/typesense.js";
import { browserOf, hostOf, inChromium } from "../fixture.js";
import { variant } from "../variant.js";
import { visit } from "../visitor.js";
import { engine } from "./page.js";

inChromium("own filters over a search server", (lane) => {
  const options = { url: process.env.KWIC_SEARCH_SERVER, key: process.env.KWIC_ANY_KEY, collection: "filtered" };
  const asked = typesense(options);
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

  const titles = async (query, given) => (await asked.search(query, given)).hits.map(({ title }) => title).sort();

  test("are told by the server, whatever they are called", async () => {
    const { facets } = await asked.info();
    assert.deepEqual(facets.version, [{ value: "2.1", count: 2 }, { value: "1", count: 1 }, { value: "2", count: 1 }]);
    assert.deepEqual(facets.kind, [{ value: "User guide", count: 2 }, { value: "Reference", count: 1 }]);
  });

  test("are conditions in options, and hits carry them", async () => {
    assert.deepEqual(await titles("lamp", { filters: { version: ["2"] } }), ["The second lamp"]);
    assert.deepEqual(await titles("", { filters: { version: ["1", "2"], kind: "user guide" } }), ["The first lamp", "The second lamp"]);
    assert.deepEqual(await titles("lamp", { filters: { version: "3" } }), []);
    await assert.rejects(titles("lamp", { filters: { level: "1" } }), /unknown filter "level"; there are: .*version/);
    const { hits: [hit], facets } = await asked.search("second", { filters: { version: "2" }, facets: true });
    assert.deepEqual(hit.filters, { kind: ["User guide"], version: ["2", "2.1"] });
    assert.deepEqual(facets.kind, [{ value: "User guide", count: 1 }]);
  });

  test("are conditions in a query, as dates are", async () => {
    assert.deepEqual(await titles("version:2 lamp"), ["The second lamp"]);
    assert.deepEqual(await titles("lamp kind:guide"), ["The first lamp", "The second lamp"]);
    assert.deepEqual(await titles("lamp -kind:guide"), ["About these pages", "Oil for every lamp"]);
    assert.deepEqual(await titles("year:2024"), ["The second lamp"]);
    assert.deepEqual(await titles("lamp after:2024 before:2025-01"), ["The second lamp"]);
    assert.deepEqual(await titles("lamp -after:2024"), ["The first lamp"]);
    assert.deepEqual(await titles("before:2024-06-11", { after: "2023-05-02" }), ["The first lamp"]);
  });

  test("narrow the hits of the box, by choices with counts", async () => {
    const { path, html } = variant(`engine="own.js" filters="version=Version,kind"`);
    host.replace("/variant.html", { type: "text/html", body: html });
    host.replace("/own.js", { type: "text/javascript", body: engine(options) });
    visitor = await visit(browser, host, { path });
    await visitor.type("lamp");
    await visitor.answeredAfter(() => visitor.choose("version", "2.1"));
    await visitor.addressHas({ q: "lamp", version: "2.1" });
    assert.deepEqual((await visitor.titles()).sort(), ["Oil for every lamp", "The second lamp"]);
    await visitor.answeredAfter(() => visitor.choose("kind", "Reference"));
    await visitor.addressHas({ q: "lamp", version: "2.1", kind: "Reference" });
    assert.deepEqual(await visitor.titles(), ["Oil for every lamp"]);
  });
});
