import { engineOf } from "./engine.js";
import { COUNTED, MAX_VALUES } from "./filters.js";
import { END, piecesOf, START } from "./pieces.js";
import { AWAY, OUT_OF_ORDER, Problem } from "./problem.js";
import { Servers } from "./servers.js";

/** Fields that are searched, with what a word in each weighs. */
const FIELDS = { title: 8, section_titles: 4, section_texts: 3, summary: 2, author: 1, aside: 1 };
/** Hits that the server gives at once at most. */
const MAX_HITS = 250;
/** Words on either side of what is found. */
const AROUND = 14;

const MEND = "start it with --enable-cors, and name the site in --cors-domains";

/**
 * An engine for the search box that asks Typesense for what `kwic export --to typesense` wrote: `search`, `suggest`,
 * `snippet` and `info`, which give promises.
 *
 * `url` of the server, or a list of those of a cluster; `key`, which may search and nothing else, since every reader has
 * it; the name of the `collection`; and `parameters` of a search in place of those that this module chooses; a
 * `filter_by` among them holds besides what readers choose.
 */
export function typesense({ url, key, collection = "articles", parameters = {} }) {
  const servers = new Servers(url, MEND);

  /** What the server answers to several searches at once. */
  async function ask(searches) {
    const path = `/multi_search?x-typesense-api-key=${encodeURIComponent(key)}`;
    // As plain text, a browser asks the server nothing before the search.
    const headers = { "content-type": "text/plain" };
    const { status, body } = await servers.ask(path, { method: "POST", headers, body: JSON.stringify({ searches }) });
    if (status === 401 || status === 403) {
      throw new Problem(OUT_OF_ORDER, `the search server refuses the key: make one with the action documents:search for the collection ${collection} (${body.message})`);
    }
    if (!Array.isArray(body.results)) {
      throw new Problem(OUT_OF_ORDER, `the search server answers ${status}: ${body.message ?? JSON.stringify(body).slice(0, 200)}`);
    }
    for (const { code, error } of body.results) if (error) throw problemOf(code, error);
    return body.results;
  }

  function problemOf(code, error) {
    if (code === 404 && /^not found/i.test(error)) {
      return new Problem(OUT_OF_ORDER, `the search server has no collection ${collection}: make it and import the articles, as kwic export says`);
    }
    const mend = /field named/i.test(error) ? " Make the collection anew, with the schema that kwic export writes." : "";
    return new Problem(code >= 500 ? AWAY : OUT_OF_ORDER, `the search server refuses a search in ${collection}: ${code} ${error}${mend}`);
  }

  async function found(question, passages) {
    const { limit, offset, facets } = question;
    const shared = searchOf(question);
    const counted = facets ? { facet_by: COUNTED.join(","), max_facet_values: MAX_VALUES } : {};
    // The server counts in pages, which older ones do not take apart.
    const size = Math.min(limit, MAX_HITS);
    const before = size ? Math.floor(offset / size) : 0;
    const pages = size ? Math.ceil((offset + limit) / size) - before : 1;
    const searches = Array.from({ length: pages }, (_, at) => ({
      ...shared,
      page: before + at + 1,
      per_page: size,
      ...(at === 0 && counted),
    }));
    const results = await ask(searches);
    const [first] = results;
    const from = offset - before * size;
    const listed = results.flatMap((result) => result.hits).slice(from, from + limit);
    const hits = listed.map((hit) => hitOf(hit, passages));
    return { hits, total: first.found, exact: !first.search_cutoff, counts: countsOf(first) };
  }

  function searchOf({ text, sort, preferLang, prefix = true, ...conditions }) {
    const byLanguage = preferLang ? `_eval(lang:=${quoted(preferLang)}):desc,` : "";
    const search = {
      collection,
      q: text.trim() || "*",
      query_by: Object.keys(FIELDS).join(","),
      query_by_weights: Object.values(FIELDS).join(","),
      // The last word goes on unless a space has ended it.
      prefix: prefix && !/\s$/.test(text),
      sort_by: sort === "date" ? "day:desc,_text_match:desc" : `${byLanguage}_text_match:desc,day:desc`,
      exclude_fields: "section_texts,aside",
      highlight_fields: "title,section_titles,section_texts,summary",
      highlight_full_fields: "title,section_titles",
      highlight_affix_num_tokens: AROUND,
      highlight_start_tag: START,
      highlight_end_tag: END,
      ...parameters,
    };
    const own = parameters.filter_by ? [`(${parameters.filter_by})`] : [];
    const filters = [...own, ...filtersOf(conditions)];
    if (filters.length) search.filter_by = filters.join(" && ");
    return search;
  }

  return engineOf(found, "Typesense");
}

function filtersOf({ filters, from, before }) {
  return [
    ...filters.map(({ field, values, excluded }) => `${field}:${excluded ? "!" : ""}=[${values.map(quoted).join(",")}]`),
    ...(from ? [`day:>=${from}`] : []),
    ...(before ? [`day:<${before}`] : []),
  ];
}

/** A value among those of a filter. There is no way to write the quote itself. */
function quoted(value) {
  return `\`${String(value).replaceAll("`", "")}\``;
}

function hitOf({ document, highlights = [], text_match: score }, passages) {
  const of = (name) => highlights.find(({ field }) => field === name) ?? {};
  // A list of texts is told by the places of those that have something; of short texts all is told.
  const inList = (name) => {
    const { indices = [], values, snippets = [] } = of(name);
    return new Map(indices.map((at, place) => [at, piecesOf((values ?? snippets)[place])]));
  };
  const titles = inList("section_titles");
  const texts = inList("section_texts");
  const sections = [...new Set([...titles.keys(), ...texts.keys()])].map((at) => ({
    at,
    title: titles.get(at),
    passage: texts.get(at) ?? [],
  }));
  const { snippet: summary } = of("summary");
  if (summary && texts.size === 0) sections.push({ at: -1, passage: piecesOf(summary) });
  const { value, snippet } = of("title");
  return passages.hit(document.id, document, piecesOf(value ?? snippet), sections, score);
}

function countsOf({ facet_counts: counts = [] }) {
  return Object.fromEntries(counts.map(({ field_name: field, counts: values }) => [field, values.map(({ value, count }) => ({ value, count }))]));
}
