import { engineFiles, importEngine } from "./engine.js";
import { IN_WORKER } from "./files.js";

/**
 * A port to the engine at these addresses, as `engineFiles` gives them: in a `worker` if that is `on`, in the page if it
 * is `off`, and else where the build said. Where no worker can start, or none can start this engine, it is in the page.
 * An engine that the page comes to in a way of its own (`load`) is always there.
 *
 * A port has the `info` of its engine and answers by promises: `search`, `suggest` and `snippet` as the engine does,
 * `passages(ids, query, options)` with the snippet of each hit, and `answer(query, options, inSight, snippetOptions)`
 * with what `search` finds and the `passages` of the first `inSight` hits. An answer by a worker is `null` where another
 * was asked for before this one's turn came.
 */
export async function openPort(files = engineFiles(), { worker, load = importEngine } = {}) {
  if ((worker || IN_WORKER) === "on" && load === importEngine) {
    try {
      // Few boxes have one.
      return await (await import("./worker-port.js")).openWorkerPort(files);
    } catch {
      // What is wrong with the engine itself, the page finds out and tells.
    }
  }
  return wrap(await load(...files));
}

/** A port to an engine at hand, whose functions may give what they give at once or by promises. */
export async function wrap(engine) {
  const passages = async (ids, query, options) => Promise.all(ids.map((id) => engine.snippet(id, query, options)));
  return {
    info: await engine.info(),
    search: async (query, options) => engine.search(query, options),
    suggest: async (query, options) => engine.suggest?.(query, options) ?? [],
    snippet: async (id, query, options) => engine.snippet(id, query, options),
    passages,
    async answer(query, options, inSight = 0, snippetOptions) {
      const found = await engine.search(query, options);
      const ids = found.hits.slice(0, inSight).map(({ id }) => id);
      return { ...found, passages: await passages(ids, query, snippetOptions) };
    },
  };
}
