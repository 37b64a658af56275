/**
 * The files that the element loads when it needs them. Their names stand here and nowhere else: a build
 * that calls them otherwise changes this module alone.
 */

/** JavaScript of the engine, an ES module. */
export const WRAPPER = "kwic.js";

/** WebAssembly module of the engine. */
export const MODULE = "kwic_bg.wasm";

/** The engine in a worker. */
export const WORKER = "kwic-worker.js";

/** The style sheet as a file. */
export const STYLE_SHEET = "kwic-search.css";

/**
 * What relative urls of hits start from, as a url from this module. Where it is empty they start from the page. A build
 * for a finished site, whose pages lie elsewhere, fills it in.
 */
export const BASE = "";

/** `on` where the engine is to run in a worker unless the page says otherwise. A build for many articles fills it in. */
export const IN_WORKER = "";

/** Strings of the box by language. Each import is written out, so that a bundler sees which files there are. */
export const LOCALES = {
  ar: () => import("./locales/ar.js"),
  de: () => import("./locales/de.js"),
  es: () => import("./locales/es.js"),
  fr: () => import("./locales/fr.js"),
  ja: () => import("./locales/ja.js"),
  ru: () => import("./locales/ru.js"),
  vi: () => import("./locales/vi.js"),
  zh: () => import("./locales/zh.js"),
};

/** The address of a file that lies beside this module. */
export function address(name) {
  return new URL(name, here()).href;
}

/** In a function, lest a bundler takes the file for one that it has to find. */
function here() {
  return import.meta.url;
}
