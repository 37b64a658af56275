// Makes `www/element/style-sheet.js` of the style sheet of the element: `node style_sheet.mjs`.
//
// A plain module can import no CSS in every browser, so it imports this text.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ELEMENT = fileURLToPath(new URL("../../../www/element/", import.meta.url));
const SOURCE = "kwic-search.css";

const FIRST_LINE = `// Made of ${SOURCE} by \`node crates/xtask/tools/style_sheet.mjs\`; change the style sheet, not this text.`;

/** The style sheet in `file`, with the files that it imports into the layer of the element, or into none, in place of the imports. */
export function styleSheet(file) {
  const css = readFileSync(file, "utf8");
  const imports = [...css.matchAll(/^@import "(.+?)"( layer\(kwic\))?;$/gm)];
  if (imports.length === 0) return css;
  const texts = (wanted) =>
    imports
      .filter(([, , layer]) => Boolean(layer) === wanted)
      .map(([, name]) => readFileSync(path.join(path.dirname(file), name), "utf8"))
      .join("\n");
  return `@layer kwic {\n${texts(true)}}\n${texts(false)}`;
}

/** The text of a style sheet without comments, each of its outer rules on one line. */
function shortened(css) {
  return css
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\n+[ \t]+/g, " ")
    .replace(/\n}(?!\n$)/g, " }")
    .replace(/\n+/g, "\n");
}

/** The module as it has to be. */
export function styleSheetModule() {
  const css = shortened(styleSheet(path.join(ELEMENT, SOURCE)));
  if (/[`\\]|\$\{/.test(css)) throw new Error(`${SOURCE}: a template literal would change this text`);
  return `${FIRST_LINE}\nexport const css = \`${css}\`;\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(path.join(ELEMENT, "style-sheet.js"), styleSheetModule());
}
