const LAYOUTS = ["page", "dropdown", "modal"];
/** Parts of a page that stand around its text. */
const AROUND = "header, nav, aside, [role=banner], [role=navigation], [role=complementary], [role=toolbar]";
const TEXT = "main, article, [role=main]";

/** Where a window has no room for anything beside the results. */
export const SMALL = "(max-width: 44em), (max-height: 30em)";

/**
 * How a box stands in its page: what its attributes say, or else a dropdown where it is one of the things around the
 * text, or stands in a row with others, and a part of the page anywhere else.
 */
export function layoutOf(box) {
  const asked = box.getAttribute("layout");
  if (LAYOUTS.includes(asked)) return asked;
  if (box.hasAttribute("modal")) return "modal";
  return isAround(box) || isInRow(box) ? "dropdown" : "page";
}

/** The element around a node, also where the node is the top of a shadow tree. */
export function parentOf(node) {
  return node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
}

function isAround(box) {
  for (let node = box; node; node = parentOf(node)) {
    // The head of an article belongs to its text.
    if (node.matches(AROUND)) return !node.matches("header") || !node.closest(TEXT);
    if (node.matches(TEXT)) return false;
  }
  return false;
}

function isInRow(box) {
  const parent = parentOf(box);
  if (!parent || parent.childElementCount < 2) return false;
  const { display, flexDirection } = getComputedStyle(parent);
  return display.endsWith("flex") && flexDirection.startsWith("row");
}
