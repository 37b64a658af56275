// From a keystroke to painted results in Chromium, the processor slowed down, beside another box: `cargo xtask bench
// keystrokes` runs it. The argument is a JSON file with `kwic` and `pagefind`, folders that each have a page's files,
// `queries`, `slowness`, `worker` (the attribute of the box, or null for what the build chose) and `rounds`. Each query is
// typed letter by letter into a box in the header of an otherwise empty page. The output is one JSON object.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { startBrowser } from "../tests/page/reader.js";
import { serve } from "../tests/page/static_server.js";

/** Milliseconds between two letters: a quick typist, on a machine that is not at rest in between. */
const BETWEEN_LETTERS = 120;
/** Milliseconds for which nothing more may change before a query counts as answered, and in which it has to be. */
const QUIET = 500;
const PATIENCE = 20_000;

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));
const worker = plan.worker ? ` worker="${plan.worker}"` : "";

/** The boxes, each as its two lines make it. Pagefind's waits for 150 ms of quiet before it searches. */
const BOXES = [
  {
    name: "kwic",
    folder: plan.kwic,
    html: `<script type="module" src="kwic-search.js"></script>
<header><kwic-search load="eager"${worker}></kwic-search></header>`,
  },
  {
    name: "pagefind",
    folder: plan.pagefind,
    html: `<link rel="stylesheet" href="pagefind/pagefind-component-ui.css">
<script type="module" src="pagefind/pagefind-component-ui.js"></script>
<header><pagefind-searchbox></pagefind-searchbox></header>`,
  },
];

const browser = await startBrowser();
const hosts = [];
try {
  const open = [];
  for (const box of BOXES) open.push({ ...box, last: [], page: await opened(box) });
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const [at, query] of plan.queries.entries()) {
      // In turn, so that a busy minute of the machine is not that of one box alone.
      for (const step of open.keys()) await ask(open[(at + step) % open.length], query);
    }
  }
  const boxes = [];
  for (const { name, last, page } of open) {
    const { hits, ...times } = await page.evaluate(() => window.record.figures());
    const figures = Object.entries({ last, ...times }).map(([key, list]) => [key, list.length ? percentiles(list) : null]);
    const worker = page.workers().some((each) => each.url().includes("kwic-worker"));
    boxes.push({ name, ...Object.fromEntries(figures), hits, worker });
  }
  console.log(JSON.stringify({ boxes, slowness: plan.slowness, rounds: plan.rounds, browser: await browser.version() }));
} finally {
  await browser.close();
  for (const host of hosts) await host.close();
}

/** A page with a box that has answered before, in a process of its own. */
async function opened({ folder, html }) {
  await writeFile(
    path.join(folder, "keystrokes.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Keystrokes</title>
<style>body { margin: 0; font-family: sans-serif } header { display: flex; height: 64px; align-items: center }</style>
${html}
`,
  );
  const host = await serve(folder);
  hosts.push(host);
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.emulateCPUThrottling(plan.slowness);
  await page.goto(`${host.origin}/keystrokes.html`);
  await page.waitForFunction(() => {
    const box = document.querySelector("kwic-search, pagefind-searchbox");
    return (box.shadowRoot ?? box).querySelector("input");
  });
  await page.evaluate(record);
  await page.evaluate(() => new Promise((ready) => setTimeout(ready, 3000)));
  // Warm: the first search of all is no keystroke like the others.
  await typed(page, "warm up");
  await page.evaluate(() => window.record.clear());
  return page;
}

async function ask({ name, page, last }, query) {
  await page.bringToFront();
  const time = await typed(page, query);
  if (time === null) throw new Error(`${name} has no answer to "${query}"`);
  last.push(time);
}

/** Milliseconds from the last letter of a query until its answer was painted for good; null where none came. */
async function typed(page, query) {
  await page.evaluate(() => window.record.empty());
  await page.keyboard.type(query, { delay: BETWEEN_LETTERS });
  return page.evaluate((quiet, patience) => window.record.last(quiet, patience), QUIET, PATIENCE);
}

function percentiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

// Runs in the page.
function record() {
  const box = document.querySelector("kwic-search, pagefind-searchbox");
  const root = box.shadowRoot ?? box;
  const input = root.querySelector("input");
  const isOurs = box.shadowRoot !== null;
  let letter = 0;
  let shown = null;
  let keys = 0;
  let waits = [];
  let work = [];
  let painted = [];
  root.addEventListener("keydown", () => (keys += 1), true);
  root.addEventListener("input", (event) => {
    letter = event.timeStamp;
    shown = null;
  }, true);
  /** The first hit stands in the page with its passage, or the sentence that there is none. */
  const stands = () => {
    const from = letter;
    if (isOurs) work.push(performance.now() - from);
    // A message sent from within a frame comes when it has been painted.
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const time = performance.now() - from;
        if (isOurs) painted.push(time);
        if (from === letter) shown = time;
      };
      channel.port2.postMessage(null);
    });
  };
  if (isOurs) {
    box.addEventListener("kwic-results", stands);
  } else {
    let known = null;
    new MutationObserver(() => {
      const first = root.querySelector(".pf-searchbox-result:not(.pf-searchbox-placeholder)");
      const none = root.querySelector(".pf-searchbox-empty:not([hidden])")?.textContent;
      const now = first ?? none ?? null;
      if (now !== null && now !== known) stands();
      known = now;
    }).observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
  }
  // In steps of 8 milliseconds; what took less than 16 is not told.
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "keydown") waits.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16 });
  const pause = (time) => new Promise((ready) => setTimeout(ready, time));
  window.record = {
    clear: () => {
      [waits, work, painted, keys] = [[], [], [], 0];
    },
    empty: async () => {
      input.value = "";
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      input.focus();
      await pause(300);
    },
    last: async (quiet, patience) => {
      const until = performance.now() + patience;
      let before = null;
      let since = performance.now();
      while (performance.now() < until && (shown === null || performance.now() - since < quiet)) {
        await pause(50);
        if (shown !== before) since = performance.now();
        before = shown;
      }
      return shown;
    },
    figures: () => ({
      work,
      painted,
      waits: [...waits, ...Array(Math.max(0, keys - waits.length)).fill(16)],
      hits: root.querySelectorAll(".kwic-hit, .pf-searchbox-result").length,
    }),
  };
}
