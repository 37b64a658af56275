import { Answers } from "./answers.js";
import { reflect } from "./attributes.js";
import { engineFiles, importEngine, reason } from "./engine.js";
import { OwnForm } from "./form.js";
import { History } from "./history.js";
import { Keyboard, Typing } from "./keyboard.js";
import { languageOf, messagesFor } from "./locales.js";
import { Messages } from "./messages.js";
import { filtersOf, NoFilters, wantsFilters } from "./no-filters.js";
import { hearPage } from "./outside.js";
import { panelOf } from "./panel.js";
import { button } from "./piece.js";
import { openPort } from "./port.js";
import { lookOf, questionOf, wearTemplate } from "./question.js";
import { rememberQuery } from "./recent.js";
import { Results } from "./results.js";
import { shortcutsOf } from "./shortcut.js";
import { didYouMean, failed, Status, summary } from "./status.js";
import { css } from "./style-sheet.js";
import { adopt } from "./styles.js";
import { Surfaces } from "./surfaces.js";
import { completions, recentWords } from "./words.js";

/** Milliseconds that a search may take to be made for every letter as it comes. */
const AT_ONCE = 50;
/** Milliseconds of quiet before filters are counted: nobody sees them while typing. */
const COUNT_QUIET = 120;

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

  #loading = false;
  /** @type {HTMLInputElement | null} There once the box is built. */
  #input = null;
  #form = null;
  #ownForm = null;
  /** What has the styles of the box: a shadow tree of its own, or the one around the author's form. */
  #tree = null;
  #surfaces = null;
  #keyboard = null;
  #history = null;
  #shortcuts = null;
  /** Everything below the form. */
  #panel = null;
  /** Whether the reader is at the box, so that what it has to show may be shown. */
  #isEntered = false;
  #status = new Status();
  #results = null;
  #answers = null;
  #typing = null;
  #filters = null;
  #more = button("more", "", (event) => this.#showMore(event.detail === 0));
  #strings = {};
  #messages = messagesFor("en");
  #searchTimer = 0;
  #render = null;
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
    for (const timer of [this.#searchTimer, this.#countTimer]) clearTimeout(timer);
    this.#history?.stop();
    this.#results?.stop();
    this.#status.silence();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#input || before === now) return;
    if (name === "lang") void this.#loadMessages();
    else if (name === "label" || name === "placeholder") this.#localise();
    else if (name === "filters" || name === "sort") void this.#loadFilters().then(() => this.#update());
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
    this.#surfaces?.current.open();
    this.#input?.select();
  }

  /** Closes the dialog or the dropdown. */
  close() {
    this.#surfaces?.current.close();
  }

  focus(options) {
    this.#input?.focus(options);
  }

  #connect() {
    if (!this.#input) this.#build();
    const { signal } = this.#connection;
    hearPage(this, this.#surfaces, this.#shortcuts, signal);
    this.#surfaces.listen(signal);
    window.addEventListener("popstate", (event) => void this.#restore(event), { signal });
    // Safari keeps a page for Back, and then empties boxes that browsers shall not fill.
    window.addEventListener("pageshow", (event) => event.persisted && setTimeout(() => void this.#restore()), { signal });
    void this.#loadMessages();
    void wearTemplate(this);
    void this.#restore();
    void this.#loadFilters().then(() => this.#restoreFilters());
    if (this.load === "eager") void this.#load();
    else if (this.load === "idle") (globalThis.requestIdleCallback ?? setTimeout)(() => void this.#load());
    else if (this.matches(":focus-within")) void this.#load();
  }

  #build() {
    boxes += 1;
    const given = this.querySelector("form input[type=search]") ?? this.querySelector("form input:not([type=hidden])");
    const root = given ? this : (this.shadowRoot ?? this.attachShadow({ mode: "open" }));
    this.#tree = given ? this.getRootNode() : root;
    adopt(this.#tree, css);
    if (!given) this.#ownForm = new OwnForm(() => this.#choice(""));
    this.#input = given ?? this.#ownForm.input;
    this.#form = this.#input.form;
    Object.assign(this.#input, { autocomplete: "off", spellcheck: false, enterKeyHint: "search", autocapitalize: "none" });
    this.#results = new Results(this.#input, `kwic-${boxes}`, (error) => this.#fail(error));
    this.#filters = new NoFilters(wantsFilters(this));
    this.#more.hidden = true;
    this.#panel = panelOf(this.#filters.node, this.#status, this.#results, this.#more);
    this.#answers = new Answers(this.#results, this.#more, {
      question: (...range) => questionOf(this, this.#filters, this.#surfaces.layout, this.#answers.languages, ...range),
      look: () => lookOf(this, this.#messages, this.#answers.languages),
      words: (query) => completions(this.#answers.engine, query, this.#choice),
      answered: (answer, words, milliseconds) => this.#answered(answer, words, milliseconds),
      failed: (error) => this.#fail(error),
    });
    this.#shortcuts = shortcutsOf(this, this.#input);
    this.#surfaces = new Surfaces({
      host: this,
      root,
      tree: this.#tree,
      form: this.#form,
      isOwnForm: !given,
      panel: this.#panel,
      shortcuts: this.#shortcuts,
      opened: () => this.#opened(),
      closed: () => this.#closed(),
    });
    this.#history = new History(this, this.#surfaces, this.#results, () => this.#filters);
    this.#keyboard = new Keyboard(this.#results, this.#surfaces, {
      isWaiting: () => this.#isWaiting(),
      reenter: () => this.#entered(),
      activateFirst: () => this.#activateFirst(),
      showMore: () => void this.#showMore(true),
      empty: () => {
        const isFull = this.query !== "";
        if (isFull) this.query = "";
        return isFull;
      },
      hideMenu: () => this.#filters.hideMenu(),
    });

    for (const entered of ["focus", "click"]) this.#input.addEventListener(entered, () => this.#entered());
    this.#typing = new Typing(this.#input, () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#hasOtherSearch || this.#keyboard.pressed(event));
    this.#panel.addEventListener("keydown", (event) => this.#keyboard.pressedBelow(event));
    this.#form.addEventListener("submit", (event) => this.#submitted(event));
    this.#results.list.addEventListener("click", (event) => this.#follow(event));
    this.#state = "empty";
  }

  /** Puts those filters into the box for which it has attributes, with the values of those before. */
  async #loadFilters() {
    const changed = () => {
      void this.#update();
      this.#history.keep(true);
    };
    const made = await filtersOf(this, changed, () => this.#countSoon(0));
    if (!made) return;
    if (made.css) adopt(this.#tree, made.css);
    made.localise(this.#messages);
    made.values = this.#filters.values;
    this.#filters.node.replaceWith(made.node);
    this.#filters = made;
  }

  async #loadMessages() {
    const tag = languageOf(this);
    const loading = messagesFor(tag, this.#strings);
    // English is here already, and the box must not be without words for a moment.
    const messages = loading instanceof Messages ? loading : await loading;
    // While one language was on its way, another may have been asked for.
    if (tag !== languageOf(this)) return;
    this.#messages = messages;
    this.#localise();
  }

  #localise() {
    const messages = this.#messages;
    const label = this.label || messages.text("label");
    this.#ownForm?.localise(label, this.getAttribute("placeholder") ?? label, messages.text("clear"));
    this.#surfaces.localise(messages);
    this.#results.label = messages.text("results");
    this.#more.textContent = messages.text("more");
    this.#filters.localise(messages);
    if (this.dataset.state !== "empty") void this.#update(this.#results.shown);
    else this.#countSoon();
  }

  set #state(state) {
    this.dataset.state = state;
    this.setAttribute("aria-busy", String(state === "loading"));
    this.#reveal();
  }

  /** Opens a dropdown that has something to show, and closes one that has nothing more. */
  #reveal() {
    const has = this.dataset.state !== "empty" || !this.#results.isEmpty || !this.#filters.node.hidden;
    this.#surfaces.current.reveal(has && this.#isEntered);
    this.#results.isVisible = this.#surfaces.current.isOpen;
  }

  async #load() {
    if (this.#answers.engine || this.#loading) return;
    this.#loading = true;
    try {
      const files = engineFiles(this.getAttribute("engine"));
      const engine = await openPort(files, { worker: this.worker, load: KwicSearch.loadEngine });
      this.#answers.engine = engine;
      this.#emit("kwic-ready", engine.info);
      if (!this.#asked) return this.#countSoon();
      await this.#update(this.#history.shown);
      this.#history.returnToPlace();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#loading = false;
    }
  }

  #fail(error) {
    console.error("kwic-search:", error);
    // The author's form leads to another search, and the reader has sent it.
    if (this.#keyboard.forget() && this.#form.hasAttribute("action")) this.#form.submit();
    this.#clear("error");
    const retry = () => {
      void this.#update();
      void this.#load();
      this.#input.focus();
    };
    this.#status.show(...failed(reason(error), this.#messages, retry));
    this.#emit("kwic-error", error);
  }

  #clear(state) {
    this.#answers.clear();
    this.#state = state;
  }

  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable, detail }));
  }

  #entered() {
    const isBack = !this.#isEntered;
    this.#isEntered = true;
    void this.#load();
    if (this.dataset.state === "empty") this.#offerRecent();
    // What was shown before the box was closed may have been of filters that are gone.
    else if (isBack && !this.#surfaces.current.isOpen) void this.#update();
    this.#reveal();
  }

  #opened() {
    this.#isEntered = true;
    void this.#load();
    if (!this.#surfaces.isDialog) return;
    this.#input.select();
    if (this.#asked) void this.#update();
  }

  /** Filters end with the box, which alone shows that they are set; the query stays for the next time. */
  #closed() {
    this.#isEntered = false;
    this.#filters.values = {};
    this.#filters.hideMenu();
    this.#results.isVisible = false;
    this.#history.keep();
    if (this.#panel.contains(this.getRootNode().activeElement) || this.#panel.contains(this.shadowRoot?.activeElement)) {
      this.#input.focus();
    }
  }

  #typed() {
    this.#isEntered = true;
    this.#keyboard.forget();
    this.#history.keepSoon();
    // An answer that comes at once is in the next frame. Where it takes longer, letters that were typed
    // meanwhile arrive together, and only the last is searched.
    if (this.#answers.took < AT_ONCE) return void this.#update();
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
    if (this.#typing?.isComposing) return;
    if (!this.#asked) {
      this.#rest();
    } else if (this.#answers.engine) {
      if (await this.#answers.ask(this.limit, count)) this.#keyboard.catchUp();
    } else {
      this.#state = "loading";
      this.#status.show(this.#messages.text("loading"));
      void this.#load();
    }
  }

  #rest() {
    this.#clear("empty");
    this.#status.show();
    if (this.#input.matches(":focus")) this.#offerRecent();
    this.#countSoon();
  }

  #answered(answer, words, milliseconds) {
    const { total, suggestion } = answer;
    this.#results.showWords("", words);
    this.#activateFirst();
    const found = summary(answer, this.#answers.query.trim(), this.#messages, this.#filters.narrow && this.#unfilter);
    this.#status.show(...found, ...didYouMean(suggestion, this.#messages, this.#choice));
    this.#state = total ? "results" : "none";
    this.#emit("kwic-results", { query: this.#answers.query, total, milliseconds });
    this.#countSoon();
  }

  /** The hit that Enter opens. */
  #activateFirst() {
    this.#results.activate(this.preselect === "off" ? null : this.#results.hitAt(0), false);
  }

  async #showMore(byKey) {
    if (this.#more.hidden) return;
    const from = await this.#answers.more(this.limit).catch((error) => this.#fail(error));
    if (typeof from !== "number") return;
    this.#history.keep();
    // On a touch screen the focus in the box would bring up the keyboard.
    if (!byKey) return;
    this.#input.focus();
    this.#results.activate(this.#results.hitAt(from));
  }

  #countSoon(quiet = COUNT_QUIET) {
    clearTimeout(this.#countTimer);
    const { engine } = this.#answers;
    if (!engine) return;
    this.#countTimer = setTimeout(() => {
      this.#filters.count(engine, this.query).catch((error) => this.#fail(error));
    }, quiet);
  }

  #unfilter = () => {
    this.#filters.values = { sort: this.#filters.values.sort };
    void this.#update();
    this.#history.keep(true);
    this.#input.focus();
  };

  #offerRecent() {
    const words = this.recent === "off" ? [] : recentWords(this.#messages, this.#choice);
    this.#results.showWords(words.length ? this.#messages.text("recent") : "", words, words.length > 0);
  }

  /** Whether the hits are still to come of what stands in the box. */
  #isWaiting() {
    if (this.#searchTimer) void this.#update();
    return this.#asked && this.dataset.state !== "error" && (!this.#answers.engine || this.#answers.isPending);
  }

  #submitted(event) {
    // The author's form may have somewhere else to search.
    if (this.#hasOtherSearch) return;
    event.preventDefault();
    this.#keyboard.act({ key: "Enter" });
  }

  /** Whether the author's form leads to another search, where this one has failed. */
  get #hasOtherSearch() {
    return this.dataset.state === "error" && this.#form.hasAttribute("action");
  }

  #follow(event) {
    const option = event.target.closest("[role=option]");
    const hit = option && this.#results.hitOf(option);
    if (!hit) return;
    const { article, place } = hit;
    if (!this.#emit("kwic-select", { query: this.#answers.query, hit: article, place }, true)) event.preventDefault();
    if (!option.href) return;
    if (this.recent !== "off") rememberQuery(this.#answers.query);
    this.#history.keep();
    const isHere = option.href.split("#")[0] === location.href.split("#")[0];
    // A hit in this very page is behind the panel; and where a router has taken the click, no other page comes.
    setTimeout(() => {
      if (isHere || event.defaultPrevented) this.close();
    });
  }

  /** Puts into the box what the address has; what a browser has put back into it stays otherwise. */
  async #restore(event) {
    const { query, filters } = this.#history.read();
    if (query || event) this.#input.value = query;
    this.#filters.values = filters;
    const isAsked = this.#asked;
    if (isAsked) this.#isEntered = true;
    if (isAsked && this.#surfaces.isDialog) this.#surfaces.current.open();
    else if (event && !isAsked) this.close();
    if (!isAsked && !event) return;
    await this.#update(this.#history.shown);
    if (isAsked && this.#answers.engine) this.#history.returnToPlace();
  }

  /** The filters of the address, for which those of the box may come late: the reader may be typing already. */
  #restoreFilters() {
    const { filters } = this.#history.read();
    this.#filters.values = filters;
    if (Object.keys(filters).length === 0 || !this.#asked) return;
    this.#isEntered = true;
    if (this.#surfaces.isDialog) this.#surfaces.current.open();
    void this.#update(this.#history.shown);
  }
}

if (globalThis.HTMLElement) reflect(KwicSearch.prototype);
