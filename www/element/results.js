import { AfterPaint } from "./after-paint.js";
import { Hit } from "./hit.js";
import { piece } from "./piece.js";

/**
 * The listbox below the input: words that may be searched for, then hits. The focus stays in the
 * input, which says which option is active.
 */
export class Results {
  list = piece("div", "list");
  #words = piece("div", "words");
  #input;
  #id;
  #failed;
  /** @type {Hit[]} More than are shown, to be used again. */
  #hits = [];
  #shown = 0;
  #active = null;
  #passages = new AfterPaint();

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
    this.#words.setAttribute("role", "group");
    this.list.append(this.#words);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", id);
    this.clear();
  }

  /** How many hits are shown. */
  get shown() {
    return this.#shown;
  }

  get active() {
    return this.#active;
  }

  clear() {
    this.stop();
    this.showWords("", []);
    this.#showHits([], 0);
  }

  /** Passages that were still to come do not come any more. */
  stop() {
    this.#passages.cancel();
  }

  /**
   * Shows words to search for: each has a `name` as a piece, a text, and `chosen`, what it does.
   * The `label` is seen if they stand alone.
   */
  showWords(label, words, alone = false) {
    this.activate(null);
    this.#words.setAttribute("aria-label", label);
    this.#words.toggleAttribute("data-label", alone);
    if (alone) this.#words.dataset.label = label;
    this.#words.replaceChildren(
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
    this.#expand();
  }

  /**
   * Shows articles from a place in the list on, instead of what stood there and after it; the first
   * `inSight` of them with their `passage(article)`, the others get theirs after a paint. `how` is as
   * `Hit.show` wants it.
   */
  show(articles, from, inSight, passage, how) {
    const withPassage = (article) => ({ article, pieces: passage(article) });
    this.stop();
    this.#showHits(
      articles.map((article, at) => (at < inSight ? withPassage(article) : { article, pieces: null })),
      from,
      how,
    );
    const rest = articles.slice(inSight);
    if (rest.length === 0) return;
    this.#passages.run(() => {
      try {
        this.#showHits(rest.map(withPassage), from + inSight, how);
      } catch (error) {
        this.#failed(error);
      }
    });
  }

  /** Shows hits as `{ article, pieces }`. */
  #showHits(hits, from, how) {
    if (from === 0) this.activate(null);
    for (const [at, { article, pieces }] of hits.entries()) {
      const place = from + at;
      const hit = (this.#hits[place] ??= new Hit(`${this.#id}-hit-${place}`));
      hit.show(article, pieces, how);
      hit.insert(this.list);
    }
    const end = from + hits.length;
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

  /** Makes an option the active one; null: none. */
  activate(option) {
    if (option === this.#active) return;
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option;
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.#input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
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
    const options = [...this.list.querySelectorAll("[role=option]")];
    if (this.#active) return options[options.indexOf(this.#active) + step] ?? null;
    return step > 0 ? (this.hitAt(0) ?? options[0] ?? null) : null;
  }

  #expand() {
    const empty = this.#shown === 0 && this.#words.childElementCount === 0;
    this.list.hidden = empty;
    this.#input.setAttribute("aria-expanded", String(!empty));
  }
}
