// A reader with a browser of their own: opens the page, types, looks, and keeps a record of
// everything that the page asked for or complained about.

import { existsSync } from "node:fs";
import path from "node:path";

export { startChromium as startBrowser } from "./browsers/chromium.js";

/** Milliseconds between two letters: a quick typist. */
const BETWEEN_LETTERS = 40;

/** A folder that a build wrote, from the environment. */
export function builtPage(variable) {
  const folder = process.env[variable];
  if (!folder || !existsSync(path.join(folder, "kwic.js"))) {
    throw new Error(`${variable} names no built page: run \`cargo xtask test --only page\``);
  }
  return folder;
}

/** Opens the page; `options`: `width` and `height` of the window, `scheme`, `touch`, `path` on the host,
 * `engine`: text of a module in place of `kwic.js`, `files`: texts of further modules by their paths, `html`: text of a page in place of what is at
 * `path`, `first`: a function that runs in the page before its scripts, `box`: `false` where the page
 * has none. */
export async function open(browser, host, options = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const reader = new Reader(page, context, host);
  await page.setViewport({
    width: options.width ?? 1280,
    height: options.height ?? 800,
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
  });
  if (options.scheme) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: options.scheme }]);
  }
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    // What the last answer was to, and how many there were.
    window.answers = [];
    document.addEventListener("kwic-results", (event) => window.answers.push(event.detail.query));
    // What is in the box lies beside the author's form, or else in the element's shadow root.
    window.inBox = (selector) => {
      const box = document.querySelector("kwic-search");
      return [...(box.shadowRoot ?? box).querySelectorAll(selector)];
    };
    document.addEventListener("securitypolicyviolation", (event) => {
      window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  if (options.first) await page.evaluateOnNewDocument(options.first);
  const modules = { ...options.files, ...(options.engine && { "/kwic.js": options.engine }) };
  const files = Object.fromEntries(
    Object.entries(modules).map(([at, body]) => [at, { contentType: "text/javascript", body }]),
  );
  if (options.html) files[`/${options.path.split(/[?#]/)[0]}`] = { contentType: "text/html", body: options.html };
  if (Object.keys(files).length) await answerWith(page, files);
  await page.goto(`${host.origin}/${options.path ?? ""}`, { waitUntil: "load" });
  if (options.box !== false) await page.waitForSelector("kwic-search[data-state]");
  return reader;
}

async function answerWith(page, files) {
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const file = files[new URL(request.url()).pathname];
    return void (file ? request.respond(file) : request.continue());
  });
}

class Reader {
  /** URLs asked for, in order. */
  requests = [];
  /** What the console was told as an error, and exceptions. */
  complaints = [];

  constructor(page, context, host) {
    this.page = page;
    this.context = context;
    this.host = host;
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      this.complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** Puts the focus into the box. */
  enter() {
    return this.page.evaluate(() => inBox("input")[0].focus());
  }

  /** Types letter by letter and waits until the page answers for the whole of it. */
  async type(text) {
    await this.enter();
    await this.page.keyboard.type(text, { delay: BETWEEN_LETTERS });
    await this.answered();
  }

  /** Empties the box by hand, then types. */
  async typeInstead(text) {
    await this.enter();
    await this.page.evaluate(() => inBox("input")[0].select());
    await this.page.keyboard.press("Backspace");
    await this.type(text);
  }

  /** Puts a text into the box at once, in place of what was there. */
  async paste(text) {
    await this.enter();
    await this.page.evaluate(() => inBox("input")[0].select());
    await this.page.keyboard.sendCharacter(text);
    await this.answered();
  }

  /** Waits until what is shown belongs to what stands in the box. */
  async answered() {
    await this.page.waitForFunction(() => {
      const search = document.querySelector("kwic-search");
      const { state } = search.dataset;
      return state === "error" || (["results", "none"].includes(state) && window.answers.at(-1) === search.query);
    });
    // Searching waits for the letters that are under way.
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 30)));
  }

  /** Does something, and waits until the box answers once more. */
  async answeredAfter(act) {
    const before = await this.page.evaluate(() => window.answers.length);
    await act();
    await this.page.waitForFunction((number) => window.answers.length > number, {}, before);
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  query() {
    return this.page.evaluate(() => inBox("input")[0].value);
  }

  titles() {
    return this.texts(".kwic-hit .kwic-title");
  }

  /** The text of each piece of the box that a selector finds and that is shown. */
  texts(selector) {
    return this.page.evaluate(
      (wanted) =>
        inBox(wanted)
          .filter((piece) => piece.checkVisibility())
          .map((piece) => piece.textContent),
      selector,
    );
  }

  /** Clicks a piece of the box. */
  async click(selector) {
    const piece = await this.page.evaluateHandle((wanted) => inBox(wanted)[0], selector);
    await piece.asElement().click();
  }

  /** Marked stretches of the hit at a place in the list, neighbours joined. */
  marks(place = 0) {
    return this.page.evaluate(
      (at) => [...inBox(".kwic-hit")[at].querySelectorAll("mark")].map((mark) => mark.textContent),
      place,
    );
  }

  /** The text of all hits that a mark touches, with marked stretches in brackets. */
  hitsWithMarks() {
    return this.page.evaluate(() =>
      inBox(".kwic-hit").map((hit) => {
        const text = (node) =>
          [...node.childNodes]
            .map((child) => (child.nodeName === "MARK" ? `[${child.textContent}]` : child.textContent))
            .join("");
        return [...hit.children].map(text).join("\n");
      }),
    );
  }

  async status() {
    return (await this.texts(".kwic-status"))[0];
  }

  state() {
    return this.page.$eval("kwic-search", (search) => search.dataset.state);
  }

  /** The element that has the focus, as `tag.class`. */
  focus() {
    return this.page.evaluate(() => {
      const { tagName, className } = document.activeElement;
      return `${tagName.toLowerCase()}.${className}`;
    });
  }

  /** The title or word of the option that the arrow keys have come to; null where there is none. */
  active() {
    return this.page.evaluate(() => {
      const id = inBox("input")[0].getAttribute("aria-activedescendant");
      const option = id && inBox(`#${id}`)[0];
      return option ? (option.querySelector(".kwic-title") ?? option).textContent : null;
    });
  }

  /** Presses an arrow key until a hit is active, and no section of one, or nothing. */
  async toHit(key = "ArrowDown") {
    const isSection = () => inBox(".kwic-section[aria-selected=true]").length > 0;
    do await this.press(key);
    while (await this.page.evaluate(isSection));
  }

  violations() {
    return this.page.evaluate(() => window.violations);
  }

  /** Clicks or presses, and waits for the page that follows; a new address alone is no new page. */
  async follow(act) {
    await this.page.evaluate(() => {
      window.left = false;
    });
    await act();
    await this.page.waitForFunction(
      () => window.left === undefined && document.readyState === "complete",
    );
  }

  close() {
    return this.context.close();
  }
}
