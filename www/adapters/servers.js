import { AWAY, FORBIDDEN, OUT_OF_ORDER, Problem } from "./problem.js";

/** Milliseconds that a server may take while there is another to ask, and those that the last may take. */
const PATIENCE = 1_500;
const LAST_PATIENCE = 15_000;
/** Milliseconds for which a server that did not answer is asked only after all others. */
const REST = 30_000;

/** Servers with the same articles, of which any may answer: the nodes of a cluster, or one. */
export class Servers {
  #servers;
  #patience;
  /** What the page forbade to ask. */
  #forbidden = [];

  /** `urls` of the servers, or one; `mend` tells the owner how a server is made to answer pages of another origin. */
  constructor(urls, mend, patience = PATIENCE) {
    this.#servers = [urls].flat().map((url) => ({ url: String(url ?? "").replace(/\/+$/, ""), restsUntil: 0 }));
    this.mend = mend;
    this.#patience = patience;
    if (!this.#servers.every(({ url }) => /^https?:\/\//.test(url))) {
      throw new Problem(OUT_OF_ORDER, `the url of a search server begins with https:// and not so: ${urls}`);
    }
    globalThis.document?.addEventListener("securitypolicyviolation", ({ blockedURI }) => this.#forbidden.push(blockedURI));
  }

  /** `{ status, body }` of the first server that has an answer, its JSON read. What the request says about itself, is one. */
  async ask(path, options) {
    let error;
    const servers = this.#inOrder();
    for (const server of servers) {
      const isLast = server === servers.at(-1);
      const signal = AbortSignal.timeout(isLast ? LAST_PATIENCE : this.#patience);
      try {
        const response = await fetch(server.url + path, { ...options, signal });
        if (response.status < 500 && response.status !== 429) {
          const body = await read(response, server.url);
          this.#prefer(server);
          return { status: response.status, body };
        }
        error = new Problem(AWAY, `${server.url} is in trouble: it answers ${response.status}`);
      } catch (failure) {
        if (failure instanceof Problem) throw failure;
        error = failure;
      }
      server.restsUntil = Date.now() + REST;
    }
    throw error instanceof Problem ? error : await this.#why(error);
  }

  /** Those that answered of late first. */
  #inOrder() {
    const now = Date.now();
    const isResting = ({ restsUntil }) => restsUntil > now;
    return [...this.#servers.filter((server) => !isResting(server)), ...this.#servers.filter(isResting)];
  }

  #prefer(server) {
    server.restsUntil = 0;
    if (this.#servers[0] !== server) this.#servers = [server, ...this.#servers.filter((other) => other !== server)];
  }

  /** A browser does not say why there was no answer; what else it does tells. */
  async #why(error) {
    // An event of the policy comes after the error.
    await new Promise((resolve) => setTimeout(resolve));
    const urls = this.#servers.map(({ url }) => url);
    const origins = urls.map((url) => new URL(url).origin).join(" ");
    const isForbidden = (url) => this.#forbidden.some((blocked) => blocked.startsWith(new URL(url).origin));
    if (urls.every(isForbidden)) {
      return new Problem(FORBIDDEN, `the Content-Security-Policy of the page forbids to ask the search server: add "${origins}" to its connect-src`, error);
    }
    const page = globalThis.location?.origin ?? "";
    if (page.startsWith("https:") && urls.every((url) => url.startsWith("http:"))) {
      return new Problem(OUT_OF_ORDER, `a page by https may not ask ${origins}: the search server has to be reached by https`, error);
    }
    const answers = await Promise.all(urls.map(isThere));
    if (answers.includes(true)) {
      return new Problem(OUT_OF_ORDER, `the search server ${origins} answers, but not to pages of ${page} (CORS): ${this.mend}`, error);
    }
    return new Problem(AWAY, `no search server answers: ${origins}`, error);
  }
}

async function read(response, url) {
  try {
    return await response.json();
  } catch (error) {
    if (error.name === "SyntaxError") throw new Problem(OUT_OF_ORDER, `${url} answers ${response.status} with something other than JSON: is it the search server?`, error);
    throw error;
  }
}

/** Whether something answers there, be it only that the page may not read what. */
async function isThere(url) {
  try {
    await fetch(url, { mode: "no-cors", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch {
    return false;
  }
}
