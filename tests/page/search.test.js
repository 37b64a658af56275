// What a reader does with the demonstration page.

import assert from "node:assert/strict";
import { afterEach, before, describe } from "node:test";
import { chromium, inChromium, staticHost, test } from "./fixture.js";
import { open } from "./reader.js";
import { serve } from "./static_server.js";

let browser;
let host;
let reader;

/** The first hit for each of these queries, all typed into one page. */
async function firstHits(queries) {
  reader = await open(browser, host);
  const first = [];
  for (const query of queries) {
    await reader.typeInstead(query);
    first.push((await reader.titles())[0]);
  }
  return first;
}

/** The address of the page before this one, without its origin. */
async function previousAddress({ page }) {
  const session = await page.createCDPSession();
  const { currentIndex, entries } = await session.send("Page.getNavigationHistory");
  const { pathname, search } = new URL(entries[currentIndex - 1].url);
  return pathname + search;
}

/** A fresh browser profile at another address of the same host. */
async function again(former, path) {
  await former.close();
  return open(browser, host, { path });
}

/** Contrast of an element's text to what is painted beneath it, by WCAG 2. */
function contrast(page, selector) {
  return page.$eval(selector, (element) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    const paint = (colour) => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    };
    const luminance = () => {
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data]
        .slice(0, 3)
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const grounds = [];
    for (let node = element; node; node = node.parentElement) {
      grounds.unshift(getComputedStyle(node).backgroundColor);
    }
    for (const ground of ["Canvas", ...grounds]) paint(ground);
    const beneath = luminance();
    paint(getComputedStyle(element).color);
    const [dark, light] = [luminance(), beneath].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  });
}

inChromium("the demonstration page", () => {
  before(async () => {
    host = await staticHost();
    browser = await chromium();
  });

  afterEach(async () => {
    host.down = false;
    await reader?.close();
    reader = undefined;
  });

  describe("typing", () => {
    test("shows results with the words marked, letter by letter", async () => {
      reader = await open(browser, host);
      await reader.type("g");
      assert.ok((await reader.titles()).length > 0, "nothing after the first letter");
      await reader.type("azprom");
      assert.ok((await reader.titles()).length > 0);
      assert.match((await reader.marks()).join(" "), /Gazprom/);
    });

    test("each result tells its title, date, language, source and a passage", async () => {
      reader = await open(browser, host);
      await reader.type("gazprom shelf");
      const first = await reader.page.$eval(".kwic-hit", (hit) =>
        ["title", "date", "lang", "source", "snippet"].map(
          (part) => hit.querySelector(`.kwic-${part}`)?.textContent ?? "",
        ),
      );
      assert.ok(first.every((text) => text.length > 0), JSON.stringify(first));
      assert.match(first[1], /\d{4}/);
      assert.equal(first[2], "English");
    });

    test("says how many articles were found, also to a screen reader", async () => {
      reader = await open(browser, host);
      await reader.type("vietnam");
      assert.match(await reader.status(), /^\d+ articles?/);
      await reader.page.waitForFunction(
        () => /^\d+ articles?/.test(document.querySelector("[role=status]").textContent),
      );
    });

    test("nothing found is said in words", async () => {
      reader = await open(browser, host);
      await reader.type("zzxxqqjjvvkk");
      assert.match(await reader.status(), /^Nothing found for “zzxxqqjjvvkk”/);
      assert.deepEqual(await reader.titles(), []);
    });

    test("the last query wins when letters come faster than answers", async () => {
      reader = await open(browser, host);
      await reader.type("moscow");
      await reader.page.evaluate(() => {
        const input = document.querySelector("kwic-search input");
        for (const text of ["v", "vi", "vie", "gazprom"]) {
          input.value = text;
          input.dispatchEvent(new Event("input", { bubbles: true }));
        }
      });
      await reader.answered();
      assert.match((await reader.marks()).join(" "), /Gazprom/);
    });
  });

  describe("one article, however its words are typed", () => {
    test("`viet nam`, `Việt Nam` and `vietnam` find the same article first", async () => {
      const [apart, accented, joined] = await firstHits(["viet nam", "Việt Nam", "vietnam"]);
      assert.ok(apart);
      assert.equal(accented, apart);
      assert.equal(joined, apart);
    });

    test("`hanoi`, `ha noi` and `Hà Nội` find the same article first", async () => {
      const [joined, apart, accented] = await firstHits(["hanoi", "ha noi", "Hà Nội"]);
      assert.ok(joined);
      assert.equal(apart, joined);
      assert.equal(accented, joined);
    });

    test("`dang minh khoi` finds Đặng Minh Khôi and marks the name", async () => {
      reader = await open(browser, host);
      await reader.type("dang minh khoi");
      const hits = (await reader.hitsWithMarks()).map((hit) => hit.replaceAll(/\] ?\[/g, " "));
      assert.ok(hits.some((hit) => /\[(Đặng Minh Khôi|Dang Minh Khoi)\]/.test(hit)), hits.join("\n\n"));
    });

    test("`gazpro` finds Gazprom", async () => {
      reader = await open(browser, host);
      await reader.type("gazpro");
      assert.match((await reader.hitsWithMarks())[0], /\[Gazpro/);
    });
  });

  describe("opening an article", () => {
    test("a click opens it, and Back brings the query and its results back", async () => {
      reader = await open(browser, host);
      await reader.type("gazprom");
      const titles = await reader.titles();
      await reader.follow(() => reader.page.click("a.kwic-hit"));
      assert.notEqual(new URL(reader.page.url()).pathname, "/");
      assert.ok((await reader.page.$eval("body", (body) => body.innerText)).includes("Gazprom"));

      await reader.page.goBack({ waitUntil: "load" });
      await reader.answered();
      assert.equal(await reader.query(), "gazprom");
      assert.deepEqual(await reader.titles(), titles);
    });

    test("Back works too where the browser threw the page away", async () => {
      reader = await open(browser, host);
      await reader.type("hà nội");
      await reader.follow(() => reader.page.click("a.kwic-hit"));
      reader = await again(reader, (await previousAddress(reader)).slice(1));
      await reader.answered();
      assert.equal(await reader.query(), "hà nội");
      assert.ok((await reader.titles()).length > 0);
    });

    test("the keyboard alone is enough: Enter opens the first result", async () => {
      reader = await open(browser, host);
      await reader.type("gazprom");
      assert.equal(await reader.active(), (await reader.titles())[0]);
      const first = await reader.page.evaluate(() => inBox(".kwic-hit")[0].pathname);
      await reader.follow(() => reader.press("Enter"));
      assert.equal(new URL(reader.page.url()).pathname, first);
    });

    test("arrows walk the results, and Escape empties the box", async () => {
      reader = await open(browser, host);
      await reader.type("vietnam ");
      const [first, second] = await reader.titles();
      assert.equal(await reader.active(), first);
      await reader.toHit();
      assert.equal(await reader.active(), second);
      await reader.toHit("ArrowUp");
      assert.equal(await reader.active(), first);
      await reader.press("ArrowUp");
      assert.equal(await reader.active(), null);
      await reader.press("ArrowDown");
      assert.equal(await reader.active(), first);
      await reader.press("Escape");
      assert.match(await reader.focus(), /^input/);
      assert.equal(await reader.query(), "");
      await reader.page.waitForSelector("kwic-search[data-state=empty]");
      assert.deepEqual(await reader.titles(), []);
    });

    test("an example puts its query into the box and the address", async () => {
      reader = await open(browser, host);
      await reader.page.click(".examples a");
      await reader.answered();
      const text = await reader.query();
      assert.ok(text.length > 0 && (await reader.titles()).length > 0, text);
      await reader.page.waitForFunction(() => location.search.startsWith("?q="));
      assert.equal(await reader.page.evaluate(() => new URLSearchParams(location.search).get("q")), text);
    });
  });

  describe("the network", () => {
    test("the engine is not loaded before anybody searches", async () => {
      reader = await open(browser, host);
      assert.ok(!reader.requests.some((url) => url.endsWith(".wasm")), reader.requests.join("\n"));
    });

    test("after the first result typing asks the network for nothing", async () => {
      reader = await open(browser, host);
      await reader.type("v");
      await reader.page.waitForNetworkIdle({ idleTime: 500 });
      const before = reader.requests.length;
      await reader.type("ietnam russia");
      await reader.typeInstead("hà nội");
      await reader.typeInstead("gazprm");
      // The browser fetches the page's icon when it has nothing else to do.
      assert.deepEqual(reader.requests.slice(before).filter((url) => !url.endsWith("/icon.svg")), []);
    });

    test("no request ever goes to another host", async () => {
      reader = await open(browser, host);
      await reader.type("gazprom");
      await reader.follow(() => reader.page.click("a.kwic-hit"));
      const elsewhere = reader.requests.filter((url) => new URL(url).origin !== host.origin);
      assert.deepEqual(elsewhere, []);
    });

    test("a failed download is said, and can be tried again", async () => {
      reader = await open(browser, host);
      host.down = true;
      await reader.type("gazprom");
      await reader.page.waitForSelector("kwic-search[data-state=error]");
      assert.match(await reader.status(), /could not be loaded/);
      host.down = false;
      await reader.page.click(".kwic-retry");
      await reader.page.waitForSelector("kwic-search[data-state=results]");
      assert.ok((await reader.titles()).length > 0);
    });
  });

  describe("the engine", () => {
    test("answers as before after thousands of calls that were wrong", async () => {
      reader = await open(browser, host);
      const seen = await reader.page.evaluate(async () => {
        const { default: init, search, snippet, suggest } = await import("/kwic.js");
        await init();
        const refuse = () => {
          throw new Error("refused");
        };
        const wrong = {
          "an unknown option": () => search("a", { nope: 1 }),
          "an option of another type": () => search("a", { limit: -1 }),
          "a getter that throws": () => search("a", Object.defineProperty({}, "limit", { enumerable: true, get: refuse })),
          "a proxy that throws": () => search("a", { lang: new Proxy(["en"], { get: refuse }) }),
          "an unknown article": () => snippet(1e6, "a"),
          "an option of another function": () => suggest("a", { offset: 1 }),
        };
        const before = JSON.stringify(search("vietnam"));
        return Object.entries(wrong).map(([name, call]) => {
          let errors = 0;
          for (let i = 0; i < 15_000; i++) {
            try {
              call();
            } catch (error) {
              if (error instanceof Error && !(error instanceof WebAssembly.RuntimeError)) errors += 1;
            }
          }
          return [name, errors, JSON.stringify(search("vietnam")) === before];
        });
      });
      for (const [name, errors, same] of seen) {
        assert.equal(errors, 15_000, name);
        assert.ok(same, name);
      }
    });
  });

  describe("the page", () => {
    test("has no errors on the console and keeps to its security policy", async () => {
      reader = await open(browser, host);
      await reader.type("hà nội");
      await reader.typeInstead("\"prime minister\" -gazprom");
      const policy = await reader.page.$eval("meta[http-equiv]", (meta) => meta.content);
      assert.match(policy, /default-src 'none'.*require-trusted-types-for 'script'/);
      assert.deepEqual(await reader.violations(), []);
      assert.deepEqual(reader.complaints, []);
    });

    for (const width of [320, 390, 1280]) {
      test(`never scrolls sideways at ${width} pixels`, async () => {
        reader = await open(browser, host, { width });
        const sideways = () =>
          reader.page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            // Space kept for a scroll bar makes it negative.
            return Math.max(0, scrollWidth - clientWidth);
          });
        assert.equal(await sideways(), 0, "empty");
        await reader.type("vietnam");
        assert.equal(await sideways(), 0, "with results");
        await reader.paste("x".repeat(200));
        assert.equal(await sideways(), 0, "with an endless word");
        await reader.typeInstead("gazprom");
        await reader.follow(() => reader.page.click("a.kwic-hit"));
        assert.equal(await sideways(), 0, "an article");
      });
    }

    test("nothing moves by itself while it loads", async () => {
      reader = await open(browser, host);
      await reader.page.evaluate(() => {
        window.shifts = 0;
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts += shift.value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      await reader.page.focus("kwic-search input");
      await reader.page.waitForFunction(() => /\d/.test(document.querySelector("#articles").textContent));
      await reader.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
      assert.equal(await reader.page.evaluate(() => window.shifts), 0);
    });

    for (const scheme of ["light", "dark"]) {
      test(`has text that stands out from its ground in ${scheme}`, async () => {
        reader = await open(browser, host, { scheme });
        await reader.type("vietnam");
        for (const part of [".kwic-title", ".kwic-meta", ".kwic-snippet", ".kwic-status", ".kwic-mark"]) {
          const ratio = await contrast(reader.page, `kwic-search ${part}`);
          assert.ok(ratio >= 4.5, `${part}: ${ratio.toFixed(2)}`);
        }
      });
    }
  });
});
