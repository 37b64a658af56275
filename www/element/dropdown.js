import { adopt } from "./styles.js";

/** What stands under the form in a panel of its own, over the page. */
export class Dropdown {
  isOpen = false;
  #box;
  /** What shows the panel by the form: see `floating.js`. */
  #float = null;
  /** What places the panel that is shown, and what hides it. */
  #floating = null;

  /**
   * `root` gets the panel, and the form unless it is the author's; `opened` and `closed` hear when the panel is, and
   * `failed` that what shows it could not be loaded.
   */
  constructor(box) {
    const { host } = box;
    this.#box = box;
    // Whoever leaves the box by the keyboard is done with it; a click on a text of the panel leaves nothing.
    host.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && relatedTarget !== host && !host.contains(relatedTarget)) this.close();
    });
  }

  /** The panel. */
  get scroller() {
    return this.#box.panel;
  }

  /** Takes form and panel to their places. */
  enter() {
    const { root, form, isOwnForm, panel } = this.#box;
    if (isOwnForm) root.append(form);
    root.append(panel);
    // Closed by the box alone: Escape and clicks have more to do there than the browser would.
    if (panel.showPopover) panel.popover = "manual";
    panel.toggleAttribute("data-dropdown", true);
  }

  /** Gives them away. */
  leave() {
    this.close();
    for (const name of ["popover", "data-dropdown", "style"]) this.scroller.removeAttribute(name);
  }

  /** Leads into the box; the panel opens as soon as it has something to show. */
  open() {
    this.#box.host.focus();
  }

  /** Shows the panel if it has anything, or none. */
  reveal(has) {
    if (!has) return this.close();
    if (!this.isOpen) {
      this.isOpen = true;
      this.#box.opened();
    }
    if (this.#float) this.#show();
    else void this.load();
  }

  close() {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#floating?.end();
    this.#floating = null;
    this.#box.closed();
  }

  async load() {
    if (this.#float) return;
    const { tree, failed } = this.#box;
    try {
      const { css, float } = await import("./floating.js");
      if (this.#float) return;
      adopt(tree, css);
      this.#float = float;
      if (this.isOpen) this.#show();
    } catch (error) {
      // What was loaded ahead may still come when it is needed.
      if (this.isOpen) failed(error);
    }
  }

  #show() {
    const { host, form, panel } = this.#box;
    this.#floating ??= this.#float(panel, form, host, () => this.close());
    this.#floating.place();
  }
}
