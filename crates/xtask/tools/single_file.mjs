// Makes what stands inside a page in a single file:
// `node single_file.mjs ELEMENT WRAPPER PAGE NAME… TO`.
//
// TO gets `page.js`, which is the element in the folder ELEMENT, the JavaScript of its engine in the file
// WRAPPER and the scripts NAME… of the folder PAGE in one piece, and the style sheets of the element and of
// PAGE by their names, all of them small. Nothing of it asks for a file: `page.js` has the placeholder
// `@@kwic_bg.wasm@@` in a string, and a build puts the module there as base64.

import { build } from "esbuild";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { placeholder, shortScript, shortStyle, styleWithin, TARGET } from "./short.mjs";

const positions = process.argv.slice(2);
const [element, wrapper, page] = positions.splice(0, 3).map((name) => path.resolve(name));
const to = path.resolve(positions.pop());
const isStyle = (name) => name.endsWith(".css");

/** Gives the element an engine whose module is in the page. */
const ENGINE = `
  import init, * as engine from ${JSON.stringify(wrapper)};
  import { KwicSearch } from ${JSON.stringify(path.join(element, "search-box.js"))};

  function moduleInPage() {
    const text = "${placeholder("kwic_bg.wasm")}";
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  }

  KwicSearch.loadEngine = async () => {
    await init({ module_or_path: moduleInPage() });
    return engine;
  };
`;

const engineWithin = {
  name: "engine-within",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^kwic:engine$/ }, ({ path: name }) => ({ path: name, namespace: "kwic" }));
    onLoad({ filter: /.*/, namespace: "kwic" }, () => ({ contents: ENGINE, resolveDir: element }));
  },
};

/** All scripts in one, in their order, after the engine. */
async function script(files) {
  const imports = ["kwic:engine", ...files].map((file) => `import ${JSON.stringify(file)};`).join("\n");
  const { outputFiles } = await build({
    stdin: { contents: imports, resolveDir: element },
    bundle: true,
    write: false,
    charset: "utf8",
    format: "esm",
    logLevel: "warning",
    target: TARGET,
    plugins: [styleWithin, engineWithin],
  });
  return shortScript(outputFiles[0].text);
}

const scripts = positions.filter((name) => !isStyle(name)).map((name) => path.join(page, name));
await writeFile(path.join(to, "page.js"), await script([path.join(element, "kwic-search.js"), ...scripts]));
for (const file of [path.join(element, "kwic-search.css"), ...positions.filter(isStyle).map((name) => path.join(page, name))]) {
  await writeFile(path.join(to, path.basename(file)), await shortStyle(file));
}
