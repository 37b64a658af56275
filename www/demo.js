// What only the demonstration page does: example queries, and a line about the loaded index.

const search = document.querySelector("kwic-search");

document.addEventListener("click", (event) => {
  const example = event.target.closest(".examples a");
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
  const size = Math.ceil(bytes / 1000).toLocaleString("en");
  document.querySelector("#facts").textContent =
    `Nothing you type leaves this page: ${articles.toLocaleString("en")} articles in ${listed}, ` +
    `${terms.toLocaleString("en")} different words, an index of ${size} kB.`;
});
