import type { Engine, Info, Piece } from "./search-box.js";

/** What `search` of the engine gives, with the passages of the first hits. */
export interface Answer {
  hits: { id: number }[];
  total: number;
  /** The snippet of each hit in sight, in the order of the hits. */
  passages: Piece[][];
}

/** An engine that answers by promises, wherever it is. Options are those of the engine. */
export interface Port {
  /** What `info()` of the engine gives. */
  info: Info;
  search(query: string, options?: object): Promise<unknown>;
  suggest(query: string, options?: object): Promise<string[]>;
  snippet(id: number, query: string, options?: object): Promise<Piece[]>;
  /** The snippets of several articles, in the order of their ids. */
  passages(ids: number[], query: string, options?: object): Promise<Piece[][]>;
  /**
   * What `search` gives with these options, and the snippets of the first `inSight` hits (0 unless told) with those: one
   * message where a worker answers. `null` where another answer was asked for while this one waited for its turn.
   */
  answer(query: string, options?: object, inSight?: number, snippetOptions?: object): Promise<Answer | null>;
}

/**
 * A port to the engine at `files`: the whole URL of its JavaScript, and that of its WebAssembly module unless the former
 * knows it; the engine beside this module unless told. With `worker` `on` the engine runs in a worker, whose script
 * `kwic-worker.js` lies beside this module, or beside the engine where only one URL is given. With `off` it runs in the
 * page, and so it does where a worker cannot start; unless told, the build decides. With `load` it runs in the page and
 * is what that gives.
 */
export function openPort(
  files?: string[],
  options?: { worker?: string | null; load?: (wrapper: string, module?: string) => Promise<AnyEngine> },
): Promise<Port>;

/** A port to an engine at hand. */
export function wrap(engine: AnyEngine): Promise<Port>;

/** An engine that answers at once, or by promises. */
export type AnyEngine = {
  [Method in keyof Engine]: Engine[Method] extends ((...args: infer Args) => infer Value) | undefined
    ? (...args: Args) => Value | Promise<Value>
    : never;
};
