// Small sites made by generators and their themes: what is read of their pages, and how a reader finds a section.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readFileSync } from "node:fs";
import { open, startBrowser } from "../page/reader.js";
import { GENERATORS } from "./generators.js";
import { build, read, serve } from "./site.js";
import { PAGES } from "./text.js";

const LAMPS = PAGES.find(({ name }) => name === "lamps");
/** Words of one section, which no other page has. */
const SENTENCE = "keeper cuts it straight with flat scissors";
const SECTION = { title: "Trimming the wick", id: "trimming-the-wick" };

let browser;

before(async () => {
  browser = await startBrowser();
});

after(() => browser?.close());

for (const [name, generator] of Object.entries(GENERATORS)) {
  describe(`a site by ${name}`, () => {
    let output;

    before(() => {
      output = build(name, generator);
    });

    test("is read as its text, the whole of it and nothing that stands around it", () => {
      const pages = read(output);
      assert.deepEqual([...pages.keys()].sort(), PAGES.map(({ title }) => title).sort());
      const html = readFileSync(pages.get(LAMPS.title).file, "utf8");
      for (const text of generator.around) assert.ok(html.includes(text), `the theme does not say "${text}"`);
      for (const { title, blocks } of PAGES) {
        const { rule, blocks: found } = pages.get(title);
        assert.equal(rule, generator.rule);
        assert.deepEqual(found.filter(({ kind }) => kind !== "aside").map(({ text }) => text), blocks);
        assert.deepEqual(found.filter(({ kind }) => kind === "aside"), []);
      }
    });

    test("leads its reader to the section that answers", async () => {
      const host = await serve(output);
      let reader;
      try {
        reader = await open(browser, host, { path: generator.open });
        if (generator.modal) await reader.click(".kwic-open");
        await reader.type(SENTENCE);
        assert.equal((await reader.titles())[0], LAMPS.title);
        assert.equal((await reader.texts(".kwic-section-title"))[0], SECTION.title);
        await reader.follow(() => reader.click(".kwic-section"));
        const landed = await reader.page.evaluate(() => ({
          id: location.hash.slice(1),
          heading: document.getElementById(location.hash.slice(1))?.textContent.trim() ?? null,
          page: location.pathname,
        }));
        assert.equal(landed.id, SECTION.id);
        assert.ok(landed.heading?.startsWith(SECTION.title), `lands on ${JSON.stringify(landed)}`);
        assert.ok(landed.page.includes(LAMPS.name), `is on ${landed.page}`);
        assert.deepEqual(reader.complaints, []);
      } finally {
        await reader?.close();
        await host.close();
      }
    });
  });
}
