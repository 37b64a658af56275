// Writes one engine's files, in a process of its own whose time and memory count: `side_by_side.mjs` runs it.
// Arguments: engine, folder, a JSON list of `{ title, body }`, a JSON object of the tools that engines need. Prints
// `{ seconds }` of the build; with `megabytes` where a program of the engine's own built it; or null where no build
// was measured.

import { readFile } from "node:fs/promises";
import { write } from "./engines.mjs";

const [name, folder, list, tools] = process.argv.slice(2);
const documents = JSON.parse(await readFile(list, "utf8"));
const started = performance.now();
const told = await write(name, folder, documents, JSON.parse(tools));
const seconds = (performance.now() - started) / 1000;
if (told) console.log(JSON.stringify({ seconds: told.seconds, megabytes: told.megabytes }));
else console.log(JSON.stringify(told === undefined ? { seconds } : null));
