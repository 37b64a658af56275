// Serves a built page on loopback, as any static host would.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Starts a server over a folder; `{ origin, down, close }`. While `down` is true every request is
 * answered as by a host in trouble. `headers` go with every file.
 */
export async function serve(folder, headers = {}) {
  const host = { down: false };
  const server = createServer(async (request, response) => {
    if (host.down) return response.writeHead(503).end();
    const { pathname } = new URL(request.url, "http://localhost");
    const inside = path.normalize(decodeURIComponent(pathname)).replace(/[/\\]$/, "/index.html");
    try {
      const bytes = await readFile(path.join(folder, inside));
      const type = TYPES[path.extname(inside)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, ...headers }).end(bytes);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  host.origin = `http://127.0.0.1:${server.address().port}`;
  host.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return host;
}
