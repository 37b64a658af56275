// What the tests of one run share: one browser of each kind and one host of each built page, started when
// the first suite wants them. Suites stand in lanes, one for each browser; the lanes run side by side, and
// what is in one of them one after the other.

import { after, describe } from "node:test";
import { browsers, start } from "./browsers/browser.js";
import { startChromium } from "./browsers/chromium.js";
import { serve as serveAtWill } from "./browsers/host.js";
import { builtPage } from "./reader.js";
import { serve } from "./static_server.js";

/** What has been started, by a name of its own: a promise of something that can be closed. */
const started = new Map();
/** Suites by lane, each with its title. */
const lanes = new Map();

/** Has a suite run in each of the browsers that are asked for; `define` gets the name of one. */
export function inEachBrowser(title, define) {
  for (const name of browsers()) add(name, title, () => define(name));
}

/** Has a suite run in Chromium, whichever browsers are asked for. */
export function inChromium(title, define) {
  add("chromium", title, define);
}

/** Has a suite run that wants no browser. */
export function withoutBrowser(title, define) {
  add("no browser", title, define);
}

function add(lane, title, define) {
  // Only when all files have been imported is it known what stands in each lane.
  if (lanes.size === 0) setImmediate(defineLanes);
  if (!lanes.has(lane)) lanes.set(lane, []);
  lanes.get(lane).push([title, define]);
}

function defineLanes() {
  describe("the page", { concurrency: lanes.size }, () => {
    for (const [lane, suites] of lanes) {
      describe(lane, { concurrency: 1 }, () => {
        for (const [title, define] of suites) describe(title, define);
      });
    }
    after(async () => {
      for (const each of started.values()) await (await each).close();
    });
  });
}

/** Chromium as puppeteer drives it. */
export function chromium() {
  return once("chromium", startChromium);
}

/** A browser by its name, behind the interface that all of them have. */
export async function browserOf(name) {
  if (name !== "chromium") return once(name, () => start(name));
  return start(name, await chromium());
}

/** A static host of the built page that an environment variable names. */
export function staticHost(variable = "KWIC_PAGE") {
  return once(`static ${variable}`, () => serve(builtPage(variable)));
}

/** The host of a lane, which can be made to have a bad day: reset it after each test. */
export function hostOf(lane) {
  return once(`host ${lane}`, () => serveAtWill(builtPage("KWIC_PAGE")));
}

function once(name, start) {
  if (!started.has(name)) started.set(name, start());
  return started.get(name);
}
