// Pictures of the box in each of the pages of others, light and dark, for people to look at: `KWIC_PICTURES=1` has them
// taken into `docs/screenshots/hosts/`.

import { mkdirSync, writeFileSync } from "node:fs";
import { before, test } from "node:test";
import { browserOf, hostOf, inChromium } from "../fixture.js";
import { call } from "./guest.js";
import { hosts } from "./hosts.js";
import { palettePng } from "./palette.js";
import { stage } from "./stage.js";

const OUT = new URL("../../../docs/screenshots/hosts/", import.meta.url);
const QUERY = "vietnam";

inChromium("pictures of the box in pages of others", (lane) => {
  let browser;
  let server;

  before(async () => {
    server = await hostOf(lane);
    browser = await browserOf(lane);
    stage(server);
    mkdirSync(OUT, { recursive: true });
  });

  for (const host of hosts()) {
    for (const scheme of ["light", "dark"]) {
      test(`${host.name}, ${scheme}`, async () => {
        const guest = await call(browser, server, host, { scheme });
        try {
          await guest.comeIn();
          await guest.type(QUERY);
          await guest.rest();
          writeFileSync(new URL(`${host.name}-${scheme}.png`, OUT), await smaller(guest.tab));
        } finally {
          await guest.close();
        }
      });
    }
  }
});

/** What a tab shows, with a palette. */
async function smaller(tab) {
  const picture = (await tab.screenshot()).toString("base64");
  const { width, height, pixels } = await tab.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    let letters = "";
    for (let at = 0; at < data.length; at += 4) letters += String.fromCharCode(data[at], data[at + 1], data[at + 2]);
    return { width: image.width, height: image.height, pixels: btoa(letters) };
  }, picture);
  return palettePng(width, height, Buffer.from(pixels, "base64"));
}
