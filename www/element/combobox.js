// An Android keyboard composes every word, letter by letter, in any language.
const ALWAYS_COMPOSING = /Android/.test(globalThis.navigator?.userAgent ?? "");

/** The input as a combobox: whose letters are in it, and what its keys do. */
export class Combobox {
  /** Whether an input method shows letters that the reader has not chosen yet. */
  composing = false;
  #results;
  #acts;

  /**
   * `acts` are what the box does: `typed()` after the text changed, `choose(event)` for Enter, `step(1 or
   * -1)` for an arrow, and `escape()`, which is false where there is nothing to leave or to empty.
   */
  constructor(input, results, acts) {
    this.#results = results;
    this.#acts = acts;
    input.addEventListener("input", () => this.composing || acts.typed());
    input.addEventListener("compositionstart", () => {
      this.composing = !ALWAYS_COMPOSING;
    });
    input.addEventListener("compositionend", () => {
      this.composing = false;
      acts.typed();
    });
    input.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #pressed(event) {
    const { key } = event;
    // Keys that an input method uses to choose its letters are not ours; Safari tells only by 229.
    if (event.isComposing || event.keyCode === 229 || event.altKey) return;
    if (key === "Enter") return this.#acts.choose(event);
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      this.#acts.step(key === "ArrowDown" ? 1 : -1);
    } else if (key !== "Escape" || !this.#acts.escape()) {
      // Other keys move the caret or change the text, and with either the reader is in the box again.
      if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) this.#results.activate(null);
      return;
    }
    event.preventDefault();
  }
}
