/**
 * Hears, until `signal` is aborted, what leads to a box from anywhere in the page: buttons with `data-kwic-open` and the
 * `shortcuts`; and that a router has gone to another page, which closes the box as leaving this one would.
 */
export function hearPage(box, surfaces, shortcuts, signal) {
  const clicked = (event) => {
    // In shadow trees, too.
    const opener = event.composedPath().find((node) => node.dataset?.kwicOpen !== undefined);
    if (!opener) return;
    const name = opener.dataset.kwicOpen;
    if (name ? name === box.id : box.contains(opener)) box.open();
  };
  const pressed = (event) => {
    if (!shortcuts.matches(event)) return;
    event.preventDefault();
    // The same keys close the dialog.
    if (surfaces.isDialog && surfaces.current.isOpen) box.close();
    else box.open();
  };
  let path = location.pathname;
  const went = () => {
    if (location.pathname !== path) box.close();
    path = location.pathname;
  };
  document.addEventListener("click", clicked, { signal });
  document.addEventListener("keydown", pressed, { signal });
  globalThis.navigation?.addEventListener("currententrychange", went, { signal });
}
