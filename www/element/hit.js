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
  #date = piece("time", "date");
  #lang = piece("span", "lang");
  #source = piece("span", "source");
  #snippet = piece("span", "snippet");
  #titleShown = "";
  #snippetShown = "";
  /** What the engine says of the article. */
  article = null;
  /** The options of sections that follow it. More than are shown, to be used again. */
  #sections = [];
  #sectionsShown = [];
  #id;

  constructor(id) {
    this.#id = id;
    this.node = option("hit", id);
    this.#title.dir = "auto";
    this.#snippet.dir = "auto";
    this.#meta.append(this.#date, this.#lang, this.#source);
    this.node.append(this.#title, this.#meta, this.#snippet);
  }

  /**
   * Shows an article, its passage as `pieces`, or without it (null) where that follows; links are
   * resolved against `base`.
   */
  show(article, pieces, { base, messages, fragments }) {
    const title = article.titlePieces?.length ? article.titlePieces : [{ text: article.title }];
    const sections = article.sections ?? [];
    // Who typed the heading of a section, or nothing of the title, wants the section.
    const [best] = sections;
    const ofTitle = lettersMarked(title);
    const target = best && (!ofTitle || lettersMarked(best.titlePieces) > ofTitle) ? best : article;
    lead(this.node, address(target.url, base, fragments && pieces ? passage(pieces) : ""));
    this.#titleShown = show(this.#title, title, this.#titleShown);
    // The passage of the letter before does for a moment, if it is of this article.
    if (pieces || this.article?.id !== article.id) {
      this.#snippetShown = show(this.#snippet, pieces ?? [], this.#snippetShown);
    }
    this.article = article;
    const lang = article.lang && article.lang !== "und" ? article.lang : "";
    this.#title.lang = lang;
    this.#snippet.lang = lang;

    fill(this.#date, article.date && messages.date(article.date));
    this.#date.dateTime = article.date ?? "";
    fill(this.#lang, lang && messages.languageName(lang));
    fill(this.#source, article.source);
    this.#sectionsShown = sections.map((section, at) => {
      const node = (this.#sections[at] ??= option("section", `${this.#id}-section-${at}`));
      node.dir = "auto";
      node.lang = lang;
      lead(node, address(section.url, base));
      node.replaceChildren(...marked(section.titlePieces));
      return node;
    });
  }

  /** All options that stand for the article: itself, and its sections. */
  get options() {
    return [this.node, ...this.#sectionsShown];
  }

  /** Puts the options into a list, behind what is there or behind another of them. */
  insert(list) {
    if (this.node.parentNode !== list) list.append(this.node);
    let before = this.node;
    for (const section of this.#sectionsShown) {
      // What is in its place stays there: to move it would cost a layout with every letter.
      if (before.nextSibling !== section) before.after(section);
      before = section;
    }
    for (const section of this.#sections.slice(this.#sectionsShown.length)) section.remove();
  }

  remove() {
    for (const node of [this.node, ...this.#sections]) node.remove();
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
