/**
 * The engine in a worker. It is told `{ id, method, args }`: first `open` with the addresses of the engine, which gives
 * its `info`, then the methods of a port (`port.js`). It says `{ id, value }`, or `{ id, error }` with name and message.
 */
import { importEngine } from "./engine.js";
import { wrap } from "./port.js";

let port;

async function open(...files) {
  port = await wrap(await importEngine(...files));
  return port.info;
}

addEventListener("message", async ({ data: { id, method, args } }) => {
  try {
    const asked = method === "open" ? open : port[method];
    postMessage({ id, value: await asked(...args) });
  } catch (error) {
    postMessage({ id, error: { name: String(error?.name ?? "Error"), message: String(error?.message ?? error) } });
  }
});
