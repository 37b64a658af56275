// A page of two lines, as the README has them, under the strictest policy; what a test needs more
// is put into it.

/** Where a search server answers that the page may ask. */
const SERVER = process.env.KWIC_SEARCH_SERVER ?? "";
const POLICY =
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' ${SERVER}; ` +
  "require-trusted-types-for 'script'";

/** Options of `open`: a page with a box of these `attributes` and with `inner` inside it. */
export function variant(attributes = "", { inner = "", lang = "en", dir = "ltr", query = "", rest = "" } = {}) {
  return {
    path: `variant.html${query}`,
    html: `<!doctype html>
<html lang="${lang}" dir="${dir}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>A page with a box</title>
<script type="module" src="kwic-search.js"></script>
<main>
<h1>A page with a box</h1>
<kwic-search ${attributes}>${inner}</kwic-search>
${rest}
</main>`,
  };
}

export const FORM = `<form role="search"><input type="search" name="q" aria-label="Search the articles"></form>`;
