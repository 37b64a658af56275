// Makes scripts and style sheets smaller: `node scripts.mjs [--placeholders] FROM TO NAME…`.
//
// Each of the files in FROM is written to TO in one piece with all that it imports. What a script
// imports only when it comes to that stays a file of its own, at its place beneath TO.
//
// With `--placeholders`, scripts have `@@NAME@@` in the place of each file that they load later, such as
// `@@kwic.js@@` or `@@locales/de.js@@`: whoever writes the page fills in what the files are called there.

import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { namesLeftOpen, placeholder, shortScript, shortStyle, styleWithin, TARGET } from "./short.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { placeholders: { type: "boolean", default: false } },
});
const [from, to, ...names] = positionals;
const leftOpen = values.placeholders;

/** Leaves `import("./other.js")` in the file `name` to the browser and adds that file to `later`. */
function importedLater(from, name, later) {
  const here = path.posix.dirname(name);
  return {
    name: "imported-later",
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ kind, path: wanted, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const other = path.relative(from, path.join(resolveDir, wanted)).split(path.sep).join("/");
        later.add(other);
        const fromHere = leftOpen ? placeholder(other) : path.posix.relative(here, other);
        return { path: fromHere.startsWith(".") ? fromHere : `./${fromHere}`, external: true };
      });
    },
  };
}

/** The script `name` with its imports; names of scripts to come are added to `later`. */
async function script(from, name, later) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: from,
    entryPoints: [name],
    bundle: true,
    write: false,
    metafile: true,
    charset: "utf8",
    format: "esm",
    logLevel: "warning",
    // It knows more names to shorten, those of private members too.
    minifyIdentifiers: true,
    target: TARGET,
    plugins: [importedLater(from, name, later), styleWithin, ...(leftOpen ? [namesLeftOpen] : [])],
  });
  // Bundled, a script that imports nothing is the same but a few bytes longer.
  const alone = Object.keys(metafile.inputs).length === 1;
  return shortScript(alone ? await readFile(path.join(from, name), "utf8") : outputFiles[0].text);
}

const all = new Set(names);
// A set shows those that are added on the way.
for (const name of all) {
  const text = name.endsWith(".css")
    ? await shortStyle(path.join(from, name))
    : await script(path.resolve(from), name, all);
  const target = path.join(to, name);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}
