// What a reader sees at once of a box in a page of others, and what is wrong with it.

/**
 * Runs in the page. Faults in what is shown, as sentences; `layout` is how the box stands there, `isOpen` whether the
 * reader has come into it.
 */
export function look({ layout, isOpen }) {
  /** Pixels. */
  const LEAST_LETTERS = 12;
  const LEAST_INPUT = 36;
  const LEAST_CONTRAST = 4.5;
  /** Letters that a box has to be wide, each as wide as the letters are high. */
  const LEAST_WIDTH = 8;
  /** Below this width a window is that of a phone. */
  const PHONE = 480;

  const faults = [];
  const box = theBox();
  const { clientWidth } = document.documentElement;
  const name = (piece) => piece.getAttribute("class")?.match(/kwic-[\w-]+/)?.[0] ?? piece.localName;
  const isShown = (piece) => piece.checkVisibility({ visibilityProperty: true }) && piece.getClientRects().length > 0;
  const shown = (selector) => inBox(selector).filter(isShown);
  const parentOf = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const px = (number) => `${Math.round(number * 10) / 10} px`;
  const isWithin = (node, around) => {
    for (let at = node; at; at = parentOf(at)) if (at === around) return true;
    return false;
  };

  /* Where things lie */

  const { scrollWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page scrolls sideways by ${px(scrollWidth - clientWidth)}`);

  const inWindow = (piece) => {
    const { left, right, top, bottom } = piece.getBoundingClientRect();
    const out = { left: -left, right: right - clientWidth, top: -top, bottom: bottom - innerHeight };
    for (const [side, by] of Object.entries(out)) {
      if (by > 0.5) faults.push(`${name(piece)} is ${px(by)} beyond the ${side} of the window`);
    }
  };
  const panel = { dropdown: ".kwic-panel", modal: "dialog" }[layout];
  const [over] = panel ? shown(panel) : [];
  if (over) inWindow(over);
  const [control] = shown("input, .kwic-open");
  if (control && (!over || layout === "dropdown")) inWindow(control);

  // What is over the page moves nothing in it.
  if (layout !== "page") {
    const main = document.querySelector("main").getBoundingClientRect();
    const { left, top, width } = window.untouched;
    const moved = [main.left - left, main.top + scrollY - top, main.width - width];
    // A page that is held still may be held by an offset.
    const held = Number.parseFloat(document.body.style.top || document.documentElement.style.top) || 0;
    moved[1] -= held;
    if (moved.some((by) => Math.abs(by) > 0.5)) faults.push(`the page beneath moves: left, top and width by ${moved.map(px).join(", ")}`);
    let around = box;
    while (around && !around.matches("header, nav, aside")) around = parentOf(around);
    if (around) {
      const [inner, outer] = [box, around].map((node) => node.getBoundingClientRect());
      const by = Math.max(outer.top - inner.top, inner.bottom - outer.bottom, outer.left - inner.left, inner.right - outer.right);
      if (by > 0.5) faults.push(`the box sticks out of its ${around.localName} by ${px(by)}`);
    }
  }

  /* What lies on top */

  const topAt = (x, y) => {
    let top = document.elementFromPoint(x, y);
    for (;;) {
      const inner = top?.shadowRoot?.elementFromPoint(x, y);
      if (!inner || inner === top) return top;
      top = inner;
    }
  };
  const isCovered = (piece) => {
    const { left, right, top, bottom } = piece.getBoundingClientRect();
    const found = topAt((left + right) / 2, (top + bottom) / 2);
    return !found || !isWithin(found, piece.closest("a, form, button, label") ?? piece);
  };
  // Filters that are open may have pushed the hits down.
  const [menu] = shown(".kwic-menu");
  const [first] = menu ? menu.querySelectorAll("label, button, input, select") : shown(".kwic-hit .kwic-title");
  if (menu && !first) faults.push("no filters are offered");
  if (first && layout !== "page" && isCovered(first)) {
    faults.push(menu ? "the first of the filters cannot be seen" : "the title of the first hit cannot be seen");
  }

  for (const word of shown(".kwic-words > *")) {
    const text = document.createRange();
    text.selectNodeContents(word);
    const [around, within] = [word, text].map((piece) => piece.getBoundingClientRect());
    const by = (within.top + within.bottom - around.top - around.bottom) / 2;
    if (Math.abs(by) > 3) faults.push(`the text of ${name(word)} is ${px(by)} off its middle`);
  }

  /* The input */

  const [input] = shown("input[type=search]");
  const [opener] = [...shown(".kwic-open"), ...box.getRootNode().querySelectorAll("[data-kwic-open]")];
  if (input) {
    const { width, height } = input.getBoundingClientRect();
    const style = getComputedStyle(input);
    const em = Number.parseFloat(style.fontSize);
    const isWide = width >= LEAST_WIDTH * em || (clientWidth <= PHONE && width >= 0.75 * clientWidth);
    if (height < LEAST_INPUT) faults.push(`the input is ${px(height)} high`);
    if (!isWide) faults.push(`the input is ${px(width)} wide, at letters of ${px(em)}`);
    if (isOpen && input.scrollWidth > input.clientWidth) faults.push("the query cannot be read whole in the input");
    if (isCovered(input)) faults.push("the input is covered");
    if (matchMedia("(pointer: coarse)").matches && em < 16) faults.push(`a phone zooms into letters of ${px(em)}`);
  } else if (isOpen || !opener) {
    faults.push("there is neither an input nor a button");
  } else if (opener.getBoundingClientRect().height < LEAST_INPUT || isCovered(opener)) {
    faults.push("the button that opens the dialog is too low, or covered");
  }

  /* Colours: each as red, green, blue and alpha from 0 to 1 */

  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const colourOf = (text) => {
    if (known.has(text)) return known.get(text);
    pen.canvas.width = 1;
    pen.fillStyle = text;
    pen.fillRect(0, 0, 1, 1);
    const colour = [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
    known.set(text, colour);
    return colour;
  };
  const upon = ([r, g, b, alpha], ground) => [...[r, g, b].map((part, at) => part * alpha + ground[at] * (1 - alpha)), 1];
  // What the browser draws where nobody painted, as the root of the page has it.
  const probe = document.documentElement.appendChild(document.createElement("i"));
  probe.style.color = "Canvas";
  const canvas = colourOf(getComputedStyle(probe).color);
  probe.remove();
  const groundOf = (node) => {
    const layers = [];
    for (let at = node; at; at = parentOf(at)) {
      const layer = colourOf(getComputedStyle(at).backgroundColor);
      layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((ground, layer) => upon(layer, ground), canvas);
  };
  const inkOf = (node, ground) => {
    let [r, g, b, alpha] = colourOf(getComputedStyle(node).color);
    for (let at = node; at; at = parentOf(at)) alpha *= Number(getComputedStyle(at).opacity);
    return upon([r, g, b, alpha], ground);
  };
  const lightness = (colour) => {
    const [r, g, b] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [lightness(one), lightness(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const hex = (colour) => `#${colour.slice(0, 3).map((part) => Math.round(part * 255).toString(16).padStart(2, "0")).join("")}`;

  if (over) {
    const { backgroundColor } = getComputedStyle(over);
    if (colourOf(backgroundColor)[3] < 1) faults.push(`the page shines through ${name(over)}: ${backgroundColor}`);
  }

  /* Letters */

  const hasText = (node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  const unreadable = new Set();
  // What is written for ears alone is a pixel high.
  const isSeen = (node) => Math.min(node.offsetWidth, node.offsetHeight) > 1;
  for (const node of [...shown("*").filter((piece) => hasText(piece) && isSeen(piece)), ...(input ? [input] : [])]) {
    if (node.localName === "option" || node.disabled) continue;
    const style = getComputedStyle(node);
    const size = Number.parseFloat(style.fontSize);
    // Hints at keys are for those who see them well.
    if (size < LEAST_LETTERS - 0.01 && !node.closest("[aria-hidden=true]")) unreadable.add(`letters of ${name(node)} are ${px(size)} high`);
    const ground = groundOf(node);
    const ink = inkOf(node, ground);
    const ratio = contrast(ink, ground);
    if (ratio < LEAST_CONTRAST - 0.05) {
      unreadable.add(`${name(node)} has a contrast of ${ratio.toFixed(1)}: ${hex(ink)} on ${hex(ground)}`);
    }
  }

  // What the page says of its own text is not said of hits.
  const link = document.querySelector("[data-plain-link]");
  const [linkInk, pageInk] = [link, link.parentElement].map((node) => hex(inkOf(node, groundOf(node))));
  const hits = shown(".kwic-hit, .kwic-section").filter((hit) => hit.getAttribute("aria-selected") !== "true");
  for (const hit of hits) {
    for (const piece of [hit, ...hit.querySelectorAll(".kwic-title, .kwic-snippet, .kwic-meta, .kwic-section-title")]) {
      const style = getComputedStyle(piece);
      const alike = linkInk !== pageInk && hex(inkOf(piece, groundOf(piece))) === linkInk;
      if (alike) unreadable.add(`${name(piece)} has the colour of the page's links, ${linkInk}`);
      if (style.textDecorationLine !== "none") unreadable.add(`${name(piece)} is underlined`);
      if (style.textTransform !== "none") unreadable.add(`${name(piece)} is in ${style.textTransform}`);
      if (Number.parseFloat(style.letterSpacing) > 0.5) unreadable.add(`letters of ${name(piece)} stand ${style.letterSpacing} apart`);
      if (Number.parseFloat(style.wordSpacing) > 0.5) unreadable.add(`words of ${name(piece)} stand ${style.wordSpacing} apart`);
      if (style.textAlign === "center") unreadable.add(`${name(piece)} is centred`);
      const cannotBreak = style.whiteSpace.startsWith("nowrap") && style.textOverflow !== "ellipsis";
      if (cannotBreak && !piece.matches(".kwic-section *")) unreadable.add(`lines of ${name(piece)} do not break`);
      if (Number.parseFloat(style.lineHeight) > 2.2 * Number.parseFloat(style.fontSize)) {
        unreadable.add(`lines of ${name(piece)} are ${style.lineHeight} apart`);
      }
    }
  }
  for (const mark of shown(".kwic-hit .kwic-mark")) {
    const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(mark);
    if (Number.parseFloat(paddingInlineStart) + Number.parseFloat(paddingInlineEnd) > 1) unreadable.add("marks tear words apart");
  }
  return [...faults, ...unreadable];
}
