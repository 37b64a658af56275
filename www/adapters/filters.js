import { folded } from "./pieces.js";
import { OUT_OF_ORDER, Problem } from "./problem.js";

/** What articles of every site can be filtered by, and in which field of an export it is. */
const FIELDS = { lang: "lang", source: "source", tag: "tags", year: "year" };
/** The field of an author's own filters, each as `name=value`: so no schema knows their names, and one facet tells all of them. */
const OWN = "filters";
/** All fields that are counted. */
export const COUNTED = [...Object.values(FIELDS), OWN];
/** Values of a field that are counted at most. */
export const MAX_VALUES = 500;

/** Facets of the box, of what a server counts in each field: lists of `{ value, count }`, those of most articles first. */
export function facetsOf(counts) {
  const facets = new Map(Object.entries(FIELDS).map(([name, field]) => [name, [...(counts[field] ?? [])]]));
  for (const { value: text, count } of counts[OWN] ?? []) {
    const [name, value] = parted(text);
    add(facets, name, { value, count });
  }
  const byValue = (a, b) => (a.value < b.value ? -1 : 1);
  for (const counted of facets.values()) counted.sort((a, b) => b.count - a.count || byValue(a, b));
  return Object.fromEntries(facets);
}

/** Values by the names of the author's own filters, of what a server stores. */
export function ownFilters(texts = []) {
  const filters = new Map();
  for (const text of [texts].flat()) add(filters, ...parted(text));
  return Object.fromEntries(filters);
}

function add(lists, name, value) {
  if (!lists.has(name)) lists.set(name, []);
  lists.get(name).push(value);
}

function parted(text) {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}

/** A condition: articles that have one of these `values` in a `field`, or none of them, where it is `excluded`. */
function condition(name, values, excluded = false) {
  const isOwn = !Object.hasOwn(FIELDS, name);
  return { field: isOwn ? OWN : FIELDS[name], values: isOwn ? values.map((value) => `${name}=${value}`) : values, excluded };
}

/** The condition that an option makes by a name and whole values, case and accents put aside. `facets` are those of all articles. */
export function optional(name, values, facets) {
  if (!Object.hasOwn(facets, name) && !isCut(facets)) {
    throw new Problem(OUT_OF_ORDER, `unknown filter "${name}"; there are: ${Object.keys(facets).join(", ")}`);
  }
  const known = valuesOf(name, facets);
  const meant = (value) => {
    const same = known.filter((other) => other === value || isSame(wordsOf(other), wordsOf(value)));
    // What no article has is asked for all the same, and finds none.
    return same.length ? same : [value];
  };
  return condition(name, values.flatMap(meant));
}

/**
 * The condition that a query makes by a name and a value, or words within it; null where no article has such a value: then
 * these are words. A language is a code; and a filter of the author's own is the value itself, if there is one: version 2 is
 * not 2.1.
 */
export function typed(name, text, excluded, facets) {
  const words = wordsOf(text);
  if (!words.length) return null;
  const known = valuesOf(name, facets);
  const whole = known.filter((value) => isSame(wordsOf(value), words));
  if (name === "lang") return condition(name, whole.length ? whole : [text], excluded);
  const within = known.filter((value) => holds(wordsOf(value), words));
  const meant = whole.length && !Object.hasOwn(FIELDS, name) ? whole : within;
  return meant.length ? condition(name, meant, excluded) : null;
}

/** Whether there may be own filters that were not told. */
function isCut(facets) {
  const own = Object.entries(facets).filter(([name]) => !Object.hasOwn(FIELDS, name));
  return own.reduce((sum, [, counts]) => sum + counts.length, 0) >= MAX_VALUES;
}

function valuesOf(name, facets) {
  return (Object.hasOwn(facets, name) ? facets[name] : []).map(({ value }) => value);
}

function wordsOf(text) {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isSame(some, others) {
  return some.length > 0 && some.length === others.length && holds(some, others);
}

/** Whether words have others side by side among them. */
function holds(words, others) {
  return words.some((_, at) => others.every((word, place) => words[at + place] === word));
}
