export { openPort } from "./port.js";
export * from "./search-box.js";
