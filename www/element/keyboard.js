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
