import { facetsOf } from "./filters.js";
import { completionsOf, meantBy, Passages, wordsFound } from "./passages.js";
import { checked, namesFilters, questionOf } from "./question.js";

/** Hits whose words complete a query. */
const LOOKED_AT = 10;

/**
 * An engine for the search box: `search`, `suggest`, `snippet` and `info`, which give promises. `ask(question, passages)` asks
 * the server: of a question as `questionOf` makes it, with `limit`, `offset` and `facets`, it gives `hits`, made by `passages`,
 * their `total`, whether that is `exact`, and, where facets are asked for, `counts` of each field of `COUNTED`. `version` says
 * which server it is.
 */
export function engineOf(ask, version) {
  const passages = new Passages();
  /** The last search: letters are completed from what it finds. */
  let latest = {};
  /** What is known of all articles: their number, and their facets. */
  let known = null;

  function all() {
    const asked = ask({ text: "", filters: [], limit: 0, offset: 0, facets: true }, passages);
    const told = asked.then(({ total, counts }) => ({ total, facets: facetsOf(counts) }));
    known = told;
    told.catch(() => {
      known = null;
    });
    return told;
  }

  async function found(query, options) {
    const { facets } = namesFilters(query, options) ? await (known ?? all()) : { facets: {} };
    const question = { limit: 10, offset: 0, facets: false, ...questionOf(query, options, facets) };
    const { hits, total, exact, counts } = await ask(question, passages);
    const words = wordsFound(hits.slice(0, LOOKED_AT), passages);
    const answer = { hits, total, exact, suggestion: meantBy(question.text, words) };
    if (question.facets) answer.facets = facetsOf(counts);
    return { answer, text: question.text, words };
  }

  async function search(query, options) {
    const given = checked("search", options);
    const asked = found(query, given);
    // What only counts finds too little to complete from.
    if (!given.facets) latest = { query, asked };
    return (await asked).answer;
  }

  async function suggest(query, options) {
    const { limit = 10 } = checked("suggest", options);
    if (!endsInWord(query)) return [];
    const { text, words } = await (latest.query === query ? latest.asked : found(query, { limit: LOOKED_AT }));
    return endsInWord(text) ? completionsOf(query, words, limit) : [];
  }

  async function info() {
    const { total, facets } = await all();
    const languages = facets.lang.map(({ value }) => value);
    return { articles: total, terms: 0, languages, facets, bytes: 0, version };
  }

  const snippet = async (id, query, options) => passages.snippet(id, checked("snippet", options));
  return { search, suggest, info, snippet };
}

function endsInWord(text) {
  return /[\p{L}\p{M}\p{N}]$/u.test(text);
}
