// Scripts and style sheets with fewer bytes and the same meaning.

import { transform } from "esbuild";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { minify } from "terser";

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

/** A style sheet made smaller; it may stand inside a page. */
export async function shortStyle(text) {
  const { code } = await transform(text, { loader: "css", minify: true, charset: "utf8" });
  return code;
}

/** For esbuild: makes smaller the style sheet that `styles.js` exports as a text. */
export const styleWithin = {
  name: "style-within",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]styles\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { css } = await import(pathToFileURL(path));
      // A text with escapes stands in the source in another form, and stays.
      if (typeof css !== "string" || !source.includes(css)) return undefined;
      const short = await shortStyle(css);
      return { contents: source.replace(css, () => short) };
    });
  },
};
