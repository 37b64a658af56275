// The page whose index is split, in each of the three browsers: it answers as the page with the index in the module
// does, loads few files, and gets over a bad network and a new build.

import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, before, describe, test } from "node:test";
import { serve } from "./browsers/host.js";
import { browserOf, hostOf, inEachBrowser, splitHostOf } from "./fixture.js";
import { builtPage } from "./reader.js";
import { visit } from "./visitor.js";

const QUERIES = ["hanoi", "Việt Nam", "gazpro", "\"thủ tướng\"", "moskow", "lang:vi -gazprom", "putin OR biển", "2024"];
const FILES = /^\/kwic\/[0-9a-f]{16}\/\w+\.bin$/;

inEachBrowser("the page with a split index", (name) => {
  let browser;
  let split;
  let visitor;

  before(async () => {
    split = await splitHostOf(name);
    browser = await browserOf(name);
  });

  afterEach(async () => {
    await visitor?.close();
    visitor = undefined;
    split.reset();
  });

  /** What both functions say to all queries, by the engine of a page. */
  async function answersOf(host) {
    visitor = await visit(browser, host);
    const answers = await outcome(visitor.tab, answer, QUERIES);
    await visitor.close();
    visitor = undefined;
    return answers;
  }

  describe("its answers", () => {
    test("are those of the page with the index in the module", async () => {
      const expected = await answersOf(await hostOf(name));
      assert.ok(expected.some(({ hits }) => hits.length > 1));
      assert.deepEqual(await answersOf(split), expected);
    });

    test("are right for each of several queries that are asked at once", async () => {
      visitor = await visit(browser, split);
      const [atOnce, inTurn] = await outcome(visitor.tab, inBothWays, QUERIES);
      assert.deepEqual(atOnce, inTurn);
    });
  });

  describe("a reader", () => {
    test("sees hits as they type, with passages and facets", async () => {
      visitor = await visit(browser, split);
      await visitor.type("hanoi");
      assert.ok((await visitor.titles()).length > 0);
      // Passages come behind the hits.
      await until(async () => /Hà Nội|Hanoi|Ha Noi/.test((await visitor.marks()).join(" ")));
      assert.deepEqual(await visitor.tab.complaints(), []);
    });

    test("loads a part of the files", async () => {
      split.requests.length = 0;
      visitor = await visit(browser, split);
      await visitor.type("gazprom");
      await visitor.titles();
      const asked = new Set(split.requests.filter((file) => FILES.test(file)));
      const all = await files();
      assert.ok(asked.size > 1 && asked.size <= all.length, `${asked.size} of ${all.length}`);
      assert.equal(split.requests.filter((file) => FILES.test(file)).length, asked.size, "a file is loaded twice");
    });

    test("gets an answer though a file fails at first", async () => {
      visitor = await visit(browser, split);
      for (const file of await dictionary()) split.replace(file, { status: 503, type: "text/plain", body: "busy" });
      setTimeout(() => split.reset(), 400);
      await visitor.type("gazprom");
      assert.ok((await visitor.titles()).length > 0);
    });

    test("goes on with the newest build where that of the page is gone, at first and later", async () => {
      const { around, host, done } = await copied();
      try {
        visitor = await visit(browser, host);
        await visitor.type("hanoi");
        assert.ok((await visitor.titles()).length > 0);
        await replaced(around);
        await visitor.typeInstead("gazprom");
        await until(async () => (await visitor.titles())[0]?.includes("Gazprom"));
        await visitor.close();
        visitor = await visit(browser, host);
        await visitor.type("gazprom");
        await until(async () => (await visitor.titles())[0]?.includes("Gazprom"));
      } finally {
        await done();
      }
    });

    test("is told where files are not as they were built, and goes on when they are", async () => {
      visitor = await visit(browser, split);
      const body = "<!doctype html>Sign in";
      for (const file of await dictionary()) split.replace(file, { status: 200, type: "text/html", body });
      assert.match((await outcome(visitor.tab, total, "gazprom")).error, /d\d+\.bin is not as it was built/);
      split.reset();
      assert.ok((await outcome(visitor.tab, total, "gazprom")).total > 0);
    });
  });
});

/** Waits for what comes after the answer to the last letter, which here is not at once. */
async function until(holds) {
  for (let looks = 0; looks < 1200; looks += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`waited in vain for ${holds}`);
}

/** A copy of the page in a folder of its own, on a host of its own. */
async function copied() {
  const around = await mkdtemp(path.join(tmpdir(), "kwic-split-"));
  await cp(builtPage("KWIC_SPLIT_PAGE"), around, { recursive: true });
  const host = await serve(around, { "cache-control": "no-store" });
  const done = async () => {
    await host.close();
    await rm(around, { recursive: true });
  };
  return { around, host, done };
}

/** What a build does whose files are others: those of this one are gone, and the list names the new ones. */
async function replaced(around) {
  const [before] = await readdir(path.join(around, "kwic"));
  const after = "0123456789abcdef";
  await rename(path.join(around, "kwic", before), path.join(around, "kwic", after));
  const list = path.join(around, "kwic-manifest.json");
  await writeFile(list, (await readFile(list, "utf8")).replace(before, after));
}

/** The addresses of all files of the index. */
async function files() {
  const around = path.join(builtPage("KWIC_SPLIT_PAGE"), "kwic");
  const [folder] = await readdir(around);
  return (await readdir(path.join(around, folder))).map((file) => `/kwic/${folder}/${file}`);
}

/** Those that say what words there are. */
async function dictionary() {
  return (await files()).filter((file) => /\/d\d+\.bin$/.test(file));
}

/** What a function in the page leaves in `window.outcome`: a driver waits for no script as long as a page may load files. */
async function outcome(tab, start, ...args) {
  await tab.evaluate(start, ...args);
  const { value } = await tab.waitFor(() => window.outcome);
  return value;
}

/** Runs in the page. */
function answer(queries) {
  const answered = async () => {
    const engine = await import(new URL("kwic.js", location.href));
    await engine.default();
    const answers = [];
    for (const query of queries) {
      const { hits, total, suggestion, facets, exact } = await engine.search(query, { facets: true });
      const snippets = [];
      for (const { id } of hits) snippets.push(await engine.snippet(id, query));
      // Articles have other numbers in another layout.
      const told = hits.map(({ id, ...others }) => others);
      answers.push({ hits: told, total, suggestion, facets, exact, snippets, more: await engine.suggest(query) });
    }
    return answers;
  };
  window.outcome = undefined;
  void answered().then((value) => (window.outcome = { value }));
}

/** Runs in the page. */
function inBothWays(queries) {
  const answered = async () => {
    const engine = await import(new URL("kwic.js", location.href));
    const atOnce = await Promise.all(queries.map((query) => engine.search(query)));
    const inTurn = [];
    for (const query of queries) inTurn.push(await engine.search(query));
    return [atOnce, inTurn];
  };
  window.outcome = undefined;
  void answered().then((value) => (window.outcome = { value }));
}

/** Runs in the page. */
function total(query) {
  window.outcome = undefined;
  void import(new URL("kwic.js", location.href))
    .then((engine) => engine.search(query))
    .then(({ total }) => ({ total }), (error) => ({ error: error.message }))
    .then((value) => (window.outcome = { value }));
}
