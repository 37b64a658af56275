import type { ServerEngine } from "./engine.js";

/** An engine for the search box that asks Elasticsearch, OpenSearch or Quickwit; see the guide on search servers. */
export function elasticsearch(options: {
  /** Of the server or of several, for Quickwit with `/api/v1/_elastic` at its end. */
  url: string | string[];
  /** `articles` unless told. */
  index?: string;
  /** Of each request; every reader has them. */
  headers?: Record<string, string>;
  /** `elasticsearch` unless told. */
  dialect?: "elasticsearch" | "quickwit";
}): ServerEngine;
