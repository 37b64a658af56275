// Writes one engine's files, in a process of its own whose time and memory count: `side_by_side.mjs` runs it.
// Arguments: engine, folder, a JSON list of `{ title, body }`, the folder of Kwic's own files. Prints
// `{ seconds, megabytes }`: what a build took, and the most memory that it held.

import { readFile } from "node:fs/promises";
import { write } from "./engines.mjs";

const [name, folder, list, kwic] = process.argv.slice(2);
const documents = JSON.parse(await readFile(list, "utf8"));
const started = performance.now();
await write(name, folder, documents, kwic);
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
