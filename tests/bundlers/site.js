// A small site that has the element as a package and the engine as files, and is not built yet.

import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";

const { KWIC_ELEMENT, KWIC_ENGINE, KWIC_WORK } = process.env;

/** What the author writes: the box, and a port of their own. */
const SCRIPT = `import "kwic-search";
import { openPort } from "kwic-search/port.js";
window.port = openPort([new URL("search/kwic.js", document.baseURI).href], { worker: "on" });
`;

/** In Vietnamese, so that the box has to load a language too. */
const page = (head) => `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <title>Tìm kiếm</title>
    <link rel="icon" href="data:,">
    ${head}
  </head>
  <body>
    <kwic-search engine="search/kwic.js">
      <form role="search"><input type="search" name="q" aria-label="Tìm kiếm"></form>
    </kwic-search>
  </body>
</html>
`;

/** Lays a site out in a folder of its own; `head`: what its page has in its head. */
export function site(name, head) {
  if (!KWIC_ELEMENT || !KWIC_ENGINE || !KWIC_WORK) {
    throw new Error("no built engine: run `cargo xtask test --only bundlers`");
  }
  const folder = path.join(KWIC_WORK, name);
  rmSync(folder, { recursive: true, force: true });
  const site = {
    folder,
    built: path.join(folder, "built"),
    script: path.join(folder, "main.js"),
    // With the adapters, as the package has them.
    copyElement: (to) => {
      cpSync(KWIC_ELEMENT, path.join(folder, to), { recursive: true });
      cpSync(path.join(KWIC_ELEMENT, "../adapters"), path.join(folder, to, "adapters"), { recursive: true });
    },
    copyPage: () => {
      cpSync(path.join(folder, "index.html"), path.join(site.built, "index.html"));
      cpSync(path.join(folder, "public"), site.built, { recursive: true });
    },
  };
  mkdirSync(path.join(folder, "public/search"), { recursive: true });
  writeFileSync(path.join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  writeFileSync(path.join(folder, "index.html"), page(head));
  writeFileSync(site.script, SCRIPT);
  site.copyElement("node_modules/kwic-search");
  for (const file of ["kwic.js", "kwic_bg.wasm"]) {
    cpSync(path.join(KWIC_ENGINE, file), path.join(folder, "public/search", file));
  }
  // In one piece, as a build has it.
  buildSync({
    entryPoints: [path.join(KWIC_ELEMENT, "kwic-worker.js")],
    outfile: path.join(folder, "public/search/kwic-worker.js"),
    bundle: true,
    format: "esm",
  });
  return site;
}
