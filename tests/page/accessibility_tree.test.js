// What a screen reader is told of the box in each state, against the trees in `snapshots/`. After
// a change that is meant, `KWIC_BLESS=1` writes them anew.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, before, describe, test } from "node:test";
import { NOTHING, fakeEngine } from "./fake_engine.js";
import { browserOf, hostOf, inChromium } from "./fixture.js";
import { variant } from "./variant.js";
import { visit } from "./visitor.js";

const SNAPSHOTS = new URL("snapshots/", import.meta.url);
const ENGINE = "/kwic.js";
// Articles of the real index come and go; the trees shall change with the box alone.
const ARTICLES = [
  {
    title: "Train to Hanoi",
    titlePieces: [{ text: "Train to ", matched: false }, { text: "Hanoi", matched: true }],
    date: "2026-01-15",
    source: "The Gazette",
    pieces: [{ text: "The night train to ", matched: false }, { text: "Hanoi", matched: true }, { text: " leaves …", matched: false }],
  },
  { title: "Hà Nội", lang: "vi", pieces: [{ text: "Thủ đô ", matched: false }, { text: "Hà Nội", matched: true }] },
  { title: "A page without anything else", lang: "und" },
];
const FACETS = { lang: [{ value: "en", count: 1 }, { value: "vi", count: 1 }] };

let browser;
let host;
let visitor;

async function open(attributes = "", engine = {}, articles = ARTICLES) {
  const { path, html } = variant(attributes);
  host.replace("/variant.html", { type: "text/html", body: html });
  host.replace(ENGINE, { type: "text/javascript", body: fakeEngine(articles, { facets: FACETS, ...engine }) });
  visitor = await visit(browser, host, { path });
}

inChromium("what a screen reader is told", (lane) => {
  before(async () => {
    host = await hostOf(lane);
    browser = await browserOf(lane);
  });

  afterEach(async () => {
    await visitor?.close();
    visitor = undefined;
    host.reset();
  });

  describe("a screen reader is told", () => {
    test("of a box that nobody has touched", async () => {
      await open();
      await isAsRecorded("untouched");
    });

    test("that the search is being loaded", async () => {
      await open();
      host.hold(ENGINE);
      await visitor.enter();
      await visitor.tab.type("hanoi");
      await visitor.comesTo("loading");
      await isAsRecorded("loading");
    });

    test("of results, each with its title, date, language, source and passage", async () => {
      await open();
      await visitor.type("hanoi");
      await isAsRecorded("results");
    });

    test("of completions, and of more results to come", async () => {
      await open(`limit="2"`, { completions: ["hanoi opera", "hanoi tower"] });
      await visitor.type("hanoi");
      await isAsRecorded("completions");
    });

    test("which hit is active", async () => {
      await open();
      await visitor.type("hanoi");
      await visitor.tab.press("ArrowDown");
      await isAsRecorded("active");
    });

    test("of sections, each behind its hit, and which of them is active", async () => {
      const section = (title, url) => ({ title, titlePieces: [{ text: title, matched: true }], url });
      const sections = [section("Tickets", "article.html#tickets"), section("Night trains", "article.html#night")];
      await open("", {}, [{ ...ARTICLES[0], sections }, ARTICLES[1]]);
      await visitor.type("hanoi");
      await visitor.tab.press("ArrowDown");
      await visitor.tab.waitFor(() => inBox(".kwic-section-snippet").every((passage) => passage.textContent));
      await isAsRecorded("sections");
    });

    test("of filters, and what is chosen there", async () => {
      await open(`filters="lang source" sort`);
      await visitor.type("hanoi");
      await visitor.choose("lang", "vi");
      await visitor.tab.waitFor(() => inBox(".kwic-tally").every((tally) => tally.textContent));
      await isAsRecorded("filters");
    });

    test("of another spelling", async () => {
      await open("", { suggestion: "hanoi" });
      await visitor.type("hanio");
      await isAsRecorded("suggestion");
    });

    test("that nothing was found", async () => {
      await open();
      await visitor.type(NOTHING);
      await isAsRecorded("none");
    });

    test("of queries that were asked before", async () => {
      await open(`load="eager"`);
      await visitor.tab.evaluate(() => localStorage.setItem("kwic-recent", JSON.stringify(["hà nội", "train"])));
      await visitor.enter();
      await visitor.tab.waitFor(() => inBox(".kwic-recent").length);
      await isAsRecorded("recent");
    });

    test("that the search could not be loaded", async () => {
      await open();
      host.replace(ENGINE, { status: 404, body: "not found" });
      await visitor.enter();
      await visitor.tab.type("hanoi");
      await visitor.comesTo("error");
      await isAsRecorded("error");
    });

    test("of a dialog that is closed", async () => {
      await open("modal");
      await isAsRecorded("dialog_closed");
    });

    test("of the dialog, and of nothing behind it", async () => {
      await open("modal");
      await visitor.tab.press("Control+k");
      await visitor.type("hanoi");
      await isAsRecorded("dialog");
    });
  });
});

/** Compares the tree of the page with the recorded one, once everything has been announced. */
async function isAsRecorded(name) {
  await visitor.tab.waitFor(() => {
    const [line, announcer] = [".kwic-status", ".kwic-announcer"].map((piece) => inBox(piece)[0].textContent);
    return line === announcer;
  });
  // What the driver holds for interesting leaves out the words to search for.
  const all = await visitor.tab.page.accessibility.snapshot({ interestingOnly: false });
  const tree = `${lines(all).join("\n")}\n`;
  const file = new URL(`${name}.txt`, SNAPSHOTS);
  if (process.env.KWIC_BLESS && process.env.KWIC_BLESS !== "0") {
    mkdirSync(SNAPSHOTS, { recursive: true });
    writeFileSync(file, tree);
    return;
  }
  const recorded = readFileSync(file, "utf8");
  const mend = "if it is meant to be: KWIC_BLESS=1 node --test accessibility_tree.test.js";
  assert.ok(tree === recorded, `the tree is not that of snapshots/${name}.txt; ${mend}\n${difference(recorded, tree)}`);
}

/** Roles with their names, and what else is told of them; what is within, further in. */
function lines({ role, name, children = [], ...rest }, depth = 0) {
  const told = Object.entries(rest)
    .filter(([property, value]) => TOLD.includes(property) && (value !== false || EITHER.includes(property)))
    .map(([property, value]) => (value === true ? property : `${property}=${JSON.stringify(value)}`))
    .sort();
  const within = (further) => (WHOLE.includes(role) ? [] : children.flatMap((child) => lines(child, further)));
  if (SILENT.includes(role) && told.length === 0) return within(depth);
  const line = [role, name && JSON.stringify(name), ...told].filter(Boolean).join(" ");
  return ["  ".repeat(depth) + line, ...within(depth + 1)];
}

/** Roles that say nothing by themselves. */
const SILENT = ["generic", "none", "MenuListPopup"];
/** Roles of which only the name is told, in which what is within is already. */
const WHOLE = ["StaticText", "button", "heading", "option"];
/** What is told also when it is not so. */
const EITHER = ["expanded", "selected"];
/** Not among them: numbers of nodes, and addresses, which have the port of the host. */
const TOLD = [
  ...EITHER,
  "autocomplete",
  "busy",
  "description",
  "disabled",
  "focused",
  "haspopup",
  "invalid",
  "keyshortcuts",
  "level",
  "live",
  "modal",
  "multiselectable",
  "orientation",
  "pressed",
  "readonly",
  "required",
  "roledescription",
  "value",
];

/** Lines that only one of two texts has, as `-` and `+`. */
function difference(before, now) {
  const [old, made] = [before, now].map((text) => text.split("\n"));
  const gone = old.filter((line) => !made.includes(line)).map((line) => `- ${line}`);
  const come = made.filter((line) => !old.includes(line)).map((line) => `+ ${line}`);
  return [...gone, ...come].join("\n") || "The same lines, in another order or number.";
}
