// The adapters for search servers, where neither a browser nor a server is wanted: what they ask, and what they make of
// answers. Those of Typesense are as version 0.24 gave them. Those of Elasticsearch and Quickwit were written after their
// documentation, since no such server runs here.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { afterEach, describe, test } from "node:test";
import { elasticsearch } from "../../www/adapters/elasticsearch.js";
import { completionsOf } from "../../www/adapters/passages.js";
import { END, piecesOf, shortened, START, textOf } from "../../www/adapters/pieces.js";
import { dayOf } from "../../www/adapters/question.js";
import { Servers } from "../../www/adapters/servers.js";
import { typesense } from "../../www/adapters/typesense.js";
import { wrap } from "../../www/element/port.js";
import { withoutBrowser } from "./fixture.js";

const mark = (word) => `${START}${word}${END}`;
const shown = (pieces) => pieces.map(({ text, matched }) => (matched ? `[${text}]` : text)).join("");

const ARTICLE = {
  id: "lamps.html",
  url: "lamps.html",
  title: "Old lamps",
  lang: "en",
  date: "2025-01-13",
  day: 20250113,
  source: "Daily",
  tags: ["light"],
  image: "lamp.png",
  breadcrumbs: ["Home"],
  filters: ["version=2", "version=2.1", "kind=how=to"],
  summary: "On lamps and their oil.",
  section_titles: ["", "Oil", "Wicks"],
  section_urls: ["lamps.html", "lamps.html#oil", "lamps.html#wicks"],
};

let servers = [];

/** A server on this machine that answers by a function of the request's body; keeps what it was asked in `asked`. */
async function serve(answer) {
  const asked = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    asked.push({ url: request.url, headers: request.headers, body: body && JSON.parse(body) });
    const { status = 200, body: told } = (await answer(asked.at(-1))) ?? {};
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(told));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return { asked, url: `http://127.0.0.1:${server.address().port}` };
}

/** A server that takes what it is asked, and never answers. */
const silent = () => serve(() => new Promise(() => {}));

withoutBrowser("adapters for search servers", () => {
  afterEach(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    servers = [];
  });

  describe("pieces", () => {
    test("are made of marks, each to the end of its word and without the signs around it", () => {
      assert.equal(shown(piecesOf(`a ${mark("Gazpro")}m, ${mark("“Oil”")} and ${mark("x")}`)), "a [Gazprom], “[Oil]” and [x]");
      assert.equal(shown(piecesOf(`${mark("Viet")} ${mark("Nam")}`)), "[Viet] [Nam]");
    });

    test("hold whatever an article says as text", () => {
      const text = `<img src=x onerror=alert(1)> ${mark("<b>")} &lt;script&gt; \u{E000}\u{E001}`;
      const pieces = piecesOf(text);
      assert.equal(textOf(pieces), `<img src=x onerror=alert(1)> <b> &lt;script&gt; \u{E000}\u{E001}`);
      assert.deepEqual(pieces.filter(({ matched }) => matched), [{ text: "b", matched: true }]);
    });

    test("survive marks that are cut off or out of order", () => {
      assert.equal(shown(piecesOf(`a${END} b ${START}c`)), "a b [c]");
      assert.deepEqual(piecesOf(""), []);
      assert.deepEqual(piecesOf(undefined), []);
    });

    test("are cut between words around the first mark", () => {
      const pieces = piecesOf(`${"word ".repeat(100)}${mark("here")}${" after".repeat(100)}`);
      const cut = shortened(pieces, 90);
      assert.ok([...textOf(cut)].length <= 90 + 4, textOf(cut));
      assert.match(shown(cut), /^… word .*word \[here\] after.*after …$/);
      assert.deepEqual(shortened(piecesOf("A whole sentence."), 90), [{ text: "A whole sentence.", matched: false }]);
    });
  });

  describe("completions", () => {
    test("go on from the last word by what the hits have, each once", () => {
      assert.deepEqual(completionsOf("Big gaz", ["gazprom", "gaz", "oil", "gazette", "gázprom"], 4), ["Big gazprom", "Big gazette"]);
      assert.deepEqual(completionsOf("big ", ["gazprom"], 4), []);
    });

    test("a time is a day that comes before all days in it", () => {
      assert.deepEqual(["2024", "2024-06", "2024-06-15"].map(dayOf), [20240000, 20240600, 20240615]);
    });
  });

  describe("servers", () => {
    test("are asked one after the other, and one that does not answer is left alone for a while", async () => {
      const slow = await silent();
      const quick = await serve(() => ({ body: { ok: true } }));
      const both = new Servers([slow.url, quick.url], "", 500);
      const begun = Date.now();
      assert.deepEqual(await both.ask("/a"), { status: 200, body: { ok: true } });
      assert.ok(Date.now() - begun < 3_000);
      await both.ask("/b");
      assert.deepEqual([slow.asked.length, quick.asked.length], [1, 2]);
    });

    test("in trouble are passed over, and one that refuses is not", async () => {
      const troubled = await serve(() => ({ status: 503, body: {} }));
      const refusing = await serve(() => ({ status: 401, body: { message: "no" } }));
      const third = await serve(() => ({ body: {} }));
      const all = new Servers([troubled.url, refusing.url, third.url], "");
      assert.equal((await all.ask("/")).status, 401);
      assert.equal(third.asked.length, 0);
    });

    test("that are all away are told with the reason for the reader and the owner", async () => {
      const none = new Servers(["http://127.0.0.1:1", "http://127.0.0.1:2"], "");
      await assert.rejects(none.ask("/"), ({ reason, message }) => {
        assert.equal(reason, "notLoaded");
        assert.match(message, /no search server answers: http:\/\/127.0.0.1:1 http:\/\/127.0.0.1:2/);
        return true;
      });
    });

    test("have a url with a scheme, or the owner is told", () => {
      assert.throws(() => typesense({ url: "search.example", key: "k" }), /begins with https:/);
    });
  });

  describe("Typesense", () => {
    const RESULT = {
      found: 12,
      search_cutoff: false,
      hits: [
        {
          document: ARTICLE,
          text_match: 5,
          highlights: [
            { field: "title", value: `Old ${mark("lamp")}s`, snippet: `Old ${mark("lamp")}s` },
            {
              field: "section_texts",
              indices: [2, 0],
              snippets: [`a wick is the heart of a ${mark("lamp")} and its ${mark("oil")}`, `A ${mark("lamp")} is old.`],
            },
            { field: "section_titles", indices: [1], values: [`${mark("Oil")}`], snippets: [`${mark("Oil")}`] },
          ],
        },
      ],
      facet_counts: [
        { field_name: "tags", counts: [{ value: "b", count: 1 }, { value: "a", count: 1 }, { value: "light", count: 9 }] },
        { field_name: "lang", counts: [{ value: "en", count: 12 }] },
      ],
    };
    const over = async (answer = () => ({ body: { results: [RESULT] } }), options = {}) => {
      const server = await serve(answer);
      return { server, engine: typesense({ url: server.url, key: "k&y", ...options }) };
    };

    test("is asked for a page of hits with the key in the address, so that a browser asks nothing before", async () => {
      const { server, engine } = await over();
      await engine.search("old lam", { limit: 10, offset: 20, lang: ["en"], source: "A `B`", after: "2025", before: "2026" });
      const { url, headers, body } = server.asked.at(-1);
      assert.equal(url, "/multi_search?x-typesense-api-key=k%26y");
      assert.match(headers["content-type"], /^text\/plain/);
      const [search] = body.searches;
      assert.deepEqual([search.q, search.prefix, search.page, search.per_page], ["old lam", true, 3, 10]);
      assert.equal(search.filter_by, "lang:=[`en`] && source:=[`A B`] && day:>=20250000 && day:<20260000");
      assert.equal(search.facet_by, undefined);
    });

    test("gives hits with pieces, the best passage, and the sections that answer", async () => {
      const { engine } = await over();
      const { hits: [hit], total, exact } = await engine.search("lamp");
      assert.deepEqual([total, exact], [12, true]);
      assert.equal(shown(hit.titlePieces), "Old [lamps]");
      assert.deepEqual([hit.url, hit.date, hit.source, hit.tags, hit.image, hit.breadcrumbs], ["lamps.html", "2025-01-13", "Daily", ["light"], "lamp.png", ["Home"]]);
      assert.deepEqual(hit.sections.map(({ url, titlePieces }) => [url, shown(titlePieces)]), [
        ["lamps.html#wicks", "Wicks"],
        ["lamps.html#oil", "[Oil]"],
      ]);
      assert.equal(shown(await engine.snippet(hit.id, "lamp")), "… a wick is the heart of a [lamp] and its [oil] …");
      assert.equal(shown(await engine.snippet(hit.id, "lamp", { section: "lamps.html" })), "A [lamp] is old.");
      assert.deepEqual(await engine.snippet(hit.id, "lamp", { section: "lamps.html#oil" }), []);
      assert.deepEqual(await engine.snippet(99, "lamp"), []);
    });

    test("gives the summary of an article in which nothing is marked", async () => {
      const { engine } = await over(() => ({ body: { results: [{ ...RESULT, hits: [{ document: ARTICLE, highlights: [] }] }] } }));
      const { hits: [hit] } = await engine.search("", { tag: "light" });
      assert.equal(shown(hit.titlePieces), "Old lamps");
      assert.equal(shown(await engine.snippet(hit.id, "")), "On lamps and their oil.");
    });

    test("counts facets in the order of ours, and all articles when it is opened", async () => {
      const { server, engine } = await over();
      const port = await wrap(engine);
      assert.deepEqual(port.info.facets.tag.map(({ value }) => value), ["light", "a", "b"]);
      assert.deepEqual([port.info.articles, port.info.languages], [12, ["en"]]);
      const [{ q, per_page: size }] = server.asked[0].body.searches;
      assert.deepEqual([q, size], ["*", 0]);
    });

    test("completes letters by the search that is under way, and asks no second time", async () => {
      const { server, engine } = await over();
      const [, words] = await Promise.all([engine.search("la"), engine.suggest("la", { limit: 4 })]);
      assert.deepEqual(words, ["lamps", "lamp"]);
      assert.equal(server.asked.length, 1);
      assert.deepEqual(await engine.suggest("la "), []);
    });

    test("says what was probably meant where no hit has the word itself", async () => {
      const { engine } = await over();
      assert.equal((await engine.search("lqmp")).suggestion, "lamps");
      assert.equal((await engine.search("lamp")).suggestion, null);
      assert.equal((await engine.search("two lqmp")).suggestion, null);
    });

    test("puts the newest first, or the language of the page, where that is wished", async () => {
      const { server, engine } = await over();
      await engine.search("a", { sort: "date", preferLang: "vi" });
      await engine.search("a", { preferLang: "vi" });
      const orders = server.asked.map(({ body }) => body.searches[0].sort_by);
      assert.deepEqual(orders, ["day:desc,_text_match:desc", "_eval(lang:=`vi`):desc,_text_match:desc,day:desc"]);
    });

    test("gives as many hits as are asked for, from any place on", async () => {
      const all = Array.from({ length: 700 }, (_, at) => ({ document: { ...ARTICLE, id: `${at}`, title: `${at}` } }));
      const page = ({ page, per_page: size }) => ({ found: 700, hits: all.slice((page - 1) * size, page * size) });
      const { engine } = await over(({ body }) => ({ body: { results: body.searches.map(page) } }));
      const titles = async (options) => (await engine.search("a", options)).hits.map(({ title }) => title);
      assert.deepEqual(await titles({ limit: 3, offset: 2 }), ["2", "3", "4"]);
      assert.equal((await titles({ limit: 500 })).length, 500);
      assert.deepEqual((await titles({ limit: 300, offset: 100 })).at(-1), "399");
    });

    const COUNTS = [
      { field_name: "tags", counts: [{ value: "energy policy", count: 3 }, { value: "energy", count: 1 }] },
      { field_name: "lang", counts: [{ value: "vi", count: 4 }] },
      { field_name: "year", counts: [{ value: "2024", count: 4 }] },
      {
        field_name: "filters",
        counts: ["version=2", "version=2.1", "kind=User Guide", "kind=Reference", "Doc level=easy"].map((value, at) => ({ value, count: 9 - at })),
      },
    ];
    /** What the server was asked for a query with these options: its words, and its filters. */
    const askedFor = async (query, options, parameters) => {
      const { server, engine } = await over(() => ({ body: { results: [{ ...RESULT, facet_counts: COUNTS }] } }), { parameters });
      await engine.search(query, options);
      const [search] = server.asked.at(-1).body.searches;
      return [search.q, search.filter_by];
    };

    test("counts own filters by their names, and hits carry them", async () => {
      const { server, engine } = await over(() => ({ body: { results: [{ ...RESULT, facet_counts: COUNTS }] } }));
      const { facets } = await engine.info();
      assert.deepEqual(Object.keys(facets), ["lang", "source", "tag", "year", "version", "kind", "Doc level"]);
      assert.deepEqual(facets.version, [{ value: "2", count: 9 }, { value: "2.1", count: 8 }]);
      const { hits: [hit], facets: counted } = await engine.search("lamp", { facets: true });
      assert.deepEqual(hit.filters, { version: ["2", "2.1"], kind: ["how=to"] });
      assert.deepEqual(counted, facets);
      assert.match(server.asked.at(-1).body.searches[0].facet_by, /\bfilters\b/);
    });

    test("filters by own filters, any value of one and all of several, case and accents put aside", async () => {
      const filters = { version: ["2", "9"], kind: "user guidé", year: "2024", tag: [] };
      assert.deepEqual(await askedFor("lamp", { filters, tag: "ENERGY" }), [
        "lamp",
        "filters:=[`version=2`,`version=9`] && filters:=[`kind=User Guide`] && year:=[`2024`] && tags:=[`energy`]",
      ]);
      assert.deepEqual((await askedFor("lamp", new Map([["filters", new Map([["version", "2"]])]])))[1], "filters:=[`version=2`]");
    });

    test("refuses a filter that there is not, and an option, by name", async () => {
      const { engine } = await over(() => ({ body: { results: [{ ...RESULT, facet_counts: COUNTS }] } }));
      const wrong = [
        [{ filters: { verson: "2" } }, /unknown filter "verson"; there are: lang, source, tag, year, version, kind, Doc level$/],
        [{ filters: { constructor: "2" } }, /unknown filter "constructor"/],
        [{ version: "2" }, /unknown option "version"; there are: limit, offset, prefix, lang, .*, facets$/],
        [{ filters: ["version"] }, /option "filters" has to be an object of texts or arrays of texts/],
        [{ lang: 1 }, /option "lang" has to be text or an array of texts/],
        [{ limit: -1 }, /option "limit" has to be a whole number from 0 up/],
        [{ after: "soon" }, /option "after" has to be a date/],
        [{ before: "2023-02-29" }, /option "before" has to be a date/],
        [{ sort: "title" }, /option "sort" has to be "relevance" or "date"/],
        [{ prefix: "no" }, /option "prefix" has to be true or false/],
      ];
      for (const [options, message] of wrong) {
        await assert.rejects(engine.search("lamp", options), (error) => error.reason === "outOfOrder" && message.test(error.message), JSON.stringify(options));
      }
      await assert.rejects(engine.suggest("la", { length: 1 }), /unknown option "length"; there are: limit$/);
      await assert.rejects(engine.snippet(0, "la", { size: 1 }), /unknown option "size"; there are: length, section$/);
      await engine.search("lamp", { filters: { version: undefined }, lang: undefined });
    });

    const queries = {
      "old version:2 lam": ["old lam", "filters:=[`version=2`]"],
      'kind:"user guide" lamp': ["lamp", "filters:=[`kind=User Guide`]"],
      "Kind:guide -version:2.1": ["*", "filters:=[`kind=User Guide`] && filters:!=[`version=2.1`]"],
      "Doc level:easy lamp": ["lamp", "filters:=[`Doc level=easy`]"],
      "tag:energy": ["*", "tags:=[`energy policy`,`energy`]"],
      "lang:VI year:2024 lang:xx": ["*", "lang:=[`vi`] && year:=[`2024`] && lang:=[`xx`]"],
      "after:2024-06 -after:2025-01-15 lamp": ["lamp", "day:>=20240600 && day:<20250115"],
      "lamp version:3": ["lamp version 3", undefined],
      "lamp -version:3 after:soon": ["lamp soon", undefined],
      '"a version:2 b" http://a.b tag: x': ['"a version:2 b" http://a.b tag: x', undefined],
    };
    for (const [query, [words, filter]] of Object.entries(queries)) {
      test(`takes ${query} as our engine does`, async () => {
        const [text, by] = await askedFor(query);
        assert.deepEqual([text.replaceAll(/ +/g, " "), by], [words, filter]);
      });
    }

    test("has the filters of query and options at once, and those of the owner's parameters", async () => {
      const [, filter] = await askedFor("version:2", { lang: "vi", before: "2025" }, { filter_by: "tags:=a || tags:=b" });
      assert.equal(filter, "(tags:=a || tags:=b) && lang:=[`vi`] && filters:=[`version=2`] && day:<20250000");
    });

    test("completes no name or value of a filter, and goes on behind them", async () => {
      const { engine } = await over(() => ({ body: { results: [{ ...RESULT, facet_counts: COUNTS }] } }));
      assert.deepEqual(await engine.suggest("lamp kind:user"), []);
      assert.deepEqual(await engine.suggest("kind:guide la"), ["kind:guide lamps", "kind:guide lamp"]);
    });

    test("is asked once which filters there are, and again after it gave no answer", async () => {
      let isAway = true;
      const { server, engine } = await over(() => (isAway ? { status: 503 } : { body: { results: [{ ...RESULT, facet_counts: COUNTS }] } }));
      await assert.rejects(engine.search("version:2"));
      isAway = false;
      const before = server.asked.length;
      await engine.search("version:2");
      await engine.search("version:2.1");
      assert.equal(server.asked.length - before, 3);
    });

    test("marks a total that is not exact", async () => {
      const { engine } = await over(() => ({ body: { results: [{ ...RESULT, search_cutoff: true }] } }));
      assert.equal((await engine.search("lamp")).exact, false);
    });

    const refusals = {
      "a key": [{ status: 401, body: { message: "Forbidden" } }, /refuses the key/],
      "a collection": [{ body: { results: [{ code: 404, error: "Not found." }] } }, /has no collection articles/],
      "a field": [{ body: { results: [{ code: 404, error: "Could not find a field named `title` in the schema." }] } }, /refuses a search in articles: 404 Could not/],
      "the address": [{ status: 404, body: { message: "Not Found" } }, /answers 404: Not Found/],
    };
    for (const [what, [answer, message]] of Object.entries(refusals)) {
      test(`that does not know ${what} is told as the owner's to mend`, async () => {
        const { engine } = await over(() => answer);
        await assert.rejects(engine.search("a"), (error) => error.reason === "outOfOrder" && message.test(error.message));
      });
    }
  });

  describe("Elasticsearch, as it is documented,", () => {
    const ANSWER = {
      took: 3,
      timed_out: false,
      _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
      hits: {
        total: { value: 10_000, relation: "gte" },
        max_score: 7.1,
        hits: [
          {
            _index: "articles",
            _id: "lamps.html",
            _score: 7.1,
            _source: ARTICLE,
            highlight: {
              title: [`Old ${mark("lamps")}`],
              section_titles: [mark("Wicks")],
              section_texts: [`A ${mark("wick")} is the heart of a ${mark("lamp")}.`, `Another ${mark("lamp")}.`],
            },
          },
        ],
      },
      aggregations: { year: { buckets: [{ key: "2025", doc_count: 3 }, { key: "2024", doc_count: 9 }] } },
    };
    const over = async (answer = () => ({ body: ANSWER }), options = {}) => {
      const server = await serve(answer);
      return { server, engine: elasticsearch({ url: server.url, ...options }) };
    };

    test("is asked for words with typos, phrases, exclusions and filters", async () => {
      const { server, engine } = await over(undefined, { index: "news", headers: { authorization: "ApiKey a" } });
      await engine.search(`old "oil lamp" -gas lam`, { limit: 5, offset: 10, tag: ["light", "old"], after: "2025-02", facets: true });
      const { url, headers, body } = server.asked.at(-1);
      assert.equal(url, "/news/_search");
      assert.equal(headers.authorization, "ApiKey a");
      const { must, must_not: not, filter } = body.query.bool;
      assert.equal(must[0].multi_match.query, "oil lamp");
      assert.deepEqual(must[1].bool.should.map(({ multi_match: { query, type } }) => [query.replaceAll(/\s+/g, " "), type]), [["old lam", "best_fields"], ["old lam", "bool_prefix"]]);
      assert.equal(not[0].multi_match.query, "gas");
      assert.deepEqual(filter[0].bool.should, [{ term: { tags: { value: "light" } } }, { term: { tags: { value: "old" } } }]);
      assert.deepEqual(filter[1], { range: { day: { gte: 20250200 } } });
      assert.deepEqual([body.from, body.size, Object.keys(body.aggs)], [10, 5, ["lang", "source", "tags", "year", "filters"]]);
      assert.deepEqual([body.highlight.pre_tags, body.highlight.post_tags], [[START], [END]]);
    });

    test("gives hits with pieces, a passage, and the sections whose headings answer", async () => {
      const { engine } = await over();
      const { hits: [hit], total, exact, facets } = await engine.search("wick lamp", { facets: true });
      assert.deepEqual([total, exact], [10_000, false]);
      assert.equal(shown(hit.titlePieces), "Old [lamps]");
      assert.deepEqual(hit.sections.map(({ url }) => url), ["lamps.html#wicks"]);
      assert.equal(shown(await engine.snippet(hit.id, "wick lamp")), "A [wick] is the heart of a [lamp].");
      assert.deepEqual(facets.year, [{ value: "2024", count: 9 }, { value: "2025", count: 3 }]);
      assert.deepEqual(await engine.suggest("wick la"), ["wick lamps", "wick lamp"]);
    });

    test("is asked for own filters of options and of the query, and counts them", async () => {
      const aggregations = { filters: { buckets: [{ key: "version=2", doc_count: 3 }, { key: "kind=Guide", doc_count: 1 }] } };
      const { server, engine } = await over(() => ({ body: { ...ANSWER, aggregations } }));
      const { facets } = await engine.search("lamp -kind:guide", { filters: { version: "2" }, facets: true });
      const { must_not: not, filter } = server.asked.at(-1).body.query.bool;
      assert.deepEqual(filter, [{ bool: { should: [{ term: { filters: { value: "version=2" } } }], minimum_should_match: 1 } }]);
      assert.deepEqual(not, [{ bool: { should: [{ term: { filters: { value: "kind=Guide" } } }], minimum_should_match: 1 } }]);
      assert.deepEqual([facets.version, facets.kind], [[{ value: "2", count: 3 }], [{ value: "Guide", count: 1 }]]);
      await assert.rejects(engine.search("lamp", { filters: { level: "1" } }), /unknown filter "level"/);
    });

    test("is asked for all articles where nothing is typed", async () => {
      const { server, engine } = await over();
      await wrap(engine);
      assert.deepEqual(server.asked[0].body.query.bool.must, [{ match_all: {} }]);
    });

    const refusals = {
      "an index": [{ status: 404, body: { error: { type: "index_not_found_exception", reason: "no such index [articles]" }, status: 404 } }, /has no index articles/],
      "the page": [{ status: 403, body: { error: { root_cause: [{ reason: "action is unauthorized" }] } } }, /may not search articles \(action is unauthorized\)/],
      "a query": [{ status: 400, body: { error: { root_cause: [{ reason: "no field" }] } } }, /refuses a search in articles: 400 no field/],
    };
    for (const [what, [answer, message]] of Object.entries(refusals)) {
      test(`where it refuses ${what}, that is told as the owner's to mend`, async () => {
        const { engine } = await over(() => answer);
        await assert.rejects(engine.search("a"), (error) => error.reason === "outOfOrder" && message.test(error.message));
      });
    }
  });

  describe("Quickwit, as it is documented,", () => {
    test("is asked only what it knows, and its words are marked here", async () => {
      const hit = { _id: "", _source: { ...ARTICLE, _id: undefined }, _score: 1 };
      const answer = { took: 1, hits: { total: { value: 1, relation: "eq" }, hits: [{ ...hit, _id: undefined }] } };
      const server = await serve(() => ({ body: answer }));
      const engine = elasticsearch({ url: `${server.url}/api/v1/_elastic`, dialect: "quickwit" });
      const { hits: [found], exact } = await engine.search("LÁMP");
      const [{ url, body }] = server.asked;
      assert.equal(url, "/api/v1/_elastic/articles/_search");
      assert.deepEqual(Object.keys(body).sort(), ["from", "query", "size", "sort"]);
      assert.ok(!JSON.stringify(body).includes("fuzziness"));
      assert.ok(exact);
      assert.equal(shown(found.titlePieces), "Old [lamps]");
      assert.equal(shown(await engine.snippet(found.id, "LÁMP")), "On [lamps] and their oil.");
    });
  });
});
