/**
 * A piece of the box: style sheets of the page reach it as `.kwic-NAME` where it lies beside the
 * author's form, and as `::part(NAME)` where it lies in the element's shadow root.
 */
export function piece(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = `kwic-${name}`;
  made.setAttribute("part", name);
  made.textContent = text;
  return made;
}

/** A button that submits nothing. It has no `type`, by which pages find buttons of their own. */
export function button(name, text, pressed) {
  const made = piece("button", name, text);
  made.addEventListener("click", (event) => {
    event.preventDefault();
    pressed(event);
  });
  return made;
}

/** A drawing of 24 by 24 units in the colour of the text around it, for the eye only. */
export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "kwic-icon");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg.namespaceURI, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const MAGNIFIER = "M15.5 15.5 21 21M17.5 10.5a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z";
export const CROSS = "M6 6l12 12M18 6 6 18";

/** The pieces of an answer as nodes: text, and marks where the text answers the query. */
export function marked(pieces) {
  return pieces.map(({ text, matched }) => (matched ? piece("mark", "mark", text) : text));
}
