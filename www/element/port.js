/** A stand-in until the port by a worker is here. */
export async function openPort(load, files) {
  return wrap(await load(...files));
}

export function wrap(engine) {
  return {
    info: engine.info(),
    search: (query, options) => engine.search(query, options),
    suggest: (query, options) => engine.suggest?.(query, options) ?? [],
    snippet: (id, query, options) => engine.snippet(id, query, options),
    answer(query, options, inSight, snippetOptions) {
      const answer = engine.search(query, options);
      const passages = answer.hits.slice(0, inSight).map(({ id }) => engine.snippet(id, query, snippetOptions));
      return { ...answer, passages };
    },
  };
}
