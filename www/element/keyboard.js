/** Whether an input method composes every word, letter by letter, in any language. */
export const ALWAYS_COMPOSING = /Android/.test(globalThis.navigator?.userAgent ?? "");

/** How far the keys lead that choose among options. */
export const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Keys that move the caret. */
export const CARET = ["Home", "End", "ArrowLeft", "ArrowRight"];

/** Whether an input method uses this key to choose its letters, which Safari tells only by 229, or it writes another sign. */
export function isForeign(event) {
  return event.isComposing || event.keyCode === 229 || event.altKey;
}

/** Keys that came before the hits which they mean. */
export class KeptKeys {
  #kept = [];

  /** Keeps what an event tells of its key. */
  keep({ key, ctrlKey, metaKey, shiftKey }) {
    this.#kept.push({ key, ctrlKey, metaKey, shiftKey });
  }

  /** Gives what was kept, and forgets it. */
  take() {
    return this.#kept.splice(0);
  }
}
