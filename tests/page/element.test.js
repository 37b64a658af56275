// What a reader does with the box itself, in the shapes and languages that it has.

import assert from "node:assert/strict";
import { afterEach, before, describe } from "node:test";
import { chromium, inChromium, staticHost, test } from "./fixture.js";
import { fakeEngine } from "./fake_engine.js";
import { open } from "./reader.js";
import { variant } from "./variant.js";

let browser;
let host;
let reader;

inChromium("the box in its shapes and languages", () => {
  before(async () => {
    host = await staticHost();
    browser = await chromium();
  });

  afterEach(async () => {
    await reader?.close();
    reader = undefined;
  });

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

    for (const [exact, said] of [[true, "2 articles"], [false, "2+ articles"]]) {
      test(`whose total is ${exact ? "exact" : "not"} has \`${said}\``, async () => {
        const files = { "/own.js": fakeEngine([{ title: "One" }, { title: "Two" }], { exact }) };
        reader = await open(browser, host, { ...variant(`engine="own.js"`), files });
        await reader.type("kazan");
        assert.deepEqual(await reader.texts(".kwic-count"), [said]);
      });
    }

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
    // All files are read without a browser; here are some of them, and some ways to one.
    const PAGES = [
      ["ar", "ar", "نتائج البحث"],
      ["de-AT", "de", "Suchergebnisse"],
      ["he", "he", "תוצאות חיפוש"],
      ["ja", "ja", "検索結果"],
      ["nn", "nb", "Søkeresultater"],
      ["pt-BR", "pt", "Resultados da pesquisa"],
      ["ru", "ru", "Результаты поиска"],
      ["vi", "vi", "Kết quả tìm kiếm"],
      ["zh", "zh", "搜索结果"],
      ["zh-TW", "zh-hant", "搜尋結果"],
    ];
    for (const [lang, file, label] of PAGES) {
      test(`a page in ${lang} has a box in ${file}, and loads no other`, async () => {
        reader = await open(browser, host, variant("", { lang }));
        await reader.page.waitForFunction((text) => inBox(`[aria-label="${text}"]`).length === 1, {}, label);
        const loaded = reader.requests.filter((url) => url.includes("/locales/"));
        assert.deepEqual(loaded, [`${host.origin}/locales/${file}.js`]);
      });
    }

    test("a page in English, or in a language that the box does not speak, loads none", async () => {
      reader = await open(browser, host, variant("", { lang: "is" }));
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
              .filter((piece) => piece.checkVisibility() && Math.round(piece.getBoundingClientRect().height) < 44)
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
        import * as engine from "/kwic.js?behind";
        export default async () => {
          await window.arrival;
          await engine.default?.("/kwic_bg.wasm");
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
      await reader.toHit();
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
        return [before, box.getAttribute("limit"), box.hasAttribute("sort")];
      });
      assert.deepEqual(seen, [[10, 200, false, ""], "3", true]);
      await reader.page.waitForFunction(() => inBox("select, .kwic-filter-open").length === 2);
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
      assert.match(await reader.status(), /^This page does not allow the search to run/);
    });
  });
});
