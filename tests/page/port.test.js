// The port to an engine, and the messages between page and worker, where no browser is wanted.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { Worker as Thread } from "node:worker_threads";
import { reason } from "../../www/element/engine.js";
import { openPort, wrap } from "../../www/element/port.js";
import { withoutBrowser } from "./fixture.js";

const SCRIPT = new URL("../../www/element/kwic-worker.js", import.meta.url);

/** What a thread of Node lacks of a browser's worker, and then the worker itself. */
const IN_THREAD = `
  const { parentPort } = require("node:worker_threads");
  globalThis.postMessage = (message) => parentPort.postMessage(message);
  globalThis.addEventListener = (type, listen) => parentPort.on(type, (data) => listen({ data }));
  import(${JSON.stringify(SCRIPT.href)});
`;

let folder;
let engines = 0;
let threads = [];

/** The address of an engine of its own, with these lines in the place of its answers. */
function engineWith(lines = "") {
  engines += 1;
  const text = `
    const engine = ${engines};
    export default async () => {};
    export const info = () => ({ articles: 3, engine });
    export const search = (query, options) => {
      if (query === "trap") throw new WebAssembly.RuntimeError("unreachable");
      if (query === "option") throw new Error("no option \`limt\`");
      const until = performance.now() + 20;
      while (performance.now() < until);
      return { hits: [{ id: 2 }, { id: 0 }, { id: 1 }], total: 3, query, options };
    };
    export const suggest = (query) => [query + "!"];
    export const snippet = (id, query, options) => [{ text: id + query + options?.length, matched: false }];
    ${lines}`;
  const file = path.join(folder, `engine-${engines}.mjs`);
  writeFileSync(file, text);
  return pathToFileURL(file).href;
}

/** Files of an engine, of which both addresses are known. */
const files = (lines) => [engineWith(lines), "data:application/wasm,"];

/** Has workers run in threads of Node; gives what passes between page and worker. */
function workersInThreads() {
  const traffic = { started: 0, ended: 0, asked: [] };
  globalThis.Worker = class {
    constructor(url, options) {
      assert.match(String(url), /\/kwic-worker\.js$/);
      assert.equal(options.type, "module");
      traffic.started += 1;
      this.thread = new Thread(IN_THREAD, { eval: true });
      threads.push(this.thread);
      this.thread.on("message", (data) => this.onmessage({ data }));
    }

    postMessage(message) {
      traffic.asked.push(message.method);
      this.thread.postMessage(message);
    }

    terminate() {
      traffic.ended += 1;
      void this.thread.terminate();
    }
  };
  return traffic;
}

/** Has each worker do what `begin` does with it. */
function workersThat(begin) {
  globalThis.Worker = class {
    constructor() {
      begin(this);
    }

    postMessage() {}

    terminate() {
      this.isEnded = true;
    }
  };
}

const inWorker = { worker: "on" };

withoutBrowser("the port to an engine", () => {
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "kwic-engines-"));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  afterEach(async () => {
    await Promise.all(threads.map((thread) => thread.terminate()));
    threads = [];
    delete globalThis.Worker;
    delete globalThis.trustedTypes;
  });

  test("gives the same answers by a worker as in the page", async () => {
    const { asked } = workersInThreads();
    const engine = files();
    const ports = await Promise.all([openPort(engine, { worker: "off" }), openPort(engine, inWorker)]);
    const calls = [
      (port) => port.info,
      (port) => port.search("a", { limit: 2 }),
      (port) => port.suggest("a"),
      (port) => port.snippet(1, "a", { length: 9 }),
      (port) => port.passages([1, 0], "a", { length: 9 }),
      (port) => port.answer("a", { limit: 2 }, 2, { length: 9 }),
      (port) => port.answer("a"),
    ];
    for (const call of calls) {
      const [inPage, byWorker] = await Promise.all(ports.map(call));
      assert.deepEqual(byWorker, inPage, String(call));
    }
    assert.deepEqual(asked, ["open", "search", "suggest", "snippet", "passages", "answer", "answer"]);
  });

  test("answers with the passages of the hits in sight, in one message", async () => {
    const { asked } = workersInThreads();
    const port = await openPort(files(), inWorker);
    const { hits, total, passages } = await port.answer("a", {}, 2, { length: 9 });
    assert.deepEqual([hits.length, total], [3, 3]);
    assert.deepEqual(passages.map(([{ text }]) => text), ["2a9", "0a9"]);
    assert.deepEqual(asked, ["open", "answer"]);
  });

  test("asks only for the last of the answers that were wanted while one was under way", async () => {
    const { asked } = workersInThreads();
    const port = await openPort(files(), inWorker);
    const answers = await Promise.all(["v", "vi", "vie", "viet"].map((query) => port.answer(query)));
    assert.deepEqual(answers.map((answer) => answer?.query), ["v", undefined, undefined, "viet"]);
    assert.deepEqual(answers.map((answer) => answer === null), [false, true, true, false]);
    assert.equal(asked.filter((method) => method === "answer").length, 2);
    assert.equal((await port.answer("later")).query, "later");
  });

  test("answers in the order in which it was asked", async () => {
    workersInThreads();
    const port = await openPort(files(), inWorker);
    const order = [];
    const calls = ["a", "b", "c"].map((query) => port.search(query).then(() => order.push(query)));
    calls.push(port.suggest("d").then(() => order.push("d")));
    await Promise.all(calls);
    assert.deepEqual(order, ["a", "b", "c", "d"]);
  });

  test("tells an error of the worker as the page would have it, and goes on", async () => {
    workersInThreads();
    const port = await openPort(files(), inWorker);
    await assert.rejects(port.search("option"), { name: "Error", message: "no option `limt`" });
    const failed = port.answer("trap");
    const next = port.answer("next");
    await assert.rejects(failed, (error) => error instanceof WebAssembly.RuntimeError && error.message === "unreachable");
    assert.equal((await next).query, "next");
    await assert.rejects(port.search(() => {}), { name: "DataCloneError" });
    assert.equal((await port.search("last")).query, "last");
  });

  test("has one worker for all boxes with one engine, and each box its own turn", async () => {
    const traffic = workersInThreads();
    const engine = files();
    const [one, other] = await Promise.all([openPort(engine, inWorker), openPort(engine, inWorker)]);
    assert.equal(traffic.started, 1);
    const answers = await Promise.all([one.answer("one"), other.answer("other")]);
    assert.deepEqual(answers.map(({ query }) => query), ["one", "other"]);
    await openPort(files(), inWorker);
    assert.equal(traffic.started, 2);
  });

  test("looks for the worker beside an engine that the page has named", async () => {
    let script;
    globalThis.Worker = class {
      constructor(url) {
        script = url;
        throw new Error("no worker");
      }
    };
    await assert.rejects(openPort(["https://search.example/kwic.0123.js"], inWorker));
    assert.equal(script, "https://search.example/kwic-worker.js");
  });

  test("gives the address of the worker in the form that trusted types ask for", async () => {
    const policies = [];
    globalThis.trustedTypes = {
      createPolicy: (name, { createScriptURL }) => {
        policies.push(name);
        return { createScriptURL: (url) => ({ trusted: createScriptURL(url) }) };
      },
    };
    const scripts = [];
    globalThis.Worker = class {
      constructor(url) {
        scripts.push(url);
        throw new Error("no worker");
      }
    };
    // A module of its own: a policy is made once.
    const fresh = await import("../../www/element/worker-port.js?trusted-types");
    for (let times = 0; times < 2; times += 1) await assert.rejects(fresh.openWorkerPort(files()), { message: "no worker" });
    assert.deepEqual(policies, ["kwic-search"]);
    assert.match(scripts[1].trusted, /\/kwic-worker\.js$/);
  });

  describe("is in the page", () => {
    const isInPage = async (engine, options) => {
      const port = await openPort(engine, options);
      assert.equal(port.info.articles, 3);
      assert.equal((await port.answer("a", {}, 1)).passages.length, 1);
    };

    test("where nobody asked for a worker", async () => {
      workersThat(() => assert.fail("a worker"));
      for (const worker of [undefined, null, "", "off", "of"]) await isInPage(files(), { worker });
      await isInPage(files());
    });

    test("where the page comes to its engine in its own way", async () => {
      workersThat(() => assert.fail("a worker"));
      const asked = [];
      const load = async (...addresses) => {
        asked.push(addresses);
        return { info: () => ({ articles: 3 }), search: async () => ({ hits: [{ id: 7 }], total: 1 }), snippet: async (id) => id };
      };
      const port = await openPort(["a", "b"], { worker: "on", load });
      assert.deepEqual(asked, [["a", "b"]]);
      assert.deepEqual(await port.answer("a", {}, 5), { hits: [{ id: 7 }], total: 1, passages: [7] });
      assert.deepEqual(await port.suggest("a"), []);
    });

    test("where the browser has no workers, or refuses this one", async () => {
      await isInPage(files(), inWorker);
      workersThat(() => {
        throw new DOMException("another origin", "SecurityError");
      });
      await isInPage(files(), inWorker);
    });

    test("where the script of the worker is not there or cannot run", async () => {
      let ended;
      workersThat((worker) => {
        ended = worker;
        setTimeout(() => worker.onerror({ preventDefault() {} }));
      });
      await isInPage(files(), inWorker);
      assert.ok(ended.isEnded);
    });

    test("where the engine starts in the page and not in the worker", async () => {
      const traffic = workersInThreads();
      globalThis.isPage = true;
      const onlyInPage = 'if (!globalThis.isPage) throw new Error("no page");';
      await isInPage(files(onlyInPage), inWorker);
      assert.deepEqual([traffic.started, traffic.ended], [1, 1]);
    });

    test("and an engine that starts nowhere says why", async () => {
      const traffic = workersInThreads();
      const broken = files('throw new WebAssembly.CompileError("bad magic");');
      for (let times = 1; times <= 2; times += 1) {
        await assert.rejects(openPort(broken, inWorker), (error) => reason(error) === "filesBroken");
        assert.equal(traffic.ended, times);
      }
    });
  });

  test("an engine at hand answers at once or by promises", async () => {
    const snippet = (id) => [{ text: String(id), matched: false }];
    const atOnce = { info: () => ({ articles: 1 }), search: () => ({ hits: [{ id: 4 }], total: 1 }), suggest: () => ["a"], snippet };
    const byPromises = Object.fromEntries(Object.entries(atOnce).map(([name, ask]) => [name, async (...args) => ask(...args)]));
    const ports = [await wrap(atOnce), await wrap(byPromises)];
    for (const port of ports) {
      assert.deepEqual(port.info, { articles: 1 });
      assert.deepEqual(await port.suggest("a"), ["a"]);
      assert.deepEqual(await port.answer("a", {}, 1), { hits: [{ id: 4 }], total: 1, passages: [snippet(4)] });
    }
    const failing = await wrap({ ...atOnce, search: () => { throw new Error("no"); } });
    await assert.rejects(failing.search("a"), { message: "no" });
    await assert.rejects(failing.answer("a"), { message: "no" });
  });
});
