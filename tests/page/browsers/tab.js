// What a test does with a tab, whatever the browser. A driver brings the few acts that differ.

import { RECORD } from "./recorder.js";

/** Milliseconds that a page has to come to what a test waits for. */
const PATIENCE = 60_000;
/** Milliseconds between two looks at the page. */
const BETWEEN_LOOKS = 25;

/** What the page and the box say, and where the box is at; runs in the page. */
function said() {
  const box = window.theBox?.();
  const of = (node) => [...(node?.children ?? [])].map((child) => child.innerText ?? "").join("\n");
  const { query, dataset } = box ?? {};
  return [JSON.stringify({ query, ...dataset }), document.body.innerText, of(box?.shadowRoot)].join("\n").slice(0, 1500);
}

/**
 * A tab. Drivers add `goto(url)`, `evaluate(fn, ...args)`, `run(source)`, `press(keys)`, `type(text)`,
 * `click(selector, { button, modifiers })`, `tap(selector)`, `screenshot()`, `tabs()` and `close()`.
 */
export class Tab {
  #visits = 0;
  /** What the browser itself wrote to the console, where the driver can tell. */
  messages = [];

  /** Waits until a function in the page gives something true that JSON can hold, and gives it. */
  async waitFor(condition, ...args) {
    const found = await patiently(() => this.evaluate(condition, ...args));
    if (found.value) return found.value;
    const shown = await this.evaluate(said).catch(String);
    const message = `waited in vain for ${condition} of ${JSON.stringify(args)}\nThe page shows:\n${shown}`;
    throw new Error(message, { cause: found.trouble });
  }

  /** Waits until the profile has this many tabs. */
  async opened(count) {
    const { value } = await patiently(async () => (await this.tabs()).length === count);
    if (!value) throw new Error(`not ${count} tabs but ${(await this.tabs()).join(", ")}`);
  }

  /** Acts, and waits for the page that follows; a new address alone is no new page. */
  async follow(act) {
    const { visit } = await this.#mark();
    await act();
    // On the way a browser may show an empty page for a moment, which is complete too.
    await this.waitFor(
      (mark) =>
        window.visit !== mark &&
        location.href !== "about:blank" &&
        document.readyState === "complete",
      visit,
    );
  }

  back() {
    return this.#walk(-1);
  }

  forward() {
    return this.#walk(1);
  }

  /** The history also holds addresses of one and the same page. */
  async #walk(steps) {
    const former = await this.#mark();
    await this.walk(steps);
    await this.waitFor(
      ({ visit, address }) =>
        (window.visit !== visit || location.href !== address) &&
        location.href !== "about:blank" &&
        document.readyState === "complete",
      former,
    );
  }

  /** Makes the page known from others. */
  #mark() {
    this.#visits += 1;
    return this.evaluate((visit) => {
      window.visit = visit;
      return { visit, address: location.href };
    }, this.#visits);
  }

  /** Sets out for another page of the history. */
  walk(steps) {
    // A page that comes back as it was left fires no load event, for which puppeteer would wait.
    return this.evaluate((count) => void setTimeout(() => history.go(count)), steps);
  }

  /** Where the tab is; some browsers leave out a text fragment. */
  url() {
    return this.evaluate(() => location.href);
  }

  focus(selector) {
    return this.evaluate((what) => document.querySelector(what).focus(), selector);
  }

  /**
   * Text under composition, as an input method shows it before the reader has chosen; `commit` ends
   * it. Where the driver has no input method, the events of one are dispatched.
   */
  compose(text) {
    return this.evaluate(composed, text, false);
  }

  commit(text) {
    return this.evaluate(composed, text, true);
  }

  /** Errors on the console, uncaught errors, files that did not load, and dialogs, of all pages. */
  async complaints() {
    return [...new Set([...this.messages, ...(await this.#recorded("complaint"))])].filter(ours);
  }

  /** What a Content-Security-Policy stopped or reported, as `directive: what`, of all pages. */
  violations() {
    return this.#recorded("violation");
  }

  async #recorded(kind) {
    const record = await this.evaluate((key) => JSON.parse(sessionStorage.getItem(key) ?? "[]"), RECORD);
    return record.filter((entry) => entry.kind === kind).map((entry) => entry.text).filter(ours);
  }
}

/** A browser asks for an icon by itself, where the page names none. */
function ours(text) {
  return !text.includes("/favicon.ico");
}

/** Asks until the answer is true; `{ value, trouble }`, the last answer and why there was none. */
async function patiently(ask) {
  const until = Date.now() + PATIENCE;
  let trouble;
  while (Date.now() < until) {
    try {
      const value = await ask();
      if (value) return { value };
      trouble = undefined;
    } catch (error) {
      // Between two pages there is nothing to look at.
      trouble = error;
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
  return { trouble };
}

/** Runs in the page. */
function composed(text, last) {
  let input = document.activeElement;
  while (input.shadowRoot?.activeElement) input = input.shadowRoot.activeElement;
  const fire = (event) => input.dispatchEvent(event);
  const options = { bubbles: true, composed: true };
  if (input.composedFrom === undefined) {
    input.composedFrom = input.value;
    fire(new CompositionEvent("compositionstart", { ...options, data: "" }));
  }
  fire(new KeyboardEvent("keydown", { ...options, key: "Process", keyCode: 229, isComposing: true }));
  fire(new CompositionEvent("compositionupdate", { ...options, data: text }));
  input.value = input.composedFrom + text;
  const inputType = "insertCompositionText";
  fire(new InputEvent("input", { ...options, data: text, inputType, isComposing: true }));
  if (!last) return;
  delete input.composedFrom;
  fire(new CompositionEvent("compositionend", { ...options, data: text }));
}
