import type { ServerEngine } from "./engine.js";

/** An engine for the search box that asks Typesense; see the guide on search servers. */
export function typesense(options: {
  /** Of the server, or of all nodes of a cluster. */
  url: string | string[];
  /** One that may search and nothing else: every reader has it. */
  key: string;
  /** `articles` unless told. */
  collection?: string;
  /** Parameters of a search, in place of those that the adapter chooses; a `filter_by` holds besides what readers choose. */
  parameters?: Record<string, unknown>;
}): ServerEngine;
