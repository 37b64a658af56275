// Holds the engine in WebAssembly against what it gave natively: `cargo xtask differential` runs it. The arguments are a
// built page, and a file with a query, its options and what it has to give on each line. Prints what was compared; ends
// with an error at the first differences.

import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";

/** So many differences are shown. */
const SHOWN = 5;

const [page, asked] = process.argv.slice(2).map((argument) => path.resolve(argument));
const engine = await import(pathToFileURL(path.join(page, "kwic.js")));
await engine.default({ module_or_path: await readFile(path.join(page, "kwic_bg.wasm")) });

let [queries, hits] = [0, 0];
const differences = [];
for await (const line of createInterface({ input: createReadStream(asked) })) {
  const { text, options, ...expected } = JSON.parse(line);
  const found = engine.search(text, options);
  const first = found.hits[0];
  const given = {
    total: found.total,
    suggestion: found.suggestion,
    hits: found.hits.map(({ id, score }) => [id, score]),
    passage: first ? engine.snippet(first.id, text, { length: 200 }).map(({ text, matched }) => [text, matched]) : [],
  };
  queries += 1;
  hits += given.hits.length;
  if (!isDeepStrictEqual(given, expected)) differences.push({ text, options, given, expected });
  if (differences.length === SHOWN) break;
}
if (differences.length) {
  console.error(JSON.stringify(differences, null, 1));
  process.exitCode = 1;
}
console.log(`${queries} queries, ${hits} hits, ${differences.length} differences`);
