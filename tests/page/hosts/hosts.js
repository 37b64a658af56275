// Pages of others into which a box is put: which there are, and the windows in which they are read.

/** Windows, in CSS pixels. */
const DESKTOP = { width: 880, height: 560 };
const PORTRAIT = { width: 390, height: 844, touch: true };
const LANDSCAPE = { width: 780, height: 360, touch: true };
/** What is left of a phone across when its keyboard is shown. */
const ABOVE_KEYBOARD = { width: 780, height: 200, touch: true };
const NARROW = { width: 320, height: 640, touch: true };
/** A window of 1280 by 1024 at 400 per cent. */
const ZOOM_400 = { width: 320, height: 256 };

/**
 * Hosts by name. `page` is its file in `pages/`, where that is not the name with `.html`; `layout` how the box has to
 * stand there: as a `dropdown`, in the `page`, or as a `modal` dialog, as what would be a dropdown does in a small window;
 * `box` a selector where there are several; `frame` whether it stands in a frame; `scrolled` how far the page is scrolled
 * before; `router` whether the page stays when a hit is followed.
 */
const HOSTS = {
  "header-flex": { layout: "dropdown" },
  "header-grid": { layout: "dropdown" },
  "header-sticky": { layout: "dropdown", scrolled: 300 },
  "header-overflow": { layout: "dropdown" },
  "header-text": { layout: "dropdown" },
  "header-coloured": { layout: "dropdown" },
  "header-coloured-modal": { layout: "modal" },
  "sidebar": { layout: "dropdown" },
  "flex-row": { layout: "dropdown" },
  "centred-column": { layout: "page" },
  "bootstrap": { layout: "dropdown" },
  "bootstrap-modal": { layout: "modal" },
  "bootstrap-form": { layout: "page" },
  "bootstrap-form-modal": { layout: "modal" },
  "pico": { layout: "dropdown" },
  "pico-modal": { layout: "modal" },
  "pico-form": { layout: "page" },
  "pico-form-modal": { layout: "modal" },
  "preflight": { layout: "dropdown" },
  "preflight-modal": { layout: "modal" },
  "preflight-form": { layout: "page" },
  "bulma": { layout: "dropdown" },
  "root-625": { layout: "page" },
  "root-625-header": { layout: "dropdown" },
  "dark-class": { layout: "dropdown" },
  "dark-class-modal": { layout: "modal" },
  "rtl": { layout: "dropdown" },
  "iframe": { layout: "modal", frame: true },
  "shadow": { layout: "dropdown" },
  "shadow-modal": { layout: "modal" },
  "two-boxes-header": { page: "two-boxes.html", layout: "dropdown", box: "#quick" },
  "two-boxes-page": { page: "two-boxes.html", layout: "page", box: "#whole" },
  "router": { layout: "dropdown", router: true },
  "router-modal": { layout: "modal", router: true },
  "header-form": { layout: "dropdown" },
  "header-form-phone": { page: "header-form.html", layout: "dropdown", ...PORTRAIT },
  "phone-portrait": { page: "phone.html", layout: "modal", ...PORTRAIT },
  "phone-portrait-modal": { page: "phone-modal.html", layout: "modal", ...PORTRAIT },
  "phone-landscape": { page: "phone.html", layout: "modal", ...LANDSCAPE },
  "phone-keyboard": { page: "phone.html", layout: "modal", ...ABOVE_KEYBOARD },
  "narrow": { page: "phone.html", layout: "modal", ...NARROW },
  "zoom-400": { page: "phone.html", layout: "modal", ...ZOOM_400 },
  "text-200": { layout: "dropdown" },
  "text-200-phone": { page: "text-200.html", layout: "modal", ...PORTRAIT },
};

/**
 * All hosts, or those that the list `KWIC_HOSTS` names, each with its `name` and what is left open above filled in; `again`
 * says that its page has come before, in another window.
 */
export function hosts() {
  const asked = (process.env.KWIC_HOSTS ?? "").split(/[\s,]+/).filter(Boolean);
  for (const name of asked) {
    if (!(name in HOSTS)) throw new Error(`KWIC_HOSTS: no ${name} among ${Object.keys(HOSTS).join(", ")}`);
  }
  const names = asked.length ? asked : Object.keys(HOSTS);
  const all = names.map((name) => ({ name, page: `${name}.html`, ...DESKTOP, ...HOSTS[name] }));
  return all.map((host, at) => ({ ...host, again: all.slice(0, at).some(({ page }) => page === host.page) }));
}
