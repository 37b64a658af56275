// What is wrong with a search server: its reader is told in the box, and its owner on the console.

import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import { after, afterEach, before } from "node:test";
import { chromium, inChromium, staticHost, test } from "../fixture.js";
import { open } from "../reader.js";
import { variant } from "../variant.js";
import { engine, policyFor } from "./page.js";

const OUT_OF_ORDER = /^The search of this site is out of order; only its owner can mend it/;
const NOT_LOADED = /^The search could not be loaded\. Check the connection/;

inChromium("a search server in trouble", () => {
  const url = process.env.KWIC_SEARCH_SERVER;
  const key = process.env.KWIC_SEARCH_KEY;
  let browser;
  let host;
  let reader;
  let between;

  before(async () => {
    browser = await chromium();
    host = await staticHost();
    between = await stand(url);
  });

  after(() => between.close());

  afterEach(async () => {
    await reader?.close();
    reader = undefined;
    between.trouble = null;
  });

  async function openWith(options, allowed = [between.origin]) {
    const box = variant(`engine="own.js"`);
    const files = { "/own.js": engine({ url, key, ...options }) };
    reader = await open(browser, host, { ...box, html: policyFor(box.html, allowed), files });
  }

  /** What the box says of a server in this state, and what the console. */
  async function told(options, trouble = null, allowed) {
    between.trouble = trouble;
    await openWith(options, allowed);
    await reader.type("gazprom");
    assert.equal(await reader.state(), "error");
    assert.deepEqual(await reader.titles(), []);
    assert.equal((await reader.texts(".kwic-retry")).length, 1);
    return { status: await reader.status(), console: reader.complaints.join("\n") };
  }

  test("that is away is told, and asked again when the reader wishes", async () => {
    const { status, console } = await told({ url: between.origin }, "cut");
    assert.match(status, NOT_LOADED);
    assert.match(console, /no search server answers: http:/);
    between.trouble = null;
    await reader.click(".kwic-retry");
    await reader.page.waitForSelector("kwic-search[data-state=results]");
    assert.match((await reader.titles())[0], /Gazprom/);
  });

  test("that goes away while the reader types is told, and the next letter is answered once it is back", async () => {
    await openWith({ url: between.origin });
    await reader.type("gaz");
    assert.ok((await reader.titles()).length > 0);
    between.trouble = "cut";
    await reader.enter();
    await reader.page.keyboard.type("p");
    await reader.page.waitForSelector("kwic-search[data-state=error]");
    assert.match(await reader.status(), NOT_LOADED);
    between.trouble = null;
    await reader.page.keyboard.type("r");
    await reader.page.waitForSelector("kwic-search[data-state=results]");
    assert.match((await reader.titles())[0], /Gazprom/);
  });

  test("that is overloaded is told", async () => {
    const { status, console } = await told({ url: between.origin }, 503);
    assert.match(status, NOT_LOADED);
    assert.match(console, /is in trouble: it answers 503/);
  });

  test("that refuses the key is told", async () => {
    const { status, console } = await told({ key: "no such key" });
    assert.match(status, OUT_OF_ORDER);
    assert.match(console, /refuses the key: make one with the action documents:search/);
  });

  test("that has no such collection is told", async () => {
    const { status, console } = await told({ collection: "nothing", key: process.env.KWIC_ANY_KEY });
    assert.match(status, OUT_OF_ORDER);
    assert.match(console, /has no collection nothing: make it and import the articles, as kwic export says/);
  });

  test("that answers no page of another origin is told", async () => {
    const { status, console } = await told({ url: between.origin }, "no cors");
    assert.match(status, OUT_OF_ORDER);
    assert.match(console, /answers, but not to pages of http:.* \(CORS\): start it with --enable-cors/);
  });

  test("that is none, but another program, is told", async () => {
    const { status, console } = await told({ url: between.origin }, "html");
    assert.match(status, OUT_OF_ORDER);
    assert.match(console, /something other than JSON: is it the search server/);
  });

  test("that the policy of the page forbids is told", async () => {
    const { status, console } = await told({ url: between.origin }, null, []);
    assert.match(status, /^This page does not allow the search to run/);
    assert.match(console, /Content-Security-Policy of the page forbids .*: add "http:.*" to its connect-src/);
  });
});

/** Stands between a page and a search server, and makes trouble at will. */
async function stand(url) {
  const made = { trouble: null };
  const server = createServer((asked, answer) => {
    const { trouble } = made;
    if (trouble === "cut") return asked.socket.destroy();
    const cors = { "access-control-allow-origin": "*" };
    if (trouble === "html") return answer.writeHead(200, { "content-type": "text/html", ...cors }).end("<h1>It works!</h1>");
    if (typeof trouble === "number") return answer.writeHead(trouble, cors).end("{}");
    const passed = request(url + asked.url, { method: asked.method, headers: asked.headers }, (from) => {
      const headers = { ...from.headers };
      if (trouble === "no cors") delete headers["access-control-allow-origin"];
      answer.writeHead(from.statusCode, headers);
      from.pipe(answer);
    });
    return asked.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  made.origin = `http://127.0.0.1:${server.address().port}`;
  made.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return made;
}
