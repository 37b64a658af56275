// A reader in any of the browsers: opens a page with a search box, types, and looks. What is found
// may stand beside the author's own form or in the element's shadow.

/** Steps of the Tab key after which what was looked for is not there. */
const FAR = 20;

/** Opens the page and waits until its search box works; `options` are those of `Browser.open`. */
export async function visit(browser, host, options) {
  const tab = await browser.open(host, options);
  await tab.waitFor(() => window.theBox?.()?.dataset.state !== undefined);
  return new Visitor(tab);
}

/** A reader at a tab that is open already. */
export class Visitor {
  constructor(tab) {
    this.tab = tab;
  }

  /** Sets the cursor into the box. */
  enter() {
    return this.tab.evaluate(() => {
      const search = theBox();
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
  async answered() {
    await this.tab.waitFor(() => {
      const search = theBox();
      const { state } = search.dataset;
      if (state === "error") return true;
      const settled = state === "results" || state === "none";
      return settled && window.answeredQuery?.trim() === search.query.trim();
    });
    return this.seen();
  }

  /** Waits until what lies over the page is there to be seen, if anything of the box does. */
  seen() {
    return this.tab.waitFor(() => {
      const search = theBox();
      const all = (selector) => [search, search.shadowRoot].flatMap((root) => [...(root?.querySelectorAll(selector) ?? [])]);
      const isUnplaced = all(".kwic-panel[data-dropdown]:not([data-open])").length > 0;
      const isUnframed = all("dialog[open]").length > 0 && all(".kwic-foot").length === 0;
      return !isUnplaced && !isUnframed;
    });
  }

  /** Does something, and waits until the box answers once more. */
  async answeredAfter(act) {
    const before = await this.tab.evaluate(() => window.answersGiven ?? 0);
    await act();
    await this.tab.waitFor((number) => (window.answersGiven ?? 0) > number, before);
  }

  /** Waits until the element is in this state. */
  comesTo(state) {
    return this.tab.waitFor(
      (wanted) => theBox().dataset.state === wanted,
      state,
    );
  }

  /** Texts of all pieces of a class, such as `title`. */
  texts(piece) {
    return this.tab.evaluate((name) => {
      const search = theBox();
      const roots = [search, search.shadowRoot].filter(Boolean);
      const pieces = roots.flatMap((root) => [...root.querySelectorAll(`.kwic-${name}`)]);
      return pieces.map((found) => found.textContent);
    }, piece);
  }

  titles() {
    return this.texts("title");
  }

  /** Waits until these titles are shown: answers to earlier places of the history may come before. */
  async comesToTitles(wanted) {
    const areShown = (list) => JSON.stringify(inBox(".kwic-title").map((title) => title.textContent)) === list;
    await this.tab.waitFor(areShown, JSON.stringify(wanted));
  }

  /** Marked words of all hits. */
  marks() {
    return this.texts("mark");
  }

  async status() {
    return (await this.texts("status")).join(" ");
  }

  state() {
    return this.tab.evaluate(() => theBox().dataset.state);
  }

  query() {
    return this.tab.evaluate(() => theBox().query);
  }

  /** The title or the word of the option that the arrow keys have come to; null where there is none. */
  active() {
    return this.tab.evaluate(() => {
      const id = inBox("input")[0].getAttribute("aria-activedescendant");
      const option = id && inBox(`#${id}`)[0];
      return option ? (option.querySelector(".kwic-title") ?? option).textContent : null;
    });
  }

  /** Presses an arrow key until a hit is active, and no section of one, or nothing. */
  async toHit(key = "ArrowDown") {
    const isSection = () => inBox(".kwic-section[aria-selected=true]").length > 0;
    do await this.tab.press(key);
    while (await this.tab.evaluate(isSection));
  }

  /** What has the focus: the name of a piece, or the id of something else. */
  focused() {
    return this.tab.evaluate(() => {
      let focused = document.activeElement;
      while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      return focused.getAttribute("part") ?? focused.id;
    });
  }

  /** Goes on by the Tab key to a piece of the box. */
  async tabTo(piece) {
    for (let step = 0; step < FAR; step += 1) {
      if ((await this.focused()) === piece) return;
      await this.tab.press("Tab");
    }
    throw new Error(`the Tab key leads to no ${piece}, but to ${await this.focused()}`);
  }

  /** Shows the choices of the filters, and waits until one offers this value. */
  async offered(name, value) {
    await this.tab.waitFor(() => inBox(".kwic-filter-open").length > 0);
    await this.tab.evaluate(() => inBox(".kwic-filter-open[aria-expanded=false]")[0]?.click());
    await this.tab.waitFor(
      (facet, wanted) => inBox(`[data-facet=${facet}] .kwic-choice`).some((choice) => choice.value === wanted),
      name,
      value,
    );
  }

  /** Chooses a value of a filter, once it is offered, or an order. */
  async choose(name, value) {
    if (name !== "sort") await this.offered(name, value);
    await this.tab.waitFor(() => inBox(".kwic-filter-bar").length > 0);
    await this.tab.evaluate(
      (wanted, chosen) => {
        const choices = inBox(`[data-facet=${wanted}] .kwic-choice`);
        const [select] = inBox(`select[name=${wanted}]`);
        if (!select) return choices.find((choice) => choice.value === chosen).click();
        select.value = chosen;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      },
      name,
      value,
    );
  }

  /** Waits until the address has these parameters of the query, and no others. */
  addressHas(wanted) {
    return this.tab.waitFor(
      (params) => JSON.stringify([...new URLSearchParams(location.search)].sort()) === params,
      JSON.stringify(Object.entries(wanted).sort()),
    );
  }

  async close() {
    await this.tab.close();
  }
}
