// Writes one engine's files, in a process of its own whose time and memory count: `side_by_side.mjs` runs it.
// Arguments: engine, folder, a JSON list of `{ title, body }`, a JSON object of the tools that engines need. Prints
// `{ seconds, megabytes }`, what a build took and the most memory that it held, or null where that is not known.

import { readFile } from "node:fs/promises";
import { write } from "./engines.mjs";

const [name, folder, list, tools] = process.argv.slice(2);
const documents = JSON.parse(await readFile(list, "utf8"));
const started = performance.now();
const told = await write(name, folder, documents, JSON.parse(tools));
const seconds = (performance.now() - started) / 1000;
const own = { seconds, megabytes: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(told === undefined ? own : told));
