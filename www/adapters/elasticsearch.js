import { engineOf } from "./engine.js";
import { COUNTED, MAX_VALUES } from "./filters.js";
import { END, folded, piecesOf, START, textOf } from "./pieces.js";
import { OUT_OF_ORDER, Problem } from "./problem.js";
import { Servers } from "./servers.js";

/** Fields that are searched, with what a word in each weighs. */
const FIELDS = ["title^4", "section_titles^2", "section_texts", "summary", "author", "aside^0.2"];
/** Passages of an article, of which the best is shown. */
const FRAGMENTS = 3;
const FRAGMENT_LENGTH = 200;

const MEND = "set http.cors.enabled and http.cors.allow-origin, or let the proxy before it send the headers";

/**
 * An engine for the search box that asks the `_search` of Elasticsearch, OpenSearch or Quickwit for what `kwic export --to
 * elasticsearch` wrote: `search`, `suggest`, `snippet` and `info`, which give promises.
 *
 * `url` of the server, or a list of several, for Quickwit with `/api/v1/_elastic` at its end; the name of the `index`; and
 * `headers` of each request, which every reader has. With `dialect` `"quickwit"` nothing is asked that Quickwit does not
 * know: it forgives no typos, and marks no words, so that they are marked here in titles and summaries.
 */
export function elasticsearch({ url, index = "articles", headers = {}, dialect = "elasticsearch" }) {
  const servers = new Servers(url, MEND);
  const isQuickwit = dialect === "quickwit";

  async function ask(body) {
    const request = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
    const { status, body: answer } = await servers.ask(`/${encodeURIComponent(index)}/_search`, request);
    if (status === 200 && answer.hits) return answer;
    const { error } = answer;
    const why = error?.root_cause?.[0]?.reason ?? error?.reason ?? answer.message ?? JSON.stringify(answer).slice(0, 200);
    if (status === 401 || status === 403) throw new Problem(OUT_OF_ORDER, `the search server refuses the page: it may not search ${index} (${why})`);
    if (status === 404) throw new Problem(OUT_OF_ORDER, `the search server has no index ${index}: make it and import the articles, as kwic export says (${why})`);
    throw new Problem(OUT_OF_ORDER, `the search server refuses a search in ${index}: ${status} ${why}`);
  }

  async function found(question, passages) {
    const { text, limit, offset, facets } = question;
    const answer = await ask({ ...searchOf(question, isQuickwit), from: offset, size: limit, ...(facets ? { aggs: AGGREGATIONS } : {}) });
    const mark = isQuickwit ? markerOf(text) : null;
    const { total } = answer.hits;
    return {
      hits: answer.hits.hits.map((hit) => hitOf(hit, passages, mark)),
      total: total?.value ?? total ?? answer.hits.hits.length,
      // A server counts so far and no further; what a shard did not answer in time is missing.
      exact: total?.relation !== "gte" && !answer.timed_out && !answer._shards?.failed,
      counts: countsOf(answer.aggregations),
    };
  }

  return engineOf(found, dialect);
}

const AGGREGATIONS = Object.fromEntries(COUNTED.map((field) => [field, { terms: { field, size: MAX_VALUES } }]));

function searchOf(question, isQuickwit) {
  const search = { query: { bool: clausesOf(question, isQuickwit) } };
  search.sort = question.sort === "date" ? [newest(isQuickwit), score(isQuickwit)] : [score(isQuickwit), newest(isQuickwit)];
  if (isQuickwit) return search;
  search._source = { excludes: ["section_texts", "aside"] };
  // With an order of its own, a server tells no scores unless asked.
  search.track_scores = true;
  const whole = { number_of_fragments: 0 };
  search.highlight = {
    pre_tags: [START],
    post_tags: [END],
    fields: {
      title: whole,
      section_titles: whole,
      section_texts: { number_of_fragments: FRAGMENTS, fragment_size: FRAGMENT_LENGTH, order: "score" },
      summary: whole,
    },
  };
  return search;
}

const score = (isQuickwit) => (isQuickwit ? "_score" : { _score: "desc" });
const newest = (isQuickwit) => ({ day: isQuickwit ? { order: "desc" } : { order: "desc", missing: "_last", unmapped_type: "integer" } });

function clausesOf({ text, prefix = true, preferLang, sort, filters, from, before }, isQuickwit) {
  const { phrases, excluded, words } = partsOf(text);
  const match = (query, more) => ({ multi_match: { query, fields: isQuickwit ? FIELDS.map((field) => field.split("^")[0]) : FIELDS, ...more } });
  const must = phrases.map((phrase) => match(phrase, { type: "phrase" }));
  if (words) {
    const whole = isQuickwit ? match(words, { type: "most_fields" }) : match(words, { type: "best_fields", fuzziness: "AUTO", prefix_length: 1 });
    const isOpen = prefix && !/\s$/.test(text);
    const should = isOpen ? [whole, match(words, { type: "bool_prefix" })] : [whole];
    must.push({ bool: { should, minimum_should_match: 1 } });
  }
  const among = ({ field, values }) => ({ bool: { should: values.map((value) => ({ term: { [field]: { value } } })), minimum_should_match: 1 } });
  const not = [...excluded.map((phrase) => match(phrase, { type: "phrase" })), ...filters.filter((each) => each.excluded).map(among)];
  const filter = filters.filter((each) => !each.excluded).map(among);
  if (from || before) filter.push({ range: { day: { ...(from && { gte: from }), ...(before && { lt: before }) } } });
  const clauses = { must: must.length ? must : [{ match_all: {} }] };
  if (not.length) clauses.must_not = not;
  if (filter.length) clauses.filter = filter;
  if (preferLang && sort !== "date") clauses.should = [{ term: { lang: { value: preferLang, boost: 100 } } }];
  return clauses;
}

/** Phrases in quotes, words and phrases after a minus, and all other words. */
function partsOf(query) {
  const phrases = [];
  const excluded = [];
  const words = query.replaceAll(/(^|\s)(-?)(?:"([^"]*)"?|(\S+))/g, (whole, space, minus, phrase, word) => {
    const text = (phrase ?? word).trim();
    if (!text) return space;
    if (minus) excluded.push(text);
    else if (phrase !== undefined) phrases.push(text);
    else return `${space}${word}`;
    return space;
  });
  return { phrases, excluded, words: words.trim() };
}

function hitOf({ _id: id, _source: stored, _score, highlight = {} }, passages, mark) {
  const titles = stored.section_titles ?? [];
  const fragments = (highlight.section_texts ?? []).map(piecesOf);
  // The server does not tell where a passage stands, but which headings have the words.
  const headings = (highlight.section_titles ?? [])
    .map(piecesOf)
    .map((title) => ({ at: titles.indexOf(textOf(title)), title, passage: [] }))
    .filter(({ at }) => at >= 0);
  const summary = mark ? mark(stored.summary) : piecesOf(highlight.summary?.[0]);
  const others = fragments.length ? fragments : summary.length ? [summary] : [];
  const title = mark ? mark(stored.title) : piecesOf(highlight.title?.[0]);
  return passages.hit(id ?? stored.id, stored, title, [...headings, ...others.map((passage) => ({ at: -1, passage }))], _score ?? 0);
}

/** Marks the words of a query, and those that its last word begins, as far as they are written as they were typed. */
function markerOf(query) {
  const typed = (query.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(folded);
  const last = /\s$/.test(query) ? null : typed.at(-1);
  const isFound = (word) => typed.includes(folded(word)) || (last && folded(word).startsWith(last));
  return (text = "") => piecesOf(text.replaceAll(/[\p{L}\p{M}\p{N}]+/gu, (word) => (isFound(word) ? START + word + END : word)));
}

function countsOf(aggregations = {}) {
  const counts = (buckets = []) => buckets.map(({ key, doc_count: count }) => ({ value: String(key), count }));
  return Object.fromEntries(Object.entries(aggregations).map(([field, { buckets }]) => [field, counts(buckets)]));
}
