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
      const value = params.get(this.#key(name));
      if (value) filters[name] = value;
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
    const put = (key, value) => {
      // An address with the same value keeps the way in which it was written.
      if ((url.searchParams.get(key) ?? "") === value) return;
      if (value) url.searchParams.set(key, value);
      else url.searchParams.delete(key);
    };
    put(this.#param, query);
    for (const name of this.#names) put(this.#key(name), filters[name] ?? "");
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
    return this.#param === "q" ? name : `${this.#param}-${name}`;
  }
}
