import { AfterPaint } from "./after-paint.js";
import { reflect } from "./attributes.js";
import { engineFiles, importEngine, reason } from "./engine.js";
import { FACETS, Filters } from "./filters.js";
import { OwnForm } from "./form.js";
import { loadStrings, spoken } from "./locales.js";
import english from "./locales/en.js";
import { Modal } from "./modal.js";
import { button, piece } from "./piece.js";
import { forgetQueries, recentQueries, rememberQuery } from "./recent.js";
import { Results } from "./results.js";
import { Status } from "./status.js";
import { adopt } from "./styles.js";
import { UrlState } from "./url-state.js";
import { Wording } from "./wording.js";

/** Completions of the last word that are offered at most. */
const COMPLETIONS = 4;
/** Hits whose passages are there at once; those of hits further down follow after a paint. */
const IN_SIGHT = 5;
/** Milliseconds that a search may take to be made for every letter as it comes. */
const AT_ONCE = 50;
/** Hits that Back brings back at most. */
const RESTORED = 500;
/** Milliseconds of quiet before the address changes: Safari refuses a hundred changes in half a minute. */
const ADDRESS_QUIET = 300;
/** Milliseconds of quiet before filters are counted: nobody sees them while typing. */
const COUNT_QUIET = 120;

// An Android keyboard composes every word, letter by letter, in any language.
const ALWAYS_COMPOSING = /Android/.test(globalThis.navigator?.userAgent ?? "");

let boxes = 0;

/** The class of `<kwic-search>`; the README tells its attributes, properties and events. */
export class KwicSearch extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ["base", "filters", "highlight", "label", "lang", "length", "limit", "placeholder", "sort"];

  /**
   * How boxes come to their engine: called with the addresses of its JavaScript and of its WebAssembly
   * module, the latter only where it is known. A page that holds an engine already puts its own function
   * here before a box needs one, and then nothing is imported.
   */
  static loadEngine = importEngine;

  #engine = null;
  /** What the engine says of itself. */
  #info = null;
  /** @type {Promise<void> | null} Loading under way. */
  #loading = null;
  /** @type {HTMLInputElement | null} There once the box is built. */
  #input = null;
  #form = null;
  #ownForm = null;
  #modal = null;
  #status = new Status();
  #progress = piece("div", "progress");
  #results = null;
  #filters = null;
  #more = button("more", "", (event) => this.#showMore(event.detail === 0));
  #strings = {};
  #wording = new Wording("en", english, "en");
  /** What the hits that are shown answer. */
  #query = "";
  /** An input method shows letters that the reader has not chosen yet. */
  #composing = false;
  #searchTimer = 0;
  /** Milliseconds that the last search took; the first has to wait for the engine anyway. */
  #took = Infinity;
  #addressTimer = 0;
  #countTimer = 0;
  #passages = new AfterPaint();
  /** @type {AbortController | null} Ends what the box hears outside of itself. */
  #connection = null;

  connectedCallback() {
    this.#connection = new AbortController();
    if (document.readyState === "loading" && !this.#input && !this.querySelector("form")) {
      // A script without `defer` runs before the author's form has been parsed.
      document.addEventListener("DOMContentLoaded", () => this.#connect(), {
        once: true,
        signal: this.#connection.signal,
      });
    } else {
      this.#connect();
    }
  }

  disconnectedCallback() {
    this.#connection?.abort();
    for (const timer of [this.#searchTimer, this.#addressTimer, this.#countTimer]) clearTimeout(timer);
    this.#passages.cancel();
    this.#status.silence();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#input || before === now) return;
    if (name === "lang") void this.#learn();
    else if (name === "label" || name === "placeholder") this.#speak();
    else if (name === "filters" || name === "sort") this.#rebuildFilters();
    else this.#update();
  }

  /** The text in the box. */
  get query() {
    return this.#input?.value ?? "";
  }

  set query(text) {
    if (!this.#input) return;
    this.#input.value = text;
    this.#typed();
  }

  /** Strings of the author's own, in place of those of the language. */
  get strings() {
    return this.#strings;
  }

  set strings(strings) {
    this.#strings = { ...strings };
    if (this.#input) void this.#learn();
  }

  focus(options) {
    this.#input?.focus(options);
  }

  /* Building */

  #connect() {
    if (!this.#input) this.#build();
    const { signal } = this.#connection;
    this.#modal?.listen(signal);
    window.addEventListener("popstate", (event) => this.#restore(event), { signal });
    // Safari keeps a page for Back, and then empties boxes that browsers shall not fill.
    window.addEventListener("pageshow", (event) => event.persisted && setTimeout(() => this.#restore()), { signal });
    void this.#learn();
    this.#restore();
    if (this.load === "eager") void this.#load();
    else if (this.load === "idle") (globalThis.requestIdleCallback ?? setTimeout)(() => void this.#load());
    else if (this.matches(":focus-within")) void this.#load();
  }

  #build() {
    boxes += 1;
    const given = this.querySelector("form input[type=search]") ?? this.querySelector("form input:not([type=hidden])");
    const root = given ? this : (this.shadowRoot ?? this.attachShadow({ mode: "open" }));
    adopt(given ? this.getRootNode() : root);
    if (!given) this.#ownForm = new OwnForm(() => this.#replaceQuery(""));
    this.#input = given ?? this.#ownForm.input;
    this.#form = this.#input.form;
    Object.assign(this.#input, { autocomplete: "off", spellcheck: false, enterKeyHint: "search", autocapitalize: "none" });
    this.#results = new Results(this.#input, `kwic-${boxes}`);
    this.#filters = this.#makeFilters();
    this.#more.hidden = true;
    this.#progress.setAttribute("aria-hidden", "true");

    const { line, announcer } = this.#status;
    const pieces = [this.#progress, this.#filters.node, line, announcer, this.#results.list, this.#more];
    if (this.modal) {
      const opened = () => void this.#load();
      this.#modal = new Modal({ host: this, root, form: this.#form, pieces, opened });
      this.#modal.dialog.addEventListener("close", () => this.#keepAddress());
    } else {
      if (this.#ownForm) root.append(this.#form);
      root.append(...pieces);
    }

    this.#input.addEventListener("focus", () => this.#entered());
    this.#input.addEventListener("input", () => this.#composing || this.#typed());
    this.#input.addEventListener("compositionstart", () => {
      this.#composing = !ALWAYS_COMPOSING;
    });
    this.#input.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#typed();
    });
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#form.addEventListener("submit", (event) => this.#choose(event));
    this.#results.list.addEventListener("click", (event) => this.#follow(event));
    this.#state = "empty";
  }

  #makeFilters() {
    const wanted = this.filters.split(/\s+/);
    const names = FACETS.filter((name) => wanted.includes(name));
    const made = new Filters(this.sort ? [...names, "sort"] : names, () => {
      this.#update();
      this.#keepAddress(true);
    });
    made.speak(this.#wording);
    return made;
  }

  #rebuildFilters() {
    const { values } = this.#filters;
    const made = this.#makeFilters();
    made.values = values;
    this.#filters.node.replaceWith(made.node);
    this.#filters = made;
    this.#update();
  }

  get #languageTag() {
    return (this.closest("[lang]") ?? document.documentElement).lang || "en";
  }

  /** Learns the language of the page. */
  async #learn() {
    const tag = this.#languageTag;
    const language = spoken(tag);
    const loaded = language === "en" ? { language, strings: english } : await loadStrings(language);
    // While one language was on its way, another may have been asked for.
    if (tag !== this.#languageTag) return;
    this.#wording = new Wording(loaded.language, { ...loaded.strings, ...this.#strings }, tag);
    this.#speak();
  }

  #speak() {
    const words = this.#wording;
    this.#ownForm?.speak(this.label || words.say("label"), this.placeholder, words.say("clear"));
    this.#modal?.speak(words);
    this.#results.list.setAttribute("aria-label", words.say("results"));
    this.#more.textContent = words.say("more");
    this.#filters.speak(words);
    if (this.dataset.state !== "empty") this.#update(this.#results.shown);
    else if (this.#engine) this.#countSoon();
  }

  set #state(state) {
    this.dataset.state = state;
    this.setAttribute("aria-busy", String(state === "loading"));
  }

  /* The engine */

  #load() {
    if (this.#engine) return Promise.resolve();
    this.#loading ??= this.#askForEngine()
      .then((engine) => {
        this.#info = engine.info();
        this.#engine = engine;
        this.#emit("kwic-ready", this.#info);
        if (!this.#asked) return this.#countSoon();
        this.#update(this.#address.place?.shown);
        this.#returnToPlace();
      })
      .catch((error) => this.#fail(error))
      .finally(() => {
        this.#loading = null;
      });
    return this.#loading;
  }

  /** Async, so that an address that is none is an error like one that leads nowhere. */
  async #askForEngine() {
    return KwicSearch.loadEngine(...engineFiles(this.getAttribute("engine")));
  }

  #fail(error) {
    console.error("kwic-search:", error);
    this.#passages.cancel();
    this.#results.clear();
    this.#more.hidden = true;
    this.#state = "error";
    const retry = button("retry", this.#wording.say("retry"), () => {
      this.#update();
      if (!this.#engine) void this.#load();
      this.#input.focus();
    });
    this.#status.say(piece("span", "error", this.#wording.say(reason(error))), " ", retry);
    this.#emit("kwic-error", error);
  }

  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable, detail }));
  }

  /* Searching */

  #entered() {
    void this.#load();
    if (this.dataset.state === "empty") this.#offerRecent();
  }

  #typed() {
    clearTimeout(this.#addressTimer);
    this.#addressTimer = setTimeout(() => this.#keepAddress(), ADDRESS_QUIET);
    // An answer that comes at once is in the next frame. Where it takes longer, letters that were typed
    // meanwhile arrive together, and only the last is searched.
    if (this.#took < AT_ONCE) return this.#update();
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => this.#update());
  }

  /** Another query by a button or an option, after which the reader goes on typing. */
  #replaceQuery(text) {
    this.query = text;
    this.#input.focus();
  }

  get #asked() {
    return this.query.trim() !== "" || this.#filters.narrow;
  }

  /** Shows what answers the box as it is now, `count` hits of it. */
  #update(count = 0) {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = 0;
    // The engine may arrive amid a composition.
    if (this.#composing) return;
    if (!this.#asked) {
      this.#rest();
    } else if (this.#engine) {
      // A place in the list is found again only where all of it has its height.
      this.#search(Math.min(Math.max(count, this.limit), RESTORED), count ? RESTORED : IN_SIGHT);
    } else {
      this.#state = "loading";
      this.#status.say(this.#wording.say("loading"));
      void this.#load();
    }
  }

  #rest() {
    this.#query = "";
    this.#passages.cancel();
    this.#results.clear();
    this.#more.hidden = true;
    this.#state = "empty";
    this.#status.say();
    if (this.#input.matches(":focus")) this.#offerRecent();
    this.#countSoon();
  }

  #search(count, inSight) {
    this.#query = this.query;
    const started = performance.now();
    try {
      const { total, suggestion } = this.#show(0, count, inSight);
      const milliseconds = performance.now() - started;
      this.#took = milliseconds;
      this.#offerCompletions();
      this.#state = total ? "results" : "none";
      this.#status.say(...this.#summary(total), ...this.#didYouMean(suggestion));
      this.#emit("kwic-results", { query: this.#query, total, milliseconds });
      this.#countSoon();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Asks for hits from a place on and shows them, the first of them with their passages. */
  #show(from, count, inSight = count) {
    this.#passages.cancel();
    const answer = this.#engine.search(this.#query, { ...this.#filters.options(), limit: count, offset: from });
    const how = {
      base: this.#base,
      wording: this.#wording,
      fragments: this.highlight !== "off",
    };
    const passage = ({ id }) => this.#engine.snippet(id, this.#query, { length: this.length });
    const hits = answer.hits.map((article, at) => ({ article, pieces: at < inSight ? passage(article) : null }));
    this.#results.showHits(hits, from, how);
    this.#more.hidden = this.#results.shown >= answer.total;
    if (hits.length > inSight) {
      this.#passages.run(() => {
        try {
          const rest = answer.hits.slice(inSight).map((article) => ({ article, pieces: passage(article) }));
          this.#results.showHits(rest, from + inSight, how);
        } catch (error) {
          this.#fail(error);
        }
      });
    }
    return answer;
  }

  /** What addresses of hits are resolved against: the page, where the attribute is no address. */
  get #base() {
    try {
      return new URL(this.getAttribute("base") ?? "", document.baseURI);
    } catch {
      return new URL(document.baseURI);
    }
  }

  #showMore(byKey) {
    const from = this.#results.shown;
    try {
      this.#show(from, this.limit);
      this.#keepAddress();
    } catch (error) {
      return this.#fail(error);
    }
    // On a touch screen the focus in the box would bring up the keyboard.
    if (!byKey) return;
    this.#input.focus();
    this.#results.activate(this.#results.hitAt(from));
  }

  #countSoon() {
    clearTimeout(this.#countTimer);
    if (!this.#engine || this.#filters.node.hidden) return;
    this.#countTimer = setTimeout(() => {
      try {
        this.#filters.count(this.#engine, this.#info, this.query);
      } catch (error) {
        this.#fail(error);
      }
    }, COUNT_QUIET);
  }

  /* Words around the hits */

  #summary(total) {
    if (total) return [piece("span", "count", this.#wording.count("found", total))];
    const query = this.#query.trim();
    const nothing = this.#wording.say(query ? "none" : "nothing", { query });
    if (!this.#filters.narrow) return [`${nothing} ${this.#wording.say("hint")}`];
    const unfilter = button("unfilter", this.#wording.say("unfilter"), () => {
      this.#filters.values = { sort: this.#filters.values.sort };
      this.#update();
      this.#keepAddress(true);
      this.#input.focus();
    });
    return [nothing, " ", unfilter];
  }

  #didYouMean(suggestion) {
    if (!suggestion) return [];
    const [before, after] = this.#wording.around("didYouMean");
    return [` · ${before}`, button("suggestion", suggestion, () => this.#replaceQuery(suggestion)), after];
  }

  #offerCompletions() {
    const typed = this.#query.trim().toLowerCase();
    const completions = this.#engine.suggest?.(this.#query, { limit: COMPLETIONS }) ?? [];
    this.#results.showWords(
      this.#wording.say("completions"),
      completions
        .filter((text) => text.toLowerCase() !== typed)
        .map((text) => ({ name: "completion", text, chosen: () => this.#replaceQuery(text) })),
    );
  }

  #offerRecent() {
    const queries = this.recent === "off" ? [] : recentQueries();
    if (queries.length === 0) return this.#results.showWords("", []);
    const words = queries.map((text) => ({ name: "recent", text, chosen: () => this.#replaceQuery(text) }));
    const forget = () => {
      forgetQueries();
      this.#replaceQuery("");
    };
    words.push({ name: "forget", text: this.#wording.say("forget"), chosen: forget });
    this.#results.showWords(this.#wording.say("recent"), words, true);
  }

  /* Keyboard */

  #key(event) {
    // Keys that an input method uses to choose its letters are not ours; Safari tells only by 229.
    if (event.isComposing || event.keyCode === 229 || event.altKey) return;
    if (event.key === "Enter") return this.#choose(event);
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.#step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && this.#results.active) {
      this.#results.activate(null);
    } else if (event.key === "Escape" && this.query) {
      this.query = "";
    } else if (event.key === "Escape" && this.#modal) {
      // In Safari the search field keeps this key for itself, even where nothing is left to empty.
      this.#modal.dialog.close();
    } else {
      // Other keys move the caret or change the text, and with either the reader is in the box again.
      if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) this.#results.activate(null);
      return;
    }
    event.preventDefault();
  }

  #step(step) {
    if (this.#searchTimer) this.#update();
    const next = this.#results.neighbour(step);
    const beyond = !next && step > 0;
    if (beyond && !this.#more.hidden) this.#showMore(true);
    else if (!beyond) this.#results.activate(next);
  }

  /** Follows the active option; without one, makes the first hit active. */
  #choose(event) {
    // The author's form may have somewhere else to search.
    if (this.dataset.state === "error" && this.#form.hasAttribute("action")) return;
    event.preventDefault();
    if (this.#searchTimer) this.#update();
    const { active } = this.#results;
    if (active) {
      const { ctrlKey, metaKey, shiftKey } = event;
      active.dispatchEvent(
        new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ctrlKey, metaKey, shiftKey }),
      );
      return;
    }
    this.#results.activate(this.#results.hitAt(0));
    // Puts the keyboard of a phone away, which covers the hits.
    if (matchMedia("(pointer: coarse)").matches) this.#input.blur();
  }

  #follow(event) {
    const option = event.target.closest("[role=option]");
    const hit = option && this.#results.hitOf(option);
    if (!hit) return;
    const { article, place } = hit;
    if (!this.#emit("kwic-select", { query: this.#query, hit: article, place }, true)) event.preventDefault();
    if (!option.href) return;
    if (this.recent !== "off") rememberQuery(this.#query);
    this.#keepAddress();
    // A hit in this very page is behind the dialog.
    if (option.href.split("#")[0] === location.href.split("#")[0]) this.#modal?.dialog.close();
  }

  /* History */

  get #address() {
    return new UrlState(this.getAttribute("param") ?? (this.#input.name || "q"), this.#filters.names);
  }

  get #scroller() {
    return this.#modal?.scroller ?? document.scrollingElement;
  }

  /** Back from an article finds the query in the address, even where the page was thrown away. */
  #keepAddress(push = false) {
    clearTimeout(this.#addressTimer);
    const closed = this.#modal && !this.#modal.dialog.open;
    const query = closed ? "" : this.query;
    const filters = closed ? {} : this.#filters.values;
    const place = { shown: this.#results.shown, scroll: this.#scroller?.scrollTop };
    // What was typed last may not have come to the entry that Back leads to.
    if (push) this.#address.write({ query, filters: this.#address.read().filters }, place);
    this.#address.write({ query, filters }, place, push);
  }

  /** Puts into the box what the address has; what a browser has put back into it stays otherwise. */
  #restore(event) {
    const { query, filters } = this.#address.read();
    if (query || event) this.#input.value = query;
    this.#filters.values = filters;
    if (this.#modal && this.#asked) this.#modal.open();
    else if (event) this.#modal?.dialog.close();
    if (this.#asked || event) this.#update(this.#address.place?.shown);
    if (this.#engine) this.#returnToPlace();
  }

  #returnToPlace() {
    const scroll = this.#address.place?.scroll;
    if (scroll && this.#asked) this.#scroller.scrollTop = scroll;
  }
}

if (globalThis.HTMLElement) reflect(KwicSearch.prototype);
