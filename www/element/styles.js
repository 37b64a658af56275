import { address, STYLE_SHEET } from "./files.js";

/** Sheets by their text; boxes share them. */
const sheets = new Map();

/** Gives a document or a shadow root these styles, once. */
export function adopt(root, css) {
  try {
    let sheet = sheets.get(css);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      sheets.set(css, sheet);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // A browser without such sheets gets all rules as a file.
    const href = address(STYLE_SHEET);
    const place = root.head ?? root;
    if ([...place.querySelectorAll("link")].some((link) => link.href === href)) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    place.prepend(link);
  }
}
