// Kwic and other engines in one browser, over the same documents and the same queries, in turn:
// `cargo xtask bench peers` runs it. Arguments: a folder to work in, a JSON list of `{ title, body }`, a JSON
// object `{ queries: [{ kind, text }], rare: [{ number, text }], typos: [{ number, text }] }`, the folder of
// Kwic's own files, rounds, and engines. Progress goes to standard error, one JSON object to standard output.

import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { startBrowser } from "../../tests/page/reader.js";
import { versions } from "./engines.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };
// Without these the clock of a page goes in steps of a tenth of a millisecond, and it cannot tell its memory.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
// 1.6 Mbit/s and 150 ms from asking to answer.
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };
const LONG_RUN = 10_000;

const [work, list, asked, kwic, rounds, ...names] = process.argv.slice(2);
const questions = JSON.parse(await readFile(asked, "utf8"));
const report = (text) => process.stderr.write(`${text}\n`);
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Files of one folder with what was asked for; compressed as a good host does it. */
async function host(folder) {
  const files = new Map();
  const packed = async (name) => {
    if (!files.has(name)) {
      const bytes = await readFile(path.join(folder, name));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      const brotli = brotliCompressSync(bytes, { params });
      files.set(name, { bytes, brotli, gzip: gzipSync(bytes, { level: 9 }).length });
    }
    return files.get(name);
  };
  const served = { asked: new Set(), compressed: false, packed };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const name = pathname === "/" ? "index.html" : decodeURIComponent(pathname.slice(1));
    try {
      const { bytes, brotli } = await packed(name);
      served.asked.add(name);
      const type = TYPES[path.extname(name)] ?? "application/octet-stream";
      const encoding = served.compressed ? { "content-encoding": "br" } : {};
      response.writeHead(200, { "content-type": type, ...encoding, ...ISOLATED });
      response.end(served.compressed ? brotli : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  served.origin = `http://127.0.0.1:${server.address().port}`;
  served.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return served;
}

async function opened(browser, served, slow = false) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${served.origin}/`);
  if (slow) {
    const session = await page.createCDPSession();
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW);
  }
  return { page, close: () => context.close() };
}

/** Milliseconds from nothing to the first hits. */
async function cold(browser, served, slow) {
  const { page, close } = await opened(browser, served, slow);
  const took = await page.evaluate(async (text) => {
    const started = performance.now();
    const { load, ask } = await import("./ask.js");
    await load();
    await ask(text);
    return performance.now() - started;
  }, questions.queries[0].text);
  await close();
  return took;
}

/** Milliseconds of each query, once. */
function latencies(page) {
  return page.evaluate(async (queries) => {
    const { ask } = await import("./ask.js");
    const times = [];
    for (const { text } of queries) {
      const started = performance.now();
      const hits = ask(text);
      if (hits instanceof Promise) await hits;
      times.push(performance.now() - started);
    }
    return times;
  }, questions.queries);
}

/** Megabytes that the page holds, when nothing that can be let go is held. */
async function memory(page) {
  const session = await page.createCDPSession();
  await session.send("HeapProfiler.collectGarbage");
  const bytes = await page.evaluate(async () => {
    const { held = () => 0 } = await import("./ask.js");
    const { bytes } = await performance.measureUserAgentSpecificMemory();
    return bytes + held();
  });
  return bytes / 1e6;
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

const browser = await startBrowser();
const version = await browser.version();
const measured = {};
const hosts = {};
try {
  for (const name of names) {
    report(`building for ${name}`);
    const folder = path.join(work, name);
    await rm(folder, { recursive: true, force: true });
    const run = [path.join(import.meta.dirname, "write.mjs"), name, folder, list, kwic];
    const { stdout } = await promisify(execFile)(process.execPath, run, { maxBuffer: 1 << 26 });
    hosts[name] = await host(folder);
    measured[name] = { build: JSON.parse(stdout), cold: [], slow: [], times: questions.queries.map(() => []) };
    // The first visit compresses what is served, and is not measured.
    await cold(browser, hosts[name], false);
    const first = [...hosts[name].asked].filter((file) => !file.endsWith(".html"));
    measured[name].first = await size(hosts[name], first);
  }
  for (let round = 0; round < Number(rounds); round++) {
    for (const name of names) {
      report(`round ${round + 1} of ${rounds}: ${name}`);
      hosts[name].compressed = false;
      measured[name].cold.push(await cold(browser, hosts[name], false));
      hosts[name].compressed = true;
      measured[name].slow.push(await cold(browser, hosts[name], true));
      hosts[name].compressed = false;
    }
  }
  for (const name of names) {
    report(`asking ${name}`);
    const { page, close } = await opened(browser, hosts[name]);
    await page.evaluate(async (text) => {
      const { load, ask } = await import("./ask.js");
      await load();
      await ask(text);
    }, questions.queries[0].text);
    measured[name].memory = { load: await memory(page) };
    measured[name].page = page;
    measured[name].close = close;
    await latencies(page);
  }
  for (let round = 0; round < Number(rounds); round++) {
    for (const name of names) {
      const times = await latencies(measured[name].page);
      times.forEach((time, at) => measured[name].times[at].push(time));
    }
  }
  for (const name of names) {
    report(`what ${name} finds`);
    const { page, close, times } = measured[name];
    measured[name].rare = await recall(page, questions.rare);
    measured[name].typos = await recall(page, questions.typos);
    const all = times.flat().reduce((sum, time) => sum + time, 0) / Number(rounds);
    const each = all / questions.queries.length;
    // Ten thousand queries of an engine that takes long for each would take hours.
    const count = Math.min(LONG_RUN, Math.floor(20_000 / each));
    await page.evaluate(async (queries, count) => {
      const { ask } = await import("./ask.js");
      for (let at = 0; at < count; at++) await ask(queries[at % queries.length].text);
    }, questions.queries, count);
    measured[name].memory.queries = count;
    measured[name].memory.after = await memory(page);
    // All that was asked for by now.
    const files = [...hosts[name].asked].filter((file) => !file.endsWith(".html"));
    measured[name].all = await size(hosts[name], files);
    await close();
  }
} finally {
  await browser.close();
  Object.values(hosts).forEach((served) => served.close());
}

async function size(served, files) {
  const sizes = await Promise.all(files.map((file) => served.packed(file)));
  const sum = (of) => sizes.reduce((all, file) => all + of(file), 0);
  return {
    files: files.length,
    raw: sum(({ bytes }) => bytes.length),
    gzip: sum(({ gzip }) => gzip),
    brotli: sum(({ brotli }) => brotli.length),
  };
}

const engines = names.map((name) => {
  const { build, cold, slow, times, first, all, memory, rare, typos } = measured[name];
  const latency = times.map(median);
  return { name, build, cold: median(cold), slow: median(slow), first, all, memory, rare, typos, latency };
});
console.log(JSON.stringify({ engines, versions: await versions(), browser: version }));
