import { address, STYLE_SHEET } from "./files.js";
import { css } from "./style-sheet.js";

let sheet = null;

/** Gives a document or a shadow root the styles, once. */
export function adopt(root) {
  try {
    if (!sheet) {
      const made = new CSSStyleSheet();
      made.replaceSync(css);
      sheet = made;
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // A browser without such sheets gets the same rules as a file.
    const href = address(STYLE_SHEET);
    const place = root.head ?? root;
    if ([...place.querySelectorAll("link")].some((link) => link.href === href)) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    place.prepend(link);
  }
}
