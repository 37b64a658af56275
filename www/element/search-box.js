import { baseUrl } from "./address.js";
import { reflect } from "./attributes.js";
import { engineFiles, importEngine, reason } from "./engine.js";
import { Filters } from "./filters.js";
import { OwnForm } from "./form.js";
import { ALWAYS_COMPOSING, CARET, isForeign, STEPS } from "./keyboard.js";
import { messagesFor } from "./locales.js";
import { Messages } from "./messages.js";
import { Modal } from "./modal.js";
import { button, piece } from "./piece.js";
import { rememberQuery } from "./recent.js";
import { Results } from "./results.js";
import { didYouMean, found, nothing, Status } from "./status.js";
import { adopt } from "./styles.js";
import { UrlState } from "./url-state.js";
import { completions, recentWords } from "./words.js";

/** Hits whose passages are there at once; those of hits further down follow after a paint. */
const IN_SIGHT = 5;
/** Milliseconds that a search may take to be made for every letter as it comes. */
const AT_ONCE = 50;
/** Hits that Back brings back at most. */
const MAX_RESTORED = 500;
/** Milliseconds of quiet before the address changes: Safari refuses a hundred changes in half a minute. */
const ADDRESS_QUIET = 300;
/** Milliseconds of quiet before filters are counted: nobody sees them while typing. */
const COUNT_QUIET = 120;

let boxes = 0;

/** The class of `<kwic-search>`; the README tells its attributes, properties and events. */
export class KwicSearch extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ["base", "filters", "highlight", "label", "lang", "length", "limit", "placeholder", "prefer-lang", "sort"];

  /**
   * How boxes come to their engine: called with the addresses of its JavaScript and of its WebAssembly
   * module, the latter only where it is known. A page that holds an engine already puts its own function
   * here before a box needs one, and then nothing is imported.
   */
  static loadEngine = importEngine;

  #engine = null;
  /** What `info()` of the engine gives. */
  #info = null;
  #loading = false;
  /** @type {HTMLInputElement | null} There once the box is built. */
  #input = null;
  #form = null;
  #ownForm = null;
  #modal = null;
  #status = new Status();
  #progress = piece("div", "progress");
  #results = null;
  /** Whether an input method shows letters that the reader has not chosen yet. */
  #composing = false;
  #filters = null;
  #more = button("more", "", (event) => this.#showMore(event.detail === 0));
  #strings = {};
  #messages = messagesFor("en");
  /** What the hits that are shown answer. */
  #query = "";
  #searchTimer = 0;
  /** Milliseconds that the last search took; the first has to wait for the engine anyway. */
  #took = Infinity;
  #addressTimer = 0;
  #countTimer = 0;
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
    this.#results?.stop();
    this.#status.silence();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#input || before === now) return;
    if (name === "lang") void this.#loadMessages();
    else if (name === "label" || name === "placeholder") this.#localise();
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
    if (this.#input) void this.#loadMessages();
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
    void this.#loadMessages();
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
    if (!given) this.#ownForm = new OwnForm(() => this.#choice(""));
    this.#input = given ?? this.#ownForm.input;
    this.#form = this.#input.form;
    Object.assign(this.#input, { autocomplete: "off", spellcheck: false, enterKeyHint: "search", autocapitalize: "none" });
    this.#results = new Results(this.#input, `kwic-${boxes}`, (error) => this.#fail(error));
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
    const made = new Filters(this.filters, this.sort, () => {
      this.#update();
      this.#keepAddress(true);
    });
    made.localise(this.#messages);
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

  async #loadMessages() {
    const tag = this.#languageTag;
    const loading = messagesFor(tag, this.#strings);
    // English is here already, and the box must not be without words for a moment.
    const messages = loading instanceof Messages ? loading : await loading;
    // While one language was on its way, another may have been asked for.
    if (tag !== this.#languageTag) return;
    this.#messages = messages;
    this.#localise();
  }

  #localise() {
    const messages = this.#messages;
    this.#ownForm?.localise(this.label || messages.text("label"), this.placeholder, messages.text("clear"));
    this.#modal?.localise(messages);
    this.#results.list.setAttribute("aria-label", messages.text("results"));
    this.#more.textContent = messages.text("more");
    this.#filters.localise(messages);
    if (this.dataset.state !== "empty") this.#update(this.#results.shown);
    else if (this.#engine) this.#countSoon();
  }

  set #state(state) {
    this.dataset.state = state;
    this.setAttribute("aria-busy", String(state === "loading"));
  }

  /* The engine */

  async #load() {
    if (this.#engine || this.#loading) return;
    this.#loading = true;
    try {
      const engine = await KwicSearch.loadEngine(...engineFiles(this.getAttribute("engine")));
      this.#info = engine.info();
      this.#engine = engine;
      this.#emit("kwic-ready", this.#info);
      if (!this.#asked) return this.#countSoon();
      this.#update(this.#address.place?.shown);
      this.#returnToPlace();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#loading = false;
    }
  }

  #fail(error) {
    console.error("kwic-search:", error);
    this.#clear("error");
    const retry = button("retry", this.#messages.text("retry"), () => {
      this.#update();
      if (!this.#engine) void this.#load();
      this.#input.focus();
    });
    this.#status.show(piece("span", "error", this.#messages.text(reason(error))), " ", retry);
    this.#emit("kwic-error", error);
  }

  #clear(state) {
    this.#results.clear();
    this.#more.hidden = true;
    this.#state = state;
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
  #choice = (text) => {
    this.query = text;
    this.#input.focus();
  };

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
      this.#search(Math.min(Math.max(count, this.limit), MAX_RESTORED), count ? MAX_RESTORED : IN_SIGHT);
    } else {
      this.#state = "loading";
      this.#status.show(this.#messages.text("loading"));
      void this.#load();
    }
  }

  #rest() {
    this.#query = "";
    this.#clear("empty");
    this.#status.show();
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
      this.#status.show(...this.#summary(total), ...didYouMean(suggestion, this.#messages, this.#choice));
      this.#emit("kwic-results", { query: this.#query, total, milliseconds });
      this.#countSoon();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** On a site in several languages, that of the page comes first. */
  #preferred() {
    const languages = this.#info?.languages ?? [];
    const own = (this.closest("[lang]")?.lang ?? "").split("-")[0].toLowerCase();
    const isOff = this.getAttribute("prefer-lang") === "off";
    return !isOff && languages.length > 1 && languages.includes(own) ? { preferLang: own } : {};
  }

  /** Asks for hits from a place on and shows them, the first of them with their passages. */
  #show(from, count, inSight = count) {
    const options = { ...this.#filters.options(), ...this.#preferred(), limit: count, offset: from };
    const answer = this.#engine.search(this.#query, options);
    const passage = ({ id }) => this.#engine.snippet(id, this.#query, { length: this.length });
    this.#results.show(answer.hits, from, inSight, passage, {
      base: baseUrl(this.getAttribute("base")),
      messages: this.#messages,
      fragments: this.highlight !== "off",
    });
    this.#more.hidden = this.#results.shown >= answer.total;
    return answer;
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
    if (total) return found(total, this.#messages);
    const unfilter = () => {
      this.#filters.values = { sort: this.#filters.values.sort };
      this.#update();
      this.#keepAddress(true);
      this.#input.focus();
    };
    return nothing(this.#query.trim(), this.#messages, this.#filters.narrow && unfilter);
  }

  #offerCompletions() {
    const words = completions(this.#engine, this.#query, this.#choice);
    this.#results.showWords(this.#messages.text("completions"), words);
  }

  #offerRecent() {
    const words = this.recent === "off" ? [] : recentWords(this.#messages, this.#choice);
    this.#results.showWords(words.length ? this.#messages.text("recent") : "", words, words.length > 0);
  }

  /* Keyboard */

  #key(event) {
    const { key } = event;
    if (isForeign(event)) return;
    if (key === "Enter") return this.#choose(event);
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (STEPS[key]) this.#step(STEPS[key]);
    else if (key !== "Escape" || !this.#escape()) {
      // Other keys move the caret or change the text, and with either the reader is in the box again.
      if (CARET.includes(key)) this.#results.activate(null);
      return;
    }
    event.preventDefault();
  }

  /** Leaves the active option, empties the box or closes the dialog, whichever comes first. */
  #escape() {
    if (this.#results.active) this.#results.activate(null);
    else if (this.query) this.query = "";
    // In Safari the search field keeps this key for itself, even where nothing is left to empty.
    else if (this.#modal) this.#modal.dialog.close();
    else return false;
    return true;
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
    if (this.#results.click(event)) return;
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
