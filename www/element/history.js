import { ownsAddress, paramOf, UrlState } from "./url-state.js";

/** Milliseconds of quiet before the address changes: Safari refuses a hundred changes in half a minute. */
const QUIET = 300;

/** What the address and the history of the page keep of a box. */
export class History {
  #box;
  #surfaces;
  #results;
  #filters;
  #timer = 0;

  /** `filters` gives the filters that the box has at the moment. */
  constructor(box, surfaces, results, filters) {
    this.#box = box;
    this.#surfaces = surfaces;
    this.#results = results;
    this.#filters = filters;
  }

  get #address() {
    const param = paramOf(this.#box);
    return new UrlState(ownsAddress(this.#box, param) ? param : "", this.#filters().names);
  }

  /** `{ query, filters }` as the address has them. */
  read() {
    return this.#address.read();
  }

  /** How many hits were shown at this place of the history. */
  get shown() {
    return this.#address.place?.shown;
  }

  /** Back from an article finds the query in the address, even where the page was thrown away. */
  keep(push = false) {
    this.stop();
    const address = this.#address;
    const { isOpen, scroller } = this.#surfaces.current;
    const query = isOpen ? this.#box.query : "";
    const filters = isOpen ? this.#filters().values : {};
    const place = { shown: this.#results.shown, scroll: scroller?.scrollTop };
    // What was typed last may not have come to the entry that Back leads to.
    if (push) address.write({ query, filters: address.read().filters }, place);
    address.write({ query, filters }, place, push);
  }

  /** Keeps it once typing pauses. */
  keepSoon() {
    this.stop();
    this.#timer = setTimeout(() => this.keep(), QUIET);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /** Scrolls to where the reader was. */
  returnToPlace() {
    const scroll = this.#address.place?.scroll;
    const { scroller } = this.#surfaces.current;
    if (scroll && scroller) scroller.scrollTop = scroll;
  }
}
