// What only the demonstration page does: example queries, and figures that are measured while it is used.

const search = document.querySelector("kwic-search");
const whole = new Intl.NumberFormat("en");
const precise = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function show(name, figure) {
  document.querySelector(`#${name}`).textContent = figure;
}

/** The bytes that a file took to load, as it came over the network; 0 where the browser does not tell. */
function loaded(file) {
  const entries = performance.getEntriesByType("resource");
  const own = entries.filter((entry) => new RegExp(`/${file}[^/]*$`).test(entry.name));
  return own.reduce((most, entry) => Math.max(most, entry.encodedBodySize), 0);
}

document.addEventListener("click", (event) => {
  const example = event.target.closest(".examples li a");
  // With a modifier key the link opens in a tab of its own, and finds its query in its address.
  if (!example || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  search.query = new URL(example.href).searchParams.get("q");
  search.querySelector("input").focus();
});

search.addEventListener("kwic-ready", ({ detail: { articles, terms, languages, bytes } }) => {
  const names = new Intl.DisplayNames("en", { type: "language" });
  const listed = new Intl.ListFormat("en").format(
    languages.filter((code) => code !== "und").map((code) => names.of(code)),
  );
  const came = loaded("kwic(_bg)?[^/]*[.]wasm") + loaded("kwic[^-/]*[.]js");
  show("articles", whole.format(articles));
  show("words", whole.format(terms));
  show("bytes", whole.format(Math.ceil((came || bytes) / 1000)));
  show("facts", `Nothing you type leaves this page, whether in ${listed}.`);
});

search.addEventListener("kwic-results", ({ detail: { milliseconds } }) => {
  show("time", precise.format(milliseconds));
});
