import { address } from "./address.js";
import { marked } from "./piece.js";

/**
 * What makes hits as an author's `template` has them, for `KwicSearch.renderHit`: a copy of it for each, in which every
 * element with `data-kwic` holds what that attribute names. What a hit does not have is hidden.
 */
export function rendererOf(template) {
  return (hit, passage, { base, messages }) => {
    const copy = template.content.cloneNode(true);
    const [section] = hit.sections ?? [];
    const parts = {
      title: hit.titlePieces?.length ? hit.titlePieces : hit.title,
      snippet: passage,
      section: section?.titlePieces,
      date: hit.date && messages.date(hit.date),
      image: hit.image && address(hit.image, base),
      url: address(hit.url, base),
    };
    for (const place of copy.querySelectorAll("[data-kwic]")) {
      const name = place.dataset.kwic;
      put(place, Object.hasOwn(parts, name) ? parts[name] : hit[name], hit);
    }
    return [...copy.childNodes];
  };
}

/** Puts a text, pieces or several texts into a place, or the address of a picture. */
function put(place, part, { lang, date }) {
  place.hidden = !part?.length;
  if (place.hidden) return;
  if (place.localName === "img") place.src = part;
  else if (!Array.isArray(part)) place.textContent = part;
  else if (typeof part[0] === "string") place.textContent = part.join(", ");
  else {
    place.lang = lang;
    place.dir = "auto";
    place.replaceChildren(...marked(part));
  }
  if (place.localName === "time") place.dateTime = date ?? "";
}
