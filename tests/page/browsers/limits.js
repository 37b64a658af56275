// What a driver cannot do, although the browser can: the only list of its kind. A test asks
// `browser.can("tap")` and does without.

/** What may be asked for, and what is meant by it. */
const ABILITIES = {
  "composition": "letters composed by an input method, as the system would send them",
  "forced colours": "the reader's few colours in place of the page's",
  "locale": "the language that the browser itself speaks",
  "messages of the browser": "what the browser, not the page, writes to the console",
  "middle button": "a click of the middle button",
  "new tab": "a link opened in a tab of its own by a click with Ctrl or of the middle button",
  "tap": "a finger on the glass",
  "touch screen": "a device that has no finer pointer than a finger",
};

const BIDI_HAS_NO_INPUT_METHOD = "WebDriver has no input methods: composition events are dispatched";

/** By browser: the ability that is missing, and the reason. */
const LIMITS = {
  chromium: {},
  firefox: {
    "composition": BIDI_HAS_NO_INPUT_METHOD,
    "touch screen": "its WebDriver BiDi has no emulation.setTouchOverride",
  },
  webkit: {
    "composition": BIDI_HAS_NO_INPUT_METHOD,
    "forced colours": "WebKitGTK has no such mode",
    "locale": "WebKitGTK speaks only the languages that the machine has locales of",
    "messages of the browser": "its WebDriver has no log: what the page itself says is recorded in the page",
    "middle button": "its WebDriver presses it, but lets go of the left one",
    "new tab": "its MiniBrowser opens such a link in the same window while it is driven",
    "tap": "its WebDriver knows no touch pointer",
    "touch screen": "it takes a touch screen from the system only",
  },
};

/** Why a browser's driver cannot do this; undefined when it can. */
export function limit(browser, ability) {
  if (!(ability in ABILITIES)) {
    throw new Error(`nobody can “${ability}”; limits.js knows ${Object.keys(ABILITIES).join(", ")}`);
  }
  return LIMITS[browser][ability];
}
