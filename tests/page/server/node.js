// Nodes of Typesense on this machine, each with a folder of its own, and what is asked of them by their owner.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const ADMIN = "an admin key of a test";
/** Milliseconds until all nodes have to be ready: a cluster chooses its leader first. */
const READY = 90_000;
const BETWEEN_LOOKS = 200;

/** Starts as many nodes, which are one cluster where they are several. */
export async function start(number = 1) {
  const folder = await mkdtemp(path.join(tmpdir(), "kwic-typesense-"));
  const nodes = [];
  for (let at = 0; at < number; at += 1) nodes.push(new Node(path.join(folder, String(at)), await freePort(), await freePort()));
  const list = path.join(folder, "nodes");
  await writeFile(list, nodes.map((node) => `127.0.0.1:${node.peering}:${node.port}`).join(","));
  for (const node of nodes) await node.start(number > 1 ? [`--nodes=${list}`] : []);
  const cluster = new Cluster(folder, nodes);
  try {
    await cluster.ready();
  } catch (error) {
    await cluster.close();
    throw error;
  }
  return cluster;
}

class Cluster {
  #folder;

  constructor(folder, nodes) {
    this.#folder = folder;
    this.nodes = nodes;
  }

  get urls() {
    return this.nodes.map(({ url }) => url);
  }

  async ready() {
    const until = Date.now() + READY;
    for (const node of this.nodes) {
      while (!(await node.isReady())) {
        if (Date.now() > until) throw new Error(`Typesense is not ready after ${READY / 1000} s:\n${node.said()}`);
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
      }
    }
  }

  /** Makes the collection that `kwic export` wrote into a folder, and fills it, as the guide says. */
  async fill(exported) {
    const [schema, articles] = await Promise.all(
      ["schema.json", "articles.ndjson"].map((name) => readFile(path.join(exported, name), "utf8")),
    );
    const { name } = JSON.parse(schema);
    await this.#ask("/collections", schema);
    const answer = await this.#ask(`/collections/${name}/documents/import?action=upsert`, articles);
    const refused = answer.split("\n").filter((line) => !JSON.parse(line).success);
    if (refused.length) throw new Error(`articles were refused: ${refused[0]}`);
  }

  /** Waits until every node of the cluster can be searched by a key. */
  async agree(key) {
    const until = Date.now() + READY;
    for (const { url } of this.nodes) {
      const search = `${url}/collections/articles/documents/search?q=*&x-typesense-api-key=${key}`;
      while (!(await fetch(search)).ok) {
        if (Date.now() > until) throw new Error(`${url} does not have what the others have`);
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
      }
    }
  }

  /** A key that may search a collection, `.*` for any, and nothing else. */
  async searchKey(collection = "articles") {
    const wanted = { description: "search", actions: ["documents:search"], collections: [collection] };
    return JSON.parse(await this.#ask("/keys", JSON.stringify(wanted))).value;
  }

  /** Asks any node; in a cluster, it hands on what is to be written. */
  async #ask(at, body) {
    const response = await fetch(this.nodes[0].url + at, { method: "POST", headers: { "x-typesense-api-key": ADMIN }, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${at}: ${response.status} ${text}`);
    return text;
  }

  async close() {
    await Promise.all(this.nodes.map((node) => node.stop()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}

class Node {
  #folder;
  #process = null;
  #said = "";

  constructor(folder, port, peering) {
    this.#folder = folder;
    this.port = port;
    this.peering = peering;
    this.url = `http://127.0.0.1:${port}`;
  }

  async start(options) {
    await mkdir(this.#folder, { recursive: true });
    const own = [
      `--data-dir=${this.#folder}`,
      `--api-key=${ADMIN}`,
      "--api-address=127.0.0.1",
      `--api-port=${this.port}`,
      "--peering-address=127.0.0.1",
      `--peering-port=${this.peering}`,
      "--enable-cors",
    ];
    this.#process = spawn(process.env.TYPESENSE, [...own, ...options], { stdio: ["ignore", "pipe", "pipe"] });
    // A run that is cut short leaves none behind.
    process.once("exit", () => this.#process.kill("SIGKILL"));
    const listen = (data) => {
      this.#said = (this.#said + data).slice(-4_000);
    };
    for (const stream of [this.#process.stdout, this.#process.stderr]) stream.on("data", listen);
  }

  /** The last of what it said. */
  said() {
    return this.#said;
  }

  async isReady() {
    try {
      return (await (await fetch(`${this.url}/health`)).json()).ok === true;
    } catch {
      return false;
    }
  }

  /** Ends it at once, as a power cut would. */
  stop() {
    if (!this.#process || this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    return ended;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
