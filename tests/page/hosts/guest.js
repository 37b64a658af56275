// A reader on a page of others: opens it, comes into the box however it stands there, and looks at what is shown.

import { broken } from "../browsers/axe.js";
import { Visitor } from "../visitor.js";
import { FrameTab } from "./frame_tab.js";
import { look } from "./look.js";

/** Steps of the Tab key after which what was looked for is not there. */
const FAR = 30;

/** Opens the page of a host and waits until its box works; `options` are those of `Browser.open`. */
export async function call(browser, server, host, options = {}) {
  const { page, width, height } = host;
  const touch = host.touch && browser.can("touch screen");
  const around = await browser.open(server, { path: page, width, height, touch, ...options });
  const tab = host.frame ? new FrameTab(around) : around;
  const guest = new Guest(tab, host);
  await guest.arrive();
  return guest;
}

class Guest extends Visitor {
  #host;

  constructor(tab, host) {
    super(tab);
    this.#host = host;
  }

  async arrive() {
    const { box, scrolled = 0 } = this.#host;
    if (this.#host.frame) await this.tab.waitFor(() => document.readyState === "complete");
    await this.tab.waitFor(
      (selector) => {
        if (!window.theBox) return false;
        if (selector) window.boxSelector = selector;
        return theBox()?.dataset.state !== undefined;
      },
      box ?? null,
    );
    await this.tab.evaluate((top) => void scrollTo(0, top), scrolled);
    // Where things stood before the box was touched.
    await this.tab.evaluate(() => {
      const main = document.querySelector("main").getBoundingClientRect();
      window.untouched = { left: main.left, top: main.top + scrollY, width: main.width };
    });
  }

  /** How the box stands in the page as it is now. */
  layout() {
    return this.tab.evaluate(() => {
      const isShown = (piece) => piece.checkVisibility();
      if (!inBox("input[type=search]").some(isShown)) return "modal";
      return inBox(".kwic-panel[popover]").length ? "dropdown" : "page";
    });
  }

  /** Sets the cursor into the box; a dialog is opened by its button first. */
  async comeIn() {
    if (this.#host.layout !== "modal") return this.enter();
    await this.tab.evaluate(() => {
      const opener = inBox(".kwic-open")[0] ?? theBox().getRootNode().querySelector("[data-kwic-open]");
      opener.click();
    });
    await this.tab.waitFor(() => inBox("dialog")[0].open);
    return this.seen();
  }

  /** Comes to the box by the Tab key alone, and into it. */
  async comeInByKey() {
    for (let step = 0; step < FAR; step += 1) {
      if (await this.isInside()) break;
      await this.tab.press("Tab");
    }
    if (!(await this.isInside())) throw new Error("the Tab key does not lead to the box");
    if (this.#host.layout !== "modal") return;
    await this.tab.press("Enter");
    await this.tab.waitFor(() => inBox("dialog")[0].open);
    await this.seen();
  }

  /** Whether the focus is in the box, or on the button of the page that opens it. */
  isInside() {
    return this.tab.evaluate(() => {
      const box = theBox();
      let focused = document.activeElement;
      while (focused) {
        if (focused === box || box.contains(focused) || focused.matches("[data-kwic-open]")) return true;
        focused = focused.shadowRoot?.activeElement;
      }
      return false;
    });
  }

  /** Opens the filters, where there are any; whether there are. */
  openFilters() {
    return this.tab.evaluate(() => {
      const [button] = inBox(".kwic-filter-open");
      if (!button?.checkVisibility()) return false;
      button.click();
      return true;
    });
  }

  closeFilters() {
    return this.tab.evaluate(() => inBox(".kwic-filter-open")[0].click());
  }

  /** Whether hits are shown. */
  hasHits() {
    return this.tab.evaluate(() => inBox(".kwic-hit").some((hit) => hit.checkVisibility()));
  }

  /** The option that is active, by its id; null: none. */
  activeId() {
    return this.tab.evaluate(() => inBox("input")[0].getAttribute("aria-activedescendant"));
  }

  /** Waits until nothing moves, and nothing is to come. */
  rest() {
    return this.tab.waitFor(atRest);
  }

  /** What is wrong with what is shown, each as a sentence that begins with `state`. */
  async faults(state, { axe = true, isOpen = true } = {}) {
    await this.rest();
    const seen = await this.tab.evaluate(look, { layout: this.#host.layout, isOpen });
    const heard = axe ? await broken(this.tab) : [];
    return [...seen, ...heard.map(inShort)].map((fault) => `${state}: ${fault}`);
  }
}

/** What axe says of a rule: how many places break it, and what the first of them is. */
function inShort(rule) {
  const [title, ...places] = rule.split("\n");
  const all = places.filter((line) => line.includes("Fix a"));
  return `axe: ${title} (${all.length}): ${places.slice(0, 2).join(" ")}`;
}

/** Runs in the page: whether all passages are there and everything that moves has come to its place, and is painted there. */
async function atRest() {
  const passages = inBox(".kwic-hit .kwic-snippet").filter((passage) => passage.checkVisibility());
  const box = theBox();
  const roots = [document, box.getRootNode(), box.shadowRoot].filter(Boolean);
  const moving = roots.flatMap((root) => root.getAnimations()).filter(({ effect, playState }) => {
    return playState === "running" && effect.getComputedTiming().endTime < Infinity;
  });
  if (moving.length || !passages.every(({ textContent }) => textContent)) return false;
  // An animation that is over may still have what it set last, until the next frame.
  for (const _ of "12") await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  return true;
}
