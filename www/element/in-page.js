/** The box as a part of the page: always open. */
export class InPage {
  isOpen = true;
  #host;

  constructor(host) {
    this.#host = host;
  }

  get scroller() {
    return document.scrollingElement;
  }

  open() {
    this.#host.focus();
  }

  close() {}

  reveal() {}

  localise() {}
}
