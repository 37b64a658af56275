/**
 * For pages that hits lead to: marks the words that a text fragment (`#:~:text=`) names, and
 * scrolls to them, in browsers that do not do so by themselves. A page loads it beside its own
 * scripts; where the browser knows text fragments it does nothing.
 *
 * The mark is the custom highlight `kwic`, which a page may paint its own way by
 * `::highlight(kwic)`; without such highlights it is a `<mark class="kwic-highlight">`.
 */
const DIRECTIVE = ":~:";

if (globalThis.document && !("fragmentDirective" in document)) {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => highlight(), { once: true });
  } else {
    highlight();
  }
  window.addEventListener("hashchange", () => highlight());
}

/**
 * Marks the words that a fragment names, that of this page's address unless told; `false` where it
 * names none or they are not there.
 */
export function highlight(hash = location.hash) {
  const range = find(fragmentWords(hash), document.body);
  if (!range) return false;
  const start = range.startContainer.parentElement;
  paint(range);
  start.scrollIntoView({ block: "center" });
  return true;
}

/** The words of the first text directive, which the element writes without context. */
function fragmentWords(hash) {
  const at = hash.indexOf(DIRECTIVE);
  if (at < 0) return "";
  const words = new URLSearchParams(hash.slice(at + DIRECTIVE.length)).get("text") ?? "";
  return [...words.replace(/\s+/g, " ").trim()].map(lower).join("");
}

/** A letter in lower case, as long as it was: places in the text are counted by it. */
function lower(letter) {
  const small = letter.toLowerCase();
  return small.length === letter.length ? small : letter;
}

/** The first range with these words, however its white space is written. */
function find(words, root) {
  if (!words) return null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("script, style, noscript, textarea, kwic-search")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  let text = "";
  /** Where each character of `text` stands: node and offset. */
  const places = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at += 1) {
      const space = /\s/.test(node.data[at]);
      if (space && text.endsWith(" ")) continue;
      text += space ? " " : lower(node.data[at]);
      places.push([node, at]);
    }
  }
  const at = text.indexOf(words);
  if (at < 0) return null;
  const range = document.createRange();
  const [last, offset] = places[at + words.length - 1];
  range.setStart(...places[at]);
  range.setEnd(last, offset + 1);
  return range;
}

function paint(range) {
  if (globalThis.CSS?.highlights) {
    CSS.highlights.set("kwic", new Highlight(range));
    const styles = new CSSStyleSheet();
    styles.replaceSync("@layer kwic { ::highlight(kwic) { background-color: Mark; color: MarkText; } }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles];
    return;
  }
  for (const [node, from, to] of textsWithin(range)) {
    const text = document.createRange();
    text.setStart(node, from);
    text.setEnd(node, to);
    const mark = document.createElement("mark");
    mark.className = "kwic-highlight";
    text.surroundContents(mark);
  }
}

/** The text nodes that a range runs through, each with the part of it that is within. */
function textsWithin(range) {
  const { startContainer, startOffset, endContainer, endOffset, commonAncestorContainer } = range;
  if (startContainer === endContainer) return [[startContainer, startOffset, endOffset]];
  const walker = document.createTreeWalker(commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!range.intersectsNode(node)) continue;
    const from = node === startContainer ? startOffset : 0;
    const to = node === endContainer ? endOffset : node.data.length;
    if (node.data.slice(from, to).trim()) found.push([node, from, to]);
  }
  return found;
}
