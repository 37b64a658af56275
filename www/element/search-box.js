import { baseUrl } from "./address.js";
import { reflect } from "./attributes.js";
import { Dropdown } from "./dropdown.js";
import { engineFiles, importEngine, reason } from "./engine.js";
import { Filters } from "./filters.js";
import { OwnForm } from "./form.js";
import { InPage } from "./in-page.js";
import { ALWAYS_COMPOSING, CARET, isForeign, KeptKeys, STEPS } from "./keyboard.js";
import { layoutOf, SMALL } from "./layout.js";
import { messagesFor } from "./locales.js";
import { Messages } from "./messages.js";
import { Modal } from "./modal.js";
import { button, piece } from "./piece.js";
import { openPort } from "./port.js";
import { rememberQuery } from "./recent.js";
import { Results } from "./results.js";
import { Shortcuts } from "./shortcut.js";
import { didYouMean, found, nothing, Status } from "./status.js";
import { adopt } from "./styles.js";
import { ownsAddress, paramOf, UrlState } from "./url-state.js";
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
/** Characters of a passage in a panel that is narrower than a page, and of that of a section. */
const NARROW_LENGTH = 140;
const SECTION_LENGTH = 90;
/** Keys that lead to a box which does not stand in the page. */
const SHORTCUT = "mod+k /";

let boxes = 0;

/** The class of `<kwic-search>`; the README tells its attributes, properties and events. */
export class KwicSearch extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = [
    "base", "filters", "highlight", "images", "label", "lang", "length", "limit", "placeholder", "prefer-lang", "preselect",
    "sections", "sort",
  ];

  /**
   * How boxes come to their engine: called with the addresses of its JavaScript and of its WebAssembly
   * module, the latter only where it is known. A page that holds an engine already puts its own function
   * here before a box needs one, and then nothing is imported.
   */
  static loadEngine = importEngine;

  /** Answers of the engine, each of which has to be awaited: see `port.js`. */
  #engine = null;
  #loading = false;
  /** @type {HTMLInputElement | null} There once the box is built. */
  #input = null;
  #form = null;
  #ownForm = null;
  /** @type {"page" | "dropdown" | "modal"} */
  #layout = "page";
  /** What the box is at the moment: a part of the page, a dropdown or a dialog. */
  #surface = null;
  /** The dialog and the dropdown, where the box is one of both, or one after the other. */
  #modal = null;
  #dropdown = null;
  #shortcuts = null;
  /** Everything below the form. */
  #panel = piece("div", "panel");
  /** Whether the reader is at the box, so that what it has to show may be shown. */
  #isEntered = false;
  #small = globalThis.matchMedia?.(SMALL);
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
  /** Counts questions: an answer to one before the last is not shown. */
  #turn = 0;
  /** What is to be asked once the answer is here that is on its way. */
  #wanted = null;
  #isSearching = false;
  #keys = new KeptKeys();
  #render = null;
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
    else void this.#update();
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

  /**
   * A function of the author's that makes what stands in the link of a hit: called with the hit and its passage as pieces,
   * it gives nodes or texts, or nothing for the usual. null: none.
   */
  get renderHit() {
    return this.#render;
  }

  set renderHit(render) {
    this.#render = render;
    if (this.#input) void this.#update(this.#results.shown);
  }

  /** Opens the dialog or leads into the box, and selects what was typed before. */
  open() {
    this.#surface?.open();
    this.#input?.select();
  }

  /** Closes the dialog or the dropdown. */
  close() {
    this.#surface?.close();
  }

  focus(options) {
    this.#input?.focus(options);
  }

  /* Building */

  #connect() {
    if (!this.#input) this.#build();
    const { signal } = this.#connection;
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    // A router leads to another page without leaving this one.
    const path = () => location.pathname;
    let before = path();
    globalThis.navigation?.addEventListener(
      "currententrychange",
      () => {
        if (path() !== before) this.close();
        before = path();
      },
      { signal },
    );
    this.#small?.addEventListener("change", () => this.#arrange(), { signal });
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
    const bar = piece("div", "bar");
    bar.append(line, this.#results.words);
    this.#panel.append(this.#progress, this.#filters.node, bar, announcer, this.#results.list, this.#more);
    this.#layout = layoutOf(this);
    this.#shortcuts = new Shortcuts(this.getAttribute("shortcut") ?? (this.#layout === "page" ? "" : SHORTCUT));
    this.#buildSurface(root);

    for (const entered of ["focus", "click"]) this.#input.addEventListener(entered, () => this.#entered());
    this.#input.addEventListener("input", () => this.#composing || this.#typed());
    this.#input.addEventListener("compositionstart", () => {
      this.#composing = !ALWAYS_COMPOSING;
    });
    this.#input.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#typed();
    });
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#panel.addEventListener("keydown", (event) => this.#keyInPanel(event));
    this.#form.addEventListener("submit", (event) => this.#choose(event));
    this.#results.list.addEventListener("click", (event) => this.#follow(event));
    this.#state = "empty";
  }

  #buildSurface(root) {
    const hooks = { opened: () => this.#opened(), closed: () => this.#closed() };
    const isOwn = Boolean(this.#ownForm);
    if (this.#layout === "modal" || (this.#layout === "dropdown" && isOwn)) {
      this.#modal = new Modal({ host: this, root, shortcuts: this.#shortcuts, ...hooks });
    }
    if (this.#layout === "dropdown") {
      this.#dropdown = new Dropdown({ host: this, root, form: isOwn ? this.#form : null, panel: this.#panel, ...hooks });
    }
    if (this.#layout === "page") {
      if (isOwn) root.append(this.#form);
      root.append(this.#panel);
      this.#surface = new InPage(this);
    }
    if (this.#shortcuts.aria) this.#input.setAttribute("aria-keyshortcuts", this.#shortcuts.aria);
    this.#arrange();
  }

  /** Where a window has no room for a dropdown, the form that the element has made opens in a dialog. */
  #arrange() {
    if (this.#layout !== "page") {
      const isDialog = !this.#dropdown || (this.#modal && this.#small?.matches);
      const surface = isDialog ? this.#modal : this.#dropdown;
      if (surface === this.#surface) return;
      this.#surface?.leave();
      this.#surface = surface;
      surface.enter(this.#form, this.#panel);
      this.#results.isVisible = surface.isOpen;
    }
    this.dataset.layout = this.#surface === this.#modal ? "modal" : this.#layout;
  }

  #makeFilters() {
    const changed = () => {
      void this.#update();
      this.#keepAddress(true);
    };
    const made = new Filters(this.filters, this.sort, changed, () => this.#countSoon(0));
    made.localise(this.#messages);
    return made;
  }

  #rebuildFilters() {
    const { values } = this.#filters;
    const made = this.#makeFilters();
    made.values = values;
    this.#filters.node.replaceWith(made.node);
    this.#filters = made;
    void this.#update();
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
    const label = this.label || messages.text("label");
    this.#ownForm?.localise(label, this.getAttribute("placeholder") ?? label, messages.text("clear"));
    this.#modal?.localise(messages);
    this.#results.label = messages.text("results");
    this.#more.textContent = messages.text("more");
    this.#filters.localise(messages);
    if (this.dataset.state !== "empty") void this.#update(this.#results.shown);
    else if (this.#engine) this.#countSoon();
  }

  set #state(state) {
    this.dataset.state = state;
    this.setAttribute("aria-busy", String(state === "loading"));
    this.#reveal();
  }

  /** Opens a dropdown that has something to show, and closes one that has nothing more. */
  #reveal() {
    const has = this.dataset.state !== "empty" || !this.#results.isEmpty || !this.#filters.node.hidden;
    this.#surface.reveal(has && this.#isEntered);
    this.#results.isVisible = this.#surface.isOpen;
  }

  /* The engine */

  async #load() {
    if (this.#engine || this.#loading) return;
    this.#loading = true;
    try {
      const files = engineFiles(this.getAttribute("engine"));
      this.#engine = await openPort(KwicSearch.loadEngine, files, { worker: this.worker });
      this.#emit("kwic-ready", this.#engine.info);
      if (!this.#asked) return this.#countSoon();
      await this.#update(this.#address.place?.shown);
      this.#returnToPlace();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#loading = false;
    }
  }

  #fail(error) {
    console.error("kwic-search:", error);
    // The author's form leads to another search, and the reader has sent it.
    if (this.#keys.take().some(({ key }) => key === "Enter") && this.#form.hasAttribute("action")) this.#form.submit();
    this.#clear("error");
    const retry = button("retry", this.#messages.text("retry"), () => {
      void this.#update();
      if (!this.#engine) void this.#load();
      this.#input.focus();
    });
    this.#status.show(piece("span", "error", this.#messages.text(reason(error))), " ", retry);
    this.#reveal();
    this.#emit("kwic-error", error);
  }

  #clear(state) {
    this.#turn += 1;
    this.#wanted = null;
    this.#results.clear();
    this.#more.hidden = true;
    this.#state = state;
  }

  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable, detail }));
  }

  /* Searching */

  #entered() {
    const isBack = !this.#isEntered;
    this.#isEntered = true;
    void this.#load();
    if (this.dataset.state === "empty") this.#offerRecent();
    // What was shown before the box was closed may have been of filters that are gone.
    else if (isBack && !this.#surface.isOpen) void this.#update();
    this.#reveal();
  }

  #opened() {
    this.#isEntered = true;
    void this.#load();
    if (this.#surface !== this.#modal) return;
    this.#input.select();
    if (this.#asked) void this.#update();
  }

  /** Filters end with the box, which alone shows that they are set; the query stays for the next time. */
  #closed() {
    this.#isEntered = false;
    this.#filters.values = {};
    this.#filters.hideMenu();
    this.#results.isVisible = false;
    this.#keepAddress();
    if (this.#panel.contains(this.getRootNode().activeElement) || this.#panel.contains(this.shadowRoot?.activeElement)) {
      this.#input.focus();
    }
  }

  #typed() {
    this.#isEntered = true;
    this.#keys.take();
    clearTimeout(this.#addressTimer);
    this.#addressTimer = setTimeout(() => this.#keepAddress(), ADDRESS_QUIET);
    // An answer that comes at once is in the next frame. Where it takes longer, letters that were typed
    // meanwhile arrive together, and only the last is searched.
    if (this.#took < AT_ONCE) return void this.#update();
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => void this.#update());
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
  async #update(count = 0) {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = 0;
    // The engine may arrive amid a composition.
    if (this.#composing) return;
    if (!this.#asked) {
      this.#rest();
    } else if (this.#engine) {
      // A place in the list is found again only where all of it has its height.
      await this.#search(Math.min(Math.max(count, this.limit), MAX_RESTORED), count ? MAX_RESTORED : IN_SIGHT);
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

  /** Asks one question after the other: of letters that come faster than answers only the last is answered. */
  async #search(count, inSight) {
    this.#wanted = { count, inSight };
    if (this.#isSearching) return;
    this.#isSearching = true;
    try {
      while (this.#wanted) {
        const { count, inSight } = this.#wanted;
        this.#wanted = null;
        await this.#answer(count, inSight);
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isSearching = false;
    }
    for (const key of this.#keys.take()) this.#act(key);
  }

  async #answer(count, inSight) {
    this.#turn += 1;
    const turn = this.#turn;
    const { query } = this;
    const started = performance.now();
    const [answer, words] = await Promise.all([
      this.#engine.answer(query, this.#options(0, count), inSight, this.#passageOptions),
      completions(this.#engine, query, this.#choice),
    ]);
    if (turn !== this.#turn) return;
    this.#query = query;
    this.#show(answer, 0);
    const { total, suggestion } = answer;
    const milliseconds = performance.now() - started;
    this.#took = milliseconds;
    this.#results.showWords("", words);
    this.#activateFirst();
    this.#status.show(...this.#summary(total), ...didYouMean(suggestion, this.#messages, this.#choice));
    this.#state = total ? "results" : "none";
    this.#emit("kwic-results", { query, total, milliseconds });
    this.#countSoon();
  }

  /** The hit that Enter opens. */
  #activateFirst() {
    this.#results.activate(this.preselect === "off" ? null : this.#results.hitAt(0), false);
  }

  /** On a site in several languages, that of the page comes first. */
  #preferred() {
    const languages = this.#engine.info.languages ?? [];
    const own = (this.closest("[lang]")?.lang ?? "").split("-")[0].toLowerCase();
    const isOff = this.getAttribute("prefer-lang") === "off";
    return !isOff && languages.length > 1 && languages.includes(own) ? { preferLang: own } : {};
  }

  #options(offset, limit) {
    return { ...this.#filters.options(), ...this.#preferred(), limit, offset };
  }

  get #passageOptions() {
    const isNarrow = this.#layout === "dropdown" && !this.hasAttribute("length");
    return { length: isNarrow ? NARROW_LENGTH : this.length };
  }

  /** Shows the hits of an answer from a place in the list on. */
  #show(answer, from) {
    const query = this.#query;
    const rest = ({ id }, section) => {
      const options = section ? { section: section.url, length: SECTION_LENGTH } : this.#passageOptions;
      return this.#engine.snippet(id, query, options);
    };
    this.#results.show(answer.hits, from, answer.passages, rest, {
      base: baseUrl(this.getAttribute("base")),
      messages: this.#messages,
      fragments: this.highlight !== "off",
      sections: this.sections !== "off",
      images: this.images,
      languages: this.#engine.info.languages?.length !== 1,
      render: this.#render,
    });
    this.#more.hidden = this.#results.shown >= answer.total;
  }

  async #showMore(byKey) {
    const turn = this.#turn;
    const from = this.#results.shown;
    try {
      const options = this.#options(from, this.limit);
      const answer = await this.#engine.answer(this.#query, options, this.limit, this.#passageOptions);
      if (turn !== this.#turn) return;
      this.#show(answer, from);
      this.#keepAddress();
    } catch (error) {
      return this.#fail(error);
    }
    // On a touch screen the focus in the box would bring up the keyboard.
    if (!byKey) return;
    this.#input.focus();
    this.#results.activate(this.#results.hitAt(from));
  }

  #countSoon(quiet = COUNT_QUIET) {
    clearTimeout(this.#countTimer);
    if (!this.#engine || this.#filters.node.hidden) return;
    this.#countTimer = setTimeout(() => {
      this.#filters.count(this.#engine, this.query).catch((error) => this.#fail(error));
    }, quiet);
  }

  /* Words around the hits */

  #summary(total) {
    if (total) return found(total, this.#messages);
    const unfilter = () => {
      this.#filters.values = { sort: this.#filters.values.sort };
      void this.#update();
      this.#keepAddress(true);
      this.#input.focus();
    };
    return nothing(this.#query.trim(), this.#messages, this.#filters.narrow && unfilter);
  }

  #offerRecent() {
    const words = this.recent === "off" ? [] : recentWords(this.#messages, this.#choice);
    this.#results.showWords(words.length ? this.#messages.text("recent") : "", words, words.length > 0);
  }

  /* Keyboard */

  #key(event) {
    const { key } = event;
    if (isForeign(event)) return;
    const isStep = STEPS[key] && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (key === "Enter") return this.#choose(event);
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (isStep) this.#act(event);
    else if (key !== "Escape" || !this.#escape()) {
      // Other keys move the caret or change the text, and with either the reader is in the box again.
      if (CARET.includes(key)) this.#activateFirst();
      return;
    }
    event.preventDefault();
  }

  /** Escape on a button below the form; the browser closes a dialog itself. */
  #keyInPanel(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (this.#layout === "page" ? this.#filters.hideMenu() : this.#surface === this.#dropdown && this.#escape()) {
      event.preventDefault();
    }
  }

  /** Closes the dialog or the dropdown, or empties the box. */
  #escape() {
    // In Safari the search field keeps this key for itself, even where nothing is left to empty.
    if (this.#layout !== "page" && this.#surface.isOpen) this.#surface.close();
    else if (this.query) this.query = "";
    else return this.#filters.hideMenu();
    return true;
  }

  /** Does what a key says, or keeps it until the hits are there which it means. */
  #act(event) {
    if (this.#searchTimer) void this.#update();
    if (this.#asked && (!this.#engine || this.#isSearching)) return this.#keys.keep(event);
    if (event.key !== "Enter") return this.#step(STEPS[event.key]);
    if (!this.#results.active) this.#activateFirst();
    if (this.#results.click(event)) return;
    this.#results.activate(this.#results.hitAt(0));
    // Puts the keyboard of a phone away, which covers the hits.
    if (matchMedia("(pointer: coarse)").matches) this.#input.blur();
  }

  #step(step) {
    if (!this.#surface.isOpen) return this.#entered();
    const next = this.#results.neighbour(step);
    const beyond = !next && step > 0;
    if (beyond && !this.#more.hidden) void this.#showMore(true);
    else if (!beyond) this.#results.activate(next);
  }

  /** Follows the active option, which is the first hit unless the reader went elsewhere. */
  #choose(event) {
    // The author's form may have somewhere else to search.
    if (this.dataset.state === "error" && this.#form.hasAttribute("action")) return;
    event.preventDefault();
    this.#act(event.key === "Enter" ? event : { key: "Enter" });
  }

  #clicked(event) {
    const opener = event.composedPath().find((node) => node.dataset?.kwicOpen !== undefined);
    if (!opener) return;
    const name = opener.dataset.kwicOpen;
    if (name ? name === this.id : this.contains(opener)) this.open();
  }

  #pressed(event) {
    if (!this.#shortcuts.matches(event)) return;
    event.preventDefault();
    // The same keys close the dialog; typed into it they are no text either.
    if (this.#surface === this.#modal && this.#modal.isOpen) this.close();
    else this.open();
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
    const isHere = option.href.split("#")[0] === location.href.split("#")[0];
    // A hit in this very page is behind the panel; and where a router has taken the click, no other page comes.
    setTimeout(() => {
      if (isHere || event.defaultPrevented) this.close();
    });
  }

  /* History */

  get #address() {
    const param = paramOf(this);
    return new UrlState(ownsAddress(this, param) ? param : "", this.#filters.names);
  }

  get #scroller() {
    return this.#surface.scroller;
  }

  /** Back from an article finds the query in the address, even where the page was thrown away. */
  #keepAddress(push = false) {
    clearTimeout(this.#addressTimer);
    const closed = !this.#surface.isOpen;
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
    if (this.#asked) this.#isEntered = true;
    if (this.#surface === this.#modal && this.#asked) this.#modal.open();
    else if (event && !this.#asked) this.close();
    const shown = this.#asked || event ? this.#update(this.#address.place?.shown) : null;
    if (this.#engine) void shown?.then(() => this.#returnToPlace());
  }

  #returnToPlace() {
    const scroll = this.#address.place?.scroll;
    if (scroll && this.#asked) this.#scroller.scrollTop = scroll;
  }
}

if (globalThis.HTMLElement) reflect(KwicSearch.prototype);
