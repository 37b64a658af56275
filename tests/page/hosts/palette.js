// Makes a small PNG of a picture: with a palette of a few colours, as pictures of a page have them.

import { crc32, deflateSync } from "node:zlib";

/** Colours of a palette: as many as half a byte tells apart. */
const MOST = 16;
/** Bits by which parts of a colour that look alike differ. */
const ALIKE = 4;

/** The PNG of `width` by `height` pixels, each three bytes: red, green, blue. */
export function palettePng(width, height, pixels) {
  const keys = new Uint32Array(width * height);
  const counts = new Map();
  for (let at = 0; at < keys.length; at += 1) {
    const key = (pixels[3 * at] << 16) | (pixels[3 * at + 1] << 8) | pixels[3 * at + 2];
    keys[at] = key;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const palette = commonest(counts);
  const places = new Map([...counts.keys()].map((key) => [key, nearest(key, palette)]));
  // Each row begins with its filter, which is none, and has two pixels in a byte.
  const length = 1 + Math.ceil(width / 2);
  const rows = Buffer.alloc(length * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * length + 1 + (x >> 1)] |= places.get(keys[y * width + x]) << (x % 2 ? 0 : 4);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Four bits a pixel, by a palette.
  head.set([4, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap(parts))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The commonest colours, of those that look alike the commonest alone. */
function commonest(counts) {
  const groups = new Map();
  for (const [key, count] of counts) {
    const group = parts(key).map((part) => part >> ALIKE).join();
    const found = groups.get(group);
    if (!found) groups.set(group, { key, most: count, sum: count });
    else {
      found.sum += count;
      if (count > found.most) Object.assign(found, { key, most: count });
    }
  }
  return [...groups.values()].sort((a, b) => b.sum - a.sum).slice(0, MOST).map(({ key }) => key);
}

function nearest(key, palette) {
  const distance = (other) => parts(other).reduce((sum, part, at) => sum + (part - parts(key)[at]) ** 2, 0);
  let best = 0;
  for (let at = 1; at < palette.length; at += 1) if (distance(palette[at]) < distance(palette[best])) best = at;
  return best;
}

function parts(key) {
  return [key >> 16, (key >> 8) & 255, key & 255];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
