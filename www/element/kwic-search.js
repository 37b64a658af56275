/**
 * `<kwic-search>`: a search box whose index travels with the page. This file is what a page loads;
 * it defines the element.
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
 * | attribute     | means                                                                | default      |
 * |---------------|----------------------------------------------------------------------|--------------|
 * | `engine`      | URL of the engine, resolved against the page                         | `kwic.js` beside this file |
 * | `base`        | URL that relative links of hits are resolved against                 | the site that was built, else the page |
 * | `limit`       | results shown at once, 1 to 100                                      | 10           |
 * | `length`      | characters of a snippet, 1 to 2000                                   | 200          |
 * | `param`       | query parameter that keeps the query; empty: keep none               | the name of the input, or `q` |
 * | `label`       | accessible name of an input that the element makes itself            | `Search`, in the language of the page |
 * | `placeholder` | placeholder of such an input                                         | the label    |
 * | `layout`      | `page`, `dropdown` or `modal`                                        | by its place |
 * | `shortcut`    | keys of the page that lead to the box, or `none`                     | `mod+k /`, but none in the page |
 * | `load`        | when the engine is loaded: `focus`, `idle` or `eager`                | `focus`      |
 * | `worker`      | where the engine runs: `on` in a worker, `off` in the page           | as the build said, else `off` |
 * | `modal`       | the same as `layout="modal"`                                         |              |
 * | `filters`     | what may be filtered by: some of `lang source tag year`, and names of own filters, each with a label if commas are between: `lang,version=Version` | none |
 * | `sort`        | offers the newest first                                              | best match first |
 * | `prefer-lang` | `off`: hits in the language of the page do not come first             | they do      |
 * | `preselect`   | `off`: Enter opens no hit before the reader went to one              | it opens the first |
 * | `sections`    | `off`: no sections below hits                                        | up to three  |
 * | `images`      | hits show the picture of their article                               | they do not  |
 * | `recent`      | `off`: queries are not remembered                                    | remembered   |
 * | `lang`        | language of the strings                                              | that of the page |
 * | `highlight`   | `off`: links carry no text fragment                                  | they do      |
 * | `data-state`  | set by the element: `empty`, `loading`, `results`, `none` or `error` |              |
 *
 * Everything shown is a text node, and styles come as a style sheet, so that a strict
 * Content-Security-Policy needs only `script-src 'self' 'wasm-unsafe-eval'; style-src 'self';
 * connect-src 'self'`.
 */
import "./define.js";

export { openPort } from "./port.js";
export { KwicSearch } from "./search-box.js";
