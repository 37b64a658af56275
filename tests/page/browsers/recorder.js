// Keeps a record of what goes wrong in a page, from before its own first script on. The host puts
// it into every page, since not every driver can; the record is kept over the pages of one tab. A
// test looks at the box by the functions that it brings along, `theBox()` and `inBox(selector)`.

/** Where the tab keeps the record: a list of `{ kind, text }`. */
export const RECORD = "test-record";
/** Path of the script on the host. */
export const RECORDER = "/test-recorder.js";

/** The script's text. */
export const recorder = `(${record})(${JSON.stringify(RECORD)});`;

/** Runs in the page. */
function record(key) {
  const note = (kind, text) => {
    const all = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    sessionStorage.setItem(key, JSON.stringify([...all, { kind, text }]));
  };
  const complain = (...what) => note("complaint", what.map(String).join(" "));

  const { error } = console;
  console.error = (...what) => {
    complain(...what);
    error.apply(console, what);
  };
  for (const dialog of ["alert", "confirm", "prompt"]) {
    window[dialog] = (text) => complain(`a dialog: ${text}`);
  }
  addEventListener(
    "error",
    ({ message, target }) => complain(message ?? `not loaded: ${target.src ?? target.href}`),
    true,
  );
  addEventListener("unhandledrejection", ({ reason }) => complain("unhandled:", reason));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    note("violation", `${violatedDirective}: ${blockedURI}`);
  });
  // The box may stand inside another element. Where there are several, a test names its own by `boxSelector`.
  window.theBox = () => {
    const within = (root) =>
      root.querySelector(window.boxSelector ?? "kwic-search") ??
      [...root.querySelectorAll("*")].reduce((found, { shadowRoot }) => found ?? (shadowRoot && within(shadowRoot)), null);
    return within(document);
  };
  // What is in the box lies beside the author's form, or else in the element's shadow root.
  window.inBox = (selector) => {
    const box = window.theBox();
    return [...(box.shadowRoot ?? box).querySelectorAll(selector)];
  };
  // The query that the list on the page belongs to.
  addEventListener("kwic-results", ({ detail }) => {
    window.answeredQuery = detail.query;
    window.answersGiven = (window.answersGiven ?? 0) + 1;
  });
}
