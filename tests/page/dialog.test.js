// The box in a dialog: what opens it, what closes it, and where the focus goes.

import assert from "node:assert/strict";
import { afterEach, before, describe, test } from "node:test";
import { chromium, inChromium, staticHost } from "./fixture.js";
import { open } from "./reader.js";
import { FORM, variant } from "./variant.js";

let browser;
let host;
let reader;

async function isOpen() {
  return reader.page.evaluate(() => inBox("dialog")[0].open);
}

async function pressControlK() {
  await reader.page.keyboard.down("Control");
  await reader.press("k");
  await reader.page.keyboard.up("Control");
}

inChromium("the dialog of the box", () => {
  before(async () => {
    host = await staticHost();
    browser = await chromium();
  });

  afterEach(async () => {
    await reader?.close();
    reader = undefined;
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

    test("Escape closes it at once; the focus is where it was, and the old text is selected next time", async () => {
      reader = await open(browser, host, variant("modal"));
      await reader.page.keyboard.press("Tab");
      await reader.press("Enter");
      assert.equal(await isOpen(), true);
      await reader.page.keyboard.type("gazprom");
      await reader.answered();
      await reader.press("ArrowDown");
      await reader.press("Escape");
      assert.deepEqual([await isOpen(), await reader.query()], [false, "gazprom"]);
      const focused = await reader.page.evaluate(() => document.activeElement.shadowRoot.activeElement.className);
      assert.equal(focused, "kwic-open");
      await reader.press("Enter");
      assert.equal(await isOpen(), true);
      await reader.page.keyboard.type("hanoi");
      await reader.answered();
      assert.equal(await reader.query(), "hanoi");
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
});
