// A module in place of the engine, whose answers a test chooses: the same in every run, or such as
// no index would hold.

/** A query with these letters in it finds nothing. */
export const NOTHING = "zz";

/**
 * Text of a module that finds all of these articles, whatever is asked, but for `NOTHING` and the
 * filter by language. An article is a hit with `pieces`, those of its snippet; `{query}` in its
 * title is what was asked. `exact`: whether all that there are were counted. `pause`: milliseconds that an answer keeps the
 * page busy.
 */
export function fakeEngine(articles, { completions = [], exact = true, facets = {}, pause = 0, suggestion = null } = {}) {
  const known = articles.map((article, id) => ({ ...ARTICLE, id, ...article }));
  return `
    const articles = ${JSON.stringify(known)};
    const facets = ${JSON.stringify(facets)};
    export default async () => {};
    export const info = () => ({ articles: articles.length, terms: 1, languages: [], facets, bytes: 1, version: "0" });
    export const search = (query, { lang, limit, offset }) => {
      const until = performance.now() + ${pause};
      while (performance.now() < until);
      const found = articles
        .filter((article) => !query.includes("${NOTHING}") && (!lang || [lang].flat().includes(article.lang)))
        .map((article) => ({ ...article, title: article.title.replace("{query}", query) }));
      return {
        hits: found.slice(offset, offset + limit),
        total: found.length,
        exact: ${exact},
        suggestion: ${JSON.stringify(suggestion)},
        facets,
      };
    };
    export const suggest = () => ${JSON.stringify(completions)};
    export const snippet = (id) => articles[id].pieces;`;
}

const ARTICLE = {
  url: "article.html",
  title: "An article",
  titlePieces: [],
  lang: "en",
  date: null,
  source: null,
  tags: [],
  author: null,
  image: null,
  breadcrumbs: [],
  filters: {},
  score: 1,
  sections: [],
  pieces: [{ text: "A passage.", matched: false }],
};
