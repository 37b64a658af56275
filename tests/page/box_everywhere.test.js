// The box by itself, in each of the three browsers: keyboard, filters, narrow and foreign pages, and
// what would harm it.

import assert from "node:assert/strict";
import { afterEach, before, describe } from "node:test";
import { NOTHING, fakeEngine } from "./fake_engine.js";
import { overlapping, rulesForFingers, stickingOut } from "./layout.js";
import { browserOf, hostOf, inEachBrowser, test } from "./fixture.js";
import { HOSTILE, watch } from "./payloads.js";
import { FORM, variant } from "./variant.js";
import { visit } from "./visitor.js";

const ENGINE = "/kwic.js";
const FILTERS = `filters="lang source tag year" sort`;
/** Pixels that a finger needs. */
const FINGER = 44;

inEachBrowser("the box by itself", (name) => {
  let browser;
  let host;
  let visitor;

  before(async () => {
    host = await hostOf(name);
    browser = await browserOf(name);
  });

  const leave = async () => {
    await visitor?.close();
    visitor = undefined;
    host.reset();
  };

  afterEach(leave);

  /** Opens a page of `variant`; `engine`: text of a module in place of ours, `first`: a script that runs before all. */
  async function open({ path, html }, { engine, first, ...options } = {}) {
    host.replace("/variant.html", { type: "text/html", body: html });
    const scripts = { [ENGINE]: engine, "/first.js": first };
    for (const [at, body] of Object.entries(scripts)) {
      if (body) host.replace(at, { type: "text/javascript", body });
    }
    visitor = await visit(browser, host, { path, ...options });
  }

  const isOpen = () => visitor.tab.evaluate(() => inBox("dialog")[0].open);
  const nothingWentWrong = async () => {
    assert.deepEqual(await visitor.tab.violations(), []);
    assert.deepEqual(await visitor.tab.complaints(), []);
  };

  describe("the keyboard", () => {
    test("alone is enough: open, type, choose, Back, filter, Back", async () => {
      await open(variant(FILTERS));
      const { tab } = visitor;
      await visitor.tabTo("input");
      await tab.type("vietnam");
      await visitor.answered();
      const [titles, status] = [await visitor.titles(), await visitor.status()];
      assert.equal(await visitor.active(), titles[0]);
      await visitor.toHit();
      assert.equal(await visitor.active(), titles[1]);
      await tab.follow(() => tab.press("Enter"));
      assert.notEqual(new URL(await tab.url()).pathname, "/variant.html");

      await tab.back();
      await visitor.comesTo("results");
      assert.deepEqual([await visitor.query(), await visitor.titles()], ["vietnam", titles]);

      await visitor.enter();
      await visitor.tabTo("filter-open");
      await tab.press("Enter");
      await visitor.offered("lang", "vi");
      await visitor.tabTo("choice");
      while ((await tab.evaluate(() => inBox(".kwic-choice:focus")[0].value)) !== "vi") await tab.press("Tab");
      await tab.press("Enter");
      await tab.waitFor(() => inBox(".kwic-lang").every((name) => name.textContent === "Vietnamese"));
      await visitor.addressHas({ q: "vietnam", lang: "vi" });

      await tab.back();
      await visitor.addressHas({ q: "vietnam" });
      await visitor.comesToTitles(titles);
      assert.equal(await visitor.status(), status);
    });

    test("goes through the sections of a hit and follows one", async () => {
      const section = (name) => ({ title: name, titlePieces: [{ text: name, matched: false }], url: `variant.html?to#${name}` });
      const engine = fakeEngine([
        { title: "First", url: "first.html", sections: [section("one"), section("two")] },
        { title: "Second", titlePieces: [{ text: "Second", matched: true }], url: "second.html", sections: [section("three")] },
        {
          title: "Old lamps",
          titlePieces: [{ text: "Old ", matched: false }, { text: "lamp", matched: true }, { text: "s", matched: false }],
          url: "third.html",
          sections: [{ ...section("four"), titlePieces: [{ text: "lamp four", matched: true }] }],
        },
      ]);
      await open(variant(), { engine });
      const { tab } = visitor;
      await visitor.type("lamp");
      const links = () => tab.evaluate(() => inBox("[role=option]").map((option) => [option.className, option.href.split("/").pop()]));
      assert.deepEqual(await links(), [
        // Nobody typed the title of the first: it leads to what answers.
        ["kwic-hit", "variant.html?to#one"],
        ["kwic-section", "variant.html?to#one"],
        ["kwic-section", "variant.html?to#two"],
        ["kwic-hit", "second.html"],
        ["kwic-section", "variant.html?to#three"],
        // Whoever typed more of the heading than of the title wants the section.
        ["kwic-hit", "variant.html?to#four"],
        ["kwic-section", "variant.html?to#four"],
      ]);
      const active = () => tab.evaluate(() => inBox("[aria-selected=true] .kwic-section-title")[0].textContent);
      await tab.press("ArrowDown");
      await tab.press("ArrowDown");
      assert.equal(await active(), "two");
      await tab.press("ArrowUp");
      assert.equal(await active(), "one");
      await tab.follow(() => tab.press("Enter"));
      assert.match(await tab.url(), /variant\.html\?to#one$/);
    });

    test("opens and closes the dialog by Control K; the focus is where it was", async () => {
      await open(variant("modal", { rest: `<button id="elsewhere">A button</button>` }));
      const { tab } = visitor;
      await tab.focus("#elsewhere");
      await tab.press("Control+k");
      assert.deepEqual([await isOpen(), await visitor.focused()], [true, "input"]);
      await tab.type("gazprom");
      await visitor.answered();
      assert.ok((await visitor.titles()).length > 0);
      await tab.press("Control+k");
      assert.deepEqual([await isOpen(), await visitor.focused()], [false, "elsewhere"]);
    });

    test("leaves the dialog by one Escape; the focus is where it was", async () => {
      await open(variant("modal", { rest: `<button id="elsewhere">A button</button>` }));
      const { tab } = visitor;
      await tab.focus("#elsewhere");
      await tab.press("/");
      await visitor.type("gazprom");
      await tab.press("Escape");
      await tab.waitFor(() => !inBox("dialog")[0].open);
      assert.equal(await visitor.focused(), "elsewhere");
    });

    test("does not leave the dialog by Tab", async () => {
      await open(variant(`modal ${FILTERS}`, { rest: `<button id="elsewhere">A button</button>` }));
      await visitor.tab.press("Control+k");
      await visitor.tabTo("close");
      for (let step = 0; step < 12; step += 1) {
        await visitor.tab.press("Tab");
        assert.notEqual(await visitor.focused(), "elsewhere");
      }
    });
  });

  describe("filters", () => {
    test("stand in the address; Back takes away the last, and Forward brings it again", async () => {
      await open(variant(FILTERS));
      await visitor.type("vietnam");
      await visitor.answeredAfter(() => visitor.choose("lang", "ru"));
      await visitor.addressHas({ q: "vietnam", lang: "ru" });
      await visitor.answeredAfter(() => visitor.choose("sort", "date"));
      await visitor.addressHas({ q: "vietnam", lang: "ru", sort: "date" });
      const newest = await visitor.titles();
      await visitor.tab.back();
      await visitor.addressHas({ q: "vietnam", lang: "ru" });
      await visitor.tab.back();
      await visitor.addressHas({ q: "vietnam" });
      await visitor.tab.forward();
      await visitor.tab.forward();
      await visitor.addressHas({ q: "vietnam", lang: "ru", sort: "date" });
      await visitor.comesToTitles(newest);
    });

    test("of an address that was sent to a friend hold there", async () => {
      await open(variant(FILTERS, { query: "?q=vietnam&lang=ru" }));
      await visitor.answered();
      const languages = await visitor.texts("lang");
      assert.ok(languages.length > 0 && languages.every((name) => name === "Russian"), languages.join());
      assert.deepEqual(await visitor.texts("chip"), ["Russian"]);
    });
  });

  describe("from right to left", () => {
    for (const [shape, attributes] of Object.entries({ "in the page": "", "in a dialog": "modal" })) {
      test(`everything lies the other way round, and nothing sticks out, ${shape}`, async () => {
        await open(variant(`${attributes} ${FILTERS}`, { lang: "ar", dir: "rtl" }), { width: 390, height: 700 });
        if (attributes) await visitor.tab.press("/");
        await visitor.type("vietnam");
        await visitor.tab.waitFor(() => /\p{Script=Arabic}/u.test(inBox(".kwic-status")[0].textContent));
        const sides = await visitor.tab.evaluate(() => {
          const middle = ({ left, right }) => (left + right) / 2;
          const at = (selector) => inBox(selector)[0].getBoundingClientRect();
          const text = document.createRange();
          text.selectNodeContents(inBox(".kwic-status")[0]);
          return {
            magnifier: middle(at(".kwic-icon")) > middle(at("input")),
            clear: middle(at(".kwic-clear")) < middle(at("input")),
            status: middle(text.getBoundingClientRect()) > middle(at(".kwic-bar")),
            firstFilter: at(".kwic-filter-open").right > at(".kwic-sort").right,
          };
        });
        assert.deepEqual(sides, { magnifier: true, clear: true, status: true, firstFilter: true });
        assert.deepEqual(await visitor.tab.evaluate(stickingOut), []);
      });
    }
  });

  describe("at the width of 400 % zoom", () => {
    for (const [shape, attributes] of Object.entries({ "in the page": "", "in a dialog": "modal" })) {
      test(`nothing scrolls sideways and nothing lies upon another thing, ${shape}`, async () => {
        const page = variant(`${attributes} ${FILTERS}`);
        const first = `localStorage.setItem("kwic-recent", JSON.stringify(["x".repeat(90), "hà nội", "gazprom"]))`;
        page.html = withFirst(page.html);
        await open(page, { width: 320, height: 256, first });
        if (attributes) await visitor.tab.press("/");
        await visitor.enter();
        await sound("recent queries");
        await visitor.type("vietna");
        await sound("results");
        await visitor.tab.press("ArrowDown");
        await sound("an active hit");
        await visitor.typeInstead("gazprm ");
        await sound("another spelling");
        await visitor.typeInstead(NOTHING.repeat(60));
        await sound("nothing found");
      });
    }

    async function sound(state) {
      assert.deepEqual(await visitor.tab.evaluate(stickingOut), [], state);
      assert.deepEqual(await visitor.tab.evaluate(overlapping), [], state);
    }
  });

  describe("for a finger", () => {
    for (const [shape, attributes] of Object.entries({ "in the page": "", "in a dialog": "modal" })) {
      test(`every control and every option is large enough, ${shape}`, async () => {
        const page = variant(`${attributes} ${FILTERS}`);
        const first = `localStorage.setItem("kwic-recent", JSON.stringify(["hà nội", "gazprom"]))`;
        page.html = withFirst(page.html);
        const touch = browser.can("touch screen");
        await open(page, { width: 360, height: 740, first, touch });
        // Without a touch screen, the rules for one are made to hold.
        if (!touch) assert.ok(await visitor.tab.evaluate(rulesForFingers), "there are no such rules");
        await large("untouched");
        if (attributes) await visitor.tab.press("/");
        await visitor.enter();
        await large("recent queries");
        await visitor.type("vietna");
        await large("results");
        await visitor.typeInstead("gazprm ");
        await large("another spelling");
        await visitor.typeInstead("vietnam");
        await visitor.choose("lang", "vi");
        await visitor.typeInstead("zzxxqqjjvvkk");
        await large("nothing that passes the filters");
      });
    }

    async function large(state) {
      const small = await visitor.tab.evaluate((least) => {
        const controls = inBox("button, input, select, [role=option]");
        return controls
          .filter((control) => control.getClientRects().length && Math.round(control.getBoundingClientRect().height) < least)
          .map((control) => `${control.className}: ${control.getBoundingClientRect().height}`);
      }, FINGER);
      assert.deepEqual(small, [], state);
    }
  });

  describe("a reader who prefers", () => {
    test("few colours of their own still tells the active hit and the marks", async (context) => {
      if (!browser.can("forced colours")) return context.skip();
      await open(variant(), { colours: "forced" });
      await visitor.type("gazprom");
      const { active, other, marks, ground } = await visitor.tab.evaluate(() => {
        const outline = (hit) => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(hit);
          return { outlineStyle, outlineWidth, outlineColor };
        };
        const probe = document.body.appendChild(document.createElement("p"));
        probe.style.setProperty("background-color", "Canvas");
        const marks = inBox(".kwic-mark").map((mark) => getComputedStyle(mark).backgroundColor);
        const [active, other] = inBox(".kwic-hit").map(outline);
        return { active, other, marks, ground: getComputedStyle(probe).backgroundColor };
      });
      assert.equal(active.outlineStyle, "solid");
      assert.notEqual(active.outlineColor, ground);
      assert.notEqual(active.outlineColor, other.outlineColor);
      assert.ok(marks.length > 0 && marks.every((colour) => colour !== ground), `${marks} on ${ground}`);
    });

    test("less motion sees none: not while the search loads, and not when the dialog opens", async () => {
      const moving = async (motion) => {
        await open(variant("modal"), { motion });
        host.hold(ENGINE);
        const opened = await visitor.tab.evaluate(async () => {
          document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true }));
          while (inBox(".kwic-foot").length === 0) await new Promise(requestAnimationFrame);
          return inBox("dialog")[0].getAnimations().length;
        });
        await visitor.tab.type("gazprom");
        await visitor.comesTo("loading");
        const loading = await visitor.tab.evaluate(
          () => inBox(".kwic-progress")[0].getAnimations({ subtree: true }).length,
        );
        await leave();
        return { opened, loading };
      };
      assert.deepEqual(await moving("no-preference"), { opened: 1, loading: 1 });
      assert.deepEqual(await moving("reduce"), { opened: 0, loading: 0 });
    });
  });

  describe("letters", () => {
    test("that an input method still composes are not searched for", async () => {
      await open(variant(`load="eager"`));
      const { tab } = visitor;
      await tab.evaluate(recordSearches);
      await visitor.enter();
      for (const text of ["h", "ha", "han", "hanoi"]) {
        await tab.compose(text);
        await tab.evaluate(afterPaint);
      }
      assert.deepEqual(await tab.evaluate(() => window.searched), []);
      assert.equal(await visitor.state(), "empty");
      await tab.commit("Hà Nội");
      await visitor.answered();
      assert.deepEqual(await tab.evaluate(() => window.searched), ["Hà Nội"]);
    });

    test("that come faster than answers are answered once, and last", async () => {
      const engine = fakeEngine([{ title: "{query}" }, { title: "{query} again" }], { pause: 120 });
      await open(variant(`load="eager"`), { engine });
      await visitor.tab.evaluate(recordSearches);
      await visitor.type("vladivostok");
      assert.deepEqual(await visitor.titles(), ["vladivostok", "vladivostok again"]);
      const searched = await visitor.tab.evaluate(() => window.searched);
      assert.equal(searched.at(-1), "vladivostok");
      assert.deepEqual(searched, [...searched].sort(), "an older query never follows a newer one");
      await visitor.tab.evaluate(afterPaint);
      assert.deepEqual(await visitor.titles(), ["vladivostok", "vladivostok again"]);
    });

    test("that were typed before the engine came are answered as a whole", async () => {
      const release = host.hold(ENGINE);
      await open(variant(), { engine: fakeEngine([{ title: "{query}" }]) });
      await visitor.tab.evaluate(recordSearches);
      await visitor.enter();
      await visitor.tab.type("kazan");
      await visitor.comesTo("loading");
      release();
      await visitor.answered();
      assert.deepEqual(await visitor.titles(), ["kazan"]);
      assert.deepEqual(await visitor.tab.evaluate(() => window.searched), ["kazan"]);
    });
  });

  describe("the strictest policy, Trusted Types and all", () => {
    /** Everything that the box can show. */
    async function tour() {
      await visitor.tab.press("/");
      await visitor.type("vietna");
      await visitor.choose("lang", "vi");
      await visitor.typeInstead("gazprm ");
      await visitor.typeInstead("zzxxqqjjvvkk");
      await visitor.clear();
      await visitor.comesTo("results");
    }

    test("is kept in everything that the box does", async () => {
      await open(variant(`modal ${FILTERS}`));
      await tour();
      await nothingWentWrong();
    });

    test("is kept where style sheets by script are refused, and the looks are the same", async () => {
      const look = () =>
        visitor.tab.evaluate(() =>
          [".kwic-input", ".kwic-dialog", ".kwic-status", ".kwic-filter-open"].map((piece) => {
            const { borderRadius, display, fontSize, minHeight } = getComputedStyle(inBox(piece)[0]);
            return [piece, borderRadius, display, fontSize, minHeight].join(" ");
          }),
        );
      const page = variant(`modal ${FILTERS}`);
      await open(page);
      await tour();
      const constructed = await look();
      await leave();

      const first = `
        window.CSSStyleSheet = class {
          constructor() {
            throw new DOMException("refused", "NotAllowedError");
          }
        };`;
      await open({ ...page, html: withFirst(page.html) }, { first });
      await visitor.tab.waitFor(() => Boolean(inBox("link")[0]?.sheet));
      await tour();
      assert.deepEqual(await look(), constructed);
      await nothingWentWrong();
    });
  });

  describe("hostile articles", () => {
    const MARKUP = [
      `<img src=x onerror="alert(1)">`,
      `</span></a><script>alert(2)</script>`,
      `<svg onload=alert(3)><a href="javascript:alert(4)">click</a>`,
      "&lt;b&gt;${alert(5)}{{constructor.constructor('alert(6)')()}}",
      `"><iframe srcdoc="<script>parent.alert(7)</script>"></iframe>`,
    ];
    const ADDRESSES = [
      "javascript:alert(8)",
      " \t\u0001JaVa\nScRiPt:alert(9)//",
      "data:text/html,<script>alert(10)</script>",
      "vbscript:alert(11)",
      "view-source:javascript:alert(12)",
    ];
    const engine = fakeEngine(
      MARKUP.map((text, at) => ({
        url: ADDRESSES[at],
        title: text,
        titlePieces: [{ text, matched: at % 2 === 0 }],
        pieces: [{ text, matched: true }, { text: ` ${text}`, matched: false }],
        source: text,
        lang: text,
        date: text,
      })),
      {
        completions: MARKUP,
        suggestion: MARKUP[0],
        facets: { source: MARKUP.map((value) => ({ value, count: 1 })) },
      },
    );

    test("are shown as text", async () => {
      await open(variant(FILTERS), { engine });
      await visitor.type("a");
      assert.deepEqual(await visitor.titles(), MARKUP);
      assert.deepEqual(await visitor.texts("snippet"), MARKUP.map((text) => `${text} ${text}`));
      assert.deepEqual(await visitor.texts("source"), MARKUP);
      assert.deepEqual(await visitor.texts("completion"), MARKUP);
      assert.deepEqual(await visitor.texts("suggestion"), [MARKUP[0]]);
      await visitor.offered("source", MARKUP[1]);
      const alien = await visitor.tab.evaluate(() => inBox("img, script, iframe, b, svg:not(.kwic-icon)").length);
      assert.equal(alien, 0);
      await nothingWentWrong();
    });

    test("run nothing, whatever they say and wherever they say it", async () => {
      const articles = HOSTILE.map(({ title, author }) => ({
        title,
        titlePieces: [{ text: title, matched: false }],
        pieces: [{ text: title, matched: true }],
        source: title,
        author,
        lang: title,
        date: title,
        image: title,
        tags: [title],
        breadcrumbs: [title],
        filters: { [author]: [title] },
        sections: [{ id: title, url: title, title, titlePieces: [{ text: title, matched: true }], pieces: [{ text: title, matched: true }] }],
      }));
      const texts = articles.map(({ title }) => title);
      const facets = Object.fromEntries(["source", "tag", "lang"].map((name) => [name, texts.map((value) => ({ value, count: 1 }))]));
      const hostile = fakeEngine(articles, { completions: texts, suggestion: texts[0], facets });
      const page = variant(`${FILTERS} limit="100"`);
      await open({ ...page, html: withFirst(page.html) }, { engine: hostile, first: `(${watch})()` });
      await visitor.type("a");
      await visitor.tab.evaluate(() => inBox(".kwic-more")[0].click());
      await visitor.tab.waitFor((count) => inBox(".kwic-title").length === count, texts.length);
      assert.deepEqual(await visitor.titles(), texts);
      await visitor.offered("source", texts[1]);
      const alien = await visitor.tab.evaluate(() => inBox("img, script, iframe, object, embed, b, svg:not(.kwic-icon)").length);
      assert.deepEqual([alien, await visitor.tab.evaluate(() => window.ran)], [0, []]);
      await nothingWentWrong();
    });

    test("with addresses that run a script are not followed, by mouse or by keyboard", async () => {
      await open(variant("", { inner: FORM }), { engine });
      await visitor.type("a");
      const { pathname } = new URL(await visitor.tab.url());
      for (const place of ADDRESSES.keys()) {
        await visitor.tab.click(`#kwic-1-hit-${place} .kwic-title`);
        await visitor.enter();
        // The mouse has made it active already.
        await visitor.tab.press("ArrowUp");
        await visitor.tab.press("ArrowDown");
        assert.equal(await visitor.active(), MARKUP[place]);
        await visitor.tab.press("Enter");
      }
      await visitor.tab.evaluate(afterPaint);
      assert.equal(new URL(await visitor.tab.url()).pathname, pathname);
      assert.deepEqual(await visitor.tab.evaluate(() => inBox(".kwic-hit[href]").length), 0);
      await nothingWentWrong();
    });

    test("are as harmless as a hostile query in an address", async () => {
      const query = `${NOTHING}${MARKUP[0]}`;
      await open(variant("", { query: `?q=${encodeURIComponent(query)}` }), { engine });
      await visitor.answered();
      assert.ok((await visitor.status()).includes(query));
      assert.equal(await visitor.query(), query);
      await nothingWentWrong();
    });
  });
});

/** A page whose first script is `first.js`. */
function withFirst(html) {
  return html.replace("<title>", `<script src="first.js"></script><title>`);
}

/* Both below run in the page. */

/** Keeps the queries that are answered in `searched`. */
function recordSearches() {
  window.searched = [];
  document.addEventListener("kwic-results", (event) => window.searched.push(event.detail.query));
}

/** Until all that was under way has been done and painted. */
function afterPaint() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(() => resolve(true)))));
  });
}
