// The programs that the drivers start.

import { existsSync } from "node:fs";
import path from "node:path";

/** Where a program is: named by the environment variable, or the first of these names on PATH. */
export function program(variable, names, what) {
  const named = process.env[variable];
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const found =
    named ?? folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(existsSync);
  if (!found) throw new Error(`${what} is not on PATH: install it, or name it in ${variable}`);
  return found;
}
