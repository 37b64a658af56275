import { Dropdown } from "./dropdown.js";
import { InPage } from "./in-page.js";
import { layoutOf, SMALL } from "./layout.js";
import { Modal } from "./modal.js";
import { Opener } from "./opener.js";

/** How a box stands in its page, and what it is at the moment: a part of it, a dropdown or a dialog. */
export class Surfaces {
  /** @type {"page" | "dropdown" | "modal"} What was asked for. */
  layout;
  current = null;
  #parts;
  #modal = null;
  #dropdown = null;
  #opener = null;
  #small = matchMedia(SMALL);

  /**
   * `root` gets the `panel`, and the `form` unless that is the author's; `tree` gets what styles they need; `opened` and
   * `closed` hear when the dialog or the dropdown is opened and closed.
   */
  constructor(parts) {
    const { host, root, form, isOwnForm, panel, shortcuts } = parts;
    this.#parts = parts;
    const over = { ...parts, failed: (error) => this.#beInPage(error) };
    this.layout = layoutOf(host);
    if (this.layout === "page") {
      if (isOwnForm) root.append(form);
      root.append(panel);
      this.current = new InPage(host);
    }
    // An author's form stays where it is.
    if (this.layout === "modal" || (this.layout === "dropdown" && isOwnForm)) {
      this.#modal = new Modal(over);
      this.#opener = new Opener(host, root, shortcuts, () => this.#modal.open());
    }
    if (this.layout === "dropdown") this.#dropdown = new Dropdown(over);
    // What lies over the page is loaded when the reader comes, a little before it is needed.
    for (const coming of ["pointerover", "focusin"]) host.addEventListener(coming, () => this.current.load?.());
    this.#arrange();
  }

  get isDialog() {
    return this.current === this.#modal;
  }

  /** Follows the size of the window until `signal` is aborted. */
  listen(signal) {
    this.#small.addEventListener("change", () => this.#arrange(), { signal });
    this.#arrange();
  }

  localise(messages) {
    this.#opener?.localise(messages);
    this.#modal?.localise(messages);
  }

  /** Where a window has no room for a dropdown, the form that the element has made opens in a dialog. */
  #arrange() {
    if (this.layout !== "page") {
      const isDialog = !this.#dropdown || (this.#modal && this.#small.matches);
      const surface = isDialog ? this.#modal : this.#dropdown;
      if (surface !== this.current) {
        this.current?.leave();
        this.current = surface;
        surface.enter();
      }
    }
    this.#parts.host.dataset.layout = this.isDialog ? "modal" : this.layout;
  }

  /** A box that cannot load what lies over the page is a part of it. */
  #beInPage(error) {
    console.error("kwic-search:", error);
    if (this.layout === "page") return;
    const { host, root, form, isOwnForm, panel, opened } = this.#parts;
    if (isOwnForm || this.isDialog) root.append(form);
    for (const name of ["popover", "data-dropdown"]) panel.removeAttribute(name);
    root.append(panel);
    this.#modal?.dialog.remove();
    this.#opener?.remove();
    this.layout = "page";
    this.current = new InPage(host);
    this.#arrange();
    opened();
    host.focus();
  }
}
