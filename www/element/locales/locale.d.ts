import type { Strings } from "../search-box.js";

/** What each file in this folder exports. */
declare const strings: Strings;
export default strings;
