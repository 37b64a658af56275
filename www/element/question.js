import { baseUrl } from "./address.js";

/** Characters of a passage in a dropdown, which is narrower than a page. */
const NARROW_LENGTH = 140;

/**
 * What a box asks for: its query, the options of `search` for `limit` hits from `offset` on, and those of `snippet`.
 * `filters` are those of the box, `layout` is its own, and `languages` are those of the engine.
 */
export function questionOf(box, filters, layout, languages, offset, limit) {
  const isNarrow = layout === "dropdown" && !box.hasAttribute("length");
  return {
    query: box.query,
    options: { ...filters.options(), ...preferred(box, languages), limit, offset },
    passage: { length: isNarrow ? NARROW_LENGTH : box.length },
  };
}

/** How a box shows hits, as `Hit.show` wants it. */
export function lookOf(box, messages, languages) {
  return {
    base: baseUrl(box.getAttribute("base")),
    messages,
    fragments: box.highlight !== "off",
    sections: box.sections !== "off",
    images: box.images,
    languages: languages.length !== 1,
    render: box.renderHit,
  };
}

/** On a site in several languages, that of the page comes first. */
function preferred(box, languages) {
  const own = (box.closest("[lang]")?.lang ?? "").split("-")[0].toLowerCase();
  const isOff = box.preferLang === "off";
  return !isOff && languages.length > 1 && languages.includes(own) ? { preferLang: own } : {};
}

/** Has the hits of a box look as the author's template says, where there is one. */
export async function wearTemplate(box) {
  const template = box.querySelector("template[data-kwic-hit]");
  if (!template) return;
  try {
    const { rendererOf } = await import("./template.js");
    box.renderHit ??= rendererOf(template);
  } catch (error) {
    console.error("kwic-search:", error);
  }
}
