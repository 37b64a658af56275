/** What an adapter makes: an engine that answers by promises, as the search box takes it. */
export interface ServerEngine {
  info(): Promise<{ articles: number; terms: number; languages: string[]; bytes: number; version: string }>;
  search(query: string, options?: object): Promise<Found>;
  suggest(query: string, options?: { limit?: number }): Promise<string[]>;
  /** Of a hit that was found of late. */
  snippet(id: number, query: string, options?: { length?: number; section?: string }): Promise<Piece[]>;
}

export interface Found {
  /** As those of the module. */
  hits: { id: number; url: string; title: string; titlePieces: Piece[] }[];
  total: number;
  /** False where the server has stopped counting. */
  exact: boolean;
  suggestion: string | null;
  facets?: Record<"lang" | "source" | "tag" | "year", { value: string; count: number }[]>;
}

export interface Piece {
  text: string;
  matched: boolean;
}
