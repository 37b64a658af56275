// What the sources of the element promise to a build.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { styleModules } from "../../crates/xtask/tools/style_sheet.mjs";
import { LOCALES, MODULE, STYLE_SHEET, WORKER, WRAPPER } from "../../www/element/files.js";
import { withoutBrowser } from "./fixture.js";

const ELEMENT = fileURLToPath(new URL("../../www/element", import.meta.url));
const SCRIPTS = fileURLToPath(new URL("../../crates/xtask/tools/scripts.mjs", import.meta.url));

/** A script of the element as a build makes it smaller, with these options. */
async function built(name, ...options) {
  const folder = mkdtempSync(path.join(tmpdir(), "kwic-element-"));
  try {
    await promisify(execFile)(process.execPath, [SCRIPTS, ...options, ELEMENT, folder, "kwic-search.js"]);
    return readFileSync(path.join(folder, name), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

withoutBrowser("the sources of the element", () => {
  test("hold in modules the same rules as in the style sheet", () => {
    for (const [name, text] of Object.entries(styleModules())) {
      const module = readFileSync(path.join(ELEMENT, name), "utf8");
      assert.equal(module, text, "run `node crates/xtask/tools/style_sheet.mjs`");
    }
  });

  test("name each file that is loaded later in one place, and what else a build may leave open", async () => {
    const open = await built("kwic-search.js", "--placeholders");
    const names = [...open.matchAll(/@@(.*?)@@/g)].map(([, name]) => name);
    const locales = Object.keys(LOCALES).map((language) => `locales/${language}.js`);
    const later = ["dialog.js", "floating.js", "filters.js", "template.js", "worker-port.js"];
    assert.deepEqual(names.sort(), ["base", "worker", WRAPPER, MODULE, STYLE_SHEET, ...later, ...locales].sort());
    assert.ok((await built("worker-port.js", "--placeholders")).includes(`@@${WORKER}@@`));
    // Filled in, the names stand where they stand in a script that nobody left open.
    const filled = open.replaceAll(/@@(.*?)@@/g, "$1");
    const script = await built("kwic-search.js");
    for (const name of names.filter((name) => name.includes("."))) {
      assert.equal(filled.split(name).length, script.split(name).length, name);
    }
    // Where urls start from the page, nothing is asked of another start.
    assert.ok(script.length < filled.length);
  });
});
