// What stands around the hits: filters, more results, and words to search for.

import assert from "node:assert/strict";
import { afterEach, before, describe } from "node:test";
import { chromium, inChromium, staticHost, test } from "./fixture.js";
import { open } from "./reader.js";
import { variant } from "./variant.js";

let browser;
let host;
let reader;

/** The query parameters of the address. */
async function address() {
  // The driver hears of a new address a little later than the page.
  return reader.page.evaluate(() => Object.fromEntries(new URLSearchParams(location.search)));
}

/** Shows the choices of the filters, once they are counted. */
async function showChoices() {
  await reader.page.waitForFunction(() => inBox(".kwic-filter-open").length > 0);
  await reader.page.evaluate(() => inBox(".kwic-filter-open[aria-expanded=false]")[0]?.click());
  await reader.page.waitForFunction(() => inBox(".kwic-choice").length > 0);
}

async function choose(name, value) {
  await showChoices();
  const choice = `[data-facet=${name}] .kwic-choice[value="${value}"]`;
  await reader.page.waitForFunction((wanted) => inBox(wanted).length > 0, {}, choice);
  await reader.answeredAfter(() => reader.click(choice));
}

async function order(value) {
  await reader.page.waitForFunction(() => inBox("select[name=sort]").length > 0);
  const select = await reader.page.evaluateHandle(() => inBox("select[name=sort]")[0]);
  await reader.answeredAfter(() => select.asElement().select(value));
}

/** Waits until more hits are shown than these. */
async function moreThan(titles) {
  await reader.page.waitForFunction((number) => inBox(".kwic-hit").length > number, {}, titles.length);
}

/** Choices of a filter with their numbers, once they are counted, which waits until typing pauses. */
async function offered(name) {
  await showChoices();
  await reader.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  return reader.texts(`[data-facet=${name}] .kwic-choice`);
}

inChromium("what stands around the hits", () => {
  before(async () => {
    host = await staticHost();
    browser = await chromium();
  });

  afterEach(async () => {
    await reader?.close();
    reader = undefined;
  });

  describe("filters", () => {
    const FILTERS = `filters="lang source tag year" sort`;

    test("tell how many articles each choice would leave", async () => {
      reader = await open(browser, host, variant(FILTERS));
      await reader.type("vietnam ");
      const languages = await offered("lang");
      const [, count] = languages.find((text) => text.startsWith("Vietnamese")).match(/ (\d+)$/);
      await choose("lang", "vi");
      assert.match(await reader.status(), new RegExp(`^${count} articles?`));
      assert.deepEqual(await offered("lang"), languages, "the other languages are still offered, in their order");
    });

    test("take several values, each of which can be taken away again", async () => {
      reader = await open(browser, host, variant(FILTERS));
      await reader.type("vietnam ");
      const numbers = Object.fromEntries((await offered("lang")).map((text) => text.match(/^(.+) (\d+)$/).slice(1)));
      await choose("lang", "vi");
      await choose("lang", "ru");
      const both = Number(numbers.Vietnamese) + Number(numbers.Russian);
      assert.match(await reader.status(), new RegExp(`^${both} articles`));
      const chosen = await reader.page.evaluate(() => new URLSearchParams(location.search).getAll("lang"));
      assert.deepEqual(chosen, ["vi", "ru"]);
      assert.deepEqual(await reader.texts(".kwic-number"), ["2"]);
      assert.deepEqual(await reader.texts(".kwic-chip"), ["Vietnamese", "Russian"]);
      await reader.answeredAfter(() => reader.click(".kwic-chip"));
      assert.deepEqual(await reader.texts(".kwic-chip"), ["Russian"]);
      assert.match(await reader.status(), new RegExp(`^${numbers.Russian} articles?`));
      await reader.page.goBack();
      await reader.page.waitForFunction(() => inBox(".kwic-chip").length === 2);
    });

    test("are counted only where the choices are shown", async () => {
      const engine = `
        export * from "/kwic.js?behind";
        import * as engine from "/kwic.js?behind";
        window.counted = 0;
        export const search = (query, options) => {
          if (options.facets) window.counted += 1;
          return engine.search(query, options);
        };
        export default () => engine.default?.("/kwic_bg.wasm");`;
      reader = await open(browser, host, { ...variant(`${FILTERS} engine="own.js"`), files: { "/own.js": engine } });
      await reader.type("vietnam ");
      await reader.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
      assert.equal(await reader.page.evaluate(() => window.counted), 0);
      await offered("lang");
      assert.ok(await reader.page.evaluate(() => window.counted > 0));
    });

    test("stand in the address, and Back takes the last choice away", async () => {
      reader = await open(browser, host, variant(FILTERS));
      await reader.type("vietnam ");
      const before = await reader.status();
      await reader.page.waitForFunction(() => location.search.includes("q="));
      await choose("lang", "ru");
      assert.equal((await address()).lang, "ru");
      await order("date");
      assert.equal((await address()).sort, "date");
      await reader.page.goBack();
      await reader.page.goBack();
      assert.deepEqual(await address(), { q: "vietnam " });
      await reader.page.waitForFunction((status) => inBox(".kwic-status")[0].textContent === status, {}, before);
    });

    test("hold when the address already has them", async () => {
      reader = await open(browser, host, variant(FILTERS, { query: "?q=vietnam&lang=ru" }));
      await reader.answered();
      const languages = await reader.texts(".kwic-lang");
      assert.ok(languages.length > 0 && languages.every((name) => name === "Russian"), languages.join());
    });

    test("and an order hold when the address has them, with and without a query", async () => {
      reader = await open(browser, host, variant(FILTERS, { query: "?q=vietnam&sort=date" }));
      await reader.answered();
      await reader.page.waitForFunction(() => inBox("select[name=sort]")[0]?.value === "date");
      await reader.answered();
      const dates = await reader.page.evaluate(() => inBox("time").map((time) => time.dateTime).filter(Boolean));
      assert.deepEqual(dates, [...dates].sort().reverse());
      await reader.close();
      reader = await open(browser, host, variant(FILTERS, { query: "?year=2026" }));
      await reader.answered();
      assert.deepEqual(await reader.texts(".kwic-chip"), ["2026"]);
    });

    test("that are not offered leave the parameters of the page alone", async () => {
      reader = await open(browser, host, variant(`filters="year"`, { query: "?lang=vi" }));
      await reader.type("gazprom");
      await reader.page.waitForFunction(() => location.search.includes("q=gazprom"));
      assert.deepEqual(await address(), { lang: "vi", q: "gazprom" });
    });

    test("list all articles that pass them where nothing is typed", async () => {
      reader = await open(browser, host, variant(`${FILTERS} load="eager"`));
      await choose("year", "2026");
      await reader.answered();
      const dates = await reader.texts(".kwic-date");
      assert.ok(dates.length > 0 && dates.every((date) => date.endsWith("2026")), dates.join());
    });

    test("the newest come first if asked for", async () => {
      reader = await open(browser, host, variant(FILTERS));
      await reader.type("vietnam ");
      await order("date");
      const dates = await reader.page.evaluate(() => inBox("time").map((time) => time.dateTime).filter(Boolean));
      assert.deepEqual(dates, [...dates].sort().reverse());
      assert.ok(dates.length > 1);
    });

    test("that leave nothing can be removed at once", async () => {
      reader = await open(browser, host, variant(FILTERS, { query: "?q=gazprom&year=1901" }));
      await reader.answered();
      assert.match(await reader.status(), /^Nothing found/);
      await reader.answeredAfter(() => reader.click(".kwic-unfilter"));
      assert.ok((await reader.titles()).length > 0);
      assert.deepEqual(await address(), { q: "gazprom" });
    });
  });

  describe("more results", () => {
    test("come below the first, and the next one is active", async () => {
      reader = await open(browser, host, variant());
      await reader.type("vietnam ");
      const first = await reader.titles();
      assert.equal(first.length, 10);
      await reader.page.evaluate(() => inBox(".kwic-more")[0].focus());
      await reader.press("Enter");
      await moreThan(first);
      const all = await reader.titles();
      assert.deepEqual(all.slice(0, 10), first);
      assert.equal(await reader.active(), all[10]);
    });

    test("come by the arrow key that goes beyond the last", async () => {
      // A section stays active until more results are there: who presses on meanwhile, goes further.
      reader = await open(browser, host, variant(`limit="3" sections="off"`));
      await reader.type("vietnam ");
      const first = await reader.titles();
      for (let step = 0; step < 3; step += 1) await reader.toHit();
      await moreThan(first);
      const titles = await reader.titles();
      assert.equal(titles.length, 6);
      assert.equal(await reader.active(), titles[3]);
    });

    test("are there again after Back, at the place where the reader was", async () => {
      reader = await open(browser, host, variant());
      await reader.type("vietnam ");
      const first = await reader.titles();
      await reader.click(".kwic-more");
      await moreThan(first);
      const titles = await reader.titles();
      await reader.page.evaluate(() => inBox(".kwic-hit").at(-1).scrollIntoView());
      const scroll = await reader.page.evaluate(() => Math.round(scrollY));
      await reader.follow(() => reader.page.evaluate(() => inBox(".kwic-hit").at(-1).click()));
      await reader.page.goBack({ waitUntil: "load" });
      await reader.answered();
      assert.deepEqual(await reader.titles(), titles);
      assert.equal(await reader.page.evaluate(() => Math.round(scrollY)), scroll);
    });
  });

  describe("words that are offered", () => {
    test("a completion is one key above the first hit, and Enter takes it", async () => {
      reader = await open(browser, host, variant());
      await reader.type("gazp");
      assert.deepEqual(await reader.texts(".kwic-completion"), ["gazprom"]);
      await reader.press("ArrowUp");
      assert.equal(await reader.active(), "gazprom");
      await reader.press("Enter");
      await reader.answered();
      assert.equal(await reader.query(), "gazprom");
    });

    test("a query that led to an article is offered again in the empty box", async () => {
      reader = await open(browser, host, variant());
      await reader.type("gazprom");
      await reader.follow(() => reader.click("a.kwic-hit"));
      await reader.page.goto(`${host.origin}/variant.html`);
      await reader.enter();
      assert.deepEqual(await reader.texts(".kwic-recent"), ["gazprom"]);
      await reader.press("ArrowDown");
      await reader.press("Enter");
      await reader.answered();
      assert.equal(await reader.query(), "gazprom");
    });

    test("recent queries can be forgotten", async () => {
      const first = () => localStorage.setItem("kwic-recent", JSON.stringify(["one", "two"]));
      reader = await open(browser, host, { ...variant(`load="eager"`), first });
      await reader.page.waitForNetworkIdle({ idleTime: 300 });
      await reader.enter();
      assert.deepEqual(await reader.texts(".kwic-recent"), ["one", "two"]);
      await reader.click(".kwic-forget");
      assert.deepEqual(await reader.texts(".kwic-recent"), []);
      assert.equal(await reader.page.evaluate(() => localStorage.getItem("kwic-recent")), null);
    });

    test("nothing is kept and nothing offered with recent=\"off\"", async () => {
      const first = () => localStorage.setItem("kwic-recent", JSON.stringify(["one"]));
      reader = await open(browser, host, { ...variant(`recent="off"`), first });
      await reader.enter();
      assert.deepEqual(await reader.texts(".kwic-recent"), []);
      await reader.type("gazprom");
      await reader.page.evaluate(() => {
        document.addEventListener("kwic-select", (event) => event.preventDefault());
      });
      await reader.click("a.kwic-hit");
      assert.equal(await reader.page.evaluate(() => localStorage.getItem("kwic-recent")), `["one"]`);
    });
  });
});
