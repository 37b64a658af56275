import { paint } from "./ground.js";

/** Pixels between panel and form, and between panel and the edge of the window. */
const GAP = 6;
const EDGE = 16;
/** Less room than this below the form, and the panel stands above where there is more. */
const LEAST = 240;

/** What stands under the form in a panel of its own, over the page. */
export class Dropdown {
  /** The panel. */
  scroller;
  isOpen = false;
  #host;
  #root;
  #form;
  #isOwnForm;
  #opened;
  #closed;
  /** @type {AbortController | null} Ends what the open panel hears. */
  #listening = null;

  /** `root` gets the panel, and the form unless it is the author's; `opened` and `closed` hear when the panel is. */
  constructor({ host, root, isOwnForm, opened, closed }) {
    this.#host = host;
    this.#root = root;
    this.#isOwnForm = isOwnForm;
    this.#opened = opened;
    this.#closed = closed;
    // Whoever leaves the box by the keyboard is done with it; a click on a text of the panel leaves nothing.
    host.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && relatedTarget !== host && !host.contains(relatedTarget)) this.close();
    });
  }

  /** Takes form and panel to their places. */
  enter(form, panel) {
    this.#form = form;
    this.scroller = panel;
    if (this.#isOwnForm) this.#root.append(form);
    this.#root.append(panel);
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
    this.#host.focus();
  }

  /** Shows the panel if it has anything, or none. */
  reveal(has) {
    if (!has) return this.close();
    if (!this.isOpen) this.#show();
    this.#place();
  }

  close() {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#listening.abort();
    if (this.scroller.isConnected) this.scroller.hidePopover?.();
    this.scroller.removeAttribute("data-open");
    this.#closed();
  }

  localise() {}

  #show() {
    this.isOpen = true;
    paint(this.scroller, this.#host);
    this.scroller.showPopover?.();
    this.scroller.toggleAttribute("data-open", true);
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const place = () => this.#place();
    document.addEventListener("scroll", place, { capture: true, passive: true, signal });
    for (const name of ["resize", "scroll"]) globalThis.visualViewport?.addEventListener(name, place, { signal });
    window.addEventListener("resize", place, { signal });
    const outside = (event) => event.composedPath().includes(this.#host) || this.close();
    document.addEventListener("pointerdown", outside, { capture: true, signal });
    this.#opened();
  }

  /** Below the form, or above it where there is more room; inside the window. */
  #place() {
    const { style } = this.scroller;
    const form = this.#form.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const view = globalThis.visualViewport ?? { offsetTop: 0, height: innerHeight };
    const bottom = view.offsetTop + view.height;
    const below = bottom - EDGE - GAP - form.bottom;
    const above = form.top - GAP - EDGE - view.offsetTop;
    const isAbove = below < LEAST && above > below;
    const width = this.scroller.offsetWidth;
    // The edges on that side of the window on which the form stands are in line.
    const isLeft = form.left + form.right < clientWidth;
    const left = Math.max(EDGE, Math.min(isLeft ? form.left : form.right - width, clientWidth - width - EDGE));
    style.setProperty("left", `${left}px`);
    style.setProperty("top", isAbove ? "auto" : `${Math.max(form.bottom + GAP, view.offsetTop + EDGE)}px`);
    style.setProperty("bottom", isAbove ? `${innerHeight - form.top + GAP}px` : "auto");
    style.setProperty("max-height", `${Math.max(isAbove ? above : below, LEAST / 2)}px`);
  }
}
