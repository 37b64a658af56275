import { button, icon, MAGNIFIER, piece } from "./piece.js";

/** The button that opens the dialog, where the page has none. */
export class Opener {
  #button = null;
  #text = piece("span", "open-text");
  #shown;

  /** `root` gets the button, with the first of the `shortcuts` on it. */
  constructor(host, root, shortcuts, open) {
    const named = host.id && host.getRootNode().querySelector(`[data-kwic-open="${CSS.escape(host.id)}"]`);
    if (named || host.querySelector("[data-kwic-open]")) {
      if (root !== host) root.prepend(document.createElement("slot"));
      return;
    }
    this.#button = button("open", "", open);
    this.#button.setAttribute("aria-haspopup", "dialog");
    if (shortcuts.aria) this.#button.setAttribute("aria-keyshortcuts", shortcuts.aria);
    this.#shown = shortcuts.shown;
    root.prepend(this.#button);
  }

  localise(messages) {
    if (!this.#button) return;
    this.#text.textContent = messages.text("open");
    this.#button.replaceChildren(icon(MAGNIFIER), this.#text);
    if (!this.#shown) return;
    const shortcut = piece("kbd", "kbd", this.#shown);
    shortcut.setAttribute("aria-hidden", "true");
    this.#button.append(shortcut);
  }

  remove() {
    this.#button?.remove();
  }
}
