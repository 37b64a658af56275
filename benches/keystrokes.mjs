// From a keystroke to painted results in Chromium, the processor slowed down: `cargo xtask bench
// keystrokes` runs it. Arguments are the folder of a built page, a file with a JSON list of queries,
// the factor of slowness, and where the engine runs: `on` in a worker, `off` in the page. Each query is typed letter by letter into a box of its own page. The
// output is one JSON object.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { startBrowser } from "../tests/page/reader.js";
import { serve } from "../tests/page/static_server.js";

/** Milliseconds between two letters: a quick typist, on a machine that is not at rest in between. */
const BETWEEN_LETTERS = 120;

const [folder, list, slowness, worker] = process.argv.slice(2);
const queries = JSON.parse(await readFile(list, "utf8"));
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Keystrokes</title>
<script type="module" src="kwic-search.js"></script>
<kwic-search load="eager" worker="${worker}"></kwic-search>
`;
await writeFile(path.join(folder, "keystrokes.html"), html);
const host = await serve(folder);
const browser = await startBrowser();
try {
  const page = await browser.newPage();
  await page.emulateCPUThrottling(Number(slowness));
  await page.goto(`${host.origin}/keystrokes.html`);
  await page.waitForFunction(() => document.querySelector("kwic-search")?.dataset.state === "empty");
  await page.evaluate(record);
  await page.evaluate(() => new Promise((ready) => setTimeout(ready, 3000)));
  // Warm: the first search inverts the articles, and is no keystroke like the others.
  await typed(page, "warm up");
  await page.evaluate(() => window.kwicRecord.clear());
  for (const query of queries) await typed(page, query);
  const measured = await page.evaluate(() => window.kwicRecord.figures());
  console.log(JSON.stringify({ ...measured, slowness: Number(slowness), worker, browser: await browser.version() }));
} finally {
  await browser.close();
  await host.close();
}

async function typed(page, query) {
  await page.evaluate(() => {
    const search = document.querySelector("kwic-search");
    search.query = "";
    search.focus();
  });
  await page.keyboard.type(query, { delay: BETWEEN_LETTERS });
  await page.evaluate(() => new Promise((ready) => setTimeout(ready, 300)));
}

// Runs in the page.
function record() {
  const search = document.querySelector("kwic-search");
  let letter = 0;
  let work = [];
  let painted = [];
  let events = [];
  let waits = [];
  let keys = 0;
  search.addEventListener("keydown", () => (keys += 1), true);
  search.shadowRoot.addEventListener("input", (event) => (letter = event.timeStamp), true);
  search.addEventListener("kwic-results", () => {
    const from = letter;
    work.push(performance.now() - from);
    // A message sent from within a frame comes when it has been painted.
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => painted.push(performance.now() - from);
      channel.port2.postMessage(null);
    });
  });
  // In steps of 8 milliseconds; what took less than 16 is not told.
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name === "keydown" || entry.name === "input") events.push(entry.duration);
      if (entry.name === "keydown") waits.push(entry.duration);
    }
  }).observe({ type: "event", durationThreshold: 16 });
  const percentiles = (times) => {
    const sorted = [...times].sort((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  };
  window.kwicRecord = {
    clear: () => {
      work = [];
      painted = [];
      events = [];
      waits = [];
      keys = 0;
    },
    figures: () => ({
      work: percentiles(work),
      painted: percentiles(painted),
      waits: percentiles([...waits, ...Array(Math.max(0, keys - waits.length)).fill(16)]),
      events: { told: events.length, over_16: events.filter((duration) => duration > 16).length },
      hits: search.shadowRoot.querySelectorAll(".kwic-hit").length,
    }),
  };
}
