const KEY = "kwic-recent";
const MAX_KEPT = 5;

/** Queries that led somewhere, the newest first, kept in this browser only. */
export function recentQueries() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, MAX_KEPT) : [];
  } catch {
    // Storage may be forbidden, and what is in it may be anybody's.
    return [];
  }
}

export function rememberQuery(query) {
  const text = query.trim();
  if (text) keep([text, ...recentQueries().filter((other) => other !== text)].slice(0, MAX_KEPT));
}

export function forgetQueries() {
  keep([]);
}

function keep(queries) {
  try {
    if (queries.length) localStorage.setItem(KEY, JSON.stringify(queries));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage there are no recent queries, and nothing else is amiss.
  }
}
