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

/**
 * Strings of the box by language, in the script that is usual for it (`sr` is Cyrillic, `zh` is simplified), or by language
 * and script. Each import is written out, so that a bundler sees which files there are.
 */
export const LOCALES = {
  af: () => import("./locales/af.js"),
  ar: () => import("./locales/ar.js"),
  bg: () => import("./locales/bg.js"),
  bn: () => import("./locales/bn.js"),
  ca: () => import("./locales/ca.js"),
  cs: () => import("./locales/cs.js"),
  da: () => import("./locales/da.js"),
  de: () => import("./locales/de.js"),
  el: () => import("./locales/el.js"),
  es: () => import("./locales/es.js"),
  et: () => import("./locales/et.js"),
  eu: () => import("./locales/eu.js"),
  fa: () => import("./locales/fa.js"),
  fi: () => import("./locales/fi.js"),
  fr: () => import("./locales/fr.js"),
  gl: () => import("./locales/gl.js"),
  he: () => import("./locales/he.js"),
  hi: () => import("./locales/hi.js"),
  hr: () => import("./locales/hr.js"),
  hu: () => import("./locales/hu.js"),
  id: () => import("./locales/id.js"),
  it: () => import("./locales/it.js"),
  ja: () => import("./locales/ja.js"),
  ko: () => import("./locales/ko.js"),
  lt: () => import("./locales/lt.js"),
  lv: () => import("./locales/lv.js"),
  ms: () => import("./locales/ms.js"),
  nb: () => import("./locales/nb.js"),
  nl: () => import("./locales/nl.js"),
  pl: () => import("./locales/pl.js"),
  pt: () => import("./locales/pt.js"),
  ro: () => import("./locales/ro.js"),
  ru: () => import("./locales/ru.js"),
  sk: () => import("./locales/sk.js"),
  sl: () => import("./locales/sl.js"),
  sr: () => import("./locales/sr.js"),
  "sr-latn": () => import("./locales/sr-latn.js"),
  sv: () => import("./locales/sv.js"),
  sw: () => import("./locales/sw.js"),
  ta: () => import("./locales/ta.js"),
  th: () => import("./locales/th.js"),
  tr: () => import("./locales/tr.js"),
  uk: () => import("./locales/uk.js"),
  ur: () => import("./locales/ur.js"),
  vi: () => import("./locales/vi.js"),
  zh: () => import("./locales/zh.js"),
  "zh-hant": () => import("./locales/zh-hant.js"),
};

/** Languages with the strings of another: Norwegian, also as Nynorsk, has those of Bokmål. */
export const ALIASES = { nn: "nb", no: "nb" };

/** The address of a file that lies beside this module. */
export function address(name) {
  return new URL(name, here()).href;
}

/** In a function, lest a bundler takes the file for one that it has to find. */
function here() {
  return import.meta.url;
}
