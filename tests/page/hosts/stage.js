// Puts the pages of others onto a host that serves the built page, with the style sheets that they come with.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const PAGES = new URL("pages/", import.meta.url);
/** What several pages say stands in one file, and takes the place of this line. */
const TEXT = "<!-- text -->";
/** Style sheets by the names that the pages know: files of packages from npm. */
const SHEETS = {
  "bootstrap.css": "bootstrap/dist/css/bootstrap.min.css",
  "bulma.css": "bulma/css/bulma.min.css",
  "pico.css": "@picocss/pico/css/pico.min.css",
  "preflight.css": "tailwindcss/preflight.css",
};

const { resolve } = createRequire(import.meta.url);

/** Has a host serve the pages, each under the name of its file. */
export function stage(host) {
  const read = (file) => readFileSync(new URL(file, PAGES), "utf8");
  const text = read("text.html").trimEnd();
  for (const file of readdirSync(PAGES)) {
    const type = file.endsWith(".css") ? "text/css" : "text/html";
    host.replace(`/${file}`, { type: `${type}; charset=utf-8`, body: read(file).replace(TEXT, () => text) });
  }
  for (const [name, file] of Object.entries(SHEETS)) {
    const sheet = readFileSync(resolve(file), "utf8");
    host.replace(`/${name}`, { type: "text/css; charset=utf-8", body: withoutTheme(sheet) });
  }
}

/** A sheet of Tailwind as its compiler leaves it where the page has no theme: with what each `--theme()` falls back to. */
function withoutTheme(sheet) {
  return sheet.replace(/--theme\(\s*[\w-]+,\s*([^;]*?)\s*\)(?=\s*[;}])/g, "$1");
}
