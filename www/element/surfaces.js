import { Dropdown } from "./dropdown.js";
import { InPage } from "./in-page.js";
import { layoutOf, SMALL } from "./layout.js";
import { Modal } from "./modal.js";

/** How a box stands in its page, and what it is at the moment: a part of it, a dropdown or a dialog. */
export class Surfaces {
  /** @type {"page" | "dropdown" | "modal"} What was asked for. */
  layout;
  current = null;
  #host;
  #form;
  #panel;
  #modal = null;
  #dropdown = null;
  #small = matchMedia(SMALL);

  /**
   * `root` gets the `panel`, and the `form` unless that is the author's; `opened` and `closed` hear when the dialog or
   * the dropdown is opened and closed.
   */
  constructor({ host, root, form, isOwnForm, panel, shortcuts, opened, closed }) {
    this.layout = layoutOf(host);
    this.#host = host;
    this.#form = form;
    this.#panel = panel;
    if (this.layout === "page") {
      if (isOwnForm) root.append(form);
      root.append(panel);
      this.current = new InPage(host);
    }
    // An author's form stays where it is.
    if (this.layout === "modal" || (this.layout === "dropdown" && isOwnForm)) {
      this.#modal = new Modal({ host, root, shortcuts, opened, closed });
    }
    if (this.layout === "dropdown") this.#dropdown = new Dropdown({ host, root, isOwnForm, opened, closed });
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
        surface.enter(this.#form, this.#panel);
      }
    }
    this.#host.dataset.layout = this.isDialog ? "modal" : this.layout;
  }
}
