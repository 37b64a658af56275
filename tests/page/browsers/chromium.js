// Chromium, by its own protocol.

import puppeteer from "puppeteer-core";
import { program } from "./program.js";
import { PuppeteerTab } from "./puppeteer_tab.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Starts the browser that `CHROMIUM` names, or the first one on PATH, as puppeteer's own. */
export function startChromium() {
  return puppeteer.launch({
    executablePath: program("CHROMIUM", NAMES, "Chromium"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      // Letters in greys: in pictures they need few colours.
      "--disable-lcd-text",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A page that a test has put in the place of another has no address, and could ask no server of this machine.
      "--disable-features=LocalNetworkAccessChecks",
    ],
  });
}

export async function launch(running) {
  const process = running ?? (await startChromium());
  return { tab: (options) => tab(process, options), close: () => process.close() };
}

async function tab(process, { width, height, scheme, motion, colours, locale, touch }) {
  const context = await process.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height, hasTouch: touch ?? false, isMobile: touch ?? false });
  const protocol = await page.createCDPSession();
  const features = [
    { name: "prefers-color-scheme", value: scheme ?? "" },
    { name: "prefers-reduced-motion", value: motion ?? "" },
    { name: "forced-colors", value: colours === "forced" ? "active" : "" },
  ];
  await protocol.send("Emulation.setEmulatedMedia", { features });
  if (locale) {
    const userAgent = await process.userAgent();
    await protocol.send("Emulation.setLocaleOverride", { locale });
    await protocol.send("Emulation.setUserAgentOverride", { userAgent, acceptLanguage: locale });
  }
  return new ChromiumTab(page, context, protocol);
}

class ChromiumTab extends PuppeteerTab {
  #protocol;

  constructor(page, context, protocol) {
    super(page, context);
    this.#protocol = protocol;
  }

  compose(text) {
    const [selectionStart, selectionEnd] = [text.length, text.length];
    return this.#protocol.send("Input.imeSetComposition", { text, selectionStart, selectionEnd });
  }

  commit(text) {
    return this.#protocol.send("Input.insertText", { text });
  }
}
