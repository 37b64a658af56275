// The box as axe sees it, in each state and shape.

import assert from "node:assert/strict";
import { afterEach, before, describe, test } from "node:test";
import axe from "axe-core";
import { fakeEngine } from "./fake_engine.js";
import { chromium, inChromium, staticHost } from "./fixture.js";
import { open } from "./reader.js";
import { FORM, variant } from "./variant.js";

let browser;
let host;
let reader;

/** What axe has against the page, one line for each rule. */
async function violations() {
  if (!(await reader.page.evaluate(() => "axe" in globalThis))) await reader.page.evaluate(axe.source);
  // For axe a ground that nobody painted is white, for the reader of a dark page it is not.
  await reader.page.evaluate(() => {
    document.documentElement.style.background = "Canvas";
  });
  // What fades in has its contrast when it is there.
  await reader.page.evaluate(async () => {
    const shadows = Array.from(document.querySelectorAll("*"), (element) => element.shadowRoot);
    const running = [document, ...shadows].flatMap((root) => root?.getAnimations() ?? []);
    const ending = running.filter(({ effect }) => effect.getComputedTiming().endTime < Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const found = await reader.page.evaluate(async () => (await globalThis.axe.run({ resultTypes: ["violations"] })).violations);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ failureSummary, html }) => `${html} ${failureSummary}`).join("\n")}`);
}

const SHAPES = {
  "with a form of its own": [""],
  "around the form of the page": ["", { inner: FORM }],
  "in a dialog": ["modal"],
  "in Arabic, from right to left": ["", { lang: "ar", dir: "rtl" }],
};

/** How each state is reached from the one before it. */
const STATES = {
  "with recent queries": () => reader.enter(),
  "with results": () => reader.type("vietna"),
  "with a hit made active": () => reader.press("ArrowDown"),
  "with a completion made active": () => reader.press("ArrowUp"),
  "with another spelling proposed": () => reader.typeInstead("gazprm "),
  "without results": () => reader.typeInstead("zzxxqqjjvvkk"),
};

inChromium("what axe says of the box", () => {
  before(async () => {
    host = await staticHost();
    browser = await chromium();
  });

  afterEach(async () => {
    host.down = false;
    await reader?.close();
    reader = undefined;
  });

  for (const [shape, [attributes, options]] of Object.entries(SHAPES)) {
    describe(`the box ${shape}`, () => {
      for (const scheme of ["light", "dark"]) {
        test(`gives axe nothing to complain of in any state, in ${scheme}`, async () => {
          const first = () => localStorage.setItem("kwic-recent", JSON.stringify(["hà nội", "gazprom"]));
          const page = variant(`${attributes} filters="lang source tag year" sort`, options);
          reader = await open(browser, host, { ...page, scheme, first });
          assert.deepEqual(await violations(), [], "untouched");
          if (attributes.includes("modal")) await reader.press("/");
          for (const [state, reach] of Object.entries(STATES)) {
            await reach();
            assert.deepEqual(await violations(), [], state);
          }
        });
      }

      test("gives axe nothing to complain of with sections, one of them active", async () => {
        const section = { title: "Tickets", titlePieces: [{ text: "Tickets", matched: true }], url: "a.html#tickets" };
        const engine = fakeEngine([{ title: "Train", sections: [section, { ...section, url: "a.html#more" }] }]);
        reader = await open(browser, host, { ...variant(attributes, options), engine });
        if (attributes.includes("modal")) await reader.press("/");
        await reader.type("train");
        assert.deepEqual(await violations(), []);
        await reader.press("ArrowDown");
        await reader.press("ArrowDown");
        assert.deepEqual(await violations(), []);
      });

      test("gives axe nothing to complain of after an error", async () => {
        reader = await open(browser, host, variant(attributes, options));
        host.down = true;
        if (attributes.includes("modal")) await reader.press("/");
        await reader.type("vietnam");
        assert.equal(await reader.state(), "error");
        assert.deepEqual(await violations(), []);
      });
    });
  }
});
