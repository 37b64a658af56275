// Programs that are measured while they build an index.

import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const GNU_TIME = "/usr/bin/time";

/** Runs a program to its end: the seconds that it took, the most megabytes that one process of it held, or null
 * where GNU time is not installed, and what it printed. */
export async function timed(program, args, options = {}) {
  const run = (file, list) => promisify(execFile)(file, list, { maxBuffer: 1 << 26, ...options });
  const known = await run(GNU_TIME, ["--version"]).then(() => true, () => false);
  const note = path.join(tmpdir(), `kwic-bench-${process.pid}`);
  const started = performance.now();
  const { stdout } = known
    ? await run(GNU_TIME, ["--format", "%M", "--output", note, program, ...args])
    : await run(program, args);
  const seconds = (performance.now() - started) / 1000;
  if (!known) return { seconds, megabytes: null, stdout };
  const kilobytes = Number((await readFile(note, "utf8")).trim().split("\n").at(-1));
  await rm(note);
  return { seconds, megabytes: kilobytes / 1024, stdout };
}
