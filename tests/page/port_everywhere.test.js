// The engine behind a port, in a page of an author's own under a strict policy, in each of the three browsers.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { serve } from "./browsers/host.js";
import { browserOf, inEachBrowser } from "./fixture.js";
import { builtPage } from "./reader.js";

/** Sent with every file: a worker has the policy of its own script. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'";
const WORKER = "/kwic-worker.js";

/** Asks a port in a worker and one in the page the same, and notes what is said to the worker. */
const ASK = `
  import { openPort } from "./kwic-search.js";

  const said = [];
  globalThis.Worker &&= class extends Worker {
    postMessage(message) {
      said.push(message.method);
      super.postMessage(message);
    }
  };

  async function asked(worker) {
    const port = await openPort(undefined, { worker });
    const failed = await port.search("moscow", { limt: 1 }).catch(({ name, message }) => ({ name, message }));
    const answer = await port.answer("hanoi", { limit: 8, facets: true }, 3, { length: 120 });
    const ids = answer.hits.slice(3).map(({ id }) => id);
    return [
      port.info,
      failed,
      answer,
      await port.passages(ids, "hanoi", { length: 120 }),
      await port.search("gazprom", { limit: 2, offset: 1 }),
      await port.suggest("viet", { limit: 3 }),
      await port.snippet(0, "sea"),
    ];
  }

  window.asked = { byWorker: await asked("on"), inPage: await asked("off"), said };
`;

const page = (policy = "") => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A page of an author's own</title>
${policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`}
<link rel="icon" href="data:,">
<script type="module" src="ask.js"></script>
<p>Ask.`;

inEachBrowser("the engine behind a port", (name) => {
  let browser;
  let host;
  let tab;

  before(async () => {
    host = await serve(builtPage("KWIC_PAGE"), { "content-security-policy": POLICY });
    browser = await browserOf(name);
  });

  afterEach(async () => {
    await tab?.close();
    tab = undefined;
    host.reset();
  });

  after(() => host.close());

  async function visited(policy) {
    host.replace("/ask.html", { type: "text/html; charset=utf-8", body: page(policy) });
    host.replace("/ask.js", { type: "text/javascript; charset=utf-8", body: ASK });
    tab = await browser.open(host, { path: "ask.html" });
    const { byWorker, inPage, said } = await tab.waitFor(() => window.asked);
    assert.ok(inPage[0].articles > 0 && inPage[2].hits.length > 3 && inPage[2].passages.length === 3);
    assert.match(inPage[1].message, /limt/);
    assert.deepEqual(byWorker, inPage);
    return said;
  }

  test("gives the same answers in a worker as in the page", async () => {
    const said = await visited();
    assert.deepEqual(said, ["open", "search", "answer", "passages", "search", "suggest", "snippet"]);
    assert.ok(host.requests.includes(WORKER));
  });

  test("is in the page where the script of the worker is not there", async () => {
    host.replace(WORKER, { status: 404, body: "not found" });
    assert.deepEqual(await visited(), ["open"]);
    // Some hosts have a page for whatever they do not know.
    host.replace(WORKER, { type: "text/html", body: page() });
    await tab.close();
    assert.deepEqual(await visited(), ["open"]);
  });

  test("is in the page where the policy allows no worker", async () => {
    const said = await visited("worker-src 'none'");
    assert.ok(said.every((method) => method === "open"), said.join(" "));
    assert.ok(!host.requests.includes(WORKER));
  });

  test("is in the page where the worker may not run WebAssembly", async () => {
    const script = "addEventListener('message', ({ data: { id } }) => postMessage({ id, error: { name: 'CompileError', message: 'no' } }));";
    host.replace(WORKER, { type: "text/javascript", body: script });
    assert.deepEqual(await visited(), ["open"]);
  });
});
