// What the tests of one run share: one browser for each lane and one host for each built page, started when
// the first suite wants them. Lanes run side by side, one for every two cores, and the suites in one of them
// one after the other: there is a lane for each browser in which everything works the same, and one for
// what only Chromium is asked.

import { availableParallelism } from "node:os";
import { after, describe, test as run } from "node:test";
import { browsers, start } from "./browsers/browser.js";
import { startChromium } from "./browsers/chromium.js";
import { serve as serveAtWill } from "./browsers/host.js";
import { builtPage } from "./reader.js";
import { serve } from "./static_server.js";

/** The lane of suites that run in Chromium alone; with a window of its own, no other lane takes its focus. */
const CHROMIUM_ALONE = "chromium alone";

/** What has been started, by a name of its own: a promise of something that can be closed. */
const started = new Map();
/** Suites by lane, each with its title. */
const lanes = new Map();
/** Whether more files are on their way than the one that is being imported. */
let gathering = false;

/** Why tests are left out, by their names; and those names that a test has had. */
let leftOut = {};
const met = new Set();

/**
 * Has tests left out whose names are among these, each with a reason: those of what another engine than ours does
 * otherwise. Gives a function that names those for which there was no test.
 */
export function leaveOut(reasons) {
  leftOut = reasons;
  return () => Object.keys(reasons).filter((name) => !met.has(name));
}

/** A test that may be left out. */
export function test(name, define) {
  const reason = leftOut[name];
  if (reason) met.add(name);
  return run(name, { skip: reason ?? false }, define);
}

/** Has the suites of all files that `load` imports stand in the same lanes. */
export async function gather(load) {
  gathering = true;
  await load();
  defineLanes();
}

/** Has a suite run in each of the browsers that are asked for; `define` gets the name of one. */
export function inEachBrowser(title, define) {
  for (const name of browsers()) add(name, title, () => define(name));
}

/** Has a suite run in Chromium, whichever browsers are asked for; `define` gets the name of its lane. */
export function inChromium(title, define) {
  add(CHROMIUM_ALONE, title, () => define(CHROMIUM_ALONE));
}

/** Has a suite run that wants no browser. */
export function withoutBrowser(title, define) {
  add("no browser", title, define);
}

function add(lane, title, define) {
  // A file that runs alone has named all its suites by then.
  if (lanes.size === 0 && !gathering) setImmediate(defineLanes);
  if (!lanes.has(lane)) lanes.set(lane, []);
  lanes.get(lane).push([title, define]);
}

function defineLanes() {
  // A browser at work keeps two cores busy. More browsers wait for each other, and what a test sees of one
  // depends on the others.
  const side = Math.max(1, Math.floor(availableParallelism() / 2));
  describe("the page", { concurrency: Math.min(lanes.size, side) }, () => {
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

/** Chromium as puppeteer drives it, for suites in Chromium alone. */
export function chromium() {
  return once(CHROMIUM_ALONE, startChromium);
}

/** The browser of a lane, behind the interface that all of them have. */
export async function browserOf(lane) {
  if (lane === CHROMIUM_ALONE) return start("chromium", await chromium());
  return once(lane, () => start(lane));
}

/** A static host of the built page that an environment variable names. */
export function staticHost(variable = "KWIC_PAGE") {
  return once(`static ${variable}`, () => serve(builtPage(variable)));
}

/** The host of a lane, which can be made to have a bad day: reset it after each test. */
export function hostOf(lane) {
  return once(`host ${lane}`, () => serveAtWill(builtPage("KWIC_PAGE")));
}

/** The same, of the page whose index is split; browsers keep none of its files. */
export function splitHostOf(lane) {
  return once(`split host ${lane}`, () => serveAtWill(builtPage("KWIC_SPLIT_PAGE"), { "cache-control": "no-store" }));
}

function once(name, start) {
  if (!started.has(name)) started.set(name, start());
  return started.get(name);
}
