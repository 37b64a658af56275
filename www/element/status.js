import { piece } from "./piece.js";

/** Milliseconds of quiet after which a screen reader is told. */
const QUIET = 700;

/** What the box says of itself: a line that is seen, and a region that is heard. */
export class Status {
  line = piece("p", "status");
  announcer = piece("p", "announcer");
  #timer = 0;

  constructor() {
    // The line changes with every letter; a screen reader hears it once typing pauses.
    this.announcer.setAttribute("role", "status");
  }

  /** Says texts and buttons. */
  say(...parts) {
    this.line.replaceChildren(...parts);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.announcer.textContent = this.line.textContent;
    }, QUIET);
  }

  silence() {
    clearTimeout(this.#timer);
  }
}
