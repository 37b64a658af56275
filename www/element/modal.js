import { button, icon, MAGNIFIER, piece } from "./piece.js";

/** The box in a dialog: what opens it, what closes it, and the keys for both. */
export class Modal {
  dialog = piece("dialog", "dialog");
  #host;
  #opened;
  #body = piece("div", "body");
  #close = button("close", "", () => this.dialog.close());
  #open = null;
  #keys = [piece("span", "key"), piece("span", "key"), piece("span", "key")];

  /**
   * `form` stands at the top of the dialog, `pieces` scroll below it; `root` gets both the dialog and
   * a button, where the page has none; `opened` hears when the dialog is opened.
   */
  constructor({ host, root, form, pieces, opened }) {
    this.#host = host;
    this.#opened = opened;
    const head = piece("div", "head");
    head.append(form, this.#close);
    this.#body.append(...pieces);
    const foot = piece("div", "foot");
    foot.setAttribute("aria-hidden", "true");
    foot.append(...this.#keys);
    this.dialog.append(head, this.#body, foot);
    this.dialog.addEventListener("click", (event) => {
      // Nothing but the ground around the dialog is the dialog itself.
      if (event.target === this.dialog) this.dialog.close();
    });
    root.append(this.dialog);

    const named = host.id && document.querySelector(`[data-kwic-open="${CSS.escape(host.id)}"]`);
    if (named || host.querySelector("[data-kwic-open]")) {
      if (root !== host) root.prepend(document.createElement("slot"));
    } else {
      this.#open = button("open", "", () => this.open());
      this.#open.setAttribute("aria-haspopup", "dialog");
      this.#open.setAttribute("aria-keyshortcuts", "Control+K Meta+K /");
      root.prepend(this.#open);
    }
  }

  /** What scrolls. */
  get scroller() {
    return this.#body;
  }

  /** Hears clicks and keys of the whole page until `signal` is aborted. */
  listen(signal) {
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.#host.focus();
    this.#opened();
  }

  localise(messages) {
    this.dialog.setAttribute("aria-label", messages.text("label"));
    this.#close.textContent = messages.text("close");
    const keys = [["↓↑", "keyMove"], ["↵", "keyOpen"], ["esc", "keyClose"]];
    for (const [at, [key, name]] of keys.entries()) {
      this.#keys[at].replaceChildren(piece("kbd", "kbd", key), ` ${messages.text(name)}`);
    }
    if (!this.#open) return;
    const shortcut = piece("kbd", "kbd", /Mac|iP/.test(navigator.platform) ? "⌘K" : "Ctrl K");
    shortcut.setAttribute("aria-hidden", "true");
    this.#open.replaceChildren(icon(MAGNIFIER), messages.text("open"), shortcut);
  }

  #clicked(event) {
    const opener = event.target.closest?.("[data-kwic-open]");
    if (!opener) return;
    const name = opener.dataset.kwicOpen;
    if (name ? name === this.#host.id : this.#host.contains(opener)) this.open();
  }

  #pressed(event) {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const command = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !typing(event);
    if (!command && !slash) return;
    event.preventDefault();
    if (command && this.dialog.open) this.dialog.close();
    else this.open();
  }
}

/** Whether the key goes into a text, which one in a closed dialog does not. */
function typing(event) {
  const [target] = event.composedPath();
  if (target.closest?.("dialog:not([open])")) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
