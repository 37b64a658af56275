// What a reader does with the box over a search server: `node --test-reporter=spec server/all.js`. The tests are those of
// the built page, whose engine is another here, and those of this folder.

import assert from "node:assert/strict";
import { after } from "node:test";
import { gather, leaveOut, test, withoutBrowser } from "../fixture.js";
import { builtPage } from "../reader.js";
import { DIFFERENCES } from "./differences.js";
import { start } from "./node.js";
import { pageOver } from "./page.js";

/** The tests of the built page that ask what an engine finds and how the box shows it. */
const SHARED = ["search", "results", "element", "box_everywhere"];

const built = builtPage("KWIC_PAGE");
const server = await start();
await server.fill(process.env.KWIC_EXPORT);
await server.fill(process.env.KWIC_FILTERED_EXPORT);
const key = await server.searchKey();
const page = await pageOver(built, { url: server.urls[0], key }, server.urls);
process.env.KWIC_PAGE = page.folder;
process.env.KWIC_BROWSERS = "chromium";
process.env.KWIC_SEARCH_SERVER = server.urls[0];
process.env.KWIC_SEARCH_KEY = key;
process.env.KWIC_ANY_KEY = await server.searchKey(".*");

const unmet = leaveOut(DIFFERENCES);
await gather(async () => {
  for (const name of SHARED) await import(`../${name}.test.js`);
  for (const name of ["cluster", "owner", "own_filters"]) await import(`./${name}.test.js`);
  withoutBrowser("what the server does otherwise", () => {
    test("is told of tests that there are", () => assert.deepEqual(unmet(), []));
  });
});

after(async () => {
  await server.close();
  await page.remove();
});
