// All tests of the page in one run, so that they share its fixture: `node --test-reporter=spec all.js`.
// A file of them may also be run alone, by `node --test FILE`. Pages of others and search servers have runs of their own, in `hosts/` and `server/`.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gather } from "./fixture.js";

const files = readdirSync(fileURLToPath(new URL(".", import.meta.url)), { recursive: true });

await gather(async () => {
  for (const file of files.filter((name) => /^(?!node_modules|hosts|server).*\.test\.js$/.test(name)).sort()) {
    await import(`./${file}`);
  }
});
