// The box in pages of others, each as its author made it: in every state it lies inside the window, can be read, and can
// be used by the keyboard.

import assert from "node:assert/strict";
import { afterEach, before, describe, test } from "node:test";
import { stickingOut } from "../layout.js";
import { browserOf, hostOf, inEachBrowser } from "../fixture.js";
import { call } from "./guest.js";
import { hosts } from "./hosts.js";
import { stage } from "./stage.js";
import { toldOptions } from "./told.js";

/** Two questions with answers: one word, and several in other letters. */
const QUERIES = ["vietnam", "thủ tướng nga"];
const NOTHING = "zzxxqqjjvvkk";
/** Steps of the Tab key after which a reader has left any box. */
const FAR = 30;

inEachBrowser("the box in pages of others", (name) => {
  let browser;
  let server;
  let guest;

  before(async () => {
    server = await hostOf(name);
    browser = await browserOf(name);
    stage(server);
  });

  afterEach(async () => {
    await guest?.close();
    guest = undefined;
  });

  // Every state in one browser; in the others what differs between browsers, which is the layout.
  const all = name === "chromium";

  for (const host of hosts()) {
    const isOver = host.layout !== "page";

    describe(host.name, () => {
      test("shows every state of the box inside the window, and to be read", async () => {
        guest = await call(browser, server, host, { scheme: "light" });
        assert.equal(await guest.layout(), host.layout);
        const faults = [];
        const note = async (state, options) => {
          faults.push(...(await guest.faults(state, { axe: all, ...options })));
          const outside = await guest.tab.evaluate(stickingOut);
          if (outside.length) faults.push(`${state}: outside of the window ${[...new Set(outside)].join(", ")}`);
        };
        if (all) await note("untouched", { isOpen: false });
        await guest.comeIn();
        if (all) await note("entered");
        for (const [at, query] of QUERIES.slice(0, all ? 2 : 1).entries()) {
          await guest.typeInstead(query);
          await note(`“${query}”`, { axe: all && at === 0 });
        }
        if (await guest.openFilters()) {
          await note("filters");
          await guest.closeFilters();
        }
        if (all) {
          await guest.typeInstead(NOTHING);
          await note("nothing found");
        }
        assert.deepEqual(faults, []);
        assert.deepEqual(await guest.tab.complaints(), []);
      });

      if (all && !host.again) {
        test("can be read in the dark", async () => {
          guest = await call(browser, server, host, { scheme: "dark" });
          const faults = await guest.faults("untouched", { axe: false, isOpen: false });
          await guest.comeIn();
          await guest.type(QUERIES[0]);
          faults.push(...(await guest.faults("hits")));
          assert.deepEqual(faults, []);
        });
      }

      // Keys do the same in any window, but for the other box of a page.
      if (host.again && !host.box) return;

      test("is used by the keyboard alone", async () => {
        guest = await call(browser, server, host);
        const { tab } = guest;
        await guest.comeInByKey();
        await tab.type(QUERIES[0]);
        await guest.answered();
        const titles = await guest.titles();
        assert.equal(await guest.active(), titles[0], "the first hit is not active at once");
        if (all) {
          // What a screen reader is told comes a moment after what is painted.
          let told = await toldOptions(tab, host);
          for (let looks = 0; looks < 40 && !told.active?.includes(titles[0]); looks += 1) {
            await new Promise((resolve) => setTimeout(resolve, 50));
            told = await toldOptions(tab, host);
          }
          assert.ok(told.active?.includes(titles[0]), `a screen reader is told of “${told.active}” as the active option`);
          assert.ok(told.options >= titles.length, `a screen reader is told of ${told.options} options`);
        }
        const first = await guest.activeId();
        await tab.press("ArrowDown");
        assert.notEqual(await guest.activeId(), first, "the arrow does not lead to the next option");

        await tab.press("Escape");
        if (isOver) {
          await tab.waitFor(() => !inBox(".kwic-hit").some((hit) => hit.checkVisibility()));
          assert.ok(await guest.isInside(), "the focus is not where it was before");
        }

        if (host.layout === "modal") {
          await tab.press("Enter");
          await tab.waitFor(() => inBox("dialog")[0].open);
        } else {
          await guest.typeInstead(QUERIES[0]);
          for (let step = 0; step < FAR && (await guest.isInside()); step += 1) await tab.press("Tab");
          assert.ok(!(await guest.isInside()), "the Tab key does not lead out of the box");
          if (isOver) assert.ok(!(await guest.hasHits()), "who leaves the box leaves hits behind");
          await guest.enter();
        }

        await guest.typeInstead(QUERIES[0]);
        const wanted = await tab.evaluate(() => inBox(".kwic-hit")[0].href);
        if (host.router) {
          await tab.press("Enter");
          await tab.waitFor(() => location.hash.length > 0);
          assert.ok(!(await guest.hasHits()), "hits lie over the page that was asked for");
          assert.ok(!(await tab.evaluate(() => inBox("dialog").some(({ open }) => open))), "the dialog stays open");
        } else {
          await tab.follow(() => tab.press("Enter"));
          assert.equal(plain(await tab.url()), plain(wanted), "Enter does not open the first hit");
        }
      });
    });
  }
});

/** An address without its text fragment, which some browsers leave out. */
function plain(address) {
  return address.split("#")[0];
}
