/** What an adapter makes: an engine that answers by promises, as the search box takes it. */
export interface ServerEngine {
  info(): Promise<{ articles: number; terms: number; languages: string[]; facets: Facets; bytes: number; version: string }>;
  /** An option that is not among these, and a filter that no article has, is an error that names those that there are. */
  search(query: string, options?: SearchOptions): Promise<Found>;
  suggest(query: string, options?: { limit?: number }): Promise<string[]>;
  /** Of a hit that was found of late. */
  snippet(id: number, query: string, options?: { length?: number; section?: string }): Promise<Piece[]>;
}

/** As those of the module. */
export interface SearchOptions {
  limit?: number;
  offset?: number;
  prefix?: boolean;
  lang?: string | string[];
  preferLang?: string;
  source?: string | string[];
  tag?: string | string[];
  /** Values by the names of the author's own filters, and of all others of `Facets`. */
  filters?: Record<string, string | string[] | undefined>;
  after?: string;
  before?: string;
  sort?: "relevance" | "date";
  facets?: boolean;
}

export interface Found {
  /** As those of the module. */
  hits: { id: number; url: string; title: string; titlePieces: Piece[]; filters: Record<string, string[]> }[];
  total: number;
  /** False where the server has stopped counting. */
  exact: boolean;
  suggestion: string | null;
  facets?: Facets;
}

/** `lang`, `source`, `tag`, `year`, and the author's own filters by their names. */
export type Facets = Record<string, { value: string; count: number }[]>;

export interface Piece {
  text: string;
  matched: boolean;
}
