import english from "./locales/en.js";

/** Strings of the box in one language, with numbers, dates and names as the page writes them. */
export class Messages {
  #strings;
  #plurals;
  #numbers;
  #dates;
  #names;
  /** Formatting is slow enough to be felt in a list that changes with every letter. */
  #known = new Map();

  /** `language` of the strings; `tag` of the page, whose numbers and dates they stand among. */
  constructor(language, strings, tag) {
    this.language = language;
    this.#strings = strings;
    this.#plurals = new Intl.PluralRules(language);
    const locale = canonical(tag) ?? language;
    this.#numbers = new Intl.NumberFormat(locale);
    this.#dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
    this.#names = new Intl.DisplayNames(locale, { type: "language" });
  }

  /** The string of a name, with `{words}` in braces filled in. */
  text(name, values = {}) {
    const string = this.#strings[name] ?? english[name];
    return string.replaceAll(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  }

  /** The string around one word in braces, for a node in its place. */
  parts(name) {
    return this.text(name).split(/\{\w+\}/);
  }

  /** The string of a name in the form that goes with a number, which has `more` behind it. */
  count(name, number, more = "") {
    const forms = this.#strings[name] ?? english[name];
    const form = forms[this.#plurals.select(number)] ?? forms.other;
    return form.replace("{count}", this.number(number) + more);
  }

  number(number) {
    return this.#numbers.format(number);
  }

  /** A day written as `2025-01-13`. */
  date(day) {
    return this.#once(day, () => this.#dates.format(new Date(`${day}T00:00:00Z`)));
  }

  /** The name of a language by its code. */
  languageName(code) {
    return this.#once(code, () => this.#names.of(code));
  }

  /** What a platform cannot format is shown as it is. */
  #once(what, format) {
    let shown = this.#known.get(what);
    if (shown === undefined) {
      try {
        shown = format() ?? what;
      } catch {
        shown = what;
      }
      this.#known.set(what, shown);
    }
    return shown;
  }
}

function canonical(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
