// Firefox, by WebDriver BiDi.

import puppeteer from "puppeteer-core";
import { program } from "./program.js";
import { PuppeteerTab } from "./puppeteer_tab.js";

export async function launch() {
  const process = await puppeteer.launch({
    browser: "firefox",
    executablePath: program("FIREFOX", ["firefox-esr", "firefox"], "Firefox"),
    // What a reader prefers is a setting of the browser, out of reach otherwise.
    args: ["--remote-allow-system-access"],
  });
  return new Firefox(process);
}

class Firefox {
  #process;

  constructor(process) {
    this.#process = process;
  }

  async tab({ width, height, scheme, motion, colours, locale }) {
    await this.#prefer({
      // 0 is dark, 1 is light.
      "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
      "ui.prefersReducedMotion": motion === "reduce" ? 1 : 0,
      // 2 is always the reader's colours, 1 always the page's.
      "browser.display.document_color_use": colours === "forced" ? 2 : 1,
    });
    const context = await this.#process.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width, height });
    if (locale) {
      const contexts = [page.mainFrame()._id];
      await this.#send("emulation.setLocaleOverride", { contexts, locale });
    }
    return new PuppeteerTab(page, context);
  }

  async #prefer(settings) {
    const { contexts } = await this.#send("browsingContext.getTree", { "moz:scope": "chrome" });
    await this.#send("script.callFunction", {
      functionDeclaration: String((text) => {
        for (const [name, value] of Object.entries(JSON.parse(text))) {
          globalThis.Services.prefs.setIntPref(name, value);
        }
      }),
      arguments: [{ type: "string", value: JSON.stringify(settings) }],
      awaitPromise: false,
      target: { context: contexts[0].context },
    });
  }

  /** A command that puppeteer has no name for. */
  async #send(method, parameters) {
    const { result } = await this.#process.connection.send(method, parameters);
    return result;
  }

  close() {
    return this.#process.close();
  }
}
