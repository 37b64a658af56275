/** Characters of the passage of a section, which has one line. */
const SECTION_LENGTH = 90;

/** Hits whose passages are there at once; those of hits further down follow after a paint. */
const IN_SIGHT = 5;
/** Hits that Back brings back at most. */
const MAX_RESTORED = 500;

/** Asks the engine, one question after the other, and shows what it answers. */
export class Answers {
  /** Answers of the engine, each of which has to be awaited: see `port.js`. */
  engine = null;
  /** What the hits that are shown answer. */
  query = "";
  /** Milliseconds that the last answer took; the first has to wait for the engine anyway. */
  took = Infinity;
  #results;
  #more;
  #box;
  /** Counts questions: an answer to one before the last is not shown. */
  #turn = 0;
  /** What is to be asked once the answer is here that is on its way. */
  #wanted = null;
  #isAsking = false;

  /**
   * `box` tells what is asked (`question(offset, limit)`: the query with options of `search` and of `snippet`), how it
   * is shown (`look()`), which `words(query)` may be meant, and hears what was `answered` and what has `failed`.
   */
  constructor(results, more, box) {
    this.#results = results;
    this.#more = more;
    this.#box = box;
  }

  /** Languages of the articles. */
  get languages() {
    return this.engine.info.languages ?? [];
  }

  /** Whether an answer is on its way. */
  get isPending() {
    return this.#isAsking;
  }

  /** Shows `limit` hits, or as many as were `shown` at a place to which the reader returns; true once it is done. */
  async ask(limit, shown = 0) {
    // A place in the list is found again only where all of it has its height.
    this.#wanted = { count: Math.min(Math.max(limit, shown), MAX_RESTORED), inSight: shown ? MAX_RESTORED : IN_SIGHT };
    // Of letters that come faster than answers only the last is asked.
    if (this.#isAsking) return false;
    this.#isAsking = true;
    try {
      while (this.#wanted) {
        const { count, inSight } = this.#wanted;
        this.#wanted = null;
        await this.#ask(count, inSight);
      }
    } catch (error) {
      this.#box.failed(error);
      return false;
    } finally {
      this.#isAsking = false;
    }
    return true;
  }

  /** What is on its way is not shown. */
  cancel() {
    this.#turn += 1;
    this.#wanted = null;
  }

  clear() {
    this.cancel();
    this.query = "";
    this.#results.clear();
    this.#more.hidden = true;
  }

  async #ask(count, inSight) {
    this.#turn += 1;
    const turn = this.#turn;
    const started = performance.now();
    const { query, options, passage } = this.#box.question(0, count);
    const [answer, words] = await Promise.all([
      this.engine.answer(query, options, inSight, passage),
      this.#box.words(query),
    ]);
    // Nor is an answer that the worker did not give, since another was asked for.
    if (!answer || turn !== this.#turn) return;
    this.query = query;
    this.#show(answer, 0, passage);
    this.took = performance.now() - started;
    this.#box.answered(answer, words, this.took);
  }

  /** Shows `count` hits more; the place of the first of them, or null where meanwhile something else is shown. */
  async more(count) {
    const turn = this.#turn;
    const from = this.#results.shown;
    const { options, passage } = this.#box.question(from, count);
    const answer = await this.engine.answer(this.query, options, count, passage);
    if (!answer || turn !== this.#turn) return null;
    this.#show(answer, from, passage);
    return from;
  }

  /** Shows the hits of an answer from a place in the list on. */
  #show(answer, from, passage) {
    const { query } = this;
    const rest = ({ id }, section) => {
      const options = section ? { section: section.url, length: SECTION_LENGTH } : passage;
      return this.engine.snippet(id, query, options);
    };
    this.#results.show(answer.hits, from, answer.passages, rest, this.#box.look());
    this.#more.hidden = this.#results.shown >= answer.total;
  }
}
