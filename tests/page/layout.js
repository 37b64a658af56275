// Where the pieces of the box lie. All of these run in the page.

/** Pieces that lie outside of the page to the left or right; rows that scroll by themselves, or are cut, hold theirs. */
export function stickingOut() {
  const { clientWidth, scrollWidth } = document.documentElement;
  const outside = inBox("*").filter((piece) => {
    if (!piece.getClientRects().length || piece.parentElement?.closest(".kwic-filters, .kwic-words, .kwic-section-snippet")) return false;
    const { left, right } = piece.getBoundingClientRect();
    return left < -0.5 || right > clientWidth + 0.5;
  });
  const names = outside.map((piece) => piece.getAttribute("class") ?? piece.tagName);
  return scrollWidth > clientWidth ? ["the page", ...names] : names;
}

/** Pairs of pieces that lie upon each other, although they stand one after the other. */
export function overlapping() {
  const groups = [
    inBox("form, .kwic-filters, .kwic-status, .kwic-words, .kwic-hit, .kwic-more"),
    inBox("form, .kwic-close"),
    inBox(".kwic-filter, .kwic-sort"),
    inBox(".kwic-words > *"),
    inBox(".kwic-status > *"),
    ...inBox(".kwic-hit").map((hit) => [...hit.children]),
  ];
  // What has been scrolled out of sight in the dialog lies beneath its head, and is not seen.
  const inSight = (piece) => {
    const { left, right, top, bottom } = piece.getBoundingClientRect();
    const body = piece.closest(".kwic-body")?.getBoundingClientRect();
    if (!body) return { left, right, top, bottom };
    return { left, right, top: Math.max(top, body.top), bottom: Math.min(bottom, body.bottom) };
  };
  const upon = (one, other) => {
    const [a, b] = [one, other].map(inSight);
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return width > 0.5 && height > 0.5;
  };
  return groups.flatMap((group) => {
    const shown = group.filter((piece) => piece.getClientRects().length);
    return shown.flatMap((one, at) =>
      shown
        .slice(at + 1)
        .filter((other) => upon(one, other))
        .map((other) => `${one.className} and ${other.className}`),
    );
  });
}

/** Makes the rules for a touch screen hold without one; gives how many there are. */
export function rulesForFingers() {
  const root = document.querySelector("kwic-search").shadowRoot ?? document;
  const within = (rules) => [...rules].flatMap((rule) => [rule, ...within(rule.cssRules ?? [])]);
  const media = root.adoptedStyleSheets
    .flatMap((sheet) => within(sheet.cssRules))
    .filter((rule) => /pointer:\s*coarse/.test(rule.media?.mediaText));
  for (const rule of media) rule.media.mediaText = "all";
  return media.length;
}
