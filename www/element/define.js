import { KwicSearch } from "./search-box.js";

// Loaded twice, or on a server, it does nothing more.
if (globalThis.customElements && !customElements.get("kwic-search")) {
  customElements.define("kwic-search", KwicSearch);
}
