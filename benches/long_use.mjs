// Very many queries in one page of Chromium: `cargo xtask long-use` runs it. The arguments are a built page, a file with a
// JSON list of texts, and how many queries to ask. Prints a line for each part of the run; ends with an error where an
// answer failed, where WebAssembly took more memory after the first part, or where the heap of JavaScript has grown by a
// twentieth or more.

import { readFile } from "node:fs/promises";
import { startBrowser } from "../tests/page/reader.js";
import { serve } from "../tests/page/static_server.js";

/** Queries after which everything has been met once. */
const WARM = 10_000;
/** Queries in one call of the page. */
const AT_ONCE = 2_500;
/** Parts of the rest that are told. */
const PARTS = 10;
/** How much the heap of JavaScript may have grown. */
const GROWTH = 1.05;

const [folder, list, count] = process.argv.slice(2);
const texts = JSON.parse(await readFile(list, "utf8"));
const host = await serve(folder);
const browser = await startBrowser();
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${host.origin}/long-use.html`);
  await page.evaluate(prepare, texts);
  const inspector = await page.createCDPSession();
  const measured = async (from, to) => {
    let [milliseconds, wasm] = [0, 0];
    const failed = [];
    for (let at = from; at < to; at += AT_ONCE) {
      const asked = await page.evaluate((from, to) => window.ask(from, to), at, Math.min(at + AT_ONCE, to));
      milliseconds += asked.milliseconds;
      failed.push(...asked.failed);
      wasm = asked.wasm;
    }
    await inspector.send("HeapProfiler.collectGarbage");
    const { JSHeapUsedSize: heap } = await page.metrics();
    console.log(`${to} queries: ${(wasm / 65_536).toFixed()} pages of memory, ${(heap / 1e6).toFixed(2)} MB of heap, ${(milliseconds / (to - from)).toFixed(3)} ms each`);
    return { failed, wasm, heap };
  };
  const first = await measured(0, WARM);
  const failed = [...first.failed];
  let last = first;
  const step = Math.ceil(Math.max(count - WARM, 1) / PARTS);
  for (let from = WARM; from < count; from += step) {
    last = await measured(from, Math.min(from + step, Number(count)));
    failed.push(...last.failed);
  }
  for (const each of failed.slice(0, 5)) console.error(each);
  if (failed.length) throw new Error(`${failed.length} queries failed`);
  if (last.wasm > first.wasm) throw new Error("WebAssembly took more memory");
  if (last.heap > GROWTH * first.heap) throw new Error("the heap of JavaScript has grown");
} finally {
  await browser.close();
  await host.close();
}

// Runs in the page: readers' queries, and now and then one that nobody would type.
async function prepare(texts) {
  const { default: init, search, snippet, suggest } = await import("/kwic.js");
  const { memory } = await init();
  const long = (text, letters) => text.repeat(Math.ceil(letters / text.length)).slice(0, letters);
  const strange = [
    "",
    " \t\n",
    "\u0000\u0001\u001b",
    "\ud800",
    "\udc00 lamp \ud83d",
    "👩‍👩‍👧‍👦 🇻🇳 ☂️",
    "مصباح الشارع \u202e\u2066 שלום",
    "e\u0301\u0302\u0303\u0304".repeat(300),
    "ไทย東京한국".repeat(200),
    '"'.repeat(5_000),
    "-".repeat(5_000),
    "a OR ".repeat(2_000),
    "title: tag:: after:9999-99-99 before:-1",
    long("a", 100_000),
    texts.join(" ").slice(0, 100_000),
    texts.map((text) => `"${text}"`).join(" -"),
  ];
  const enormous = long(`${texts.join(", ")} `, 1_000_000);
  window.ask = (from, to) => {
    const failed = [];
    const started = performance.now();
    for (let number = from; number < to; number += 1) {
      // At the beginning each of these meets everything that is asked.
      const isFirst = number <= strange.length;
      const usual = number % 50 === 0 ? strange[(number / 50) % strange.length] : texts[number % texts.length];
      const text = isFirst ? (strange[number] ?? enormous) : number % 2_500 === 0 ? enormous : usual;
      try {
        const { hits, total } = search(text, number % 7 === 0 || isFirst ? { facets: true, limit: 50 } : {});
        if (total < hits.length) failed.push(`${number}: ${total} < ${hits.length}`);
        if ((number % 5 === 0 || isFirst) && hits.length) snippet(hits[0].id, text, { length: 200 });
        if (number % 11 === 0 || isFirst) suggest(text, { limit: 5 });
      } catch (error) {
        failed.push(`${number}: ${error} ${JSON.stringify(text.slice(0, 80))}`);
      }
    }
    return { milliseconds: performance.now() - started, failed, wasm: memory.buffer.byteLength };
  };
}
