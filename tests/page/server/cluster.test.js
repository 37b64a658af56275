// A cluster of three nodes, of which one is stopped while a reader searches.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { chromium, inChromium, staticHost, test } from "../fixture.js";
import { open } from "../reader.js";
import { variant } from "../variant.js";
import { start } from "./node.js";
import { engine, policyFor } from "./page.js";

/** Milliseconds that an answer may come later than usual, whatever a node does. */
const LATER = 2_000;

inChromium("a cluster of three nodes", () => {
  let browser;
  let host;
  let reader;
  let cluster;
  let key;

  before(async () => {
    browser = await chromium();
    host = await staticHost();
    cluster = await start(3);
    await cluster.fill(process.env.KWIC_EXPORT);
    key = await cluster.searchKey();
    await cluster.agree(key);
  });

  after(() => cluster?.close());

  afterEach(async () => {
    await reader?.close();
    reader = undefined;
  });

  const page = () => {
    const box = variant(`engine="own.js"`);
    const files = { "/own.js": engine({ url: cluster.urls, key }) };
    return { ...box, html: policyFor(box.html, cluster.urls), files };
  };

  /** The nodes that the box has asked for searches, by their places, in order. */
  const asked = () =>
    reader.requests.filter((url) => url.includes("/multi_search")).map((url) => cluster.urls.indexOf(new URL(url).origin));

  /** Milliseconds until the box answers a query that is typed instead of the last. */
  async function timeOf(query) {
    await reader.page.evaluate(() => inBox("input")[0].select());
    await reader.page.keyboard.press("Backspace");
    const begun = Date.now();
    await reader.page.keyboard.type(query);
    await reader.page.waitForFunction(
      (wanted) => window.answered === wanted,
      { polling: 20 },
      query,
    );
    return Date.now() - begun;
  }

  const hear = () =>
    reader.page.evaluate(() => {
      document.addEventListener("kwic-results", ({ detail }) => (window.answered = detail.query));
    });

  test("answers though one was stopped while the reader searches, and is asked no more for a while", async () => {
    reader = await open(browser, host, page());
    await hear();
    await reader.type("gazprom");
    assert.match((await reader.titles())[0], /Gazprom/);
    const [first] = asked();
    assert.deepEqual([...new Set(asked())], [first], "one node answers as long as it can");
    // On a busy machine all takes its time.
    const usual = await timeOf("mosque");

    await cluster.nodes[first].stop();
    const took = await timeOf("scholarships");
    assert.ok(took - usual < LATER, `${took} ms, and usually ${usual}`);
    assert.match((await reader.titles())[0], /Scholarships/);
    assert.equal(await reader.state(), "results");

    const before = asked().length;
    const next = await timeOf("railways");
    assert.ok(next - usual < LATER, `${next} ms, and usually ${usual}`);
    assert.match((await reader.titles())[0], /railways/);
    assert.ok(!asked().slice(before).includes(first), "the node that was stopped is asked again at once");
    console.log(`    a node was stopped: ${took} ms to the next answer, ${next} ms to the one after it, and ${usual} ms before`);
  });

  test("answers a page that is opened with a node away", async () => {
    reader = await open(browser, host, page());
    await reader.type("gazprom");
    assert.match((await reader.titles())[0], /Gazprom/);
  });
});
