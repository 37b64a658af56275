import { piece } from "./piece.js";

/** Whether a box has attributes that ask for filters or for a choice of order. */
export function wantsFilters(box) {
  return box.filters.trim() !== "" || box.sort;
}

/**
 * The filters that a box asks for, as the class `Filters` wants them, or `NoFilters`; null where it asked for others while
 * these were on their way. Most boxes have none, and do not load the class.
 */
export async function filtersOf(box, changed, shown) {
  const [names, isSorted] = [box.filters, box.sort];
  if (!wantsFilters(box)) return new NoFilters(false);
  try {
    const { Filters } = await import("./filters.js");
    return names === box.filters && isSorted === box.sort ? new Filters(names, isSorted, changed, shown) : null;
  } catch (error) {
    console.error("kwic-search:", error);
    return new NoFilters(false);
  }
}

/** Filters of a box that has none, or whose filters are still on their way: see `Filters`. */
export class NoFilters {
  node = piece("div", "filters");
  names = [];
  values = {};
  narrow = false;

  /** `isComing`: whether their place is to be kept. */
  constructor(isComing) {
    this.node.hidden = !isComing;
  }

  options() {
    return {};
  }

  localise() {}

  async count() {}

  hideMenu() {
    return false;
  }
}
