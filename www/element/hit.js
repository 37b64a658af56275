import { address, passage } from "./address.js";
import { marked, piece } from "./piece.js";

/**
 * One hit of the list: a link that is an option of the listbox. Its nodes are used again for
 * the hit that takes its place when the query changes.
 */
export class Hit {
  node = piece("a", "hit");
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

  constructor(id) {
    this.node.id = id;
    this.node.tabIndex = -1;
    this.node.setAttribute("role", "option");
    this.node.setAttribute("aria-selected", "false");
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
    const href = address(article.url, base, fragments && pieces ? passage(pieces) : "");
    // What is not a web address is shown, but leads nowhere.
    if (href) {
      this.node.href = href;
      this.node.removeAttribute("aria-disabled");
    } else {
      this.node.removeAttribute("href");
      this.node.setAttribute("aria-disabled", "true");
    }

    const title = article.titlePieces?.length ? article.titlePieces : [{ text: article.title }];
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
