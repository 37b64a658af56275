import type { AnyEngine } from "./port.js";

/** A run of text; `matched` where it answers the query. */
export interface Piece {
  text: string;
  matched: boolean;
}

/** One article that answers a query, as the engine tells it. */
export interface Article {
  id: number;
  url: string;
  title: string;
  titlePieces: Piece[];
  lang: string;
  date: string | null;
  source: string | null;
  tags: string[];
  author: string | null;
  image: string | null;
  breadcrumbs: string[];
  filters: Record<string, string[]>;
  score: number;
  sections: Section[];
}

/** A part of an article that begins with a heading to which a link leads. */
export interface Section {
  title: string;
  titlePieces: Piece[];
  url: string;
}

/** Forms of a string by the category of `Intl.PluralRules`, with `{count}` in them. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** What the box says; words in braces are filled in. */
export interface Strings {
  label: string;
  open: string;
  clear: string;
  close: string;
  results: string;
  /** Said before the heading of a section. */
  section: string;
  recent: string;
  forget: string;
  loading: string;
  found: Plural;
  /** With `{query}`. */
  none: string;
  nothing: string;
  hint: string;
  /** With `{suggestion}`. */
  didYouMean: string;
  more: string;
  /** On a button that shows the filters. */
  filters: string;
  /** Takes one filter away; with `{filter}`, its value. */
  remove: string;
  unfilter: string;
  retry: string;
  noWebAssembly: string;
  policyForbids: string;
  filesBroken: string;
  notLoaded: string;
  /** Of a search server that refuses what it is asked. */
  outOfOrder: string;
  lang: string;
  source: string;
  tag: string;
  year: string;
  sort: string;
  relevance: string;
  date: string;
  keyMove: string;
  keyOpen: string;
  keyClose: string;
}

/** What `info()` of the engine says. */
export interface Info {
  articles: number;
  terms: number;
  languages: string[];
  bytes: number;
  version: string;
}

/** What the element asks an engine for: the exports of `kwic.js`. Another engine may give promises of the same (`AnyEngine`). */
export interface Engine {
  info(): Info;
  search(query: string, options?: object): unknown;
  snippet(id: number, query: string, options?: object): Piece[];
  suggest?(query: string, options?: object): string[];
}

export interface KwicSearchEventMap {
  /** The engine is loaded. */
  "kwic-ready": CustomEvent<Info>;
  /** An answer is shown. */
  "kwic-results": CustomEvent<{ query: string; total: number; milliseconds: number }>;
  /** The engine could not be loaded, or failed. */
  "kwic-error": CustomEvent<unknown>;
  /** The reader follows a hit; cancel it to lead elsewhere. `place` counts from 0. */
  "kwic-select": CustomEvent<{ query: string; hit: Article; place: number }>;
}

/** The class of `<kwic-search>`. Importing it defines nothing. */
export class KwicSearch extends HTMLElement {
  /**
   * How boxes come to their engine: called with the URLs of its JavaScript and of its WebAssembly module,
   * the latter only where it is known. By default both are fetched. A page that holds an engine already
   * puts its own function here before a box needs one.
   */
  static loadEngine: (wrapper: string, module?: string) => Promise<AnyEngine>;

  /** Opens the dialog or leads into the box, and selects what was typed before. */
  open(): void;
  /** Closes the dialog or the dropdown. */
  close(): void;

  /** The text in the box; setting it searches. */
  query: string;
  /**
   * Makes what stands in the link of a hit, of the hit and its passage, which is empty for a moment for hits further
   * down; nothing for the usual.
   */
  renderHit: ((hit: Article, passage: Piece[]) => Node | string | (Node | string)[] | null | undefined) | null;
  /** Strings in place of those of the language. */
  strings: Partial<Strings>;

  /** URL of the engine, resolved against the page; empty: `kwic.js` beside the script. */
  engine: string;
  /** URL that relative links of hits are resolved against; empty: the site that was built, or the page. */
  base: string;
  /** Results shown at once, 1 to 100. */
  limit: number;
  /** Characters of a snippet, 1 to 2000. */
  length: number;
  /** Query parameter that keeps the query. */
  param: string;
  label: string;
  placeholder: string;
  /** When the engine is loaded: `focus`, `idle` or `eager`. */
  load: string;
  /** Where the engine runs: `on` in a worker, `off` in the page; empty: as the build said. Read when it is loaded. */
  worker: string;
  /** How the box stands in the page: `page`, `dropdown` or `modal`. */
  layout: string;
  /** Keys of the whole page that lead to the box, such as `mod+k /`; `none`: none. */
  shortcut: string;
  /** `off`: Enter opens no hit before the reader has gone to one. */
  preselect: string;
  /** `off`: hits have no sections below them. */
  sections: string;
  /** Whether hits show the picture of their article. */
  images: boolean;
  /** Whether the box opens in a dialog, as with the layout `modal`. */
  modal: boolean;
  /**
   * What may be filtered by: some of `lang source tag year`, and names of the author's own filters. With commas between, names may
   * have spaces, and each may have a label: `lang,version=Version,kind=Kind of page`.
   */
  filters: string;
  /** Whether the newest may be asked for first. */
  sort: boolean;
  /** `off`: hits in the language of the page do not come first. */
  preferLang: string;
  /** `off`: queries are not remembered. */
  recent: string;
  /** `off`: links carry no text fragment. */
  highlight: string;

  addEventListener<K extends keyof KwicSearchEventMap>(
    type: K,
    listener: (this: KwicSearch, event: KwicSearchEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: KwicSearch, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof KwicSearchEventMap>(
    type: K,
    listener: (this: KwicSearch, event: KwicSearchEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: KwicSearch, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "kwic-search": KwicSearch;
  }
}
