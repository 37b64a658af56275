// A use of the element that has to compile against its types, and mistakes that must not.

import "../../../www/element/define.js";
import { KwicSearch, type Strings } from "../../../www/element/index.js";
import { highlight } from "../../../www/element/highlight.js";
import { elasticsearch } from "../../../www/adapters/elasticsearch.js";
import { typesense } from "../../../www/adapters/typesense.js";
import { openPort, wrap } from "../../../www/element/port.js";

const box = document.createElement("kwic-search");
box.limit = 20;
box.modal = true;
box.filters = "lang year";
box.strings = { label: "Find", found: { one: "one", other: "{count}" } } satisfies Partial<Strings>;
box.addEventListener("kwic-select", (event) => {
  const { hit, place, query } = event.detail;
  console.log(hit.title.length, place.toFixed(), query.trim());
  event.preventDefault();
});
box.addEventListener("kwic-results", ({ detail }) => detail.total.toFixed());
box.addEventListener("click", (event) => event.clientX);

class Branded extends KwicSearch {}
customElements.define("branded-search", Branded);

KwicSearch.loadEngine = async (wrapper, module) => {
  console.log(wrapper.length, module?.length);
  return { info: () => ({ articles: 0, terms: 0, languages: [], bytes: 0, version: "" }), search: () => null, snippet: () => [] };
};

const marked: boolean = highlight();
console.log(marked);

const port = await openPort(undefined, { worker: box.worker });
const answer = await port.answer("sea", { limit: 8 }, 3, { length: 120 });
console.log(port.info.articles.toFixed(), answer?.passages[0]?.[0]?.text.trim());
const info = async () => ({ articles: 0, terms: 0, languages: [], bytes: 0, version: "" });
await wrap({ info, search: async () => null, snippet: () => [] });

const server = typesense({ url: ["https://a.example", "https://b.example"], key: "k" });
await wrap(server);
KwicSearch.loadEngine = async () => server;
console.log((await elasticsearch({ url: "https://a.example", dialect: "quickwit" }).search("sea")).exact);

const found = await server.search("sea", { filters: { version: ["2"], kind: "guide" }, facets: true });
console.log(found.facets?.version?.[0]?.count.toFixed(), found.hits[0]?.filters.version);
// @ts-expect-error: own filters are among `filters`
await server.search("sea", { version: "2" });

// @ts-expect-error: every reader has the key, and a server wants one
typesense({ url: "https://a.example" });
// @ts-expect-error: there may be no answer
answer.total.toFixed();
// @ts-expect-error: a number of results is a number
box.limit = "20";
// @ts-expect-error: there is no such string
box.strings = { lable: "Search" };
