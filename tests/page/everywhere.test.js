// What a reader does with the built page, in each of the three browsers.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { broken } from "./browsers/axe.js";
import { serve } from "./browsers/host.js";
import { browserOf, hostOf, inEachBrowser } from "./fixture.js";
import { builtPage } from "./reader.js";
import { visit } from "./visitor.js";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'";
const MODULE = "/kwic_bg.wasm";
const README = new URL("../../README.md", import.meta.url);

inEachBrowser("the built page", (name) => {
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

  describe("typing", () => {
    test("shows results with the words marked", async () => {
      visitor = await visit(browser, host);
      await visitor.type("gazpro");
      assert.ok((await visitor.titles()).length > 0);
      assert.match((await visitor.marks()).join(" "), /Gazprom/);
      assert.match(await visitor.status(), /\d/);
    });

    test("finds a name that is typed without its accents", async () => {
      visitor = await visit(browser, host);
      await visitor.type("hà nội");
      const [first] = await visitor.titles();
      await visitor.typeInstead("hanoi");
      assert.equal((await visitor.titles())[0], first);
    });

    test("shows the results of the last query, however fast the letters came", async () => {
      visitor = await visit(browser, host);
      await visitor.type("moscow");
      await visitor.tab.evaluate(() => {
        const input = document.querySelector("kwic-search input");
        for (const text of ["v", "vi", "vie", "gazprom"]) {
          input.value = text;
          input.dispatchEvent(new Event("input", { bubbles: true }));
        }
      });
      await visitor.answered();
      assert.match((await visitor.marks()).join(" "), /Gazprom/);
    });

    test("finds what an input method wrote, once it is chosen", async () => {
      visitor = await visit(browser, host);
      await visitor.enter();
      await visitor.tab.compose("việ");
      await visitor.tab.commit("việt nam");
      await visitor.answered();
      assert.equal(await visitor.query(), "việt nam");
      assert.ok((await visitor.titles()).length > 0);
    });

    test("says in words that nothing was found", async () => {
      visitor = await visit(browser, host);
      await visitor.type("zzxxqqjjvvkk");
      assert.equal(await visitor.state(), "none");
      assert.match(await visitor.status(), /zzxxqqjjvvkk/);
      assert.deepEqual(await visitor.titles(), []);
    });
  });

  describe("opening an article", () => {
    // WebKit empties a box without completion when it keeps the page of before.
    test("a click opens it; Back brings query and results back, Forward the article", async () => {
      visitor = await visit(browser, host);
      await visitor.type("gazprom");
      const titles = await visitor.titles();
      await visitor.tab.follow(() => visitor.tab.click(".kwic-hit .kwic-title"));
      const article = new URL(await visitor.tab.url()).pathname;
      assert.notEqual(article, "/");
      assert.match(await visitor.tab.evaluate(() => document.body.innerText), /Gazprom/);

      await visitor.tab.back();
      await visitor.comesTo("results");
      assert.equal(await visitor.query(), "gazprom");
      assert.deepEqual(await visitor.titles(), titles);

      await visitor.tab.forward();
      assert.equal(new URL(await visitor.tab.url()).pathname, article);
    });

    test("the keyboard alone is enough: open, type, choose, Back", async () => {
      visitor = await visit(browser, host);
      const { tab } = visitor;
      await tab.press("Tab");
      await tab.waitFor(() => document.activeElement.matches("kwic-search input"));
      await tab.type("vietnam");
      await visitor.answered();
      const titles = await visitor.titles();
      await tab.press("ArrowDown");
      await tab.press("ArrowDown");
      await tab.press("ArrowUp");
      const first = await tab.evaluate(
        () => document.querySelector("a.kwic-hit, .kwic-hit a").pathname,
      );
      await tab.follow(() => tab.press("Enter"));
      assert.equal(new URL(await tab.url()).pathname, first);
      await tab.back();
      await visitor.comesTo("results");
      assert.deepEqual(await visitor.titles(), titles);
    });

    test("a result opens in a tab of its own, and the search stays", async (context) => {
      if (!browser.can("new tab")) return context.skip();
      visitor = await visit(browser, host);
      await visitor.type("gazprom");
      await visitor.tab.click(".kwic-hit .kwic-title", { button: "middle" });
      await visitor.tab.opened(2);
      await visitor.tab.click(".kwic-hit .kwic-title", { modifiers: ["Control"] });
      await visitor.tab.opened(3);
      assert.equal(await visitor.query(), "gazprom");
      assert.equal(new URL(await visitor.tab.url()).pathname, "/");
    });

    test("a finger opens it", async (context) => {
      if (!browser.can("tap")) return context.skip();
      visitor = await visit(browser, host, { width: 390, height: 700 });
      await visitor.type("gazprom");
      await visitor.tab.follow(() => visitor.tab.tap(".kwic-hit .kwic-title"));
      assert.notEqual(new URL(await visitor.tab.url()).pathname, "/");
    });
  });

  describe("the network", () => {
    test("on a slow one loading is said, then the results come", async () => {
      visitor = await visit(browser, host);
      const release = host.hold(MODULE);
      await visitor.enter();
      await visitor.tab.type("gazprom");
      await visitor.comesTo("loading");
      assert.notEqual((await visitor.status()).trim(), "");
      release();
      await visitor.answered();
      assert.match((await visitor.marks()).join(" "), /Gazprom/);
    });

    test("a module that trickles in is waited for", async () => {
      visitor = await visit(browser, host);
      host.slow(200_000);
      await visitor.type("gazprom");
      assert.equal(await visitor.state(), "results");
    });

    test("away after load, the search goes on, and asks it for nothing", async () => {
      visitor = await visit(browser, host);
      await visitor.type("gazprom");
      host.offline();
      host.requests.length = 0;
      await visitor.typeInstead("hà nội");
      assert.equal(await visitor.state(), "results");
      assert.ok((await visitor.titles()).length > 0);
      // The browser may still fetch the page's icon.
      assert.deepEqual(host.requests.filter((asked) => !["/favicon.ico", "/icon.svg"].includes(asked)), []);
    });

    const refusals = {
      "is not there": { status: 404, body: "not found" },
      "is a page of an error": { type: "text/html", body: "<!doctype html><p>Forbidden" },
      "was cut off": { type: "application/wasm", body: Buffer.from("\0asm\x01\0\0\0\x01\x7f", "latin1") },
    };
    for (const [what, answer] of Object.entries(refusals)) {
      test(`a module that ${what} is said clearly, and can be tried again`, async () => {
        visitor = await visit(browser, host);
        const release = host.hold(MODULE);
        host.replace(MODULE, answer);
        await visitor.enter();
        await visitor.tab.type("gazprom");
        release();
        await visitor.comesTo("error");
        assert.ok((await visitor.status()).split(/\s+/).length >= 3, await visitor.status());
        host.reset();
        await visitor.tab.click("kwic-search .kwic-retry");
        await visitor.comesTo("results");
        assert.match((await visitor.marks()).join(" "), /Gazprom/);
      });
    }

    test("a host that cuts the connection is said clearly, and can be tried again", async () => {
      visitor = await visit(browser, host);
      const release = host.hold(MODULE);
      host.block(MODULE);
      await visitor.enter();
      await visitor.tab.type("gazprom");
      release();
      await visitor.comesTo("error");
      host.reset();
      await visitor.tab.click("kwic-search .kwic-retry");
      await visitor.comesTo("results");
    });

    test("a module of the wrong type is used all the same", async () => {
      visitor = await visit(browser, host);
      const body = await readFile(path.join(builtPage("KWIC_PAGE"), MODULE));
      host.replace(MODULE, { type: "application/octet-stream", body });
      await visitor.type("gazprom");
      assert.equal(await visitor.state(), "results");
    });
  });

  describe("the page", () => {
    test("has nothing to complain of and keeps to its security policy", async () => {
      visitor = await visit(browser, host);
      await visitor.type("hà nội");
      await visitor.typeInstead("\"prime minister\" -gazprom");
      await visitor.tab.follow(() => visitor.tab.click(".kwic-hit .kwic-title"));
      assert.deepEqual(await visitor.tab.violations(), []);
      assert.deepEqual(await visitor.tab.complaints(), []);
    });

    test("never scrolls sideways at the width of 400 % zoom", async () => {
      visitor = await visit(browser, host, { width: 320, height: 256 });
      const sideways = () =>
        visitor.tab.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          // Space kept for a scroll bar makes it negative.
          return Math.max(0, scrollWidth - clientWidth);
        });
      assert.equal(await sideways(), 0, "empty");
      await visitor.type("vietnam");
      assert.equal(await sideways(), 0, "with results");
    });

    describe("of the README's lines alone", () => {
      let site;
      let folder;

      before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "kwic-site-"));
        await cp(builtPage("KWIC_PAGE"), path.join(folder, "kwic"), { recursive: true });
        await writeFile(path.join(folder, "index.html"), await linesOfReadme());
      });

      afterEach(async () => {
        await visitor?.close();
        visitor = undefined;
        await site?.close();
      });

      after(() => rm(folder, { recursive: true, force: true }));

      test("searches", async () => {
        site = await serve(folder);
        visitor = await visit(browser, site);
        await visitor.type("gazprom");
        assert.match((await visitor.marks()).join(" "), /Gazprom/);
        assert.deepEqual(await visitor.tab.complaints(), []);
      });

      test("searches under the strictest policy, Trusted Types and all", async () => {
        site = await serve(folder, { "content-security-policy": POLICY });
        visitor = await visit(browser, site);
        await visitor.type("gazprom");
        assert.match((await visitor.marks()).join(" "), /Gazprom/);
        assert.deepEqual(await visitor.tab.violations(), []);
      });
    });
  });

  for (const scheme of ["light", "dark"]) {
    describe(`axe finds nothing wrong in ${scheme}`, () => {
      const sound = async () => assert.deepEqual(await broken(visitor.tab), []);

      test("before anything is typed, with results, with none, and emptied again", async () => {
        visitor = await visit(browser, host, { scheme });
        await sound();
        await visitor.type("hà nội");
        await sound();
        await visitor.tab.press("ArrowDown");
        await sound();
        await visitor.typeInstead("zzxxqqjjvvkk");
        await sound();
        await visitor.typeInstead("gazprm");
        await sound();
        await visitor.clear();
        await visitor.comesTo("empty");
        await sound();
      });

      test("while it loads and when that fails", async () => {
        visitor = await visit(browser, host, { scheme });
        const release = host.hold(MODULE);
        host.replace(MODULE, { status: 404, body: "not found" });
        await visitor.enter();
        await visitor.tab.type("gazprom");
        await visitor.comesTo("loading");
        await sound();
        release();
        await visitor.comesTo("error");
        await sound();
      });
    });
  }
});

/** The lines that the README asks an author to copy, in a page that holds nothing else. */
async function linesOfReadme() {
  const readme = await readFile(README, "utf8");
  const examples = [...readme.matchAll(/^```html\n(.*?)^```/gms)].map(([, html]) => html);
  const lines = examples.find((html) => html.includes("<script") && html.includes("<kwic-search"));
  assert.ok(lines, "the README shows no lines for a page");
  return `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>A page</title>\n${lines}`;
}
