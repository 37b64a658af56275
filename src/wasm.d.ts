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
  /** Larger is better; comparable within one query only. */
  score: number;
}

export interface SearchOptions {
  /** Hits to return at most; 10 unless told. */
  limit?: number;
  /** Hits to pass over first; 0 unless told. */
  offset?: number;
  /** Whether the last word of the query may go on, as in a search box; true unless told. */
  prefix?: boolean;
}

export interface Hits {
  /** The best hits, best first. */
  hits: Hit[];
  /** How many articles match in all. */
  total: number;
  /** A spelling of the query that would find clearly more. */
  suggestion: string | null;
}

export interface Info {
  articles: number;
  /** Distinct words, their accents and case put aside. */
  terms: number;
  /** Language codes present. */
  languages: string[];
  /** Size of the index. */
  bytes: number;
  version: string;
}

/** The best articles for a query; any string is one. Throws on an unknown option. */
export function search(query: string, options?: SearchOptions | null): Hits;

/** The best passage of an article, at most `length` characters long (200 unless told). */
export function snippet(id: number, query: string, options?: { length?: number } | null): Piece[];

/** Figures about the index. */
export function info(): Info;
