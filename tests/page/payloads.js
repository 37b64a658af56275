// Texts by somebody who wants to run a script in the reader's page: `hacked(n)`, each in its own way.

import { readFileSync } from "node:fs";

const file = new URL("hostile-articles/payloads.jsonl", import.meta.url);

/** Articles with such a text in every field. */
export const HOSTILE = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));

/** Runs before the scripts of a page, and keeps what `hacked` was called with in `window.ran`. */
export function watch() {
  window.ran = [];
  window.hacked = (number) => window.ran.push(number);
}
