import { css } from "./filters-style.js";
import { button, CROSS, icon, piece } from "./piece.js";

const SLIDERS = "M3 7h9M18 7h3M12 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0M3 17h3M12 17h9M6 17a3 3 0 1 0 6 0a3 3 0 1 0-6 0";

/** What the articles of every site can be filtered by. All other names are those of an author's own filters. */
const FACETS = ["lang", "source", "tag", "year"];
/** An article has one year, and the engine takes one stretch of time. */
const SINGLE = "year";
/** Values of one facet that are offered at most. */
const MAX_OFFERED = 50;

let menus = 0;

/**
 * What narrows the hits: a button that shows the choices of each facet, with counts, those that are chosen, and the order
 * of hits.
 */
export class Filters {
  node = piece("div", "filters");
  css = css;
  /** Whether the order of hits can be chosen: the native list of orders. */
  #sort = null;
  #facets = [];
  /** What facets are called, where the author says it. */
  #names = new Map();
  /** Chosen values by facet. */
  #chosen = new Map();
  #open = button("filter-open", "", () => this.#toggle());
  #menu = piece("div", "menu");
  #chips = piece("span", "chips");
  #groups = new Map();
  #messages;
  #changed;
  #shown;

  /**
   * `facets` are names of `FACETS` and of own filters, each with `=` and what it is called if the author says it, and commas
   * between, or spaces if there is no comma; `sort` is whether the order can be chosen; `changed`
   * hears what the reader chooses, and `shown` that the choices are shown and want to be counted.
   */
  constructor(facets, sort, changed, shown) {
    this.#changed = changed;
    this.#shown = shown;
    for (const part of facets.split(facets.includes(",") ? "," : /\s+/)) {
      const [name, label] = part.split("=").map((text) => text.trim());
      // The order has a name, too, in the address.
      if (name && name !== "sort") this.#names.set(name, label);
    }
    const wanted = [...this.#names.keys()];
    this.#facets = [
      ...FACETS.filter((name) => wanted.includes(name)),
      ...wanted.filter((name) => !FACETS.includes(name)),
    ];
    const bar = piece("div", "filter-bar");
    if (this.#facets.length) {
      menus += 1;
      this.#menu.id = `kwic-menu-${menus}`;
      this.#menu.hidden = true;
      this.#open.setAttribute("aria-expanded", "false");
      this.#open.setAttribute("aria-controls", this.#menu.id);
      bar.append(this.#open, this.#chips);
    }
    for (const name of this.#facets) {
      const group = new Group(name, `${this.#menu.id}-${name.replaceAll(" ", "-")}`, (value) => this.#toggleValue(name, value));
      this.#groups.set(name, group);
      this.#menu.append(group.node);
    }
    if (sort) {
      this.#sort = piece("select", "sort");
      this.#sort.name = "sort";
      this.#sort.addEventListener("change", () => this.#changed());
      bar.append(this.#sort);
    }
    this.node.append(bar, this.#menu);
    this.node.hidden = this.names.length === 0;
  }

  /** Names of all that can be chosen. */
  get names() {
    return this.#sort ? [...this.#facets, "sort"] : this.#facets;
  }

  /** What is chosen, by name: lists of values, and the order as one text. What is left open is not among it. */
  get values() {
    const values = {};
    for (const [name, chosen] of this.#chosen) if (chosen.length) values[name] = chosen;
    if (this.#sort?.value) values.sort = this.#sort.value;
    return values;
  }

  set values(values) {
    for (const name of this.#facets) {
      const chosen = [values[name] ?? []].flat();
      this.#chosen.set(name, name === SINGLE ? chosen.slice(0, 1) : chosen);
    }
    if (this.#sort) this.#sort.value = values.sort === "date" ? "date" : "";
    this.#showChosen();
  }

  /** Whether any article is ruled out. */
  get narrow() {
    return this.#number > 0;
  }

  get #number() {
    return this.#facets.reduce((sum, name) => sum + (this.#chosen.get(name)?.length ?? 0), 0);
  }

  /** What is chosen, as the engine takes it, but for one facet that is left `open`. */
  options(open) {
    const { [open]: _, year, ...options } = this.values;
    for (const name of this.#facets) {
      if (FACETS.includes(name) || !options[name]) continue;
      options.filters = { ...options.filters, [name]: options[name] };
      delete options[name];
    }
    if (year && open !== SINGLE) {
      options.after = year[0];
      options.before = String(Number(year[0]) + 1).padStart(4, "0");
    }
    return options;
  }

  /** Labels everything in the language of the messages. */
  localise(messages) {
    this.#messages = messages;
    for (const [name, group] of this.#groups) {
      const shown = this.#names.get(name) || (FACETS.includes(name) ? messages.text(name) : name);
      group.localise(shown, (value) => this.#label(name, value));
    }
    if (this.#sort) {
      const { value } = this.#sort;
      this.#sort.setAttribute("aria-label", messages.text("sort"));
      this.#sort.replaceChildren(
        ...["", "date"].map((order) => {
          const option = piece("option", "order", messages.text(order || "relevance"));
          option.value = order;
          return option;
        }),
      );
      this.#sort.value = value;
    }
    this.#showChosen();
  }

  /** Counts what each choice would leave of what the other filters and the query leave, if the choices are shown. */
  async count(engine, query) {
    if (this.#menu.hidden) return;
    const facets = async (open) => {
      const { sort, ...options } = this.options(open);
      if (!query.trim() && Object.keys(options).length === 0) return engine.info.facets;
      return (await engine.search(query, { ...options, limit: 1, facets: true })).facets;
    };
    let shared;
    for (const [name, group] of this.#groups) {
      const chosen = this.#chosen.get(name) ?? [];
      const counted = await (chosen.length ? facets(name) : (shared ??= facets()));
      const counts = (counted?.[name] ?? []).slice(0, MAX_OFFERED);
      if (name === SINGLE) counts.sort((a, b) => (a.value < b.value ? 1 : -1));
      group.show(counts, chosen, (number) => this.#messages.number(number));
    }
  }

  /** Hides the choices; whether they were shown. */
  hideMenu() {
    if (this.#menu.hidden) return false;
    this.#toggle();
    return true;
  }

  #toggle() {
    this.#menu.hidden = !this.#menu.hidden;
    this.#open.setAttribute("aria-expanded", String(!this.#menu.hidden));
    if (this.#menu.hidden) {
      for (const group of this.#groups.values()) group.forget();
    } else {
      this.#shown();
    }
  }

  #toggleValue(name, value) {
    const chosen = this.#chosen.get(name) ?? [];
    const others = chosen.filter((each) => each !== value);
    const added = others.length === chosen.length ? [value] : [];
    this.#chosen.set(name, name === SINGLE ? added : [...others, ...added]);
    this.#showChosen();
    this.#changed();
  }

  #showChosen() {
    if (!this.#messages) return;
    this.#open.replaceChildren(icon(SLIDERS), this.#messages.text("filters"));
    if (this.narrow) this.#open.append(" ", piece("span", "number", this.#messages.number(this.#number)));
    for (const [name, group] of this.#groups) group.mark(this.#chosen.get(name) ?? []);
    this.#chips.replaceChildren(
      ...this.#facets.flatMap((name) => (this.#chosen.get(name) ?? []).map((value) => this.#chip(name, value))),
    );
  }

  #chip(name, value) {
    const label = this.#label(name, value);
    const chip = button("chip", label, () => {
      this.#toggleValue(name, value);
      // The chip that had the focus is gone.
      this.#open.focus();
    });
    chip.setAttribute("aria-label", this.#messages.text("remove", { filter: label }));
    chip.append(icon(CROSS));
    return chip;
  }

  #label(name, value) {
    return name === "lang" ? this.#messages.languageName(value) : value;
  }
}

/** The choices of one facet: buttons that stay pressed. */
class Group {
  node = piece("fieldset", "facet");
  #legend = piece("legend", "facet-name");
  /** Buttons by value, in the order in which they stand: none moves away under a finger. */
  #choices = new Map();
  #chosen;
  #label = (value) => value;

  /** `chosen` hears of the value that is pressed. */
  constructor(name, id, chosen) {
    this.node.id = id;
    this.node.dataset.facet = name;
    this.#chosen = chosen;
    this.node.append(this.#legend);
  }

  localise(name, label) {
    this.#legend.textContent = name;
    this.#label = label;
    for (const [value, choice] of this.#choices) choice.firstChild.data = label(value);
  }

  /** Shows values as `{ value, count }`, and those that are chosen where nothing is left of them. */
  show(counts, chosen, format) {
    const numbers = new Map(counts.map(({ value, count }) => [value, count]));
    for (const value of [...numbers.keys(), ...chosen]) {
      if (!this.#choices.has(value)) this.node.append(this.#add(value));
    }
    for (const [value, choice] of this.#choices) {
      const number = numbers.get(value) ?? 0;
      choice.lastChild.textContent = ` ${format(number)}`;
      choice.toggleAttribute("data-none", number === 0);
    }
    this.node.hidden = this.#choices.size === 0;
    this.mark(chosen);
  }

  /** Presses the buttons of what is chosen. */
  mark(chosen) {
    for (const [value, choice] of this.#choices) choice.setAttribute("aria-pressed", String(chosen.includes(value)));
  }

  /** Next time the values stand in the order that holds then. */
  forget() {
    for (const choice of this.#choices.values()) choice.remove();
    this.#choices.clear();
  }

  #add(value) {
    const choice = button("choice", this.#label(value), () => this.#chosen(value));
    choice.append(piece("span", "tally"));
    choice.value = value;
    this.#choices.set(value, choice);
    return choice;
  }
}
