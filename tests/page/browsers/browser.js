// The three browsers by one interface: which of them are asked for, and how each is started.

import { limit } from "./limits.js";

const BROWSERS = {
  chromium: () => import("./chromium.js"),
  firefox: () => import("./firefox.js"),
  webkit: () => import("./webkit.js"),
};

/** Names of the browsers to test in: those of the list `KWIC_BROWSERS`, or all. */
export function browsers() {
  const known = Object.keys(BROWSERS);
  const asked = (process.env.KWIC_BROWSERS ?? "").split(/[\s,]+/).filter(Boolean);
  for (const name of asked) {
    if (!known.includes(name)) throw new Error(`KWIC_BROWSERS: no ${name} among ${known.join(", ")}`);
  }
  return asked.length ? asked : known;
}

/** Starts a browser by its name, or drives one that is `running`. */
export async function start(name, running) {
  const { launch } = await BROWSERS[name]();
  return new Browser(name, await launch(running));
}

/** A running browser. */
class Browser {
  #driver;

  constructor(name, driver) {
    this.name = name;
    this.#driver = driver;
  }

  /** Whether the driver of this browser can do what `limits.js` names. */
  can(ability) {
    return limit(this.name, ability) === undefined;
  }

  /**
   * Opens a page of a host in a fresh profile, and gives its tab. There is one tab at a time: close
   * it before the next.
   *
   * `options`: `path` on the host; `width` and `height` of the page in CSS pixels; `scheme`, `light`
   * or `dark`; `motion`, `reduce` or `no-preference`; `colours`, `forced` or `none`; `locale`, a
   * language tag; `touch`, whether the device is a touch screen.
   */
  async open(host, options = {}) {
    const needs = { colours: "forced colours", locale: "locale", touch: "touch screen" };
    for (const [option, ability] of Object.entries(needs)) {
      const reason = options[option] && limit(this.name, ability);
      if (reason) throw new Error(`${this.name} cannot do “${ability}”: ${reason}`);
    }
    const tab = await this.#driver.tab({ width: 1280, height: 800, ...options });
    await tab.goto(`${host.origin}/${options.path ?? ""}`);
    return tab;
  }

  close() {
    return this.#driver.close();
  }
}
