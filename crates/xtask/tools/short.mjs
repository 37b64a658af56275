// Scripts and style sheets with fewer bytes and the same meaning.

import { transform } from "esbuild";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { minify } from "terser";
import { styleSheet, stylesOf } from "./style_sheet.mjs";

/** What browsers of 2022 understand, as the module asks for. */
export const TARGET = "es2022";

/** A module made smaller; it may stand inside a page. */
export async function shortScript(text) {
  const { code } = await minify(text, {
    module: true,
    ecma: Number(TARGET.slice(2)),
    // What goes on without a fault says nothing, as `wasm-bindgen` would of a slower way to load a module.
    compress: { passes: 3, unsafe_arrows: true, pure_funcs: ["console.warn"] },
    format: { inline_script: true },
  });
  return code;
}

/** The style sheet in `file` with all that it imports, made smaller; it may stand inside a page. */
export function shortStyle(file) {
  return shortRules(styleSheet(file));
}

async function shortRules(css) {
  const { code } = await transform(css, { loader: "css", minify: true, charset: "utf8" });
  return code;
}

/** For esbuild: has the element wear its styles in the form that `shortStyle` gives them. */
export const styleWithin = {
  name: "style-within",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/][a-z]+-(style|sheet)\.js$/ }, async ({ path: module }) => {
      const rules = stylesOf(path.basename(module), path.dirname(module));
      if (rules === undefined) return undefined;
      const css = await shortRules(rules);
      return { contents: `export const css = ${JSON.stringify(css)};` };
    });
  },
};

/** The mark around the name of a file that a build still has to fill in, as in `@@kwic.js@@`. */
const OPEN_NAME = "@@";

/** The placeholder of the file `name`, a path from the element's own. */
export function placeholder(name) {
  return OPEN_NAME + name + OPEN_NAME;
}

/** What a build fills in that is no name of a file: the line of `files.js`, and the placeholder. */
const FILLED_IN = { 'export const BASE = "";': "base", 'export const IN_WORKER = "";': "worker" };

/** For esbuild: puts placeholders in the place of the names in `files.js`, and of what else a build fills in. */
export const namesLeftOpen = {
  name: "names-left-open",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]files\.js$/ }, async ({ path: module }) => {
      const source = await readFile(module, "utf8");
      let contents = source.replace(/^(export const \w+ = ")(.+)(?=";$)/gm, (_, start, name) => start + placeholder(name));
      for (const [line, open] of Object.entries(FILLED_IN)) {
        if (!source.includes(line)) throw new Error(`${module} has no line \`${line}\``);
        contents = contents.replace(line, line.replace('""', `"${placeholder(open)}"`));
      }
      return { contents };
    });
  },
};
