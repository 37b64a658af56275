// Makes modules of the style sheet of the element: `node style_sheet.mjs`.
//
// A plain module can import no CSS in every browser, so it imports these texts.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ELEMENT = fileURLToPath(new URL("../../../www/element/", import.meta.url));
const SOURCE = "kwic-search.css";

/** The modules, each with the file of styles that it has; the first has all that no other has. */
const MODULES = {
  "style-sheet.js": null,
  "dialog-style.js": "./styles/dialog.css",
  "dropdown-style.js": "./styles/dropdown.css",
  "filters-style.js": "./styles/filters.css",
};

const FIRST_LINE = `// Made of ${SOURCE} by \`node crates/xtask/tools/style_sheet.mjs\`; change the style sheet, not this text.`;

/**
 * The style sheet in `file` with the files that it imports into the layer of the element, or into none, in place of the
 * imports; of these only those that are `wanted`.
 */
export function styleSheet(file, wanted = () => true) {
  const css = readFileSync(file, "utf8");
  const imports = [...css.matchAll(/^@import "(.+?)"( layer\(kwic\))?;$/gm)];
  if (imports.length === 0) return css;
  const texts = (isInLayer) =>
    imports
      .filter(([, name, layer]) => Boolean(layer) === isInLayer && wanted(name))
      .map(([, name]) => readFileSync(path.join(path.dirname(file), name), "utf8"))
      .join("\n");
  return `@layer kwic {\n${texts(true)}}\n${texts(false)}`;
}

/** The styles that a module of the element in the folder `element` has; undefined for any other file. */
export function stylesOf(module, element = ELEMENT) {
  const own = MODULES[module];
  if (own === undefined) return undefined;
  const wanted = own ? (name) => name === own : (name) => !Object.values(MODULES).includes(name);
  return styleSheet(path.join(element, SOURCE), wanted);
}

/** The text of a style sheet without comments, each of its outer rules on one line. */
function shortened(css) {
  return css
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\n+[ \t]+/g, " ")
    .replace(/\n}(?!\n$)/g, " }")
    .replace(/\n+/g, "\n");
}

/** The modules as they have to be, by name. */
export function styleModules() {
  const modules = Object.keys(MODULES).map((name) => {
    const css = shortened(stylesOf(name));
    if (/[`\\]|\$\{/.test(css)) throw new Error(`${SOURCE}: a template literal would change this text`);
    return [name, `${FIRST_LINE}\nexport const css = \`${css}\`;\n`];
  });
  return Object.fromEntries(modules);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(styleModules())) writeFileSync(path.join(ELEMENT, name), text);
}
