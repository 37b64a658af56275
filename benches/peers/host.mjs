// Hosts one engine's files on loopback, keeps what was asked for, and can be as slow as a phone far from a mast.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};
// Without these the clock of a page goes in steps of a tenth of a millisecond, and it cannot tell its memory.
const ISOLATED = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};
/** Milliseconds from asking to the first byte, and bytes a millisecond (1.6 Mbit/s), on the slow line. */
const SLOW = { delay: 150, pace: 200 };
const CHUNK = 2048;

/** A server of a folder. The browser's own shaping of the network does not reach what a worker asks for, so
 * it is done here. */
export class Host {
  /** Names of the files asked for. */
  asked = new Set();
  /** Whether the line is slow; then files are sent compressed, as a good host does. */
  slow = false;
  #files = new Map();
  // When the slow line is free again, and how many answers are on it.
  #free = 0;
  #carrying = 0;
  // Requests that wait for an answer.
  #open = 0;
  /** How often files were asked for while no other was on its way. */
  waves = 0;

  static async start(folder) {
    const host = new Host();
    host.folder = folder;
    host.server = createServer((request, response) => void host.#answer(request, response));
    await new Promise((resolve) => host.server.listen(0, "127.0.0.1", resolve));
    host.origin = `http://127.0.0.1:${host.server.address().port}`;
    return host;
  }

  async #answer(request, response) {
    if (this.#open === 0) this.waves += 1;
    this.#open += 1;
    response.once("close", () => { this.#open -= 1; });
    const { pathname } = new URL(request.url, "http://localhost");
    const name = pathname === "/" ? "index.html" : decodeURIComponent(pathname.slice(1));
    try {
      const { bytes, brotli } = await this.#packed(name);
      this.asked.add(name);
      const type = TYPES[path.extname(name)] ?? "application/octet-stream";
      const encoding = this.slow ? { "content-encoding": "br" } : {};
      if (this.slow) await sleep(SLOW.delay);
      response.writeHead(200, { "content-type": type, ...encoding, ...ISOLATED });
      if (this.slow) await this.#carry(brotli, response);
      response.end(this.slow ? undefined : bytes);
    } catch {
      response.writeHead(404).end();
    }
  }

  // All answers share one line, a chunk of each after a chunk of the other. What a busy machine is late with one
  // chunk it makes up for with the next.
  async #carry(bytes, response) {
    if (this.#carrying === 0) this.#free = Math.max(this.#free, performance.now());
    this.#carrying += 1;
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const chunk = bytes.subarray(at, at + CHUNK);
      this.#free += chunk.length / SLOW.pace;
      await sleep(Math.max(0, this.#free - performance.now()));
      response.write(chunk);
    }
    this.#carrying -= 1;
  }

  async #packed(name) {
    if (!this.#files.has(name)) {
      const bytes = await readFile(path.join(this.folder, name));
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      const brotli = brotliCompressSync(bytes, { params });
      this.#files.set(name, { bytes, brotli, gzip: gzipSync(bytes, { level: 9 }).length });
    }
    return this.#files.get(name);
  }

  /** Counts from here on. */
  forget() {
    this.asked.clear();
    this.waves = 0;
  }

  /** Bytes of all that was asked for, pages aside: as they are and compressed, each file on its own; and as a good host
   * sends them, which compresses nothing that grows by it. */
  async size() {
    const names = [...this.asked].filter((name) => !name.endsWith(".html"));
    const sizes = await Promise.all(names.map((name) => this.#packed(name)));
    const sum = (of) => sizes.reduce((all, file) => all + of(file), 0);
    return {
      files: names.length,
      raw: sum(({ bytes }) => bytes.length),
      gzip: sum(({ gzip }) => gzip),
      brotli: sum(({ brotli }) => brotli.length),
      sent: sum(({ bytes, brotli }) => Math.min(bytes.length, brotli.length)),
    };
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
