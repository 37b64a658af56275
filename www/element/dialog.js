import { paint } from "./ground.js";
import { lockPage } from "./lock.js";

export { css } from "./dialog-style.js";

const ARROW = "M20 12H5M11 5l-7 7 7 7";

/** What stands around the form and the results in a dialog, and what a page is while it lies under one. */
export class Frame {
  #host;
  #dialog;
  #close;
  #keys;
  #pieces;
  #unlock = null;

  /**
   * `head` is the part of the `dialog` with the form; `pieces` are functions of `piece.js`, which the box has already and
   * a file of its own would have again.
   */
  constructor(host, dialog, head, pieces) {
    const { button, piece } = pieces;
    this.#host = host;
    this.#dialog = dialog;
    this.#pieces = pieces;
    this.#keys = [1, 2, 3].map(() => piece("span", "key"));
    this.#close = button("close", "", () => dialog.close());
    const foot = piece("div", "foot");
    foot.setAttribute("aria-hidden", "true");
    foot.append(...this.#keys);
    head.append(this.#close);
    dialog.append(foot);
    this.#closeByGround();
  }

  shown() {
    paint(this.#dialog, this.#host);
    this.#unlock ??= lockPage(this.#dialog);
  }

  hidden() {
    this.#unlock?.();
    this.#unlock = null;
  }

  localise(messages) {
    const { icon, piece } = this.#pieces;
    this.#close.replaceChildren(icon(ARROW), piece("span", "close-text", messages.text("close")));
    const keys = [["↓↑", "keyMove"], ["↵", "keyOpen"], ["esc", "keyClose"]];
    for (const [at, [key, name]] of keys.entries()) {
      this.#keys[at].replaceChildren(piece("kbd", "kbd", key), ` ${messages.text(name)}`);
    }
  }

  /** A press on the ground around the dialog closes it; one that only ends there is the end of a selection. */
  #closeByGround() {
    const dialog = this.#dialog;
    let pressed = null;
    dialog.addEventListener("pointerdown", (event) => {
      [pressed] = event.composedPath();
    });
    dialog.addEventListener("click", (event) => {
      // Nothing but the ground around the dialog is the dialog itself.
      if (event.target === dialog && pressed === dialog) dialog.close();
    });
  }
}
