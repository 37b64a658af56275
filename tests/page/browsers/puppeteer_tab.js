// A tab of Chromium or Firefox, by puppeteer.

import { Tab } from "./tab.js";

export class PuppeteerTab extends Tab {
  constructor(page, context) {
    super();
    this.page = page;
    this.context = context;
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      this.messages.push(`${message.text()} (${message.location().url ?? "the page"})`);
    });
    page.on("pageerror", (error) => this.messages.push(String(error)));
  }

  goto(url) {
    return this.page.goto(url, { waitUntil: "load" });
  }

  evaluate(fn, ...args) {
    return this.page.evaluate(fn, ...args);
  }

  /** Runs the text of a script, outside the page's security policy. */
  async run(source) {
    await this.page.evaluate(`${source};undefined`);
  }

  /** Presses a key by its name in `KeyboardEvent.key`, with modifiers such as `Control+Shift+k`. */
  press(keys) {
    const names = keys.split(/(?<=.)\+/);
    return this.#with(names.slice(0, -1), () => this.page.keyboard.press(names.at(-1)));
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  click(selector, { button = "left", modifiers = [] } = {}) {
    return this.#with(modifiers, () => this.page.click(selector, { button }));
  }

  tap(selector) {
    return this.page.tap(selector);
  }

  /** A picture of what is in view, as PNG. */
  async screenshot() {
    return Buffer.from(await this.page.screenshot());
  }

  /** Addresses of all tabs of this profile. */
  async tabs() {
    return (await this.context.pages()).map((page) => page.url());
  }

  close() {
    return this.context.close();
  }

  async #with(modifiers, act) {
    for (const key of modifiers) await this.page.keyboard.down(key);
    await act();
    for (const key of modifiers.toReversed()) await this.page.keyboard.up(key);
  }
}
