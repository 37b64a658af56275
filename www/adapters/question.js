import { optional, typed } from "./filters.js";
import { OUT_OF_ORDER, Problem } from "./problem.js";

const isText = (value) => typeof value === "string";
const areTexts = (value) => [value].flat().every(isText);

/** What an option may be: whether a value is that, and what it has to be, in words. */
const WHOLE = [(value) => Number.isInteger(value) && value >= 0, "a whole number from 0 up"];
const FLAG = [(value) => typeof value === "boolean", "true or false"];
const TEXT = [isText, "text"];
const TEXTS = [areTexts, "text or an array of texts"];
const FILTERS = [areFilters, "an object of texts or arrays of texts"];
const DAY = [isDay, 'a date: "2024", "2024-06" or "2024-06-15"'];
const ORDER = [(value) => ["relevance", "date"].includes(value), '"relevance" or "date"'];

/** The options of each function, as those of the module. */
const OPTIONS = {
  search: {
    limit: WHOLE,
    offset: WHOLE,
    prefix: FLAG,
    lang: TEXTS,
    preferLang: TEXT,
    source: TEXTS,
    tag: TEXTS,
    filters: FILTERS,
    after: DAY,
    before: DAY,
    sort: ORDER,
    facets: FLAG,
  },
  suggest: { limit: WHOLE },
  snippet: { length: WHOLE, section: TEXT },
};

/** Options of a function as an object. One that is unknown, or has another form, is an error that names it. */
export function checked(name, options) {
  const known = OPTIONS[name];
  const given = Object.entries(propertiesOf(options ?? {})).filter(([, value]) => value !== undefined);
  for (const [option, value] of given) {
    if (!Object.hasOwn(known, option)) {
      throw new Problem(OUT_OF_ORDER, `unknown option "${option}"; there are: ${Object.keys(known).join(", ")}`);
    }
    const [isRight, right] = known[option];
    if (!isRight(value)) throw new Problem(OUT_OF_ORDER, `option "${option}" has to be ${right}`);
  }
  return Object.fromEntries(given);
}

function propertiesOf(given) {
  return given instanceof Map ? Object.fromEntries(given) : given;
}

function areFilters(given) {
  const isList = typeof given !== "object" || given === null || Array.isArray(given);
  return !isList && Object.values(propertiesOf(given)).every((values) => values === undefined || areTexts(values));
}

/** Whether one has to know which filters there are to understand a query with these options. */
export function namesFilters(query, { lang, source, tag, filters }) {
  return query.includes(":") || [lang, source, tag, filters].some((given) => given !== undefined);
}

/**
 * What a server is asked: a `text` of words, phrases and what is excluded; the `filters` of query and options (see
 * `filters.js`), and the days `from` which and `before` which articles are dated, as numbers, where there are any. `facets`
 * are those of all articles; what else the options say is as it was.
 */
export function questionOf(query, options, facets) {
  const { lang, source, tag, filters: own, after, before, ...others } = options;
  const named = [...Object.entries(propertiesOf(own ?? {})), ["lang", lang], ["source", source], ["tag", tag]];
  const filters = named
    .map(([name, values]) => [name, [values ?? []].flat()])
    .filter(([, values]) => values.length)
    .map(([name, values]) => optional(name, values, facets));
  // Articles in a language that is asked for are all in that.
  if (filters.some(({ field }) => field === "lang")) delete others.preferLang;
  const days = { after: after ? [after] : [], before: before ? [before] : [] };
  const text = withoutFilters(query, filters, days, facets);
  return {
    ...others,
    text,
    filters,
    ...(days.after.length && { from: Math.max(...days.after.map(dayOf)) }),
    ...(days.before.length && { before: Math.min(...days.before.map(dayOf)) }),
  };
}

const QUOTE = '["“”„«»＂]';
const QUOTED = `${QUOTE}([^"“”„«»＂]*)${QUOTE}?`;

/** The query without the filters in it, which are added to the others, as the days are. */
function withoutFilters(query, filters, days, facets) {
  if (!query.includes(":")) return query;
  const names = Object.keys(facets);
  const any = [...names, ...Object.keys(days)].map((name) => name.replaceAll(/[\^$\\.*+?()[\]{}|/]/g, "\\$&")).join("|");
  // What stands in quotes is no filter.
  const chunk = new RegExp(`(^|\\s)(?:-?${QUOTED}|(-?)(${any}):(?:${QUOTED}|(\\S+)))`, "giu");
  return query.replaceAll(chunk, (whole, space, phrase, minus, key, quoted, word) => {
    if (phrase !== undefined) return whole;
    const value = quoted ?? word;
    if (Object.hasOwn(days, key)) {
      if (!isDay(value)) return `${space}${minus}${value}`;
      days[(key === "after") === !minus ? "after" : "before"].push(value);
      return space;
    }
    const name = names.find((other) => other.toLowerCase() === key.toLowerCase());
    const filter = name && typed(name, value, Boolean(minus), facets);
    if (filter) filters.push(filter);
    // What no article has is words, and needs not be excluded.
    return filter || minus ? space : `${space}${key} ${value}`;
  });
}

/** The first day of a time such as `2024` or `2024-06`, as a number to compare: 20240600 comes before all of June. */
export function dayOf(time) {
  const [year, month = "00", day = "00"] = time.split("-");
  return Number(year + month.padStart(2, "0") + day.padStart(2, "0"));
}

/** Whether a text is such a time. */
function isDay(time) {
  if (!isText(time) || !/^[1-9]\d{3}(-\d{1,2}){0,2}$/.test(time)) return false;
  const [year, month = 1, day = 1] = time.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
