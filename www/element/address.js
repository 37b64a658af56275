import { address as besideModule, BASE } from "./files.js";

/** Characters of a text fragment at most: so much stands within one paragraph of most articles. */
const MAX_WORDS_LENGTH = 50;

/**
 * Where a hit leads from `base`, a `URL`, with a text fragment that makes the browser scroll to the passage; null for
 * anything but a web address (a page opened from disk may lead to its neighbours on disk).
 */
export function address(url, base, words) {
  let target;
  try {
    target = new URL(url, base);
  } catch {
    return null;
  }
  const web = target.protocol === "https:" || target.protocol === "http:";
  if (!web && !(target.protocol === "file:" && location.protocol === "file:")) return null;
  const { href } = target;
  if (!words || target.hash.includes(":~:")) return href;
  // A dash would be read as the mark of words before or after the passage.
  const text = encodeURIComponent(words).replaceAll("-", "%2D");
  return `${href}${href.includes("#") ? "" : "#"}:~:text=${text}`;
}

/**
 * What addresses of hits are resolved against: `base`, or what the build of the site said, or the page where neither is
 * an address.
 */
export function baseUrl(base) {
  try {
    return base === null && BASE ? new URL(besideModule(BASE)) : new URL(base ?? "", document.baseURI);
  } catch {
    return new URL(document.baseURI);
  }
}

/** The first words of the match, up to where the snippet was cut. */
export function passage(pieces) {
  const first = pieces.findIndex((piece) => piece.matched);
  if (first < 0) return "";
  const text = pieces.slice(first).map((piece) => piece.text).join("").split("…")[0].trim();
  if (text.length <= MAX_WORDS_LENGTH) return text;
  return text.slice(0, text.lastIndexOf(" ", MAX_WORDS_LENGTH)).trim();
}
