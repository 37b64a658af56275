// All tests of the page in one run, which they have to share its fixture: `node --test-reporter=spec all.js`.
// A file of them may also be run alone, by `node --test FILE`.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const files = readdirSync(fileURLToPath(new URL(".", import.meta.url)), { recursive: true });
for (const file of files.filter((name) => /^(?!node_modules).*\.test\.js$/.test(name)).sort()) {
  await import(`./${file}`);
}
