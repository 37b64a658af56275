import { paint } from "./ground.js";
import { lockPage } from "./lock.js";
import { ARROW, button, icon, MAGNIFIER, piece } from "./piece.js";

/** The box in a dialog, with a button that opens it where the page has none. */
export class Modal {
  dialog = piece("dialog", "dialog");
  /** What scrolls. */
  scroller = piece("div", "body");
  #host;
  #opened;
  #head = piece("div", "head");
  #close = button("close", "", () => this.close());
  #open = null;
  #openText = piece("span", "open-text");
  #shortcuts;
  #keys = [piece("span", "key"), piece("span", "key"), piece("span", "key")];
  #unlock = null;

  /**
   * `root` gets both the dialog and a button; `opened` and `closed` hear when the dialog is opened and closed;
   * `shortcuts` open it, too, and the first of them stands on the button.
   */
  constructor({ host, root, shortcuts, opened, closed }) {
    this.#host = host;
    this.#shortcuts = shortcuts;
    this.#opened = opened;
    const foot = piece("div", "foot");
    foot.setAttribute("aria-hidden", "true");
    foot.append(...this.#keys);
    this.#head.append(this.#close);
    this.dialog.append(this.#head, this.scroller, foot);
    this.#closeByGround();
    this.dialog.addEventListener("close", () => {
      this.#unlock?.();
      this.#unlock = null;
      closed();
    });
    root.append(this.dialog);

    const tree = host.getRootNode();
    const named = host.id && tree.querySelector(`[data-kwic-open="${CSS.escape(host.id)}"]`);
    if (named || host.querySelector("[data-kwic-open]")) {
      if (root !== host) root.prepend(document.createElement("slot"));
    } else {
      this.#open = button("open", "", () => this.open());
      this.#open.setAttribute("aria-haspopup", "dialog");
      if (shortcuts.aria) this.#open.setAttribute("aria-keyshortcuts", shortcuts.aria);
      root.prepend(this.#open);
    }
  }

  get isOpen() {
    return this.dialog.open;
  }

  /** Takes the form and what stands below it into the dialog. */
  enter(form, panel) {
    this.#head.prepend(form);
    this.scroller.append(panel);
  }

  open() {
    if (!this.isOpen) {
      paint(this.dialog, this.#host);
      this.#unlock = lockPage(this.dialog);
      this.dialog.showModal();
      this.#opened();
    }
    this.#host.focus();
  }

  close() {
    this.dialog.close();
  }

  leave() {
    this.close();
  }

  /** A dialog that shows nothing yet is open all the same. */
  reveal() {}

  localise(messages) {
    this.dialog.setAttribute("aria-label", messages.text("label"));
    this.#close.replaceChildren(icon(ARROW), piece("span", "close-text", messages.text("close")));
    const keys = [["↓↑", "keyMove"], ["↵", "keyOpen"], ["esc", "keyClose"]];
    for (const [at, [key, name]] of keys.entries()) {
      this.#keys[at].replaceChildren(piece("kbd", "kbd", key), ` ${messages.text(name)}`);
    }
    if (!this.#open) return;
    this.#openText.textContent = messages.text("open");
    this.#open.replaceChildren(icon(MAGNIFIER), this.#openText);
    if (!this.#shortcuts.shown) return;
    const shortcut = piece("kbd", "kbd", this.#shortcuts.shown);
    shortcut.setAttribute("aria-hidden", "true");
    this.#open.append(shortcut);
  }

  /** A press on the ground around the dialog closes it; one that only ends there is the end of a selection. */
  #closeByGround() {
    let pressed = null;
    this.dialog.addEventListener("pointerdown", (event) => {
      [pressed] = event.composedPath();
    });
    this.dialog.addEventListener("click", (event) => {
      // Nothing but the ground around the dialog is the dialog itself.
      if (event.target === this.dialog && pressed === this.dialog) this.close();
    });
  }
}
