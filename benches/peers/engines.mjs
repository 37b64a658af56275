// The engines that `side_by_side.mjs` compares: how each writes what a page needs to search some documents,
// and the module with which the page asks it. Documents are `{ title, body }`, named by their numbers.
//
// Each is set up for a search box, as far as it can be: words, words that are begun, words that are
// mistyped, the ten best with their titles. What an engine has no way for is left to its defaults.

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { create, insertMultiple, save } from "@orama/orama";
import { Index as FlexSearch } from "flexsearch";
import lunr from "lunr";
import MiniSearch from "minisearch";
import { timed } from "./timed.mjs";

const HERE = import.meta.dirname;
const modules = (...names) => path.join(HERE, "node_modules", ...names);
const put = (folder, name, text) => writeFile(path.join(folder, name), text);
const titles = (documents) => JSON.stringify(documents.map(({ title }) => title));

/** Each writes its files into a folder, among them `ask.js`: `load()`, then `ask(text)`, which gives the ten
 * best as `{ number, title }`; and `held()`, the bytes of a WebAssembly memory where that can be asked. An engine
 * whose index is built by a program of its own gives what `timed` told of that, and only the index counts:
 * neither installing the program nor compiling a module does. */
export const engines = {
  kwic: {
    async write(folder, _documents, { kwic }) {
      for (const name of ["kwic.js", "kwic_bg.wasm"]) {
        await cp(path.join(kwic.files, name), path.join(folder, name));
      }
      const ask = `import init, { search } from "./kwic.js";
let memory;
export const load = async () => { ({ memory } = await init()); };
// What WebAssembly holds is no part of what the browser says of a page.
export const held = () => memory.buffer.byteLength;
export const ask = (text) => search(text).hits.map(({ id, title }) => ({ number: id, title }));`;
      await put(folder, "ask.js", ask);
      if (!kwic.program) return null;
      return timed(kwic.program, ["index", kwic.corpus, "--output", `${folder}.kwic`]);
    },
  },

  // The page of the command, of which only the files are taken that a search loads.
  "kwic-split": {
    async write(folder, _documents, { kwic }) {
      const site = `${folder}-site`;
      await rm(site, { recursive: true, force: true });
      const built = await timed(kwic.program, ["build", kwic.corpus, "--layout", "split", "--max-files", String(kwic.max_files), "--out", site]);
      for (const name of ["kwic.js", "kwic_bg.wasm", "kwic"]) {
        await cp(path.join(site, name), path.join(folder, name), { recursive: true });
      }
      await put(folder, "ask.js", `import init, { search, snippet } from "./kwic.js";
export const load = () => init();
export const ask = async (text) => (await search(text)).hits.map(({ id, title }) => ({ number: id, title }));
export async function passages(text) {
  const { hits } = await search(text);
  return Promise.all(hits.map(async ({ id, title }) => ({ title, passage: await snippet(id, text) })));
}`);
      return built;
    },
  },

  minisearch: {
    async write(folder, documents) {
      const options = { fields: ["title", "body"], storeFields: ["title"] };
      const index = new MiniSearch(options);
      index.addAll(documents.map((document, id) => ({ id, ...document })));
      await put(folder, "index.json", JSON.stringify(index));
      await cp(modules("minisearch", "dist", "es", "index.js"), path.join(folder, "minisearch.js"));
      await put(folder, "ask.js", `import MiniSearch from "./minisearch.js";
let index;
export async function load() {
  const text = await (await fetch("./index.json")).text();
  index = MiniSearch.loadJSON(text, ${JSON.stringify(options)});
}
export const ask = (text) => index.search(text, { prefix: true, fuzzy: 0.2, boost: { title: 2 } })
  .slice(0, 10).map(({ id, title }) => ({ number: id, title }));`);
    },
  },

  flexsearch: {
    async write(folder, documents) {
      const index = new FlexSearch({ tokenize: "forward" });
      documents.forEach(({ title, body }, at) => index.add(at, `${title}\n${body}`));
      const parts = {};
      await index.export((key, data) => {
        if (data) parts[key] = data;
      });
      await put(folder, "index.json", JSON.stringify({ parts, titles: documents.map((d) => d.title) }));
      const bundle = "flexsearch.bundle.module.min.js";
      await cp(modules("flexsearch", "dist", bundle), path.join(folder, "flexsearch.js"));
      await put(folder, "ask.js", `import { Index } from "./flexsearch.js";
let index, titles;
export async function load() {
  const all = await (await fetch("./index.json")).json();
  titles = all.titles;
  index = new Index({ tokenize: "forward" });
  for (const [key, data] of Object.entries(all.parts)) index.import(key, data);
}
export const ask = (text) => index.search(text, { limit: 10, suggest: true })
  .map((number) => ({ number, title: titles[number] }));`);
    },
  },

  lunr: {
    async write(folder, documents) {
      const index = lunr(function () {
        this.ref("id");
        this.field("title", { boost: 2 });
        this.field("body");
        documents.forEach((document, id) => this.add({ id, ...document }));
      });
      await put(folder, "index.json", JSON.stringify(index));
      await put(folder, "titles.json", titles(documents));
      await cp(modules("lunr", "lunr.min.js"), path.join(folder, "lunr.js"));
      await put(folder, "ask.js", `let index, titles;
export async function load() {
  const script = Object.assign(document.createElement("script"), { src: "./lunr.js" });
  const loaded = new Promise((resolve) => { script.onload = resolve; });
  document.head.append(script);
  const files = ["./index.json", "./titles.json"].map(async (name) => (await fetch(name)).json());
  const [data] = [await files[0], await loaded];
  titles = await files[1];
  index = lunr.Index.load(data);
}
export function ask(text) {
  const words = text.split(/[^\\p{L}\\p{N}]+/u).filter(Boolean);
  const hits = index.query((query) => words.forEach((word, at) => {
    const term = lunr.stemmer(new lunr.Token(word.toLowerCase())).toString();
    query.term(term, { boost: 10 });
    if (at + 1 === words.length) query.term(word.toLowerCase(), { wildcard: lunr.Query.wildcard.TRAILING });
    if (word.length > 3) query.term(term, { editDistance: 1 });
  }));
  return hits.slice(0, 10).map(({ ref }) => ({ number: Number(ref), title: titles[ref] }));
}`);
    },
  },

  orama: {
    async write(folder, documents) {
      const schema = { title: "string", body: "string" };
      const db = create({ schema });
      await insertMultiple(db, documents.map((document, at) => ({ id: String(at), ...document })));
      await put(folder, "index.json", JSON.stringify(save(db)));
      await cp(modules("@orama", "orama", "dist", "browser"), path.join(folder, "orama"), { recursive: true });
      await put(folder, "ask.js", `import { create, load as fill, search } from "./orama/index.js";
const db = create({ schema: ${JSON.stringify(schema)} });
export async function load() {
  fill(db, await (await fetch("./index.json")).json());
}
export async function ask(term) {
  const { hits } = await search(db, { term, tolerance: term.length > 3 ? 1 : 0, boost: { title: 2 }, limit: 10 });
  return hits.map(({ id, document }) => ({ number: Number(id), title: document.title }));
}`);
    },
  },

  fuse: {
    async write(folder, documents) {
      await put(folder, "documents.json", JSON.stringify(documents));
      await cp(modules("fuse.js", "dist", "fuse.min.mjs"), path.join(folder, "fuse.js"));
      await put(folder, "ask.js", `import Fuse from "./fuse.js";
let fuse;
export async function load() {
  const documents = await (await fetch("./documents.json")).json();
  fuse = new Fuse(documents, { keys: [{ name: "title", weight: 2 }, "body"], ignoreLocation: true, threshold: 0.3 });
}
export const ask = (text) => fuse.search(text, { limit: 10 })
  .map(({ refIndex, item }) => ({ number: refIndex, title: item.title }));`);
    },
  },

  pagefind: {
    async write(folder, documents) {
      const pagefind = await import("pagefind");
      const { index } = await pagefind.createIndex();
      for (const [at, { title, body }] of documents.entries()) {
        const record = { url: `/${at}`, content: `${title}\n${body}`, language: "en", meta: { title } };
        const { errors } = await index.addCustomRecord(record);
        if (errors.length > 0) throw new Error(errors.join("; "));
      }
      await index.writeFiles({ outputPath: path.join(folder, "pagefind") });
      await pagefind.close();
      await put(folder, "ask.js", `let pagefind;
export async function load() {
  pagefind = await import("./pagefind/pagefind.js");
  await pagefind.options({ baseUrl: "/" });
  await pagefind.init();
}
export async function ask(text) {
  const { results } = await pagefind.search(text);
  const hits = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return hits.map(({ url, meta }) => ({ number: Number(url.slice(1)), title: meta.title }));
}`);
    },
  },

  tinysearch: {
    async write(folder, documents, { tinysearch }) {
      const work = `${folder}-work`;
      await mkdir(work, { recursive: true });
      const posts = path.join(work, "posts.json");
      await writeFile(posts, JSON.stringify(documents.map((document, at) => ({ url: String(at), ...document }))));
      const index = await timed(tinysearch.program, ["--mode", "storage", "--path", work, posts]);
      // It compiles a crate where it is told to; a folder for all of cargo would take the module elsewhere.
      const { CARGO_TARGET_DIR: _, ...env } = process.env;
      env.PATH = [tinysearch.optimiser, env.PATH].join(path.delimiter);
      const engine = `version = "=${tinysearch.version}"`;
      const module = ["--release", "--optimize", "--mode", "wasm", "--crate-path", path.join(work, "crate")];
      await timed(tinysearch.program, [...module, "--engine-version", engine, "--path", folder, posts], { env });
      await put(folder, "ask.js", `const encoder = new TextEncoder(), decoder = new TextDecoder();
let engine, query;
export async function load() {
  const { instance } = await WebAssembly.instantiateStreaming(fetch("./tinysearch_engine.wasm"));
  engine = instance.exports;
  // Its own script takes a page of memory for each query and gives none back; one will do.
  query = engine.memory.grow(1) * 65536;
}
export const held = () => engine.memory.buffer.byteLength;
export function ask(text) {
  const room = new Uint8Array(engine.memory.buffer, query, 65536);
  room[encoder.encodeInto(text, room.subarray(0, -1)).written] = 0;
  const answer = engine.search(query, 10);
  const bytes = new Uint8Array(engine.memory.buffer);
  const found = JSON.parse(decoder.decode(bytes.subarray(answer, bytes.indexOf(0, answer))));
  engine.free_search_result(answer);
  return found.map(({ url, title }) => ({ number: Number(url), title }));
}`);
      return index;
    },
  },

  infisearch: { write: writeInfisearch },

  // As its own guide sets up a large collection: the index in parts, and less of it loaded at the start.
  "infisearch-large": { write: (folder, documents, tools) => writeInfisearch(folder, documents, tools, "large") },

  docfind: {
    async write(folder, documents, { docfind }) {
      const work = `${folder}-work`;
      await mkdir(work, { recursive: true });
      const list = documents.map((document, at) => ({ href: `/${at}`, category: "", ...document }));
      await put(work, "documents.json", JSON.stringify(list));
      const index = await timed(docfind.program, [path.join(work, "documents.json"), folder]);
      await put(folder, "ask.js", `import search, { init } from "./docfind.js";
let memory;
export const load = async () => { ({ memory } = await init()); };
export const held = () => memory.buffer.byteLength;
export const ask = async (text) => (await search(text, 10))
  .map(({ href, title }) => ({ number: Number(href.slice(1)), title }));`);
      return index;
    },
  },
};

async function writeInfisearch(folder, documents, { infisearch }, preset) {
  const work = `${folder}-work`;
  await mkdir(work, { recursive: true });
  const fields = ["link", "title", "body"];
  const JsonLoader = { field_map: Object.fromEntries(fields.map((name) => [name, name])), field_order: fields };
  await put(work, "infi_search.json", JSON.stringify({ preset, indexing_config: { loaders: { JsonLoader } } }));
  const list = documents.map((document, at) => ({ link: `/${at}`, ...document }));
  await put(work, "documents.json", JSON.stringify(list));
  const index = await timed(infisearch.program, [work, path.join(folder, "index")]);
  // It searches in a worker, whose WebAssembly memory nobody can ask for.
  await put(folder, "ask.js", `let searcher;
export async function load() {
  const script = Object.assign(document.createElement("script"), { src: "./index/assets/search-ui.ascii.bundle.js" });
  const loaded = new Promise((resolve) => { script.onload = resolve; });
  document.head.append(script);
  await loaded;
  searcher = new infisearch.Searcher({ url: "/index/" });
  await searcher.setupPromise;
}
export async function ask(text) {
  const query = await searcher.runQuery(text);
  const hits = (await query.getNextN(10)).map((hit) => hit.getKVFields("link", "title"));
  query.free();
  return hits.map(({ link, title }) => ({ number: Number(link.slice(1)), title }));
}`);
  return index;
}

/** Writes an engine's files into an empty folder; gives what was told of building its index, if anything. */
export async function write(name, folder, documents, tools) {
  await mkdir(folder, { recursive: true });
  await put(folder, "index.html", "<!doctype html>\n<title>bench</title>\n");
  return engines[name].write(folder, documents, tools);
}

/** Name and version of each library. */
export async function versions() {
  const { dependencies } = JSON.parse(await readFile(path.join(HERE, "package.json"), "utf8"));
  return dependencies;
}
