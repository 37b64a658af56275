// Other search libraries over a judged collection: `cargo xtask bench relevance` runs it, once for
// each library and setup. Arguments: library, setup, docs.jsonl, a JSON list of `{ id, text }`, the
// language of both, seconds of a processor that it may take, and the TREC run to write. The output is
// one JSON object: `seconds`, or null when it takes longer than it may, and then there is no run.
//
// Two setups of each library: `default` is what the first example of its documentation makes, and
// `tuned` is given everything that the plain BM25 beside it has: words cut by the platform's segmenter,
// English ones without stop words and stemmed by Snowball, and a title that counts twice where the
// library can weigh fields. For a search box MiniSearch and Lunr have `typing`, with prefixes and words that
// are mistyped, and MiniSearch has `vitepress`, with the weight of titles, the prefixes and the fuzziness of the site
// generator VitePress; articles with all words come first there. Pagefind has the pages as HTML, which is what it reads.

import { rmSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { stemmer as english } from "@orama/stemmers/english";
import { stopwords } from "@orama/stopwords/english";
import { create, insertMultiple, search } from "@orama/orama";
import { Index as FlexSearch } from "flexsearch";
import Fuse from "fuse.js";
import lunr from "lunr";
import MiniSearch from "minisearch";

const DEPTH = 100;
const TITLE = 2;

const [library, setup, documentsFile, queriesFile, lang, seconds, runFile] = process.argv.slice(2);

const segmenter = new Intl.Segmenter(lang, { granularity: "word" });
const stop = new Set(lang === "en" ? stopwords : []);

/** What `tuned` setups index and look up. */
function words(text) {
  const found = [];
  for (const { segment, isWordLike } of segmenter.segment(text.normalize("NFC").toLowerCase())) {
    if (!isWordLike || stop.has(segment)) continue;
    found.push(lang === "en" ? english(segment) : segment);
  }
  return found;
}

/** Each takes documents and gives a function from a query to ids, best first. */
const libraries = {
  minisearch: {
    default: (documents) => miniSearch(documents, {}, {}),
    tuned: (documents) => miniSearch(documents, ownWords, { boost: { title: TITLE } }),
    typing: (documents) =>
      miniSearch(documents, ownWords, { boost: { title: TITLE }, prefix: true, fuzzy: 0.2 }),
    vitepress(documents) {
      const options = { boost: { title: 4 }, prefix: true, fuzzy: 0.2 };
      const all = miniSearch(documents, {}, { ...options, combineWith: "AND" });
      const any = miniSearch(documents, {}, options);
      return (text) => {
        const found = all(text);
        return found.length > 0 ? found : any(text);
      };
    },
  },
  lunr: {
    default(documents) {
      const index = lunr(function () {
        this.ref("id");
        this.field("title");
        this.field("body");
        documents.forEach((document) => this.add(document));
      });
      // What has a meaning in its query language would be an error in a plain question.
      return (text) => index.search(text.replace(/[-:~^+*]/g, " ")).map(({ ref }) => ref);
    },
    tuned(documents) {
      const builder = new lunr.Builder();
      builder.tokenizer = (text) => words(text ?? "").map((word) => new lunr.Token(word, {}));
      builder.ref("id");
      builder.field("title", { boost: TITLE });
      builder.field("body");
      documents.forEach((document) => builder.add(document));
      const index = builder.build();
      const ask = (text) => index.query((query) => words(text).forEach((word) => query.term(word)));
      return (text) => ask(text).map(({ ref }) => ref);
    },
    typing(documents) {
      const index = lunr(function () {
        this.ref("id");
        this.field("title", { boost: 10 });
        this.field("body");
        documents.forEach((document) => this.add(document));
      });
      const ask = (text) => index.query((query) => {
        const typed = text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
        typed.forEach((word) => {
          query.term(lunr.stemmer(new lunr.Token(word)).toString(), { boost: 10 });
          query.term(word, { wildcard: lunr.Query.wildcard.TRAILING });
          if (word.length > 3) query.term(word, { editDistance: 1 });
        });
      });
      return (text) => ask(text).map(({ ref }) => ref);
    },
  },
  pagefind: { default: pagefind },
  flexsearch: {
    default(documents) {
      const index = new FlexSearch();
      documents.forEach(({ title, body }, at) => index.add(at, `${title}\n${body}`));
      return (text) => index.search(text, { limit: DEPTH }).map((at) => documents[at].id);
    },
    tuned(documents) {
      const index = new FlexSearch({ encode: words });
      documents.forEach(({ title, body }, at) => index.add(at, `${title}\n${body}`));
      const options = { limit: DEPTH, suggest: true };
      return (text) => index.search(text, options).map((at) => documents[at].id);
    },
  },
  fuse: {
    default(documents) {
      const fuse = new Fuse(documents, { keys: ["title", "body"] });
      return (text) => fuse.search(text, { limit: DEPTH }).map(({ item }) => item.id);
    },
    tuned(documents) {
      const fuse = new Fuse(documents, {
        keys: [{ name: "title", weight: TITLE }, "body"],
        useTokenSearch: true,
        tokenize: words,
        ignoreLocation: true,
      });
      return (text) => fuse.search(text, { limit: DEPTH }).map(({ item }) => item.id);
    },
  },
  orama: {
    default: (documents) => orama(documents, {}, {}),
    tuned: (documents) =>
      orama(
        documents,
        {
          components: {
            tokenizer: {
              language: "english",
              normalizationCache: new Map(),
              tokenize: (text) => [...new Set(words(text))],
            },
          },
        },
        { boost: { title: TITLE } },
      ),
  },
};

const ownWords = { tokenize: words, processTerm: (word) => word };

function miniSearch(documents, options, searchOptions) {
  const index = new MiniSearch({ fields: ["title", "body"], ...options });
  index.addAll(documents);
  return (text) => index.search(text, searchOptions).map(({ id }) => id);
}

async function orama(documents, options, searchOptions) {
  const db = create({ schema: { id: "string", title: "string", body: "string" }, ...options });
  await insertMultiple(db, documents);
  return async (text) => {
    const found = await search(db, {
      term: text,
      properties: ["title", "body"],
      limit: DEPTH,
      ...searchOptions,
    });
    return found.hits.map(({ id }) => id);
  };
}

/** Pagefind over the documents as pages. Its script is for browsers: it fetches files and asks the document for
 * its language. */
async function pagefind(documents) {
  const { createIndex, close } = await import("pagefind");
  const folder = await mkdtemp(path.join(os.tmpdir(), "pagefind-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { index } = await createIndex();
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  for (const [at, { title, body }] of documents.entries()) {
    const paragraphs = body.split("\n").filter((line) => line.trim()).map((line) => `<p>${escaped(line)}</p>`);
    const content = `<html lang="${lang}"><title>${escaped(title)}</title><body><h1>${escaped(title)}</h1>${paragraphs.join("\n")}</body></html>`;
    const { errors } = await index.addHTMLFile({ url: `/${at}.html`, content });
    if (errors.length > 0) throw new Error(errors.join("; "));
  }
  await index.writeFiles({ outputPath: folder });
  await close();
  const fetched = globalThis.fetch;
  globalThis.fetch = async (url, options) => {
    const name = String(url).split("?")[0];
    return name.startsWith("file:") ? new Response(await readFile(fileURLToPath(name))) : fetched(url, options);
  };
  const element = { getAttribute: () => lang };
  globalThis.document = { querySelector: () => element, documentElement: element, currentScript: null };
  globalThis.window = globalThis;
  globalThis.location = new URL("http://localhost/");
  const { href } = pathToFileURL(`${folder}/`);
  const engine = await import(`${href}pagefind.js`);
  await engine.options({ basePath: href, baseUrl: "/" });
  await engine.init();
  // Which page a result is stands in a file of its own.
  const pages = new Map();
  return async (text) => {
    const { results } = await engine.search(text);
    return Promise.all(results.slice(0, DEPTH).map(async (result) => {
      if (!pages.has(result.id)) {
        const { url } = await result.data();
        pages.set(result.id, documents[Number(/(\d+)\.html/.exec(url)[1])].id);
      }
      return pages.get(result.id);
    }));
  };
}

/** Seconds of a processor so far: what else the machine has to do does not count. */
function took() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const lines = (await readFile(documentsFile, "utf8")).split("\n").filter((line) => line.trim());
const documents = lines.map((line) => {
  const { id, title, body } = JSON.parse(line);
  return { id: String(id), title: title ?? "", body: body ?? "" };
});
const queries = JSON.parse(await readFile(queriesFile, "utf8"));

const ask = await libraries[library][setup](documents);
const built = took();
const run = [];
let asked = 0;
for (const { id, text } of queries) {
  // After some queries it can be told how long all of them will take.
  const each = asked < 10 ? 0 : (took() - built) / asked;
  if (Math.max(took(), built + each * queries.length) > Number(seconds)) {
    console.log(JSON.stringify({ seconds: null }));
    process.exit(0);
  }
  asked++;
  const found = (await ask(text)).slice(0, DEPTH);
  found.forEach((document, at) => {
    run.push(`${id} Q0 ${document} ${at + 1} ${1 / (at + 1)} ${library}\n`);
  });
}
await writeFile(runFile, run.join(""));
console.log(JSON.stringify({ seconds: took() }));
// Pagefind leaves something open.
process.exit(0);
