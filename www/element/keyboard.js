/** Whether an input method composes every word, letter by letter, in any language. */
const ALWAYS_COMPOSING = /Android/.test(globalThis.navigator?.userAgent ?? "");

/** How far the keys lead that choose among options. */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Keys that move the caret. */
const CARET = ["Home", "End", "ArrowLeft", "ArrowRight"];

/** What the keys do in the box, whose focus stays in the input. */
export class Keyboard {
  #results;
  #surfaces;
  #box;
  /** Keys that came before the hits which they mean. */
  #kept = [];

  /**
   * `box` tells whether it `isWaiting()` for the hits of what was typed and what the keys mean there: `reenter()`,
   * `activateFirst()`, `showMore()`, `empty()` and `hideMenu()`, of which both last tell whether there was anything to do.
   */
  constructor(results, surfaces, box) {
    this.#results = results;
    this.#surfaces = surfaces;
    this.#box = box;
  }

  /** Hears a key in the input. */
  pressed(event) {
    const { key } = event;
    if (isForeign(event)) return;
    if (key === "Enter") {
      event.preventDefault();
      return this.act(event);
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (STEPS[key]) this.act(event);
    else if (key !== "Escape" || !this.#escape()) {
      // Other keys move the caret or change the text, and with either the reader is in the box again.
      if (CARET.includes(key)) this.#box.activateFirst();
      return;
    }
    event.preventDefault();
  }

  /** Hears a key on a button below the form. The browser itself closes a dialog. */
  pressedBelow(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const { isDialog, layout } = this.#surfaces;
    if (isDialog) return;
    if (layout === "page" ? this.#box.hideMenu() : this.#escape()) event.preventDefault();
  }

  /** Closes the dialog or the dropdown, or empties the box. */
  #escape() {
    const { current, layout } = this.#surfaces;
    // In Safari the search field keeps this key for itself, even where nothing is left to empty.
    if (layout === "page" || !current.isOpen) return this.#box.empty() || this.#box.hideMenu();
    current.close();
    return true;
  }

  /** Does what Enter or an arrow says, or keeps it until the hits are there which it means. */
  act(event) {
    if (this.#box.isWaiting()) {
      const { key, ctrlKey, metaKey, shiftKey } = event;
      this.#kept.push({ key, ctrlKey, metaKey, shiftKey });
    } else if (event.key === "Enter") {
      this.#open(event);
    } else {
      this.#step(STEPS[event.key]);
    }
  }

  /** Does what was kept. */
  catchUp() {
    for (const event of this.#kept.splice(0)) this.act(event);
  }

  /** Forgets what was kept; whether Enter was among it. */
  forget() {
    return this.#kept.splice(0).some(({ key }) => key === "Enter");
  }

  /** Follows the active option, which is the first hit unless the reader went elsewhere. */
  #open(event) {
    if (!this.#results.active) this.#box.activateFirst();
    if (this.#results.click(event)) return;
    this.#results.activate(this.#results.hitAt(0));
  }

  #step(step) {
    if (!this.#surfaces.current.isOpen) return this.#box.reenter();
    const next = this.#results.neighbour(step);
    if (next || step < 0) this.#results.activate(next);
    else this.#box.showMore();
  }
}

/** Whether an input method uses this key to choose its letters, which Safari tells only by 229, or it writes another sign. */
function isForeign(event) {
  return event.isComposing || event.keyCode === 229 || event.altKey;
}

/** Hears what is typed into an input, but not letters that an input method shows before the reader has chosen them. */
export class Typing {
  /** Whether such letters are shown. */
  isComposing = false;

  /** `typed` hears that the text has changed. */
  constructor(input, typed) {
    input.addEventListener("input", () => this.isComposing || typed());
    input.addEventListener("compositionstart", () => {
      this.isComposing = !ALWAYS_COMPOSING;
    });
    input.addEventListener("compositionend", () => {
      this.isComposing = false;
      typed();
    });
  }
}
