import { layoutOf } from "./layout.js";

/**
 * The query and the filters in the address of the page, so that Back, Reload and a copied link
 * find them again.
 */
export class UrlState {
  #param;
  #names;

  /**
   * `param` keeps the query; with an empty one nothing is kept. `names` are those of the filters
   * that the box offers; a parameter of that name is left alone where it does not.
   */
  constructor(param, names) {
    this.#param = param;
    this.#names = names;
  }

  /** `{ query, filters }` as the address has them. */
  read() {
    const filters = {};
    if (!this.#param) return { query: "", filters };
    const params = new URLSearchParams(location.search);
    for (const name of this.#names) {
      const values = params.getAll(this.#key(name)).filter(Boolean);
      if (values.length) filters[name] = name === "sort" ? values[0] : values;
    }
    return { query: params.get(this.#param) ?? "", filters };
  }

  /** What was kept with this entry of the history: `{ shown, scroll }`, or nothing. */
  get place() {
    return history.state?.kwic?.[this.#param];
  }

  /** Puts query, filters and place into the address; `push` makes a new entry of the history. */
  write({ query, filters }, place, push = false) {
    if (!this.#param) return;
    const url = new URL(location.href);
    const put = (key, values) => {
      // An address with the same values keeps the way in which it was written.
      if (url.searchParams.getAll(key).join("\n") === values.join("\n")) return;
      url.searchParams.delete(key);
      for (const value of values) url.searchParams.append(key, value);
    };
    put(this.#param, query ? [query] : []);
    for (const name of this.#names) put(this.#key(name), [filters[name] ?? []].flat());
    const state = {
      ...history.state,
      kwic: { ...history.state?.kwic, [this.#param]: place },
    };
    try {
      if (push && url.href !== location.href) history.pushState(state, "", url);
      else history.replaceState(state, "", url);
    } catch {
      // A page without an origin of its own (a local file, a sandboxed frame) has no such address.
    }
  }

  /** Two boxes on one page have two params, and so two names for each filter. */
  #key(name) {
    return this.#param === "q" && name !== "q" ? name : `${this.#param}-${name}`;
  }
}

/** The query parameter of a box. */
export function paramOf(box) {
  return box.getAttribute("param") ?? (box.querySelector("form input")?.name || "q");
}

/** Whether the address is that of a box: of several with one parameter it is of the first that is a part of the page. */
export function ownsAddress(box, param) {
  const same = [...document.querySelectorAll("kwic-search")].filter((other) => paramOf(other) === param);
  const owner = same.find((other) => layoutOf(other) === "page") ?? same[0];
  // None of these is in a shadow tree.
  return !owner || owner === box;
}
