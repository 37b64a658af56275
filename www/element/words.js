import { forgetQueries, recentQueries } from "./recent.js";

/** Completions of the last word that are offered at most. */
const MAX_COMPLETIONS = 4;

/** Queries that complete the last word, as `Results.showWords` takes them; `choose` searches for one. */
export async function completions(engine, query, choose) {
  const typed = query.trim().toLowerCase();
  return (await engine.suggest(query, { limit: MAX_COMPLETIONS }))
    .filter((text) => text.toLowerCase() !== typed)
    .map((text) => ({ name: "completion", text, chosen: () => choose(text) }));
}

/** Recent queries and the way to forget them, as `Results.showWords` takes them; none where there are none. */
export function recentWords(messages, choose) {
  const words = recentQueries().map((text) => ({ name: "recent", text, chosen: () => choose(text) }));
  if (words.length === 0) return words;
  const chosen = () => {
    forgetQueries();
    choose("");
  };
  return [...words, { name: "forget", text: messages.text("forget"), chosen }];
}
