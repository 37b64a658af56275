// The words that a link names, marked on the page that it leads to. Chromium takes them off the
// address before any script sees it, so the script is told them here.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { chromium, inChromium, staticHost } from "./fixture.js";
import { open } from "./reader.js";

let browser;
let host;

/** Opens an article at a passage; gives what is marked there and whether it is in sight. */
async function marked(words, first = () => {}) {
  const reader = await open(browser, host, {
    path: "article.html",
    html: `<!doctype html><html lang="en"><title>An article</title>
      <div>${"<p>Nothing of note.</p>".repeat(100)}</div>
      <p>The tide, says <b>the ferryman</b>, waits
        for no one.</p>`,
    first,
    box: false,
  });
  const seen = await reader.page.evaluate(async (text) => {
    const { highlight } = await import("/highlight.js");
    highlight(`#:~:text=${encodeURIComponent(text)}`);
    const ranges = [...(globalThis.CSS.highlights?.get("kwic") ?? [])];
    const marks = [...document.querySelectorAll("mark")];
    const place = (ranges[0] ?? marks[0])?.getBoundingClientRect();
    return {
      text: [...ranges, ...marks.map((mark) => mark.textContent)].join("").replaceAll(/\s+/g, " "),
      inSight: Boolean(place && place.top >= 0 && place.bottom <= innerHeight),
    };
  }, words);
  await reader.close();
  return seen;
}

inChromium("the words that a link names", () => {
  before(async () => {
    host = await staticHost();
    browser = await chromium();
  });

  test("are marked across other markup and line ends, and scrolled to", async () => {
    assert.deepEqual(await marked("ferryman, waits for NO"), { text: "ferryman, waits for no", inSight: true });
  });

  test("are marked by elements where the browser has no custom highlights", async () => {
    const first = () => {
      Object.defineProperty(CSS, "highlights", { value: undefined });
    };
    assert.deepEqual(await marked("ferryman, waits for no", first), { text: "ferryman, waits for no", inSight: true });
  });

  test("mark nothing where they are not in the article", async () => {
    assert.deepEqual(await marked("ferrywoman"), { text: "", inSight: false });
  });
});
