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
    await this.#around.evaluate(() => void (frames[0].isFormer = true));
    await act();
    await this.#around.waitFor(() => {
      const { isFormer, location, document } = frames[0];
      return !isFormer && location.href !== "about:blank" && document.readyState === "complete";
    });
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
