import { button, CROSS, icon, MAGNIFIER, piece } from "./piece.js";

/** The form that the element makes where the author gave none. */
export class OwnForm {
  node = piece("form", "form");
  input = piece("input", "input");
  #clear;

  /** `cleared` hears of the button that empties the box. */
  constructor(cleared) {
    this.input.type = "search";
    this.input.name = "q";
    this.#clear = button("clear", "", cleared);
    // Enter would press the first button of a form that submits it.
    this.#clear.type = "button";
    this.#clear.append(icon(CROSS));
    this.node.setAttribute("role", "search");
    this.node.append(icon(MAGNIFIER), this.input, this.#clear);
  }

  localise(label, placeholder, clear) {
    // A page may have several searches.
    for (const named of [this.node, this.input]) named.setAttribute("aria-label", label);
    // Never none: the style sheet asks whether it is shown, to know whether the box is empty.
    this.input.placeholder = placeholder || " ";
    this.#clear.setAttribute("aria-label", clear);
  }
}
