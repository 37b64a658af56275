// Kwic and other engines in one browser, over the same documents and the same queries, in turn:
// `cargo xtask bench peers` runs it. The argument is a file with one JSON object: `work`, a folder to work in;
// `documents`, a file with a JSON list of `{ title, body }`; `questions`, `{ queries: [text], rare, typos }`, the
// last two `[{ number, text }]`; `tools`, as `engines.mjs` takes them; `engines`, their names; `rounds`; and
// `long`, how many queries the memory is measured after. Progress goes to standard error, one JSON object to
// standard output.

import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startBrowser } from "../../tests/page/reader.js";
import { versions } from "./engines.mjs";
import { Host } from "./host.mjs";
import { timed } from "./timed.mjs";

/** Milliseconds after which a browser has done with opening a page: until then it is busy with it on all processors,
 * for several times as long as an engine needs, and what is measured is that. */
const AT_REST = 1500;
/** Milliseconds that the long run of an engine may take; an engine that is slow is asked fewer queries. */
const LONG_RUN = 20_000;

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));
const { questions, engines, rounds } = plan;
const first = questions.queries[0];

// Of each engine a build, the rounds of starting, an opening, the rounds of asking and what it finds.
const steps = engines.length * (3 + 2 * rounds);
const started = performance.now();
let step = 0;
function report(text) {
  step += 1;
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(`[${step}/${steps}, ${seconds} s] ${text}\n`);
}

async function opened(browser, host) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${host.origin}/`);
  return { page, close: () => context.close() };
}

/** Milliseconds from nothing until the engine is there, and until the first hits are. */
async function start(browser, host, slow) {
  const { page, close } = await opened(browser, host);
  await sleep(AT_REST);
  host.slow = slow;
  const took = await page.evaluate(async (text) => {
    const started = performance.now();
    const { load, ask } = await import("./ask.js");
    await load();
    const loaded = performance.now() - started;
    await ask(text);
    return { loaded, answered: performance.now() - started };
  }, first);
  host.slow = false;
  await close();
  return took;
}

/** Milliseconds of each query, once. */
function latencies(page) {
  return page.evaluate(async (queries) => {
    const { ask } = await import("./ask.js");
    const times = [];
    for (const text of queries) {
      const started = performance.now();
      const hits = ask(text);
      if (hits instanceof Promise) await hits;
      times.push(performance.now() - started);
    }
    return times;
  }, questions.queries);
}

/** Megabytes that the page holds, with its engine or before that is loaded, when nothing that can be let go is held. */
async function memory(page, loaded) {
  const session = await page.createCDPSession();
  const collect = () => session.send("HeapProfiler.collectGarbage");
  await collect();
  const told = page.evaluate(async (loaded) => {
    const { held = () => 0 } = loaded ? await import("./ask.js") : {};
    const { bytes } = await performance.measureUserAgentSpecificMemory();
    return bytes + held();
  }, loaded);
  // The browser tells when it has collected once more, which by itself it does after some ten seconds.
  let waiting = true;
  void told.finally(() => { waiting = false; });
  while (waiting) {
    await sleep(200);
    await collect();
  }
  return (await told) / 1e6;
}

/** How many of the questions bring the document that they were drawn from. */
function recall(page, list) {
  return page.evaluate(async (list) => {
    const { ask } = await import("./ask.js");
    let found = 0;
    for (const { number, text } of list) {
      found += (await ask(text)).some((hit) => hit.number === number) ? 1 : 0;
    }
    return found;
  }, list);
}

/** As many queries as memory is measured after, or as there is time for. */
async function longRun(page, each) {
  const count = Math.min(plan.long, Math.floor(LONG_RUN / each));
  await page.evaluate(async (queries, count) => {
    const { ask } = await import("./ask.js");
    for (let at = 0; at < count; at++) await ask(queries[at % queries.length]);
  }, questions.queries, count);
  return count;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const medians = (starts) => ({
  loaded: median(starts.map(({ loaded }) => loaded)),
  answered: median(starts.map(({ answered }) => answered)),
  rounds: starts.map(({ answered }) => answered),
});

/** One engine: its host, its page once it is opened, and what was measured. */
class Measured {
  cold = [];
  slow = [];
  times = questions.queries.map(() => []);

  constructor(name) {
    this.name = name;
  }

  async build() {
    report(`${this.name}: build`);
    const folder = path.join(plan.work, this.name);
    await rm(folder, { recursive: true, force: true });
    const script = path.join(import.meta.dirname, "write.mjs");
    const run = [script, this.name, folder, plan.documents, JSON.stringify(plan.tools)];
    const { stdout, megabytes } = await timed(process.execPath, run);
    const built = JSON.parse(stdout);
    // Of a library the memory is that of its process and of those that it started.
    this.built = built && { megabytes, ...built };
    this.host = await Host.start(folder);
  }

  async compress(browser) {
    // The first visit compresses what is served, and is not measured.
    await start(browser, this.host, false);
    this.first = await this.host.size();
  }

  async visit(browser, round) {
    report(`${this.name}: start, round ${round + 1} of ${rounds}`);
    this.cold.push(await start(browser, this.host, false));
    this.slow.push(await start(browser, this.host, true));
  }

  async open(browser) {
    report(`${this.name}: memory`);
    Object.assign(this, await opened(browser, this.host));
    this.memory = { page: await memory(this.page, false) };
    await this.page.evaluate(async (text) => {
      const { load, ask } = await import("./ask.js");
      await load();
      await ask(text);
    }, first);
    this.memory.load = await memory(this.page, true);
    // What a browser compiles while it first runs is not measured.
    await latencies(this.page);
  }

  async ask(round) {
    report(`${this.name}: queries, round ${round + 1} of ${rounds}`);
    (await latencies(this.page)).forEach((time, at) => this.times[at].push(time));
  }

  async finish() {
    report(`${this.name}: recall and memory`);
    this.rare = await recall(this.page, questions.rare);
    this.typos = await recall(this.page, questions.typos);
    const sum = this.times.flat().reduce((sum, time) => sum + time, 0);
    this.memory.queries = await longRun(this.page, sum / rounds / questions.queries.length);
    this.memory.after = await memory(this.page, true);
    // All that was asked for by now.
    this.all = await this.host.size();
    await this.close();
  }

  told() {
    const { name, built, first, all, memory, rare, typos } = this;
    const [cold, slow, latency] = [medians(this.cold), medians(this.slow), this.times.map(median)];
    return { name, build: built, cold, slow, first, all, memory, rare, typos, latency };
  }
}

const all = engines.map((name) => new Measured(name));
// A browser that starts would take the time of what is built.
for (const engine of all) await engine.build();
const browser = await startBrowser();
const version = await browser.version();
try {
  for (const engine of all) await engine.compress(browser);
  for (let round = 0; round < rounds; round++) {
    for (const engine of all) await engine.visit(browser, round);
  }
  for (const engine of all) await engine.open(browser);
  for (let round = 0; round < rounds; round++) {
    for (const engine of all) await engine.ask(round);
  }
  for (const engine of all) await engine.finish();
} finally {
  await browser.close();
  for (const { host } of all) host?.close();
}
console.log(JSON.stringify({
  engines: all.map((engine) => engine.told()),
  versions: await versions(),
  browser: version,
}));
