// All tests of the box in pages of others in one run: `node --test-reporter=spec hosts/all.js`. With `KWIC_PICTURES=1`
// pictures are taken instead.

import { gather } from "../fixture.js";

const pictures = process.env.KWIC_PICTURES && process.env.KWIC_PICTURES !== "0";

await gather(async () => {
  for (const file of pictures ? ["./pictures.js"] : ["./hosts.test.js", "./palette.test.js"]) await import(file);
});
