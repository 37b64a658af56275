import { layoutOf } from "./layout.js";

/** Keys that lead to a box which does not stand in the page. */
const USUAL = "mod+k /";
const MODIFIERS = ["ctrl", "meta", "alt", "shift"];
const IS_APPLE = /Mac|iP/.test(globalThis.navigator?.platform ?? "");

/** The shortcuts of a box, which its input tells. */
export function shortcutsOf(box, input) {
  const shortcuts = new Shortcuts(box.getAttribute("shortcut") ?? (layoutOf(box) === "page" ? "" : USUAL));
  if (shortcuts.aria) input.setAttribute("aria-keyshortcuts", shortcuts.aria);
  return shortcuts;
}

/** Keys of the whole page that lead to the box, from a text such as `mod+k /`; `mod` is Ctrl or ⌘. */
class Shortcuts {
  #shortcuts;

  constructor(text) {
    const words = text === "none" ? [] : text.toLowerCase().split(/\s+/).filter(Boolean);
    this.#shortcuts = words.map((word) => {
      // The plus is a key, too.
      const [key, ...modifiers] = word.split(/\+(?=.)/).reverse();
      return { key, modifiers };
    });
  }

  /** Whether a key leads to the box. A sign without Ctrl, ⌘ or Alt does not while it goes into a text. */
  matches(event) {
    if (event.defaultPrevented || event.isComposing || !event.key) return false;
    return this.#shortcuts.some(({ key, modifiers }) => {
      if (event.key.toLowerCase() !== key) return false;
      const isMod = modifiers.includes("mod");
      const held = MODIFIERS.filter((name) => event[`${name}Key`]);
      if (isMod && !event.ctrlKey && !event.metaKey) return false;
      const wanted = (name) => modifiers.includes(name) || (isMod && (name === "ctrl" || name === "meta"));
      // Which sign a key gives may depend on Shift and, with Ctrl, on Alt.
      const isSign = key.length === 1 && !/[\p{L}\d]/u.test(key);
      if (!held.every((name) => wanted(name) || (isSign && name === "shift"))) return false;
      if (!modifiers.every((name) => name === "mod" || event[`${name}Key`])) return false;
      return modifiers.some((name) => name !== "shift") || !isTyping(event);
    });
  }

  /** As `aria-keyshortcuts` wants them. */
  get aria() {
    const name = (word) => word[0].toUpperCase() + word.slice(1);
    return this.#shortcuts
      .flatMap(({ key, modifiers }) => {
        const others = modifiers.filter((each) => each !== "mod").map((each) => (each === "ctrl" ? "control" : each));
        const mods = modifiers.includes("mod") ? ["control", "meta"] : [null];
        return mods.map((mod) => [mod, ...others, key].filter(Boolean).map(name).join("+"));
      })
      .join(" ");
  }

  /** The first of them, as it stands on keyboards; empty without one. */
  get shown() {
    const [first] = this.#shortcuts;
    if (!first) return "";
    const signs = IS_APPLE
      ? { mod: "⌘", meta: "⌘", ctrl: "⌃", alt: "⌥", shift: "⇧" }
      : { mod: "Ctrl ", meta: "Meta ", ctrl: "Ctrl ", alt: "Alt ", shift: "Shift " };
    return first.modifiers.map((each) => signs[each] ?? "").join("") + first.key.toUpperCase();
  }
}

/** Whether the key goes into a text, which one in a closed dialog does not. */
function isTyping(event) {
  const [target] = event.composedPath();
  if (target.closest?.("dialog:not([open])")) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
