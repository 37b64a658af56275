import { piece } from "./piece.js";

/** Everything below the form, in the order in which it is seen and heard. */
export function panelOf(filters, { line, announcer }, { words, list }, more) {
  const progress = piece("div", "progress");
  progress.setAttribute("aria-hidden", "true");
  const bar = piece("div", "bar");
  bar.append(line, words);
  const panel = piece("div", "panel");
  panel.append(progress, filters, bar, announcer, list, more);
  return panel;
}
