import { ownFilters } from "./filters.js";
import { folded, shortened, wordsMarked } from "./pieces.js";

/** Hits whose passages are kept: more than a list of results holds. */
const KEPT = 1_000;
/** Sections of an article that are told at most. */
const MAX_SECTIONS = 3;

/**
 * What was found of late: the number of each article, since the box knows articles by numbers, and its passages, which
 * servers give with the hits.
 */
export class Passages {
  #numbers = new Map();
  #kept = new Map();

  /**
   * A hit of the box, of what a server stores of an article, its title as pieces, and its sections in the order of the
   * server: each with its place `at` among those of the article, the pieces of its title, if these are known, and of its
   * passage.
   */
  hit(id, stored, titlePieces, found, score = 0) {
    const number = this.#number(id);
    const { title, url, section_titles: titles = [], section_urls: urls = [] } = stored;
    const inOrder = found
      .map((section) => ({ ...section, words: wordsMarked([...(section.title ?? []), ...section.passage]) }))
      .sort((a, b) => b.words - a.words);
    const passages = new Map(inOrder.map(({ at, passage }) => [urls[at] ?? url, passage]));
    const best = inOrder.find(({ passage }) => wordsMarked(passage))?.passage;
    this.#keep(number, { best: best ?? [{ text: stored.summary ?? "", matched: false }], passages });
    const sections = inOrder
      .filter(({ at, words }) => words && titles[at])
      .slice(0, MAX_SECTIONS)
      .map(({ at, title: marked }) => ({
        title: titles[at],
        titlePieces: marked ?? [{ text: titles[at], matched: false }],
        url: urls[at],
      }));
    return {
      id: number,
      url,
      title,
      titlePieces: titlePieces.length ? titlePieces : [{ text: title, matched: false }],
      lang: stored.lang ?? "und",
      date: stored.date ?? null,
      source: stored.source ?? null,
      tags: [stored.tags ?? []].flat(),
      author: stored.author ?? null,
      image: stored.image ?? null,
      breadcrumbs: [stored.breadcrumbs ?? []].flat(),
      filters: ownFilters(stored.filters),
      score,
      sections,
    };
  }

  /** The passage of a hit that was found of late, or of a section of it; none where it has none. */
  snippet(number, { length = 200, section } = {}) {
    const kept = this.#kept.get(number);
    const pieces = section === undefined ? kept?.best : kept?.passages.get(section);
    return pieces ? shortened(pieces, length) : [];
  }

  #number(id) {
    if (!this.#numbers.has(id)) this.#numbers.set(id, this.#numbers.size);
    return this.#numbers.get(id);
  }

  #keep(number, kept) {
    this.#kept.delete(number);
    this.#kept.set(number, kept);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value);
  }
}

/** The words that are marked in hits, in lower case, with the number of hits that have each; the most frequent first. */
export function wordsFound(hits, passages) {
  const counts = new Map();
  for (const hit of hits) {
    const pieces = [...hit.titlePieces, ...passages.snippet(hit.id), ...hit.sections.flatMap(({ titlePieces }) => titlePieces)];
    const words = pieces.filter(({ matched }) => matched).map(({ text }) => text.toLowerCase());
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
}

/** Queries that go on from one whose last word is not finished, by the words that its hits have. */
export function completionsOf(query, words, limit) {
  const [, before, last] = query.match(/^(.*?)([\p{L}\p{M}\p{N}]+)$/su) ?? [];
  if (!last) return [];
  const begun = folded(last);
  const seen = new Set([begun]);
  return words
    .filter((word) => {
      const key = folded(word);
      const isNew = key.startsWith(begun) && !seen.has(key);
      if (isNew) seen.add(key);
      return isNew;
    })
    .slice(0, limit)
    .map((word) => before + word);
}

/** The word that a query of one word was probably meant to be: what its hits have where none has the word itself. */
export function meantBy(query, words) {
  const typed = query.trim();
  if (!/^[\p{L}\p{M}\p{N}]+$/u.test(typed)) return null;
  const begun = folded(typed);
  return words.some((word) => folded(word).startsWith(begun)) ? null : (words[0] ?? null);
}
