import { AfterPaint } from "./after-paint.js";
import { Hit } from "./hit.js";
import { piece } from "./piece.js";

/**
 * The listbox below the input: words that may be searched for, then hits. The focus stays in the
 * input, which says which option is active.
 */
export class Results {
  list = piece("div", "list");
  /** Options of the list that stand elsewhere, beside the number of hits. */
  words = piece("div", "words");
  #input;
  #id;
  #failed;
  /** @type {Hit[]} More than are shown, to be used again. */
  #hits = [];
  #shown = 0;
  #active = null;
  #isVisible = true;
  /** What the list is called while it has hits. */
  #label = "";
  /** And what it is called while it has only words. */
  #wordsLabel = "";
  /** Counts what was shown, to know passages that come too late. */
  #turn = 0;
  #afterPaint = new AfterPaint();

  /**
   * `id` begins the ids of all options, and is the list's own; `failed` hears an error of a passage that
   * was to follow.
   */
  constructor(input, id, failed) {
    this.#input = input;
    this.#id = id;
    this.#failed = failed;
    this.list.id = id;
    this.list.setAttribute("role", "listbox");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", id);
    for (const node of [this.list, this.words]) {
      // The mouse makes active what the keys make active, and both mark the same option.
      node.addEventListener("pointermove", (event) => this.#pointed(event));
    }
    this.clear();
  }

  /** How many hits are shown. */
  get shown() {
    return this.#shown;
  }

  get active() {
    return this.#active;
  }

  /** Whether there is anything to choose. */
  get isEmpty() {
    return this.#shown === 0 && this.words.childElementCount === 0;
  }

  set label(label) {
    this.#label = label;
    this.#name();
  }

  /** Whether the list can be seen, which the input has to tell. */
  set isVisible(isVisible) {
    this.#isVisible = isVisible;
    this.#expand();
  }

  clear() {
    this.stop();
    this.showWords("", []);
    this.#showHits([], 0);
  }

  /** Passages that were still to come do not come any more. */
  stop() {
    this.#turn += 1;
    this.#afterPaint.cancel();
  }

  /**
   * Shows words to search for: each has a `name` as a piece, a text, and `chosen`, what it does.
   * The `label` is seen if they stand `alone`, and is the name of the list.
   */
  showWords(label, words, alone = false) {
    if (this.#active && this.words.contains(this.#active)) this.activate(null);
    this.#wordsLabel = alone ? label : "";
    this.words.toggleAttribute("data-label", alone);
    if (alone) this.words.dataset.label = label;
    this.words.replaceChildren(
      ...words.map(({ name, text, chosen }, at) => {
        const option = piece("span", name, text);
        option.id = `${this.#id}-word-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dir = "auto";
        option.addEventListener("click", chosen);
        return option;
      }),
    );
    this.words.hidden = words.length === 0;
    // They are of the list for whoever hears it, too.
    this.list.setAttribute("aria-owns", [...this.words.children].map(({ id }) => id).join(" "));
    this.#name();
    this.#expand();
  }

  /**
   * Shows articles from a place in the list on, instead of what stood there and after it. `passages` are those of the
   * first of them; `rest(article, section)` gives or promises those of the others and of sections, which follow after a
   * paint. `how` is as `Hit.show` wants it.
   */
  show(articles, from, passages, rest, how) {
    this.stop();
    this.#showHits(articles, from, passages, how);
    const turn = this.#turn;
    this.#afterPaint.run(() => {
      this.#showRest(articles, from, passages.length, rest, how, turn).catch(this.#failed);
    });
  }

  async #showRest(articles, from, inSight, rest, how, turn) {
    // Asked for all at once, they need one way to a worker and back.
    const passages = articles.map((article, at) => (at < inSight ? null : rest(article)));
    const ofSections = articles.map((article) =>
      how.sections ? (article.sections ?? []).map((section) => rest(article, section)) : [],
    );
    for (const [at, article] of articles.entries()) {
      const pieces = await passages[at];
      const sections = await Promise.all(ofSections[at]);
      if (turn !== this.#turn) return;
      const hit = this.#hits[from + at];
      if (pieces) hit.show(article, pieces, how);
      hit.showSectionPassages(sections);
    }
  }

  #showHits(articles, from, passages, how) {
    if (from === 0) this.activate(null);
    for (const [at, article] of articles.entries()) {
      const place = from + at;
      const hit = (this.#hits[place] ??= new Hit(`${this.#id}-hit-${place}`));
      hit.show(article, passages[at] ?? null, how);
      hit.insert(this.list);
    }
    const end = from + articles.length;
    for (let place = end; place < this.#shown; place += 1) this.#hits[place].remove();
    this.#shown = end;
    this.#expand();
  }

  /** The article that an option stands for, and its place in the list; null for a word. */
  hitOf(option) {
    const place = this.#hits.findIndex((hit) => hit.options.includes(option));
    return place < 0 ? null : { article: this.#hits[place].article, place };
  }

  /** The hit at a place in the list, if one is shown there. */
  hitAt(place) {
    return place < this.#shown ? this.#hits[place].node : null;
  }

  /** Makes an option the active one, and brings it into sight if the reader went there; null: none. */
  activate(option, bringIntoSight = true) {
    if (option === this.#active) return;
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option;
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.#input.setAttribute("aria-activedescendant", option.id);
    if (bringIntoSight) option.scrollIntoView({ block: "nearest" });
  }

  /** Clicks the active option with the keys held that an event has; false where none is active. */
  click({ ctrlKey, metaKey, shiftKey }) {
    if (!this.#active) return false;
    this.#active.dispatchEvent(
      new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ctrlKey, metaKey, shiftKey }),
    );
    return true;
  }

  /**
   * The option after or before the active one; null beyond either end. From the input, down leads
   * to the first hit, since that is what most readers came for; the words are above it.
   */
  neighbour(step) {
    // Words for which the line has no room are not offered.
    const line = this.words.firstElementChild?.offsetTop;
    const words = [...this.words.children].filter(
      (word) => this.words.hasAttribute("data-label") || word.offsetTop === line,
    );
    const options = [...words, ...this.list.querySelectorAll("[role=option]")];
    if (this.#active) return options[options.indexOf(this.#active) + step] ?? null;
    return step > 0 ? (this.hitAt(0) ?? options[0] ?? null) : null;
  }

  #name() {
    this.list.setAttribute("aria-label", this.#wordsLabel || this.#label);
  }

  #pointed({ pointerType, target }) {
    const option = target.closest("[role=option]");
    if (option && pointerType === "mouse") this.activate(option, false);
  }

  #expand() {
    this.list.hidden = this.isEmpty;
    this.#input.setAttribute("aria-expanded", String(this.#isVisible && !this.isEmpty));
  }
}
