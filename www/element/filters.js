import { piece } from "./piece.js";

/** What articles can be filtered by: facets of the engine. */
const FACETS = ["lang", "source", "tag", "year"];
/** Values of one facet that are offered at most. */
const MAX_OFFERED = 50;

/** A row of native choices: one for each facet, with counts, and one for the order of hits. */
export class Filters {
  node = piece("div", "filters");
  #selects = new Map();
  #messages;

  /**
   * `facets` are names of `FACETS` with spaces between; `sort` is whether the order can be chosen; `changed`
   * hears what the reader chooses.
   */
  constructor(facets, sort, changed) {
    const wanted = facets.split(/\s+/);
    const names = FACETS.filter((name) => wanted.includes(name));
    if (sort) names.push("sort");
    for (const name of names) {
      const select = piece("select", name === "sort" ? "sort" : "filter");
      select.name = name;
      this.#selects.set(name, select);
      this.node.append(select);
    }
    this.node.hidden = names.length === 0;
    this.node.addEventListener("change", changed);
  }

  get names() {
    return [...this.#selects.keys()];
  }

  /** What is chosen, by name; what is left open is not among it. */
  get values() {
    const chosen = {};
    for (const [name, select] of this.#selects) if (select.value) chosen[name] = select.value;
    return chosen;
  }

  set values(values) {
    for (const [name, select] of this.#selects) {
      const value = values[name] ?? "";
      // A value of the address is there before anything was counted.
      if (![...select.options].some((option) => option.value === value)) {
        select.append(this.#option(name, value));
      }
      select.value = value;
    }
  }

  /** Whether any article is ruled out. */
  get narrow() {
    return FACETS.some((name) => this.values[name]);
  }

  /** What is chosen, as the engine takes it, but for one facet that is left `open`. */
  options(open) {
    const { [open]: _, year, ...options } = this.values;
    if (year && open !== "year") {
      options.after = year;
      options.before = String(Number(year) + 1).padStart(4, "0");
    }
    return options;
  }

  /** Labels everything in the language of the messages. */
  localise(messages) {
    this.#messages = messages;
    for (const [name, select] of this.#selects) {
      select.setAttribute("aria-label", messages.text(name));
      const { value } = select;
      const values = name === "sort" ? ["", "date"] : [...new Set(["", value])];
      select.replaceChildren(...values.map((each) => this.#option(name, each)));
      select.value = value;
    }
  }

  /** Offers the values of each facet, counted in what the other filters and the query leave. */
  count(engine, info, query) {
    const facets = (open) => {
      const { sort, ...options } = this.options(open);
      if (!query.trim() && Object.keys(options).length === 0) return info.facets;
      return engine.search(query, { ...options, limit: 1, facets: true }).facets;
    };
    let shared;
    for (const [name, select] of this.#selects) {
      // A list that is open must not change under the reader's finger.
      if (name === "sort" || select.matches(":focus")) continue;
      const { value } = select;
      const counted = value ? facets(name) : (shared ??= facets());
      const counts = (counted?.[name] ?? []).slice(0, MAX_OFFERED);
      if (name === "year") counts.sort((a, b) => (a.value < b.value ? 1 : -1));
      if (value && !counts.some((each) => each.value === value)) counts.push({ value, count: 0 });
      select.replaceChildren(
        this.#option(name, ""),
        ...counts.map((each) => this.#option(name, each.value, each.count)),
      );
      select.value = value;
    }
  }

  #option(name, value, count) {
    const option = piece("option", "facet", this.#label(name, value));
    option.value = value;
    if (count !== undefined) option.textContent += ` (${this.#messages.number(count)})`;
    return option;
  }

  #label(name, value) {
    if (name === "sort") return this.#messages.text(value || "relevance");
    if (value) return name === "lang" ? this.#messages.languageName(value) : value;
    return this.#messages.text(`any${name[0].toUpperCase()}${name.slice(1)}`);
  }
}
