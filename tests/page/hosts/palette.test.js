// Pictures are small, and show what was there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { withoutBrowser } from "../fixture.js";
import { palettePng } from "./palette.js";

withoutBrowser("a picture with a palette", () => {
  test("keeps each of a few colours where it was", () => {
    const [white, black, red] = [[255, 255, 255], [0, 0, 0], [200, 10, 10]];
    const pixels = [white, white, red, black, red, white];
    assert.deepEqual(decoded(palettePng(3, 2, pixels.flat())), pixels);
  });

  test("paints what looks almost like a common colour in that", () => {
    const [grey, almost] = [[128, 128, 128], [129, 128, 128]];
    assert.deepEqual(decoded(palettePng(3, 1, [grey, almost, grey].flat())), [grey, grey, grey]);
  });
});

/** The pixels of a PNG that has half a byte for each. */
function decoded(png) {
  const chunks = {};
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks[png.toString("latin1", at + 4, at + 8)] = png.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
  const [width, height] = [0, 4].map((at) => chunks.IHDR.readUInt32BE(at));
  const rows = inflateSync(chunks.IDAT);
  const length = 1 + Math.ceil(width / 2);
  return Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const two = rows[y * length + 1 + (x >> 1)];
    const place = x % 2 ? two & 15 : two >> 4;
    return [...chunks.PLTE.subarray(3 * place, 3 * place + 3)];
  });
}
