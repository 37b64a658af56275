// How the box stands in a page: what opens it, where it lies, what closes it, and what it leaves alone.

import assert from "node:assert/strict";
import { afterEach, before, describe, test } from "node:test";
import { fakeEngine } from "./fake_engine.js";
import { browserOf, hostOf, inEachBrowser } from "./fixture.js";
import { variant } from "./variant.js";
import { visit } from "./visitor.js";

const ENGINE = "/kwic.js";
const ARTICLES = Array.from({ length: 12 }, (_, at) => ({ title: `Lighthouse ${at + 1} {query}`, url: `variant.html?n=${at + 1}` }));
const FACETS = { lang: [{ value: "en", count: 12 }, { value: "vi", count: 1 }] };

inEachBrowser("the layouts of the box", (name) => {
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

  /** Opens a page with `body`, under the rules of `css`; `options` are those of `visit`. */
  async function open(body, { css = "", engine = {}, path = "variant.html", head = "", ...options } = {}) {
    host.replace("/variant.html", { type: "text/html", body: page(body, head) });
    host.replace("/host.css", { type: "text/css", body: `body { margin: 0; font-family: sans-serif } ${css}` });
    host.replace(ENGINE, { type: "text/javascript", body: fakeEngine(ARTICLES, { facets: FACETS, ...engine }) });
    visitor = await visit(browser, host, { path, ...options });
  }

  const HEADER = `<header><b>Harbour</b><kwic-search></kwic-search><nav><a href="#tides">Tides</a></nav></header>
    <main><h1>Lights</h1><p id="text">Boats leave the harbour at high water.</p><p class="long">Below.</p></main>`;
  const HEADER_CSS = "header { display: flex; align-items: center; gap: 1rem; height: 64px } .long { margin-top: 200vh }";

  const isShown = () => visitor.tab.evaluate(() => inBox(".kwic-panel")[0].getClientRects().length > 0);
  const isOpen = () => visitor.tab.evaluate(() => inBox("dialog")[0].open);
  /** Whether all of the panel lies in the window, and what it is wide and high. */
  const panel = () =>
    visitor.tab.evaluate(() => {
      const { left, right, top, bottom } = inBox(".kwic-panel")[0].getBoundingClientRect();
      const isInside = left >= 0 && right <= document.documentElement.clientWidth && top >= 0 && bottom <= innerHeight;
      return { isInside, below: Math.round(top - inBox("form")[0].getBoundingClientRect().bottom) };
    });

  describe("two lines in a header", () => {
    test("are a dropdown that lies below the form, over the page, in the window", async () => {
      await open(HEADER, { css: HEADER_CSS });
      const height = () => visitor.tab.evaluate(() => document.querySelector("header").getBoundingClientRect().height);
      assert.equal(await visitor.tab.evaluate(() => document.querySelector("kwic-search").dataset.layout), "dropdown");
      assert.equal(await isShown(), false);
      const before = await height();
      await visitor.type("light");
      assert.deepEqual([await isShown(), await panel(), await height()], [true, { isInside: true, below: 6 }, before]);
      const input = await visitor.tab.evaluate(() => inBox("input")[0].getBoundingClientRect().height);
      assert.ok(input >= 36 && input <= 40, String(input));
    });

    test("close by one Escape, and keep the text; the arrow down shows the hits again", async () => {
      await open(HEADER, { css: HEADER_CSS });
      await visitor.type("light");
      await visitor.tab.press("ArrowDown");
      await visitor.tab.press("Escape");
      assert.deepEqual([await isShown(), await visitor.query(), await visitor.focused()], [false, "light", "input"]);
      await visitor.tab.press("ArrowDown");
      await visitor.tab.waitFor(() => inBox(".kwic-panel")[0].getClientRects().length > 0);
      await visitor.tab.press("Escape");
      await visitor.tab.press("Escape");
      assert.equal(await visitor.query(), "");
    });

    test("close by a click outside, by Tab, and not by a click on a text within", async () => {
      await open(HEADER.replace("<kwic-search>", `<kwic-search filters="lang">`), { css: HEADER_CSS });
      await visitor.type("light");
      await visitor.tab.evaluate(() => {
        inBox(".kwic-status")[0].dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
      });
      assert.equal(await isShown(), true);
      await visitor.tab.click("nav");
      assert.equal(await isShown(), false);
      await visitor.typeInstead("house");
      assert.equal(await isShown(), true);
      for (let step = 0; step < 8 && (await isShown()); step += 1) await visitor.tab.press("Tab");
      assert.equal(await isShown(), false);
    });

    test("close when a router shows another page", async (context) => {
      await open(HEADER, { css: HEADER_CSS });
      if (!(await visitor.tab.evaluate(() => "navigation" in window))) return context.skip();
      await visitor.type("light");
      await visitor.tab.evaluate(() => history.pushState(null, "", "/elsewhere.html"));
      await visitor.tab.waitFor(() => inBox(".kwic-panel")[0].getClientRects().length === 0);
      assert.equal(await visitor.tab.evaluate(() => location.pathname + location.search), "/elsewhere.html");
    });

    test("close when a router takes the click on a hit", async () => {
      await open(HEADER, { css: HEADER_CSS });
      await visitor.tab.evaluate(() => document.addEventListener("click", (event) => event.preventDefault()));
      await visitor.type("light");
      await visitor.tab.press("Enter");
      await visitor.tab.waitFor(() => inBox(".kwic-panel")[0].getClientRects().length === 0);
    });

    test("stay where they are while the page scrolls, if the header does", async () => {
      await open(HEADER, { css: `${HEADER_CSS} header { position: sticky; top: 0 }` });
      await visitor.type("light");
      await visitor.tab.evaluate(() => scrollTo(0, 400));
      await visitor.tab.evaluate(() => new Promise((resolve) => setTimeout(() => resolve(true), 200)));
      assert.deepEqual(await panel(), { isInside: true, below: 6 });
    });

    test("open as a dialog where the window is narrow or low, by a button that is an icon", async () => {
      for (const [width, height] of [[390, 760], [780, 360]]) {
        await open(HEADER, { css: HEADER_CSS, width, height });
        const button = () =>
          visitor.tab.evaluate(() => {
            const [open] = inBox(".kwic-open");
            const { width, height } = open.getBoundingClientRect();
            return { isIcon: width < 60 && width >= 36 && height >= 36, name: open.textContent.trim().startsWith("Search") };
          });
        assert.deepEqual(await button(), { isIcon: true, name: true });
        await visitor.tab.evaluate(() => inBox(".kwic-open")[0].click());
        await visitor.type("light");
        await visitor.tab.waitFor(() => inBox("dialog")[0].getAnimations().length === 0);
        const seen = await visitor.tab.evaluate(() => {
          const { left, right, top, bottom } = inBox("dialog")[0].getBoundingClientRect();
          const hit = inBox(".kwic-hit")[0].getBoundingClientRect();
          return { isWhole: left === 0 && right === innerWidth && top === 0 && bottom === innerHeight, isSeen: hit.bottom < innerHeight };
        });
        assert.deepEqual(seen, { isWhole: true, isSeen: true });
        await visitor.close();
        visitor = undefined;
      }
    });
  });

  describe("the layout", () => {
    test("is what the attribute says, or else what the place calls for", async () => {
      const boxes = {
        page: `<main><kwic-search></kwic-search></main>`,
        dropdown: `<div role="banner"><kwic-search></kwic-search></div>`,
        modal: `<header><kwic-search modal></kwic-search></header>`,
      };
      for (const [layout, body] of Object.entries(boxes)) {
        await open(body);
        assert.equal(await visitor.tab.evaluate(() => document.querySelector("kwic-search").dataset.layout), layout);
        await visitor.close();
        visitor = undefined;
      }
      await open(`<header><kwic-search layout="page"></kwic-search></header>`);
      await visitor.type("light");
      assert.equal(await visitor.tab.evaluate(() => document.querySelector("header").offsetHeight > 300), true);
    });

    test("is a part of the page in the head of an article, and a dropdown in a row with others", async () => {
      await open(`<main><header><kwic-search></kwic-search></header></main>`);
      assert.equal(await visitor.tab.evaluate(() => document.querySelector("kwic-search").dataset.layout), "page");
      await visitor.close();
      await open(`<div class="row"><b>Harbour</b><kwic-search></kwic-search></div>`, { css: ".row { display: flex }" });
      assert.equal(await visitor.tab.evaluate(() => document.querySelector("kwic-search").dataset.layout), "dropdown");
    });
  });

  describe("the dialog", () => {
    test("keeps the page behind from scrolling, and gives it back", async () => {
      await open(`<main><kwic-search modal></kwic-search><p class="long">Below.</p></main>`, { css: ".long { margin-top: 300vh }" });
      const overflow = () => visitor.tab.evaluate(() => getComputedStyle(document.documentElement).overflowY);
      const before = await overflow();
      await visitor.tab.press("Control+k");
      await visitor.seen();
      assert.equal(await overflow(), "hidden");
      await visitor.tab.press("Escape");
      await visitor.tab.waitFor((wanted) => getComputedStyle(document.documentElement).overflowY === wanted, before);
    });

    test("shows its hits at any width, and is as high for every answer", async () => {
      await open(`<main><kwic-search modal></kwic-search></main>`, { width: 1280, height: 800 });
      await visitor.tab.press("Control+k");
      const height = () => visitor.tab.evaluate(() => Math.round(inBox("dialog")[0].getBoundingClientRect().height));
      await visitor.type("light");
      const first = await height();
      assert.ok(await visitor.tab.evaluate(() => inBox(".kwic-body")[0].clientHeight > 300));
      await visitor.typeInstead("zz");
      assert.equal(await height(), first);
    });

    test("is not closed by a selection that ends beside it, but by a click there", async () => {
      await open(`<main><kwic-search modal></kwic-search></main>`, { width: 1280, height: 800 });
      await visitor.tab.press("Control+k");
      await visitor.type("light");
      // What a browser does: it presses on the input, lets go over the ground, and clicks what both are in.
      const press = (from) =>
        visitor.tab.evaluate((start) => {
          const [dialog] = inBox("dialog");
          const target = start ? inBox(start)[0] : dialog;
          target.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
          dialog.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }));
        }, from);
      await press("input");
      assert.equal(await isOpen(), true);
      await press("");
      assert.equal(await isOpen(), false);
    });

    test("ends its filters, which nobody would see", async () => {
      await open(`<main><kwic-search modal filters="lang"></kwic-search></main>`);
      await visitor.tab.press("Control+k");
      await visitor.type("light");
      await visitor.choose("lang", "vi");
      await visitor.tab.waitFor(() => inBox(".kwic-chip").length === 1);
      await visitor.enter();
      await visitor.tab.press("Escape");
      await visitor.tab.waitFor(() => !inBox("dialog")[0].open && location.search === "");
      await visitor.tab.press("Control+k");
      await visitor.answered();
      assert.deepEqual([await visitor.texts("chip"), await visitor.query()], [[], "light"]);
      await visitor.tab.waitFor(() => inBox(".kwic-hit").length === 10);
    });

    test("has the ground of a page that is dark without saying so", async () => {
      const css = "body { background: rgb(20 22 30); color: rgb(230 230 230) }";
      await open(`<main><kwic-search modal></kwic-search></main>`, { css });
      await visitor.tab.press("Control+k");
      await visitor.seen();
      const look = await visitor.tab.evaluate(() => {
        const { backgroundColor, color, colorScheme } = getComputedStyle(inBox("dialog")[0]);
        return { backgroundColor, color, colorScheme };
      });
      assert.deepEqual(look, { backgroundColor: "rgb(20, 22, 30)", color: "rgb(230, 230, 230)", colorScheme: "dark" });
    });

    test("opens by a button in a shadow tree, beside a box in the same tree", async () => {
      await open(`<main><p id="tree"></p><kwic-search></kwic-search></main>`);
      await visitor.tab.evaluate(() => {
        const root = document.querySelector("#tree").attachShadow({ mode: "open" });
        const [button, box] = ["button", "kwic-search"].map((tag) => document.createElement(tag));
        button.dataset.kwicOpen = "inner";
        box.id = "inner";
        box.setAttribute("modal", "");
        // The box looks for its button when it is put into the page.
        root.append(button, box);
        window.inner = { button, box };
      });
      const seen = await visitor.tab.evaluate(() => {
        const { button, box } = window.inner;
        button.click();
        const { shadowRoot } = box;
        return { isOpen: shadowRoot.querySelector("dialog").open, own: shadowRoot.querySelectorAll(".kwic-open").length };
      });
      assert.deepEqual(seen, { isOpen: true, own: 0 });
    });
  });

  describe("keys", () => {
    test("that were pressed before the engine came are done then", async () => {
      const release = host.hold(ENGINE);
      await open(`<main><kwic-search></kwic-search></main>`);
      await visitor.enter();
      await visitor.tab.type("light");
      await visitor.comesTo("loading");
      await visitor.tab.press("ArrowDown");
      await visitor.tab.press("ArrowDown");
      await visitor.tab.follow(async () => {
        await visitor.tab.press("Enter");
        release();
      });
      assert.match(await visitor.tab.url(), /variant\.html\?n=3/);
    });

    test("that were pressed before the filters came stay in the box", async () => {
      await open(`<main><kwic-search></kwic-search></main>`);
      const release = host.hold("/filters.js");
      // Put into the page later: what a box loads at once would keep some browsers from saying that the page is there.
      await visitor.tab.evaluate(() => {
        const box = document.createElement("kwic-search");
        for (const [name, value] of [["modal", ""], ["filters", "lang"], ["sort", ""]]) box.setAttribute(name, value);
        document.querySelector("kwic-search").replaceWith(box);
      });
      await visitor.tab.press("Control+k");
      await visitor.tab.type("light");
      release();
      await visitor.tab.waitFor(() => inBox(".kwic-filter-open").length > 0);
      await visitor.tab.type("house");
      await visitor.answered();
      assert.equal(await visitor.query(), "lighthouse");
    });

    test("lead nowhere before the reader chooses, with preselect=\"off\"", async () => {
      await open(`<main><kwic-search preselect="off"></kwic-search></main>`);
      await visitor.type("light");
      assert.ok(!(await visitor.active()));
      await visitor.tab.press("Enter");
      assert.equal(await visitor.active(), "Lighthouse 1 light");
      await visitor.tab.follow(() => visitor.tab.press("Enter"));
      assert.match(await visitor.tab.url(), /variant\.html\?n=1/);
    });

    test("of the whole page are those that the attribute names, or none", async () => {
      await open(`<main><kwic-search shortcut="s mod+j"></kwic-search><button id="elsewhere">Elsewhere</button></main>`);
      for (const key of ["s", "Control+j"]) {
        await visitor.tab.focus("#elsewhere");
        await visitor.tab.press(key);
        assert.equal(await visitor.focused(), "input", key);
      }
      await visitor.tab.type("s");
      assert.equal(await visitor.query(), "s");
      await visitor.close();
      await open(`<main><kwic-search modal shortcut="none"></kwic-search></main>`);
      for (const key of ["/", "Control+k"]) await visitor.tab.press(key);
      assert.equal(await isOpen(), false);
    });
  });

  describe("an engine in a worker", () => {
    test("answers what was typed last, with passages, and the page asks for no other", async () => {
      await open(`<main><kwic-search worker="on"></kwic-search></main>`);
      await visitor.type("lighthouse");
      await visitor.tab.waitFor(() => inBox(".kwic-snippet").every((passage) => passage.textContent === "A passage."));
      assert.deepEqual((await visitor.titles()).slice(0, 2), ["Lighthouse 1 lighthouse", "Lighthouse 2 lighthouse"]);
      assert.ok(host.requests.includes("/kwic-worker.js"), host.requests.join());
      await visitor.tab.follow(() => visitor.tab.press("Enter"));
      assert.match(await visitor.tab.url(), /variant\.html\?n=1/);
    });
  });

  describe("two boxes", () => {
    test("do not answer to one address: that in the page does", async () => {
      await open(`<header><kwic-search modal></kwic-search></header><main><kwic-search id="inner"></kwic-search></main>`, {
        path: "variant.html?q=light",
      });
      await visitor.tab.waitFor(() => document.querySelector("#inner").dataset.state === "results");
      const seen = await visitor.tab.evaluate(() => [inBox("dialog")[0].open, document.querySelector("#inner").query]);
      assert.deepEqual(seen, [false, "light"]);
    });
  });

  describe("hits", () => {
    const section = (title, at) => ({ title, titlePieces: [{ text: title, matched: false }], url: `variant.html?n=1#${at}` });
    const articles = [
      {
        title: "Lamps",
        titlePieces: [{ text: "Lamps", matched: true }],
        sections: [section("Oil", "oil"), section("Gas", "gas")],
        breadcrumbs: ["Guide", "Light", "Lamps"],
        image: "icon.svg",
        lang: "vi",
      },
    ];
    const engine = () => ({ type: "text/javascript", body: fakeEngine(articles) });

    test("have sections with a passage, and what is above them", async () => {
      await open(`<main><kwic-search></kwic-search></main>`);
      host.replace(ENGINE, engine());
      await visitor.type("lamp");
      await visitor.tab.waitFor(() => inBox(".kwic-section-snippet").every((passage) => passage.textContent === "A passage."));
      assert.deepEqual(await visitor.texts("section-title"), ["Oil", "Gas"]);
      assert.deepEqual(await visitor.texts("breadcrumbs"), ["Guide › Light"]);
      assert.deepEqual(await visitor.texts("image"), []);
    });

    test("have none of them with sections=\"off\", and pictures with images", async () => {
      await open(`<main><kwic-search sections="off" images></kwic-search></main>`);
      host.replace(ENGINE, engine());
      await visitor.type("lamp");
      assert.deepEqual(await visitor.texts("section"), []);
      const source = await visitor.tab.evaluate(() => inBox("img")[0].getAttribute("src"));
      assert.match(source, /\/icon\.svg$/);
    });

    test("are what the author makes of them", async () => {
      await open(`<main><kwic-search></kwic-search></main>`);
      host.replace(ENGINE, engine());
      await visitor.tab.evaluate(() => {
        document.querySelector("kwic-search").renderHit = (hit, passage) => [`${hit.title}: `, passage.map(({ text }) => text).join("")];
      });
      await visitor.type("lamp");
      const text = await visitor.tab.evaluate(() => inBox(".kwic-hit")[0].textContent);
      assert.equal(text, "Lamps: A passage.");
    });
  });

  describe("around a form of the author's", () => {
    const CSS = `
      a { color: blue; text-decoration: underline; padding: 20px }
      main a:hover { color: red } .prose a { color: purple; text-decoration: underline }
      mark { padding: 9px; background: lime } button { background: blue; color: white; padding: 2em; width: 100% }
      fieldset { border: 5px solid } select { width: 100%; padding: 3em }
      * { letter-spacing: 1px }`;
    const BOX = `<main class="prose"><kwic-search filters="lang" sort><form><input type="search" name="q" aria-label="Search"></form></kwic-search></main>`;
    const looks = () =>
      visitor.tab.evaluate(() =>
        [".kwic-hit", ".kwic-title", ".kwic-mark", ".kwic-filter-open", ".kwic-facet", ".kwic-sort"].map((piece) => {
          const found = inBox(piece)[0];
          const { color, textDecorationLine, padding, backgroundColor, borderTopWidth, fontSize } = getComputedStyle(found);
          return [piece, color, textDecorationLine, padding, backgroundColor, borderTopWidth, fontSize].join(" ");
        }),
      );
    const marked = { articles: [{ title: "Lamps", titlePieces: [{ text: "Lamps", matched: true }] }] };

    test("the rules of the page for its own links and buttons change nothing; those for classes of the box do", async () => {
      const show = async (css) => {
        await open(BOX, { css });
        host.replace(ENGINE, { type: "text/javascript", body: fakeEngine(marked.articles, { facets: FACETS }) });
        await visitor.type("lamp");
        await visitor.offered("lang", "vi");
        const seen = await looks();
        await visitor.close();
        visitor = undefined;
        return seen;
      };
      const bare = await show("");
      assert.deepEqual(await show(CSS), bare);
      const own = await show(`${CSS} .kwic-title { color: rgb(1, 2, 3) } .kwic-hit { padding: 7px } .kwic-mark { background: rgb(4, 5, 6) }`);
      assert.match(own[0], / 7px /);
      assert.match(own[1], /rgb\(1, 2, 3\)/);
      assert.match(own[2], /rgb\(4, 5, 6\)/);
    });

    test("text stays large enough where the root is small", async () => {
      await open(BOX, { css: "html { font-size: 62.5% }" });
      await visitor.type("light");
      const sizes = await visitor.tab.evaluate(() =>
        [".kwic-title", ".kwic-snippet", ".kwic-status"].map((piece) => Number.parseFloat(getComputedStyle(inBox(piece)[0]).fontSize)),
      );
      assert.ok(sizes.every((size) => size >= 12), sizes.join());
    });
  });
});

/** A page with this body, under the strictest policy. */
function page(body, head) {
  const { html } = variant();
  return html
    .replace("<title>", `${head}<link rel="stylesheet" href="host.css"><title>`)
    .replace(/<main>[^]*<\/main>/, () => body);
}
