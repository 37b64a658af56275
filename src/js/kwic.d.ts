/** A run of text; `matched` where it answers the query. */
export interface Piece {
  text: string;
  matched: boolean;
}

/** One article that answers a query. */
export interface Hit {
  /** Number of the article, for `snippet`. */
  id: number;
  url: string;
  title: string;
  /** The title with the words of the query marked. */
  titlePieces: Piece[];
  /** Language code, `und` where it is not known. */
  lang: string;
  /** `YYYY-MM-DD`. */
  date: string | null;
  source: string | null;
  tags: string[];
  author: string | null;
  /** Url of a picture, as the page wrote it. */
  image: string | null;
  /** The names of the pages or folders above it, the uppermost first. */
  breadcrumbs: string[];
  /** The author's own filters: values by name. */
  filters: Record<string, string[]>;
  /** Larger is better; comparable within one query only. */
  score: number;
  /** The sections that answer the query best, at most three; none where the article has none that do. */
  sections: Section[];
}

/** A part of an article that begins with a heading to which a link leads. */
export interface Section {
  title: string;
  /** The title with the words of the query marked. */
  titlePieces: Piece[];
  /** The url of the article with the fragment of the heading. */
  url: string;
}

export interface SearchOptions {
  /** Hits to return at most; 10 unless told. */
  limit?: number;
  /** Hits to pass over first; 0 unless told. */
  offset?: number;
  /** Whether the last word of the query may go on, as in a search box; true unless told. */
  prefix?: boolean;
  /** Only articles in one of these languages, by their codes; an empty array is no condition. */
  lang?: string | string[];
  /** Articles in this language, by its code, come before all others; not where `lang` or `sort` say otherwise. */
  preferLang?: string;
  /**
   * Only articles from one of these sources: whole names, case and accents put aside. (In a query,
   * `source:`, `tag:` and names of own filters are followed by words within the value.)
   */
  source?: string | string[];
  /** Only articles with one of these tags: whole names, case and accents put aside. */
  tag?: string | string[];
  /**
   * Only articles that have, for each of these names, one of its values: whole values, case and accents put aside. The names
   * are those of the author's own filters, and all others of `Facets`; an empty array is no condition.
   */
  filters?: Record<string, string | string[] | undefined>;
  /** Only articles dated from the first day of this time on: `2024`, `2024-06` or `2024-06-15`. */
  after?: string;
  /** Only articles dated before the first day of this time. */
  before?: string;
  /** `"date"`: the newest first, those without a date last. `"relevance"` unless told. */
  sort?: "relevance" | "date";
  /** Whether to count the facets of all hits; false unless told. */
  facets?: boolean;
}

/** A value, as the option of the same name takes it, and how many articles have it. */
export interface Count {
  value: string;
  count: number;
}

/** The values that articles have, those of most articles first, ties in the order of values. */
export interface Facets {
  lang: Count[];
  source: Count[];
  tag: Count[];
  /** Years of four digits. */
  year: Count[];
  /** The author's own filters, by their names. */
  [filter: string]: Count[];
}

export interface Hits {
  /** The first hits in the order asked for. */
  hits: Hit[];
  /** How many articles match in all. */
  total: number;
  /** Whether total and facets are counted over all articles; false where they are estimates. */
  exact: boolean;
  /** What the query was probably meant to be; null where that is in doubt. */
  suggestion: string | null;
  /** What all articles that match have, not only those of this page; there if asked for. */
  facets?: Facets;
}

export interface Info {
  articles: number;
  /** Distinct words, their accents and case put aside. */
  terms: number;
  /** Language codes present. */
  languages: string[];
  /** What all articles have. */
  facets: Facets;
  /** Size of the index. */
  bytes: number;
  version: string;
}

/**
 * The best articles for a query; any string is one. An empty query with a condition among the
 * options lists all articles that meet it. Throws on an unknown option and on one of another form.
 */
export function search(query: string, options?: SearchOptions | null): Hits;

/**
 * Queries that go on from one whose last word is not finished, best first, at most `limit` of them
 * (10 unless told): the text as it is, with the last word completed in lower case and with its
 * accents. The best is the word that in most articles follows the word before it; then that which
 * most articles have together with the rest of the query. Words that differ only in their accents
 * are one. An empty array after a space, in the name of a filter,
 * and in scripts without spaces.
 */
export function suggest(query: string, options?: { limit?: number } | null): string[];

/**
 * The best passage of an article, at most `length` characters long (200 unless told); of one `section` of it, by the
 * url of that.
 */
export function snippet(
  id: number,
  query: string,
  options?: { length?: number; section?: string } | null,
): Piece[];

/** Figures about the index. */
export function info(): Info;
