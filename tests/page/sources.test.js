// What the sources of the element promise to a build.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { styleSheetModule } from "../../crates/xtask/tools/style_sheet.mjs";
import { LOCALES, MODULE, STYLE_SHEET, WRAPPER } from "../../www/element/files.js";

const ELEMENT = fileURLToPath(new URL("../../www/element", import.meta.url));
const SCRIPTS = fileURLToPath(new URL("../../crates/xtask/tools/scripts.mjs", import.meta.url));

/** The script of the element as a build makes it smaller, with these options. */
function built(...options) {
  const folder = mkdtempSync(path.join(tmpdir(), "kwic-element-"));
  try {
    execFileSync(process.execPath, [SCRIPTS, ...options, ELEMENT, folder, "kwic-search.js"]);
    return readFileSync(path.join(folder, "kwic-search.js"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the sources of the element", () => {
  test("hold in a module the same rules as in the style sheet", () => {
    const module = readFileSync(path.join(ELEMENT, "style-sheet.js"), "utf8");
    assert.equal(module, styleSheetModule(), "run `node crates/xtask/tools/style_sheet.mjs`");
  });

  test("name each file that is loaded later in one place, which a build may leave open", () => {
    const open = built("--placeholders");
    const names = [...open.matchAll(/@@(.*?)@@/g)].map(([, name]) => name);
    const locales = Object.keys(LOCALES).map((language) => `locales/${language}.js`);
    assert.deepEqual(names.sort(), [WRAPPER, MODULE, STYLE_SHEET, ...locales].sort());
    assert.equal(open.replaceAll(/@@(.*?)@@/g, "$1"), built());
  });
});
