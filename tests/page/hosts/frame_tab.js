// The only frame of a tab, as a tab of its own: what is evaluated is evaluated in there.

import { Tab } from "../browsers/tab.js";

export class FrameTab extends Tab {
  #around;

  constructor(around) {
    super();
    this.#around = around;
  }

  /** The tab that the frame is in, for what only that can do. */
  get page() {
    return this.#around.page;
  }

  evaluate(fn, ...args) {
    return this.#around.evaluate(
      (source, given) => frames[0].eval(`(${source})`)(...given),
      String(fn),
      args,
    );
  }

  /** Pages that follow may forbid `eval`: they are looked at from around the frame. */
  async follow(act) {
    const former = await this.url();
    await act();
    await this.#around.waitFor(
      (address) => frames[0].location.href !== address && frames[0].document.readyState === "complete",
      former,
    );
  }

  url() {
    return this.#around.evaluate(() => frames[0].location.href);
  }

  async run(source) {
    await this.#around.evaluate((script) => void frames[0].eval(script), source);
  }

  press(keys) {
    return this.#around.press(keys);
  }

  type(text) {
    return this.#around.type(text);
  }

  screenshot() {
    return this.#around.screenshot();
  }

  close() {
    return this.#around.close();
  }
}
