/**
 * Keeps the page behind a dialog from scrolling, and tells the dialog which part of the window can be seen, which on a
 * phone changes with its keyboard. Gives what ends both.
 */
export function lockPage(dialog) {
  const { style } = document.documentElement;
  const names = ["overflow", "padding-inline-end"];
  const before = names.map((name) => style.getPropertyValue(name));
  // Without its scroll bar the page would move aside.
  const bar = innerWidth - document.documentElement.clientWidth;
  style.setProperty("overflow", "hidden");
  if (bar > 0) style.setProperty("padding-inline-end", `${bar}px`);

  const listening = new AbortController();
  const view = globalThis.visualViewport;
  const measure = () => {
    dialog.style.setProperty("--_seen", `${view.height}px`);
    dialog.style.setProperty("--_top", `${view.offsetTop}px`);
  };
  if (view) {
    measure();
    for (const name of ["resize", "scroll"]) view.addEventListener(name, measure, { signal: listening.signal });
  }
  return () => {
    listening.abort();
    for (const [at, name] of names.entries()) style.setProperty(name, before[at]);
  };
}
