import "./define.js";

export { KwicSearch } from "./search-box.js";
