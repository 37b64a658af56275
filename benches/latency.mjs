// Milliseconds of each query of a list in Chromium, through the exports of the built module:
// `cargo xtask bench latency` runs it. Arguments are the folder with `kwic.js` and a file with a JSON
// list of texts. The output is one JSON object, as that of `latency.rs` beside this file.

import { readFile } from "node:fs/promises";
import { startBrowser } from "../tests/page/reader.js";
import { serve } from "../tests/page/static_server.js";

const ROUNDS = 5;
// Characters of a snippet, as the element of the page asks for.
const SNIPPET = 200;
// Without these the clock of a page goes in steps of a tenth of a millisecond.
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

const [folder, list] = process.argv.slice(2);
const queries = JSON.parse(await readFile(list, "utf8"));
const host = await serve(folder, ISOLATED);
const browser = await startBrowser();
try {
  const page = await browser.newPage();
  await page.goto(`${host.origin}/bench.html`);
  const measured = await page.evaluate(measure, queries, ROUNDS, SNIPPET);
  console.log(JSON.stringify({ ...measured, browser: await browser.version() }));
} finally {
  await browser.close();
  await host.close();
}

// Runs in the page.
async function measure(queries, rounds, length) {
  const { default: init, search, snippet } = await import("/kwic.js");
  await init();
  if (!crossOriginIsolated) throw new Error("the page is not isolated: its clock is too coarse");
  const medians = (ask) => {
    const times = queries.map(() => []);
    for (let round = 0; round <= rounds; round++) {
      queries.forEach((query, at) => {
        const started = performance.now();
        ask(query);
        const took = performance.now() - started;
        if (round > 0) times[at].push(took);
      });
    }
    return times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]);
  };
  return {
    search: medians((query) => search(query)),
    page: medians((query) => {
      for (const { id } of search(query).hits) snippet(id, query, { length });
    }),
  };
}
