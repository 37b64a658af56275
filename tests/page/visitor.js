// A reader in any of the browsers: opens a page with a search box, types, and looks. What is found
// may stand beside the author's own form or in the element's shadow.

/** Opens the page and waits until its search box works; `options` are those of `Browser.open`. */
export async function visit(browser, host, options) {
  const tab = await browser.open(host, options);
  await tab.waitFor(() => document.querySelector("kwic-search[data-state]") !== null);
  return new Visitor(tab);
}

class Visitor {
  constructor(tab) {
    this.tab = tab;
  }

  /** Sets the cursor into the box. */
  enter() {
    return this.tab.evaluate(() => {
      const search = document.querySelector("kwic-search");
      const input = search.querySelector("input") ?? search.shadowRoot.querySelector("input");
      input.focus();
    });
  }

  /** Types letter by letter and waits until the page answers for the whole of it. */
  async type(text) {
    await this.enter();
    await this.tab.type(text);
    await this.answered();
  }

  /** Empties the box, then types. */
  async typeInstead(text) {
    await this.clear();
    await this.type(text);
  }

  async clear() {
    await this.enter();
    await this.tab.press("Control+a");
    await this.tab.press("Backspace");
  }

  /** Waits until what is shown belongs to what stands in the box. */
  answered() {
    return this.tab.waitFor(() => {
      const search = document.querySelector("kwic-search");
      const { state } = search.dataset;
      if (state === "error") return true;
      const settled = state === "results" || state === "none";
      return settled && window.answeredQuery?.trim() === search.query.trim();
    });
  }

  /** Waits until the element is in this state. */
  comesTo(state) {
    return this.tab.waitFor(
      (wanted) => document.querySelector("kwic-search").dataset.state === wanted,
      state,
    );
  }

  /** Texts of all pieces of a class, such as `title`. */
  texts(piece) {
    return this.tab.evaluate((name) => {
      const search = document.querySelector("kwic-search");
      const roots = [search, search.shadowRoot].filter(Boolean);
      const pieces = roots.flatMap((root) => [...root.querySelectorAll(`.kwic-${name}`)]);
      return pieces.map((found) => found.textContent);
    }, piece);
  }

  titles() {
    return this.texts("title");
  }

  /** Marked words of all hits. */
  marks() {
    return this.texts("mark");
  }

  async status() {
    return (await this.texts("status")).join(" ");
  }

  state() {
    return this.tab.evaluate(() => document.querySelector("kwic-search").dataset.state);
  }

  query() {
    return this.tab.evaluate(() => document.querySelector("kwic-search").query);
  }

  async close() {
    await this.tab.close();
  }
}
