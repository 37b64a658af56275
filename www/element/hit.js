import { address, passage } from "./address.js";
import { marked, piece } from "./piece.js";

/**
 * One hit of the list: a link that is an option of the listbox, and a link for each of its sections that answers the
 * query. Its nodes are used again for the hit that takes its place when the query changes.
 */
export class Hit {
  node;
  #title = piece("span", "title");
  #meta = piece("span", "meta");
  #trail = piece("span", "breadcrumbs");
  #date = piece("time", "date");
  #lang = piece("span", "lang");
  #source = piece("span", "source");
  #snippet = piece("span", "snippet");
  /** There once an article of it had a picture that was to be shown. */
  #image = null;
  #titleShown = "";
  #snippetShown = "";
  /** What the engine says of the article. */
  article = null;
  /** @type {Section[]} More than are shown, to be used again. */
  #sections = [];
  #sectionsShown = 0;
  #id;

  constructor(id) {
    this.#id = id;
    this.node = option("hit", id);
    this.#title.dir = "auto";
    this.#snippet.dir = "auto";
    this.#trail.dir = "auto";
    this.#meta.append(this.#trail, this.#date, this.#lang, this.#source);
    this.node.append(this.#title, this.#meta, this.#snippet);
  }

  /**
   * Shows an article, its passage as `pieces`, or without it (null) where that follows. `how`: what links are resolved
   * against (`base`), the `messages`, whether links carry text `fragments`, whether there are `sections` and `images`,
   * whether `languages` are told, and the author's own `render`.
   */
  show(article, pieces, how) {
    const { base, messages, fragments, sections: withSections, images, languages, render } = how;
    const title = article.titlePieces?.length ? article.titlePieces : [{ text: article.title }];
    const sections = article.sections ?? [];
    // Who typed the heading of a section, or nothing of the title, wants the section.
    const [best] = sections;
    const ofTitle = lettersMarked(title);
    const target = best && (!ofTitle || lettersMarked(best.titlePieces) > ofTitle) ? best : article;
    lead(this.node, address(target.url, base, fragments && pieces ? passage(pieces) : ""));
    this.#titleShown = show(this.#title, title, this.#titleShown);
    // The passage of the letter before does for a moment, if it is of this article.
    const isOther = this.article?.id !== article.id;
    if (pieces || isOther) this.#snippetShown = show(this.#snippet, pieces ?? [], this.#snippetShown);
    this.article = article;
    const lang = article.lang && article.lang !== "und" ? article.lang : "";
    for (const node of [this.#title, this.#snippet, this.#trail]) node.lang = lang;

    const above = article.breadcrumbs?.filter((name) => name !== article.title) ?? [];
    fill(this.#trail, above.join(" › "));
    fill(this.#date, article.date && messages.date(article.date));
    this.#date.dateTime = article.date ?? "";
    fill(this.#lang, languages && lang && messages.languageName(lang));
    fill(this.#source, article.source);
    this.#showImage(images ? address(article.image ?? "", base) : null, article.image);
    if (render) this.#render(render(article, pieces ?? [], how));

    this.#sectionsShown = withSections ? sections.length : 0;
    for (const [at, section] of sections.slice(0, this.#sectionsShown).entries()) {
      const shown = (this.#sections[at] ??= new Section(`${this.#id}-section-${at}`));
      shown.show(section, lang, address(section.url, base), messages.text("section"), isOther);
    }
  }

  /** Shows the passages of the sections, each as pieces. */
  showSectionPassages(passages) {
    for (const [at, pieces] of passages.entries()) this.#sections[at].showPassage(pieces);
  }

  /** All options that stand for the article: itself, and its sections. */
  get options() {
    return [this.node, ...this.#sections.slice(0, this.#sectionsShown).map(({ node }) => node)];
  }

  /** Puts the options into a list, behind what is there or behind another of them. */
  insert(list) {
    if (this.node.parentNode !== list) list.append(this.node);
    let before = this.node;
    for (const { node } of this.#sections.slice(0, this.#sectionsShown)) {
      // What is in its place stays there: to move it would cost a layout with every letter.
      if (before.nextSibling !== node) before.after(node);
      before = node;
    }
    for (const { node } of this.#sections.slice(this.#sectionsShown)) node.remove();
  }

  remove() {
    this.node.remove();
    for (const { node } of this.#sections) node.remove();
  }

  #showImage(href, isGiven) {
    const src = isGiven && href;
    if (!src) {
      this.#image?.remove();
      return;
    }
    if (!this.#image) {
      this.#image = piece("img", "image");
      this.#image.alt = "";
      this.#image.loading = "lazy";
      this.#image.decoding = "async";
    }
    if (this.#image.src !== src) this.#image.src = src;
    if (!this.#image.parentNode) this.node.prepend(this.#image);
  }

  /** What the author makes of a hit takes the place of what is in the link. */
  #render(made) {
    if (made) this.node.replaceChildren(...[made].flat());
  }
}

/** A link to a section: its heading, and a line of what it says. */
class Section {
  node;
  #kind = piece("span", "kind");
  #title = piece("span", "section-title");
  #passage = piece("span", "section-snippet");
  #titleShown = "";
  #passageShown = "";
  #url = "";

  constructor(id) {
    this.node = option("section", id);
    this.#title.dir = "auto";
    this.#passage.dir = "auto";
    this.node.append(this.#kind, this.#title, this.#passage);
  }

  show({ titlePieces, url }, lang, href, kind, isOther) {
    lead(this.node, href);
    // Heard, but not seen: a sign and the place say it to the eye.
    fill(this.#kind, `${kind}: `);
    this.#title.lang = lang;
    this.#passage.lang = lang;
    this.#titleShown = show(this.#title, titlePieces, this.#titleShown);
    if (isOther || url !== this.#url) this.showPassage([]);
    this.#url = url;
  }

  showPassage(pieces) {
    this.#passageShown = show(this.#passage, pieces, this.#passageShown);
  }
}

/** How many letters of these pieces answer the query. */
function lettersMarked(pieces) {
  return pieces.reduce((sum, { text, matched }) => sum + (matched ? text.length : 0), 0);
}

/** A link that is an option of the listbox. */
function option(name, id) {
  const made = piece("a", name);
  made.id = id;
  made.tabIndex = -1;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  return made;
}

/** Has a link lead somewhere. What is not a web address is shown, but leads nowhere. */
function lead(link, href) {
  if (href) {
    link.href = href;
    link.removeAttribute("aria-disabled");
  } else {
    link.removeAttribute("href");
    link.setAttribute("aria-disabled", "true");
  }
}

/** Shows pieces in a node unless it shows them already: from letter to letter many hits stay as they are. */
function show(node, pieces, shown) {
  const wanted = JSON.stringify(pieces);
  if (wanted !== shown) node.replaceChildren(...marked(pieces));
  return wanted;
}

function fill(node, text) {
  node.hidden = !text;
  if (node.textContent !== (text || "")) node.textContent = text || "";
}
