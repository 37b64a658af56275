// The engines that `side_by_side.mjs` compares: how each writes what a page needs to search some documents,
// and the module with which the page asks it. Documents are `{ title, body }`, named by their numbers.
//
// Each is set up for a search box, as far as it can be: words, words that are begun, words that are
// mistyped, the ten best with their titles. What an engine has no way for is left to its defaults.

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { create, insertMultiple, save } from "@orama/orama";
import { Index as FlexSearch } from "flexsearch";
import lunr from "lunr";
import MiniSearch from "minisearch";

const HERE = import.meta.dirname;
const modules = (...names) => path.join(HERE, "node_modules", ...names);
const put = (folder, name, text) => writeFile(path.join(folder, name), text);
const titles = (documents) => JSON.stringify(documents.map(({ title }) => title));

/** Each writes its files into a folder, among them `ask.js`: `load()`, then `ask(text)`, which gives the ten
 * best as `{ number, title }`; and `held()`, the bytes of a WebAssembly memory where that can be asked. */
export const engines = {
  kwic: {
    async write(folder, _documents, kwic) {
      for (const name of ["kwic.js", "kwic_bg.wasm"]) {
        await cp(path.join(kwic, name), path.join(folder, name));
      }
      const ask = `import init, { search } from "./kwic.js";
let memory;
export const load = async () => { ({ memory } = await init()); };
// What WebAssembly holds is no part of what the browser says of a page.
export const held = () => memory.buffer.byteLength;
export const ask = (text) => search(text).hits.map(({ id, title }) => ({ number: id, title }));`;
      await put(folder, "ask.js", ask);
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
};

/** Writes an engine's files into an empty folder. */
export async function write(name, folder, documents, kwic) {
  await mkdir(folder, { recursive: true });
  await engines[name].write(folder, documents, kwic);
  await put(folder, "index.html", "<!doctype html>\n<title>bench</title>\n");
}

/** Name and version of each library. */
export async function versions() {
  const { dependencies } = JSON.parse(await readFile(path.join(HERE, "package.json"), "utf8"));
  return dependencies;
}
