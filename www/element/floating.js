import { paint } from "./ground.js";

export { css } from "./dropdown-style.js";

/** Pixels between panel and form, and between panel and the edge of the window. */
const GAP = 6;
const EDGE = 16;
/** Less room than this below the form, and the panel stands above where there is more. */
const LEAST = 240;

/**
 * Shows a `panel` by the `form` of a box, over the page. Gives what places it anew and what hides it; a click elsewhere
 * asks for the latter by `close`.
 */
export function float(panel, form, host, close) {
  const listening = new AbortController();
  const { signal } = listening;
  const place = () => placeBy(form, panel);
  paint(panel, host);
  panel.showPopover?.();
  panel.toggleAttribute("data-open", true);
  document.addEventListener("scroll", place, { capture: true, passive: true, signal });
  for (const name of ["resize", "scroll"]) globalThis.visualViewport?.addEventListener(name, place, { signal });
  window.addEventListener("resize", place, { signal });
  const outside = (event) => event.composedPath().includes(host) || close();
  document.addEventListener("pointerdown", outside, { capture: true, signal });
  const end = () => {
    listening.abort();
    if (panel.isConnected) panel.hidePopover?.();
    panel.removeAttribute("data-open");
  };
  return { place, end };
}

/** Below the form, or above it where there is more room; inside the window. */
function placeBy(node, panel) {
  const { style } = panel;
  const form = node.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const view = globalThis.visualViewport ?? { offsetTop: 0, height: innerHeight };
  const bottom = view.offsetTop + view.height;
  const below = bottom - EDGE - GAP - form.bottom;
  const above = form.top - GAP - EDGE - view.offsetTop;
  const isAbove = below < LEAST && above > below;
  const width = panel.offsetWidth;
  // The edges on that side of the window on which the form stands are in line.
  const isLeft = form.left + form.right < clientWidth;
  const left = Math.max(EDGE, Math.min(isLeft ? form.left : form.right - width, clientWidth - width - EDGE));
  style.setProperty("left", `${left}px`);
  style.setProperty("top", isAbove ? "auto" : `${Math.max(form.bottom + GAP, view.offsetTop + EDGE)}px`);
  style.setProperty("bottom", isAbove ? `${innerHeight - form.top + GAP}px` : "auto");
  style.setProperty("max-height", `${Math.max(isAbove ? above : below, LEAST / 2)}px`);
}
