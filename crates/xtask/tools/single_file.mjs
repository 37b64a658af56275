// Puts a page with all that it needs into one file: `node single_file.mjs FROM FILE`.
//
// FROM holds `index.html`, what that refers to, and the engine. Nothing of it is asked for when the
// page runs, so that it works where pages may ask for nothing: opened from a disk.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { shortScript, shortStyle, styleWithin, TARGET } from "./short.mjs";

const [from, file] = process.argv.slice(2);
const part = (name) => path.join(path.resolve(from), name);

/** Name of the module that gives the element its engine. */
const ENGINE = "kwic:engine";

const engine = `
  import init, * as engine from "./kwic.js";
  import module from "./kwic_bg.wasm";
  import { KwicSearch } from "./search-box.js";

  KwicSearch.loadEngine = async () => {
    await init({ module_or_path: module });
    return engine;
  };
`;

const engineWithin = {
  name: "engine-within",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^kwic:engine$/ }, () => ({ path: ENGINE, namespace: "kwic" }));
    onLoad({ filter: /.*/, namespace: "kwic" }, () => ({ contents: engine, resolveDir: part(".") }));
  },
};

/** All scripts in one, in their order, after the engine. */
async function script(names) {
  const imports = [ENGINE, ...names.map((name) => `./${name}`)]
    .map((name) => `import ${JSON.stringify(name)};`)
    .join("\n");
  const { outputFiles } = await build({
    stdin: { contents: imports, resolveDir: part(".") },
    bundle: true,
    write: false,
    charset: "utf8",
    format: "esm",
    loader: { ".wasm": "binary" },
    logLevel: "warning",
    target: TARGET,
    plugins: [styleWithin, engineWithin],
  });
  return shortScript(outputFiles[0].text);
}

/** An element that holds a text as it is, and the hash by which a policy allows it. */
function inside(name, attributes, text) {
  if (new RegExp(`</${name}|<!--`, "i").test(text)) {
    throw new Error(`a <${name}> of the page holds a text that would end it`);
  }
  const hash = createHash("sha384").update(text).digest("base64");
  return { tag: `<${name}${attributes}>${text}</${name}>`, hash: `'sha384-${hash}'` };
}

/** The policy of the page, for what now stands inside it. */
function policy(text, scripts, styles) {
  const directives = new Map(
    text.split(";").map((directive) => {
      const [name, ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
  const instead = { "script-src": scripts, "style-src": styles, "img-src": ["data:"] };
  for (const name of ["script-src", "style-src", "img-src", "connect-src"]) {
    const sources = directives.get(name) ?? [];
    const others = sources.filter((source) => source !== "'self'" && source !== "'none'");
    const now = [...(instead[name] ?? []), ...others];
    directives.set(name, now.length ? now : ["'none'"]);
  }
  return [...directives].map((parts) => parts.flat().join(" ")).join("; ");
}

/** Replaces what a pattern finds, with what a function that may take its time makes of it. */
async function replaced(text, pattern, make) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(end, match.index), await make(...match));
    end = match.index + match[0].length;
  }
  return parts.join("") + text.slice(end);
}

let html = await readFile(part("index.html"), "utf8");
const styles = [];

html = await replaced(html, /<link rel="stylesheet" href="([^"]+)">/g, async (_, name) => {
  const { tag, hash } = inside("style", "", await shortStyle(part(name)));
  styles.push(hash);
  return tag;
});
html = await replaced(html, /(<link rel="icon" href=")([^":]+)("[^>]*>)/g, async (_, before, name, after) => {
  const icon = await readFile(part(name), "base64");
  return `${before}data:image/svg+xml;base64,${icon}${after}`;
});

const SCRIPT = /<script type="module" src="([^"]+)"><\/script>/g;
const names = [...html.matchAll(SCRIPT)].map(([, name]) => name);
const { tag, hash } = inside("script", ' type="module"', await script(names));
let first = true;
html = await replaced(html, SCRIPT, () => {
  const instead = first ? tag : "";
  first = false;
  return instead;
});

html = await replaced(
  html,
  /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)/g,
  (_, before, text) => before + policy(text, [hash], styles),
);
const outside = html.replace(tag, "").match(/<(?:script|link|img)\b[^>]*\b(?:src|href)="(?!data:)[^"]*"/);
if (outside) throw new Error(`index.html asks for a file in a way that is not known here: ${outside[0]}`);
await writeFile(file, html);
