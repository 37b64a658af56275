/**
 * `<kwic-search>`: a search box whose index travels with the page.
 *
 * Wrap your own form, and the page works before this script does:
 *
 *     <kwic-search>
 *       <form role="search" action="https://search.example/">
 *         <input type="search" name="q" aria-label="Search the articles">
 *       </form>
 *     </kwic-search>
 *
 * or leave the element empty, and it makes a form of its own.
 *
 * | attribute     | property | means                                                     | default      |
 * |---------------|----------|-----------------------------------------------------------|--------------|
 * | `engine`      |          | URL of the engine, resolved against the page              | `kwic.js` beside this file |
 * | `base`        |          | URL that relative links of hits are resolved against      | the page     |
 * | `limit`       | `limit`  | results shown at once, 1 to 100                           | 10           |
 * | `length`      |          | characters of a snippet                                   | 200          |
 * | `param`       |          | query parameter that keeps the query; empty: keep none    | the name of the input, or `q` |
 * | `label`       |          | accessible name of an input that the element makes itself | `Search`     |
 * | `placeholder` |          | placeholder of such an input                              | none         |
 * | `data-state`  |          | set by the element, for your style sheet: `empty`, `loading`, `results`, `none`, `error` | |
 * |               | `query`  | the text in the box; setting it searches                  |              |
 *
 * Events, all bubbling: `kwic-ready` (`detail`: what `info()` of the engine says), `kwic-results`
 * (`detail`: `{ query, total }`), `kwic-error` (`detail`: the error).
 *
 * Everything shown is a text node. Styles are in `kwic-search.css`, so that a strict
 * Content-Security-Policy needs only `script-src 'self' 'wasm-unsafe-eval'; style-src 'self';
 * connect-src 'self'`.
 */
export class KwicSearch extends HTMLElement {
  /** @type {{search: Function, snippet: Function, info: Function} | null} */
  #engine = null;
  /** @type {Promise<void> | null} Loading under way. */
  #loading = null;
  #failedImports = 0;
  /** @type {HTMLInputElement | null} */
  #input = null;
  #status = element("p", "kwic-status");
  #announcer = element("p", "kwic-announcer");
  #list = element("ol", "kwic-hits");
  #more = element("button", "kwic-more");
  #query = "";
  #searchTimer = 0;
  #announceTimer = 0;
  #urlTimer = 0;

  connectedCallback() {
    if (this.#input) return;
    if (document.readyState === "loading" && !this.querySelector("input")) {
      // A script without `defer` runs before the author's form has been parsed.
      document.addEventListener("DOMContentLoaded", () => this.#start(), { once: true });
    } else {
      this.#start();
    }
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

  /** Results shown at once. */
  get limit() {
    return bounded(this.getAttribute("limit"), 10, 100);
  }

  set limit(count) {
    this.setAttribute("limit", String(count));
  }

  #start() {
    if (this.#input || !this.isConnected) return;
    const form = this.querySelector("form") ?? this.#makeForm();
    this.#input =
      form.querySelector("input[type=search]") ?? form.querySelector("input") ?? this.#makeInput(form);
    this.#input.autocomplete = "off";
    this.#input.spellcheck = false;
    this.#input.enterKeyHint = "search";

    // The visible line changes with every letter; a screen reader hears it once typing pauses.
    this.#announcer.setAttribute("role", "status");
    this.#list.setAttribute("role", "list");
    this.#list.setAttribute("aria-label", "Search results");
    this.#list.hidden = true;
    this.#more.type = "button";
    this.#more.hidden = true;
    this.append(this.#status, this.#announcer, this.#list, this.#more);

    this.#input.addEventListener("focus", () => void this.#load());
    this.#input.addEventListener("input", () => this.#typed());
    this.#more.addEventListener("click", () => this.#showMore());
    this.#list.addEventListener("click", () => this.#keepQueryInUrl());
    this.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Leaves the input, so that a phone puts its keyboard away; Enter again opens the hit.
      this.#stops()[0]?.focus();
    });

    this.#state = "empty";
    const kept = this.#param && new URLSearchParams(location.search).get(this.#param);
    if (kept) this.#input.value = kept;
    if (this.#input.value) this.#typed();
    else if (document.activeElement === this.#input) void this.#load();
  }

  #makeForm() {
    const form = element("form", "kwic-form");
    form.setAttribute("role", "search");
    this.prepend(form);
    return form;
  }

  #makeInput(form) {
    const input = element("input", "kwic-input");
    input.type = "search";
    input.name = "q";
    input.setAttribute("aria-label", this.getAttribute("label") ?? "Search");
    input.placeholder = this.getAttribute("placeholder") ?? "";
    form.append(input);
    return input;
  }

  set #state(state) {
    this.dataset.state = state;
    this.setAttribute("aria-busy", String(state === "loading"));
  }

  get #param() {
    return this.getAttribute("param") ?? (this.#input?.name || "q");
  }

  /* The engine */

  #load() {
    if (this.#engine) return Promise.resolve();
    this.#loading ??= this.#import()
      .then((engine) => {
        this.#engine = engine;
        this.#emit("kwic-ready", engine.info());
        this.#search();
      })
      .catch((error) => {
        this.#fail(error);
      })
      .finally(() => {
        this.#loading = null;
      });
    return this.#loading;
  }

  async #import() {
    const named = this.getAttribute("engine");
    const url = named ? new URL(named, document.baseURI) : new URL("./kwic.js", import.meta.url);
    // Some browsers remember that a module failed to load; another address makes them ask again.
    if (this.#failedImports) url.searchParams.set("retry", String(this.#failedImports));
    let engine;
    try {
      engine = await import(url.href);
    } catch (error) {
      this.#failedImports += 1;
      throw error;
    }
    await engine.default();
    return engine;
  }

  #fail(error) {
    console.error("kwic-search:", error);
    this.#show([], false);
    this.#state = "error";
    const retry = element("button", "kwic-retry", "Try again");
    retry.type = "button";
    retry.addEventListener("click", () => {
      this.#state = "loading";
      this.#say("Loading the search…");
      this.#input.focus();
      if (this.#engine) this.#search();
      else void this.#load();
    });
    this.#say(reason(error), retry);
    this.#emit("kwic-error", error);
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  /* Searching */

  #typed() {
    clearTimeout(this.#urlTimer);
    // Not on every letter: Safari refuses more than a hundred changes in half a minute.
    this.#urlTimer = setTimeout(() => this.#keepQueryInUrl(), 300);
    clearTimeout(this.#searchTimer);
    // Letters that were typed while the last search ran arrive together: only the last is searched.
    this.#searchTimer = setTimeout(() => {
      if (this.#engine) {
        this.#search();
      } else if (this.query.trim()) {
        this.#state = "loading";
        this.#say("Loading the search…");
        void this.#load();
      }
    });
  }

  #search() {
    this.#query = this.query;
    if (!this.#query.trim()) {
      this.#show([], false);
      this.#state = "empty";
      this.#say("");
      return;
    }
    try {
      const { hits, total, suggestion } = this.#engine.search(this.#query, { limit: this.limit });
      this.#show(hits, total > hits.length);
      this.#state = hits.length ? "results" : "none";
      const count = hits.length ? articles(total) : `Nothing found for “${this.#query.trim()}”.`;
      this.#say(count, ...this.#didYouMean(suggestion));
      this.#emit("kwic-results", { query: this.#query, total });
    } catch (error) {
      this.#fail(error);
    }
  }

  #showMore() {
    const shown = this.#list.children.length;
    try {
      const { hits, total } = this.#engine.search(this.#query, { limit: this.limit, offset: shown });
      this.#list.append(...hits.map((hit) => this.#item(hit)));
      this.#more.hidden = shown + hits.length >= total;
      this.#list.children[shown]?.querySelector("a")?.focus();
    } catch (error) {
      this.#fail(error);
    }
  }

  #didYouMean(suggestion) {
    if (!suggestion) return [];
    const button = element("button", "kwic-suggestion", suggestion);
    button.type = "button";
    button.addEventListener("click", () => {
      this.query = suggestion;
      this.#input.focus();
    });
    return [" Did you mean ", button, "?"];
  }

  /* Showing */

  #say(...parts) {
    this.#status.replaceChildren(...parts);
    const text = this.#status.textContent;
    clearTimeout(this.#announceTimer);
    this.#announceTimer = setTimeout(() => {
      this.#announcer.textContent = text;
    }, 700);
  }

  #show(hits, more) {
    this.#list.replaceChildren(...hits.map((hit) => this.#item(hit)));
    this.#list.hidden = hits.length === 0;
    this.#more.textContent = "Show more results";
    this.#more.hidden = !more;
  }

  #item(hit) {
    const length = bounded(this.getAttribute("length"), 200, 2000);
    const pieces = this.#engine.snippet(hit.id, this.#query, { length });
    const href = address(hit.url, this.getAttribute("base") ?? document.baseURI, passage(pieces));

    // What is not a web address is shown, but leads nowhere.
    const title = element(href ? "a" : "span", "kwic-title");
    if (href) title.href = href;
    title.append(...marked(hit.titlePieces?.length ? hit.titlePieces : [{ text: hit.title }]));
    const snippet = element("p", "kwic-snippet");
    snippet.append(...marked(pieces));
    for (const part of [title, snippet]) {
      part.dir = "auto";
      if (hit.lang && hit.lang !== "und") part.lang = hit.lang;
    }

    const item = element("li", "kwic-hit");
    item.append(title, meta(hit), snippet);
    return item;
  }

  /* Keyboard and history */

  /** What the arrow keys walk along, from top to bottom. */
  #stops() {
    return [...this.querySelectorAll("a.kwic-title, .kwic-more:not([hidden])")];
  }

  #key(event) {
    // Keys that an input method uses to choose its letters are not ours.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const stops = this.#stops();
    const here = stops.indexOf(document.activeElement);
    const inInput = document.activeElement === this.#input;
    if (event.key === "ArrowDown" && (inInput || here >= 0)) {
      stops[here + 1]?.focus();
    } else if (event.key === "ArrowUp" && here >= 0) {
      (stops[here - 1] ?? this.#input).focus();
    } else if (event.key === "Escape" && inInput && this.query) {
      this.query = "";
    } else if (event.key === "Escape" && here >= 0) {
      this.#input.focus();
      this.#input.select();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Back from an article finds the query in the address, even where the page was thrown away. */
  #keepQueryInUrl() {
    clearTimeout(this.#urlTimer);
    const param = this.#param;
    if (!param) return;
    const url = new URL(location.href);
    if ((url.searchParams.get(param) ?? "") === this.query) return;
    if (this.query) url.searchParams.set(param, this.query);
    else url.searchParams.delete(param);
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // A page without an origin of its own (a local file, a sandboxed frame) has no such address.
    }
  }
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function marked(pieces) {
  return pieces.map(({ text, matched }) => (matched ? element("mark", "kwic-mark", text) : text));
}

function meta({ date, lang, source }) {
  const line = element("p", "kwic-meta");
  if (date) {
    const time = element("time", "kwic-date", shown(date));
    time.dateTime = date;
    line.append(time);
  }
  if (lang && lang !== "und") line.append(element("span", "kwic-lang", languageName(lang)));
  if (source) line.append(element("span", "kwic-source", source));
  return line;
}

function pageLanguage() {
  return document.documentElement.lang || undefined;
}

function shown(date) {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return day.toLocaleDateString(pageLanguage(), { dateStyle: "medium", timeZone: "UTC" });
}

function languageName(code) {
  try {
    return new Intl.DisplayNames(pageLanguage(), { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

function articles(count) {
  return `${count.toLocaleString(pageLanguage())} ${count === 1 ? "article" : "articles"}`;
}

function bounded(attribute, otherwise, most) {
  const number = Number.parseInt(attribute ?? "", 10);
  return number >= 1 ? Math.min(number, most) : otherwise;
}

/**
 * The first words of the match, up to where the snippet was cut: short enough to stand in one
 * paragraph of the article.
 */
function passage(pieces) {
  const first = pieces.findIndex((piece) => piece.matched);
  if (first < 0) return "";
  const text = pieces.slice(first).map((piece) => piece.text).join("").split("…")[0].trim();
  return text.length <= 50 ? text : text.slice(0, text.lastIndexOf(" ", 50)).trim();
}

/**
 * Where a hit leads, with a text fragment that makes the browser scroll to the passage; null for
 * anything but a web address (a page opened from disk may lead to its neighbours on disk).
 */
function address(url, base, words) {
  let target;
  try {
    target = new URL(url, new URL(base, document.baseURI));
  } catch {
    return null;
  }
  const web = target.protocol === "https:" || target.protocol === "http:";
  if (!web && !(target.protocol === "file:" && location.protocol === "file:")) return null;
  if (words && !target.hash.includes(":~:")) {
    const text = encodeURIComponent(words).replaceAll("-", "%2D");
    target.hash += `${target.hash ? "" : "#"}:~:text=${text}`;
  }
  return target.href;
}

function reason(error) {
  if (typeof WebAssembly === "undefined") {
    return "This browser has WebAssembly turned off, and the search needs it.";
  }
  if (/unsafe-eval|Content.Security.Policy/i.test(String(error?.message))) {
    return "The security policy of this page forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'.";
  }
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    return "The search files of this site do not fit together or were cut off; reloading may help.";
  }
  return "The search could not be loaded. Check the connection.";
}

if (!customElements.get("kwic-search")) customElements.define("kwic-search", KwicSearch);
