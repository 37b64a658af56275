import { button, piece } from "./piece.js";

/** Milliseconds of quiet after which a screen reader is told. */
const QUIET = 700;

/** What a search came to: a line that is seen, and a region that is heard. */
export class Status {
  line = piece("p", "status");
  announcer = piece("p", "announcer");
  #timer = 0;

  constructor() {
    // The line changes with every letter; a screen reader hears it once typing pauses.
    this.announcer.setAttribute("role", "status");
  }

  /** Shows texts and buttons. */
  show(...parts) {
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

/**
 * How many articles were found, `10,000+` where there may be more, or that none was, with a way on: other words, or a button
 * that calls `unfilter` where filters are set.
 */
export function summary({ total, exact }, query, messages, unfilter) {
  if (total) return [piece("span", "count", messages.count("found", total, exact === false ? "+" : ""))];
  const text = messages.text(query ? "none" : "nothing", { query });
  if (!unfilter) return [`${text} ${messages.text("hint")}`];
  return [text, " ", button("unfilter", messages.text("unfilter"), unfilter)];
}

/** The query that was probably meant, if there is one; `choose` searches for it. */
export function didYouMean(suggestion, messages, choose) {
  if (!suggestion) return [];
  const [before, after] = messages.parts("didYouMean");
  return [` · ${before}`, button("suggestion", suggestion, () => choose(suggestion)), after];
}

/** Why there is no answer, with a button that calls `retry`. */
export function failed(reason, messages, retry) {
  return [piece("span", "error", messages.text(reason)), " ", button("retry", messages.text("retry"), retry)];
}
