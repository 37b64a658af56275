// What a reader loads for first hits with passages, and while typing on, from engines that load parts of an index:
// `cargo xtask bench split` runs it. The argument is a file with one JSON object: `work`, a folder to work in;
// `documents`, a file with a JSON list of `{ title, body }`; `queries`, their texts; `tools`, as `engines.mjs` takes them;
// `engines`, their names; `slow`, how many queries are asked on the slow line; and `typed`, how many are typed letter by
// letter. Progress goes to standard error, one JSON object to standard output.

import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startBrowser } from "../../tests/page/reader.js";
import { Host } from "./host.mjs";
import { timed } from "./timed.mjs";

/** Milliseconds after which a browser has done with opening a page. */
const AT_REST = 300;

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));
const { queries } = plan;

async function opened(browser, host) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${host.origin}/`);
  return { page, close: () => context.close() };
}

/** Milliseconds from nothing until ten hits are there with titles and passages. */
function firstHits(page, text) {
  return page.evaluate(async (text) => {
    const started = performance.now();
    const { load, ask, passages = ask } = await import("./ask.js");
    await load();
    await passages(text);
    return performance.now() - started;
  }, text);
}

/** One engine: its host, and what was measured. */
class Measured {
  /** Of each query: milliseconds, bytes as they are sent, files. */
  first = [];
  /** Of some queries: milliseconds on the slow line, and how often the reader waited for answers of the server. */
  slow = [];
  /** Bytes of each letter but the first of a query. */
  later = [];

  constructor(name) {
    this.name = name;
  }

  async build() {
    process.stderr.write(`${this.name}: build\n`);
    const folder = path.join(plan.work, this.name);
    await rm(folder, { recursive: true, force: true });
    const script = path.join(import.meta.dirname, "write.mjs");
    const run = [script, this.name, folder, plan.documents, JSON.stringify(plan.tools)];
    const { stdout, megabytes } = await timed(process.execPath, run);
    const built = JSON.parse(stdout);
    this.built = built && { megabytes, ...built };
    this.host = await Host.start(folder);
  }

  async visit(browser, text, slow) {
    const { page, close } = await opened(browser, this.host);
    await sleep(AT_REST);
    this.host.forget();
    this.host.slow = slow;
    const took = await firstHits(page, text);
    this.host.slow = false;
    const { files, sent } = await this.host.size();
    await close();
    return { took, files, sent, waves: this.host.waves };
  }

  async measure(browser) {
    process.stderr.write(`${this.name}: first hits of ${queries.length} queries\n`);
    for (const text of queries) this.first.push(await this.visit(browser, text, false));
    process.stderr.write(`${this.name}: the slow line\n`);
    for (const text of chosen(plan.slow)) this.slow.push(await this.visit(browser, text, true));
    process.stderr.write(`${this.name}: letter by letter\n`);
    for (const text of chosen(plan.typed)) await this.type(browser, text);
  }

  async type(browser, text) {
    const { page, close } = await opened(browser, this.host);
    await firstHits(page, text[0]);
    for (let end = 2; end <= text.length; end += 1) {
      this.host.forget();
      await page.evaluate(async (text) => {
        const { ask, passages = ask } = await import("./ask.js");
        await passages(text);
      }, text.slice(0, end));
      this.later.push((await this.host.size()).sent);
    }
    await close();
  }

  told() {
    const { name, built, first, slow, later } = this;
    return { name, build: built, first, slow, later };
  }
}

/** So many of the queries, of all kinds. */
function chosen(count) {
  const step = Math.max(1, Math.floor(queries.length / count));
  return queries.filter((_, at) => at % step === 0).slice(0, count);
}

const all = plan.engines.map((name) => new Measured(name));
for (const engine of all) await engine.build();
const browser = await startBrowser();
const version = await browser.version();
try {
  for (const engine of all) await engine.measure(browser);
} finally {
  await browser.close();
  for (const { host } of all) host?.close();
}
console.log(JSON.stringify({ engines: all.map((engine) => engine.told()), browser: version }));
