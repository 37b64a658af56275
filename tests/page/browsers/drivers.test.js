// The drivers themselves, over a page of a few lines: what a test does reaches the page as a reader's
// act would.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { broken } from "./axe.js";
import { browserOf, inEachBrowser } from "../fixture.js";
import { serve } from "./host.js";

const PAGE = `<!doctype html><meta charset="utf-8"><title>a page</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'">
<input id="box"> <a id="link" href="/next">next</a> <button id="button">button</button>
<script src="/page.js"></script>`;
const SCRIPT = `
  window.events = [];
  for (const type of ["keydown", "input", "click", "mouseup", "auxclick", "touchstart", "compositionstart", "compositionend"]) {
    addEventListener(type, (event) => {
      const held = ["ctrlKey", "shiftKey", "metaKey"].filter((key) => event[key]);
      events.push([type, ...held, event.key ?? event.data ?? event.button ?? "", event.isComposing ? "composing" : ""].join(" ").trim());
    }, true);
  }`;

inEachBrowser("the driver", (name) => {
  let browser;
  let host;
  let tab;

  before(async () => {
    host = await serve("/nowhere");
    browser = await browserOf(name);
  });

  afterEach(async () => {
    await tab?.close();
    tab = undefined;
    host.reset();
  });

  after(() => host?.close());

  async function open(options) {
    host.replace("/", { type: "text/html", body: PAGE });
    host.replace("/next", { type: "text/html", body: "<!doctype html><title>next</title><p>next" });
    host.replace("/page.js", { type: "text/javascript", body: SCRIPT });
    tab = await browser.open(host, options);
  }

  const events = () => tab.evaluate(() => window.events.splice(0));
  const matches = (query) => tab.evaluate((media) => matchMedia(media).matches, query);

  test("letters of any alphabet and keys with modifiers arrive", async () => {
    await open();
    await tab.focus("#box");
    await tab.type("hà Nội");
    assert.equal(await tab.evaluate(() => document.querySelector("#box").value), "hà Nội");
    await events();
    await tab.press("Control+k");
    await tab.press("ArrowDown");
    assert.deepEqual(await events(), ["keydown ctrlKey Control", "keydown ctrlKey k", "keydown ArrowDown"]);
    await tab.press("Shift+Tab");
    await tab.press("Tab");
    assert.notEqual(await tab.evaluate(() => document.activeElement.id), "button");
  });

  test("the page has the focus of the window", async () => {
    await open({ width: 320, height: 480 });
    await tab.focus("#box");
    assert.ok(await tab.evaluate(() => document.hasFocus()));
    assert.ok(await tab.evaluate(() => document.activeElement.matches(":focus-visible")));
  });

  test("a click arrives, also with a key held", async () => {
    await open();
    await tab.click("#button");
    assert.ok((await events()).includes("click 0"));
    await tab.click("#button", { modifiers: ["Control"] });
    assert.ok((await events()).includes("click ctrlKey 0"));
  });

  test("a click of the middle button arrives", async (context) => {
    if (!browser.can("middle button")) return context.skip();
    await open();
    await tab.click("#button", { button: "middle" });
    assert.ok((await events()).includes("auxclick 1"));
  });

  test("a link opens in a tab of its own by the middle button and Ctrl", async (context) => {
    if (!browser.can("new tab")) return context.skip();
    await open();
    await tab.click("#link", { button: "middle" });
    await tab.opened(2);
    await tab.click("#link", { modifiers: ["Control"] });
    await tab.opened(3);
    assert.equal(new URL(await tab.url()).pathname, "/");
  });

  test("a finger is told from a mouse", async (context) => {
    if (!browser.can("tap")) return context.skip();
    await open();
    await tab.tap("#button");
    assert.match((await events()).join(), /^touchstart.*click 0/);
  });

  test("letters under composition are told from those that were chosen", async () => {
    await open();
    await tab.focus("#box");
    await tab.compose("に");
    await tab.compose("にほ");
    const under = await events();
    assert.ok(under.some((event) => event.startsWith("compositionstart")));
    assert.ok(under.includes("input にほ composing"), under.join());
    assert.ok(!under.some((event) => event.startsWith("compositionend")));
    await tab.commit("日本");
    assert.ok((await events()).some((event) => event.startsWith("compositionend")));
    assert.equal(await tab.evaluate(() => document.querySelector("#box").value), "日本");
  });

  test("back and forward walk the pages", async () => {
    await open();
    await tab.follow(() => tab.click("#link"));
    assert.equal(new URL(await tab.url()).pathname, "/next");
    await tab.back();
    assert.equal(new URL(await tab.url()).pathname, "/");
    await tab.forward();
    assert.equal(new URL(await tab.url()).pathname, "/next");
  });

  test("the page is as wide as was asked for, down to the width of 400 % zoom", async () => {
    await open({ width: 320, height: 256 });
    assert.deepEqual(await tab.evaluate(() => [innerWidth, innerHeight]), [320, 256]);
  });

  test("what the reader prefers is known to the page", async () => {
    await open({ scheme: "dark", motion: "reduce" });
    assert.ok(await matches("(prefers-color-scheme: dark)"));
    assert.ok(await matches("(prefers-reduced-motion: reduce)"));
    await tab.close();
    await open();
    assert.ok(!(await matches("(prefers-color-scheme: dark)")));
    assert.ok(!(await matches("(prefers-reduced-motion: reduce)")));
  });

  test("forced colours are known to the page", async (context) => {
    if (!browser.can("forced colours")) return context.skip();
    await open({ colours: "forced" });
    assert.ok(await matches("(forced-colors: active)"));
  });

  test("a touch screen has no fine pointer", async (context) => {
    if (!browser.can("touch screen")) return context.skip();
    await open({ touch: true });
    assert.ok(await matches("(pointer: coarse)"));
  });

  test("the language of the browser is known to the page", async (context) => {
    if (!browser.can("locale")) return context.skip();
    await open({ locale: "vi-VN" });
    assert.equal(await tab.evaluate(() => navigator.language), "vi-VN");
    assert.equal(await tab.evaluate(() => (1.5).toLocaleString()), "1,5");
  });

  test("what goes wrong is recorded over all pages of the tab", async () => {
    await open();
    assert.deepEqual([await tab.complaints(), await tab.violations()], [[], []]);
    await tab.evaluate(() => {
      console.error("said");
      setTimeout(() => {
        throw new Error("thrown");
      });
      void Promise.reject(new Error("rejected"));
      alert("a box");
      document.body.append(Object.assign(document.createElement("img"), { src: "/picture.png" }));
    });
    await tab.waitFor(() => sessionStorage.length && sessionStorage["test-record"].includes("img-src"));
    await tab.follow(() => tab.click("#link"));
    const complaints = (await tab.complaints()).join("\n");
    for (const what of [/said/, /thrown/, /rejected/, /a dialog: a box/]) assert.match(complaints, what);
    assert.match((await tab.violations()).join(), /^img-src: http.*picture\.png$/);
  });

  test("a script of the test runs whatever the page forbids", async () => {
    await open();
    await tab.run("window.ours = 'here'");
    assert.equal(await tab.evaluate(() => window.ours), "here");
    assert.deepEqual(await tab.violations(), []);
  });

  test("axe tells a box without a name, whatever the page forbids", async () => {
    await open();
    assert.match((await broken(tab)).join("\n"), /^label: [^]*#box/m);
    assert.deepEqual(await tab.violations(), []);
  });

  test("an error in the page is one in the test", async () => {
    await open();
    await assert.rejects(tab.evaluate(() => document.querySelector("#none").value), /null/);
  });

  test("a picture shows the page", async () => {
    await open({ width: 400, height: 300 });
    const png = await tab.screenshot();
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [400, 300]);
  });

  test("a host replaces, cuts, holds and slows what it serves, and goes away", async () => {
    await open();
    const get = (path) =>
      tab.evaluate((url) => fetch(url).then(async (got) => [got.status, await got.text()], () => "cut"), path);
    host.replace("/a", { status: 500, body: "broken" });
    assert.deepEqual(await get("/a"), [500, "broken"]);
    host.block("/b");
    assert.equal(await get("/b"), "cut");

    const release = host.hold("/c");
    host.replace("/c", { body: "late" });
    await tab.evaluate(() => {
      fetch("/c").then(() => (window.arrived = true));
    });
    await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    assert.equal(await tab.evaluate(() => window.arrived), undefined);
    release();
    await tab.waitFor(() => window.arrived);

    host.slow(1000);
    host.replace("/d", { body: "x".repeat(200) });
    assert.deepEqual(await get("/d"), [200, "x".repeat(200)]);
    // A browser may ask again where it was cut off.
    assert.deepEqual([...new Set(host.requests)].slice(-4), ["/a", "/b", "/c", "/d"]);

    host.offline();
    assert.equal(await get("/d"), "cut");
  });
});
