/** Importing it defines `<kwic-search>`, once. */
export {};
