// A static host with a bad day at will: it cuts, holds and slows what it serves, so that a test
// meets the same network in every browser.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { RECORDER, recorder } from "./recorder.js";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
/** Milliseconds between two pieces of a slow answer. */
const BETWEEN_PIECES = 50;

/** Serves a folder on loopback. `headers` go with every answer. */
export async function serve(folder, headers = {}) {
  const host = new Host(folder, headers);
  await host.listen();
  return host;
}

class Host {
  /** Paths asked for, in order, without the recorder's. */
  requests = [];
  #folder;
  #headers;
  #server;
  #answers = new Map();
  #held = new Map();
  #bytesPerSecond = Infinity;
  #offline = false;

  constructor(folder, headers) {
    this.#folder = folder;
    this.#headers = headers;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** From now on, this path has this answer: `{ status, type, body }`. */
  replace(pathname, answer) {
    this.#answers.set(pathname, answer);
  }

  /** Cuts the connection of whoever asks for this path. */
  block(pathname) {
    this.#answers.set(pathname, "cut");
  }

  /** Lets whoever asks for this path wait; gives the function that lets them go. */
  hold(pathname) {
    let release;
    this.#held.set(pathname, new Promise((resolve) => (release = resolve)));
    return () => {
      this.#held.delete(pathname);
      release();
    };
  }

  /** Each answer trickles from now on. */
  slow(bytesPerSecond) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Answers nobody any more. */
  offline() {
    this.#offline = true;
    this.#server.closeAllConnections();
  }

  online() {
    this.#offline = false;
  }

  /** A good day again. */
  reset() {
    this.#answers.clear();
    this.#held.clear();
    this.#bytesPerSecond = Infinity;
    this.#offline = false;
    this.requests.length = 0;
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request, response) {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === RECORDER) return this.#send(response, { type: TYPES[".js"], body: recorder });
    this.requests.push(pathname);
    await this.#held.get(pathname);
    const answer = this.#offline ? "cut" : (this.#answers.get(pathname) ?? (await this.#file(pathname)));
    if (answer === "cut") return response.socket?.destroy();
    return this.#send(response, answer);
  }

  async #file(pathname) {
    const inside = path.normalize(decodeURIComponent(pathname)).replace(/[/\\]$/, "/index.html");
    try {
      const bytes = await readFile(path.join(this.#folder, inside));
      const type = TYPES[path.extname(inside)] ?? "application/octet-stream";
      return { type, body: bytes };
    } catch {
      return { status: 404, type: "text/plain", body: "not found" };
    }
  }

  async #send(response, { status = 200, type = "text/plain", body = "" }) {
    const bytes = Buffer.from(type.startsWith("text/html") ? recorded(String(body)) : body);
    response.writeHead(status, {
      "content-type": type,
      "content-length": bytes.length,
      // A page may come back as it was left, but a file is asked for again.
      "cache-control": "no-cache",
      ...this.#headers,
    });
    let sent = 0;
    while (this.#bytesPerSecond < Infinity && sent < bytes.length && !response.destroyed) {
      const piece = Math.ceil((this.#bytesPerSecond * BETWEEN_PIECES) / 1000);
      response.write(bytes.subarray(sent, sent + piece));
      sent += piece;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_PIECES));
    }
    response.end(bytes.subarray(sent));
  }
}

/** A page with the recorder before everything else in it. */
function recorded(html) {
  const script = `<script src="${RECORDER}"></script>`;
  const start = /<head(?:\s[^>]*)?>|<!doctype[^>]*>/gi;
  let end = 0;
  for (const tag of html.matchAll(start)) end = tag.index + tag[0].length;
  return html.slice(0, end) + script + html.slice(end);
}
