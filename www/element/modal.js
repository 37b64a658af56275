import { button, icon, piece } from "./piece.js";
import { adopt } from "./styles.js";

/** The box in a dialog. */
export class Modal {
  dialog = piece("dialog", "dialog");
  /** What scrolls. */
  scroller = piece("div", "body");
  #head = piece("div", "head");
  #box;
  #messages;
  /** What stands around form and results: see `dialog.js`. */
  #frame = null;

  /** `root` gets the dialog; `opened` and `closed` hear when it is, and `failed` that its frame could not be loaded. */
  constructor(box) {
    this.#box = box;
    this.dialog.append(this.#head, this.scroller);
    this.dialog.addEventListener("close", () => {
      this.#frame?.hidden();
      box.closed();
    });
    box.root.append(this.dialog);
  }

  get isOpen() {
    return this.dialog.open;
  }

  /** Takes the form and what stands below it into the dialog. */
  enter() {
    this.#head.prepend(this.#box.form);
    this.scroller.append(this.#box.panel);
  }

  /** Open at once, the dialog takes what is typed, and is seen once it has its frame. */
  open() {
    const { host, opened } = this.#box;
    if (!this.isOpen) {
      this.#frame?.shown();
      this.dialog.showModal();
      opened();
      if (!this.#frame) void this.load();
    }
    host.focus();
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
    this.#messages = messages;
    this.dialog.setAttribute("aria-label", messages.text("label"));
    this.#frame?.localise(messages);
  }

  async load() {
    if (this.#frame) return;
    const { host, tree, failed } = this.#box;
    try {
      const { css, Frame } = await import("./dialog.js");
      if (this.#frame) return;
      adopt(tree, css);
      this.#frame = new Frame(host, this.dialog, this.#head, { button, icon, piece });
      if (this.#messages) this.#frame.localise(this.#messages);
      if (this.isOpen) this.#frame.shown();
    } catch (error) {
      // What was loaded ahead may still come when it is needed.
      if (this.isOpen) failed(error);
    }
  }
}
