// What a reader does with the box itself, in the shapes and languages that it has.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { fakeEngine } from "./fake_engine.js";
import { builtPage, open, startBrowser } from "./reader.js";
import { serve } from "./static_server.js";
import { FORM, variant } from "./variant.js";

let browser;
let host;
let reader;

before(async () => {
  host = await serve(builtPage("KWIC_PAGE"));
  browser = await startBrowser();
});

afterEach(async () => {
  await reader?.close();
  reader = undefined;
});

after(async () => {
  await browser?.close();
  await host?.close();
});

/** The query parameters of the address. */
async function address() {
  return Object.fromEntries(new URL(reader.page.url()).searchParams);
}

async function choose(name, value) {
  await reader.page.waitForFunction(
    (select, wanted) => [...inBox(`select[name=${select}]`)[0].options].some((option) => option.value === wanted),
    {},
    name,
    value,
  );
  const select = await reader.page.evaluateHandle((wanted) => inBox(`select[name=${wanted}]`)[0], name);
  await select.asElement().select(value);
}

/** Option texts of a filter, once they are counted, which waits until typing pauses. */
async function offered(name) {
  await reader.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  return reader.page.evaluate(
    (select) => inBox(`select[name=${select}] option`).map((option) => option.textContent),
    name,
  );
}

async function isOpen() {
  return reader.page.evaluate(() => inBox("dialog")[0].open);
}

async function pressControlK() {
  await reader.page.keyboard.down("Control");
  await reader.press("k");
  await reader.page.keyboard.up("Control");
}

describe("two lines in a page", () => {
  test("are a search, under the strictest policy", async () => {
    reader = await open(browser, host, variant());
    await reader.type("gazprom");
    assert.match((await reader.titles())[0], /Gazprom/);
    assert.deepEqual(await reader.violations(), []);
    assert.deepEqual(reader.complaints, []);
  });

  test("look the same where constructable style sheets are refused", async () => {
    const height = () => reader.page.evaluate(() => inBox("input")[0].getBoundingClientRect().height);
    reader = await open(browser, host, variant());
    const adopted = await height();
    await reader.close();
    const first = () => {
      CSSStyleSheet.prototype.replaceSync = () => {
        throw new DOMException("refused", "NotAllowedError");
      };
    };
    reader = await open(browser, host, { ...variant(), first });
    await reader.page.waitForFunction(() => inBox("link")[0]?.sheet);
    assert.equal(await height(), adopted);
    assert.deepEqual(await reader.violations(), []);
  });

  test("may stand twice in a page, each box with results of its own", async () => {
    const rest = `<kwic-search id="second" param="p"></kwic-search>`;
    reader = await open(browser, host, variant("", { rest }));
    await reader.type("gazprom");
    await reader.page.evaluate(() => {
      document.querySelector("#second").query = "hanoi";
    });
    await reader.page.waitForSelector("#second[data-state=results]");
    assert.match((await reader.titles())[0], /Gazprom/);
    await reader.page.waitForFunction(() => /q=gazprom&p=hanoi/.test(location.search));
  });

  test("a box that is moved to another place goes on", async () => {
    reader = await open(browser, host, variant());
    await reader.type("gazprom");
    await reader.page.evaluate(() => document.body.append(document.querySelector("kwic-search")));
    await reader.typeInstead("hanoi");
    assert.ok((await reader.titles()).length > 0);
    assert.equal(await reader.page.evaluate(() => inBox("input").length), 1);
  });

  test("take the engine that the page holds, and ask for no other", async () => {
    const own = `
      import * as engine from "./held.js";
      import { KwicSearch } from "./kwic-search.js";
      KwicSearch.loadEngine = async (...files) => {
        window.files = files;
        return engine;
      };`;
    const files = { "/held.js": fakeEngine([{ title: "{query}" }]), "/own.js": own };
    const rest = `<script type="module" src="own.js"></script>`;
    reader = await open(browser, host, { ...variant("", { rest }), files });
    await reader.type("kazan");
    assert.deepEqual(await reader.titles(), ["kazan"]);
    const beside = (name) => `${host.origin}/${name}`;
    assert.deepEqual(await reader.page.evaluate(() => window.files), ["kwic.js", "kwic_bg.wasm"].map(beside));
    assert.deepEqual(reader.requests.filter((url) => /\/kwic(_bg)?\.(js|wasm)/.test(url)), []);
  });

  for (const load of ["idle", "eager"]) {
    test(`load="${load}" loads the engine before the reader comes`, async () => {
      reader = await open(browser, host, variant(`load="${load}"`));
      await reader.page.waitForFunction(() =>
        performance.getEntriesByType("resource").some((entry) => entry.name.endsWith(".wasm")),
      );
    });
  }
});

describe("on a server", () => {
  test("importing the element does not throw, and defines nothing", async () => {
    const { KwicSearch } = await import("../../www/element/index.js");
    assert.equal(typeof KwicSearch, "function");
  });
});

describe("the dialog", () => {
  test("opens by Control K and by a slash, with the focus in the box", async () => {
    reader = await open(browser, host, variant("modal"));
    await pressControlK();
    assert.equal(await isOpen(), true);
    await reader.page.keyboard.type("gazprom");
    await reader.answered();
    assert.equal(await reader.query(), "gazprom");
    await pressControlK();
    assert.equal(await isOpen(), false);
    await reader.press("/");
    assert.equal(await isOpen(), true);
  });

  test("a slash that is typed into a field opens nothing", async () => {
    const rest = `<label>Name <input id="name"></label>`;
    reader = await open(browser, host, variant("modal", { rest }));
    await reader.page.focus("#name");
    await reader.press("/");
    assert.equal(await isOpen(), false);
    assert.equal(await reader.page.$eval("#name", (input) => input.value), "/");
  });

  test("Escape empties the box, then closes; the focus is where it was", async () => {
    reader = await open(browser, host, variant("modal"));
    await reader.page.keyboard.press("Tab");
    await reader.press("Enter");
    assert.equal(await isOpen(), true);
    await reader.page.keyboard.type("gazprom");
    await reader.answered();
    await reader.press("Escape");
    assert.deepEqual([await isOpen(), await reader.query()], [true, ""]);
    await reader.press("Escape");
    assert.equal(await isOpen(), false);
    const focused = await reader.page.evaluate(() => document.activeElement.shadowRoot.activeElement.className);
    assert.equal(focused, "kwic-open");
  });

  test("opens by a button of the page, and then makes none of its own", async () => {
    const rest = `<button id="find" data-kwic-open="box">Find</button>`;
    reader = await open(browser, host, variant(`modal id="box"`, { rest }));
    assert.deepEqual(await reader.texts(".kwic-open"), []);
    await reader.page.click("#find");
    assert.equal(await isOpen(), true);
    await reader.press("Escape");
    assert.equal(await reader.page.evaluate(() => document.activeElement.id), "find");
  });

  test("takes the form of the page in", async () => {
    reader = await open(browser, host, variant("modal", { inner: FORM }));
    await reader.click(".kwic-open");
    await reader.page.keyboard.type("gazprom");
    await reader.answered();
    assert.ok((await reader.titles()).length > 0);
  });

  test("Back from an article finds it open, with the query", async () => {
    reader = await open(browser, host, variant("modal"));
    await reader.press("/");
    await reader.type("gazprom");
    await reader.press("ArrowDown");
    await reader.follow(() => reader.press("Enter"));
    await reader.page.goBack({ waitUntil: "load" });
    await reader.answered();
    assert.deepEqual([await isOpen(), await reader.query()], [true, "gazprom"]);
  });

  test("closed, it leaves no query in the address", async () => {
    reader = await open(browser, host, variant("modal", { query: "?q=gazprom" }));
    await reader.answered();
    assert.equal(await isOpen(), true);
    await reader.click(".kwic-close");
    await reader.page.waitForFunction(() => location.search === "");
  });
});

describe("filters", () => {
  const FILTERS = `filters="lang source tag year" sort`;

  test("tell how many articles each choice would leave", async () => {
    reader = await open(browser, host, variant(FILTERS));
    await reader.type("vietnam ");
    const languages = await offered("lang");
    assert.equal(languages[0], "All languages");
    const [, count] = languages.find((text) => text.startsWith("Vietnamese")).match(/\((\d+)\)/);
    await choose("lang", "vi");
    assert.match(await reader.status(), new RegExp(`^${count} articles?`));
    assert.equal((await offered("lang")).length, languages.length, "the other languages are still offered");
  });

  test("stand in the address, and Back takes the last choice away", async () => {
    reader = await open(browser, host, variant(FILTERS));
    await reader.type("vietnam ");
    const before = await reader.status();
    await reader.page.waitForFunction(() => location.search.includes("q="));
    await choose("lang", "ru");
    assert.equal((await address()).lang, "ru");
    await choose("sort", "date");
    assert.equal((await address()).sort, "date");
    await reader.page.goBack();
    await reader.page.goBack();
    assert.deepEqual(await address(), { q: "vietnam " });
    assert.equal(await reader.status(), before);
  });

  test("hold when the address already has them", async () => {
    reader = await open(browser, host, variant(FILTERS, { query: "?q=vietnam&lang=ru" }));
    await reader.answered();
    const languages = await reader.texts(".kwic-lang");
    assert.ok(languages.length > 0 && languages.every((name) => name === "Russian"), languages.join());
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
    await choose("sort", "date");
    const dates = await reader.page.evaluate(() => inBox("time").map((time) => time.dateTime).filter(Boolean));
    assert.deepEqual(dates, [...dates].sort().reverse());
    assert.ok(dates.length > 1);
  });

  test("that leave nothing can be removed at once", async () => {
    reader = await open(browser, host, variant(FILTERS, { query: "?q=gazprom&year=1901" }));
    await reader.answered();
    assert.match(await reader.status(), /^Nothing found/);
    await reader.click(".kwic-unfilter");
    await reader.answered();
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
    const all = await reader.titles();
    assert.deepEqual(all.slice(0, 10), first);
    assert.equal(await reader.active(), all[10]);
  });

  test("come by the arrow key that goes beyond the last", async () => {
    reader = await open(browser, host, variant(`limit="3"`));
    await reader.type("vietnam ");
    for (let step = 0; step < 4; step += 1) await reader.press("ArrowDown");
    const titles = await reader.titles();
    assert.equal(titles.length, 6);
    assert.equal(await reader.active(), titles[3]);
  });

  test("are there again after Back, at the place where the reader was", async () => {
    reader = await open(browser, host, variant());
    await reader.type("vietnam ");
    await reader.click(".kwic-more");
    const titles = await reader.titles();
    await reader.page.evaluate(() => inBox(".kwic-hit")[15].scrollIntoView());
    const scroll = await reader.page.evaluate(() => Math.round(scrollY));
    await reader.follow(() => reader.page.evaluate(() => inBox(".kwic-hit")[15].click()));
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
    await reader.press("ArrowDown");
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

describe("an input method", () => {
  test("is not disturbed: nothing is searched before the word is chosen", async () => {
    reader = await open(browser, host, variant());
    await reader.page.evaluate(() => {
      window.searched = [];
      document.addEventListener("kwic-results", (event) => window.searched.push(event.detail.query));
    });
    await reader.enter();
    await reader.page.waitForNetworkIdle({ idleTime: 300 });
    const session = await reader.page.createCDPSession();
    for (const text of ["h", "ha", "hanoi"]) {
      const at = text.length;
      await session.send("Input.imeSetComposition", { text, selectionStart: at, selectionEnd: at });
    }
    await reader.press("Enter");
    await reader.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    assert.deepEqual(await reader.page.evaluate(() => window.searched), []);
    await session.send("Input.insertText", { text: "Hà Nội" });
    await reader.answered();
    assert.deepEqual(await reader.page.evaluate(() => window.searched), ["Hà Nội"]);
  });
});

describe("languages", () => {
  const LABELS = {
    ar: "نتائج البحث",
    de: "Suchergebnisse",
    es: "Resultados de la búsqueda",
    fr: "Résultats de la recherche",
    ja: "検索結果",
    ru: "Результаты поиска",
    vi: "Kết quả tìm kiếm",
    zh: "搜索结果",
  };
  for (const [lang, label] of Object.entries(LABELS)) {
    test(`a page in ${lang} has a box in ${lang}, and loads no other`, async () => {
      reader = await open(browser, host, variant("", { lang }));
      await reader.page.waitForFunction((text) => inBox(`[aria-label="${text}"]`).length === 1, {}, label);
      const loaded = reader.requests.filter((url) => url.includes("/locales/"));
      assert.deepEqual(loaded, [`${host.origin}/locales/${lang}.js`]);
    });
  }

  test("a page in English, or in a language that the box does not speak, loads none", async () => {
    reader = await open(browser, host, variant("", { lang: "fi" }));
    await reader.type("vietnam ");
    assert.match(await reader.status(), /^\d+ articles/);
    assert.deepEqual(reader.requests.filter((url) => url.includes("/locales/")), []);
  });

  test("numbers have the form that their language wants", async () => {
    reader = await open(browser, host, variant("", { lang: "ru" }));
    await reader.type("aeroflot");
    await reader.page.waitForFunction(() => /стат/.test(inBox(".kwic-status")[0].textContent));
    const [, count, noun] = (await reader.status()).match(/^(\d+) (статья|статьи|статей)/);
    const forms = { one: "статья", few: "статьи", many: "статей" };
    assert.equal(noun, forms[new Intl.PluralRules("ru").select(Number(count))]);
  });

  test("the author's own strings take the place of ours", async () => {
    reader = await open(browser, host, variant());
    await reader.page.evaluate(() => {
      document.querySelector("kwic-search").strings = { found: { one: "{count} page", other: "{count} pages" } };
    });
    await reader.type("vietnam ");
    assert.match(await reader.status(), /^\d+ pages/);
  });
});

describe("small and slow", () => {
  for (const [attributes, dir] of [["", "ltr"], ["", "rtl"], ["modal", "ltr"]]) {
    const shape = `${attributes || "the page"}, ${dir}`;
    test(`on a touch screen everything is large enough for a finger, and nothing sticks out: ${shape}`, async () => {
      const page = variant(`${attributes} filters="lang source tag year" sort`, { dir });
      reader = await open(browser, host, { ...page, width: 320, height: 640, touch: true });
      if (attributes === "modal") await reader.press("/");
      for (const query of ["vietna", "gazprm ", "x".repeat(200)]) {
        await reader.paste(query);
        const small = await reader.page.evaluate(() =>
          inBox("button, select, [role=option]")
            .filter((piece) => piece.checkVisibility() && piece.getBoundingClientRect().height < 44)
            .map((piece) => piece.className),
        );
        assert.deepEqual(small, [], query);
        const sideways = await reader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, query);
      }
    });
  }

  test("while the engine is on its way the box says so, and then answers what was typed", async () => {
    const engine = `
      export * from "/kwic.js?behind";
      import init from "/kwic.js?behind";
      export default async () => {
        await window.arrival;
        await init("/kwic_bg.wasm");
      };`;
    const first = () => {
      window.arrival = new Promise((resolve) => {
        window.arrive = resolve;
      });
    };
    reader = await open(browser, host, { ...variant(`engine="slow.js"`), files: { "/slow.js": engine }, first });
    await reader.enter();
    await reader.page.keyboard.type("gazprom");
    await reader.page.waitForSelector("kwic-search[data-state=loading][aria-busy=true]");
    assert.equal(await reader.status(), "Loading the search…");
    assert.equal((await reader.texts(".kwic-progress")).length, 1);
    await reader.page.evaluate(() => window.arrive());
    await reader.answered();
    assert.match((await reader.titles())[0], /Gazprom/);
  });
});

describe("events", () => {
  test("a hit that the page takes over leads nowhere", async () => {
    reader = await open(browser, host, variant());
    await reader.page.evaluate(() => {
      document.addEventListener("kwic-select", (event) => {
        event.preventDefault();
        window.selected = event.detail;
      });
    });
    await reader.type("gazprom");
    const [, second] = await reader.titles();
    await reader.press("ArrowDown");
    await reader.press("ArrowDown");
    await reader.press("Enter");
    const { query, hit, place } = await reader.page.evaluate(() => window.selected);
    assert.deepEqual([query, hit.title, place], ["gazprom", second, 1]);
    assert.match(reader.page.url(), /variant\.html/);
  });

  test("attributes are properties", async () => {
    reader = await open(browser, host, variant());
    const seen = await reader.page.evaluate(() => {
      const box = document.querySelector("kwic-search");
      const before = [box.limit, box.length, box.modal, box.filters];
      Object.assign(box, { limit: 3, sort: true, filters: "lang" });
      return [before, box.getAttribute("limit"), box.hasAttribute("sort"), inBox("select").length];
    });
    assert.deepEqual(seen, [[10, 200, false, ""], "3", true, 2]);
    await reader.type("vietnam ");
    assert.equal((await reader.titles()).length, 3);
  });
});

describe("an engine that fails", () => {
  const engine = (overrides) => `
    const hit = { id: 0, url: "a.html", title: "A", titlePieces: [], lang: "en", date: null, source: null, tags: [], score: 1 };
    export const search = ${overrides.search ?? `() => ({ hits: [hit], total: 1, suggestion: null })`};
    export const snippet = ${overrides.snippet ?? `() => [{ text: "a", matched: true }]`};
    export const info = () => ({ articles: 1, terms: 1, languages: ["en"], bytes: 1, version: "0" });
    export default ${overrides.init ?? "async () => {}"};
  `;
  const failures = {
    "when it is asked": { search: `() => { throw new Error("broken"); }` },
    "when a passage is wanted": { snippet: `() => { throw new Error("broken"); }` },
    "when it is started": { init: `async () => { throw new Error("broken"); }` },
    "by answering what is no answer": { search: `() => null` },
  };
  for (const [when, overrides] of Object.entries(failures)) {
    test(`${when} is told, with a way to try again`, async () => {
      reader = await open(browser, host, { ...variant(), engine: engine(overrides) });
      await reader.type("a");
      assert.equal(await reader.state(), "error");
      assert.equal((await reader.texts(".kwic-retry")).length, 1);
      assert.deepEqual(await reader.titles(), []);
    });
  }

  test("by a policy that forbids WebAssembly is told in words", async () => {
    const { path, html } = variant();
    reader = await open(browser, host, { path, html: html.replace(" 'wasm-unsafe-eval'", "") });
    await reader.type("a");
    assert.equal(await reader.state(), "error");
    assert.match(await reader.status(), /wasm-unsafe-eval/);
  });
});
