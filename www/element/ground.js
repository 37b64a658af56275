import { parentOf } from "./layout.js";

/** How much of the window something has to cover to be the ground of the page. */
const MOST = 0.5;

/**
 * Paints a piece that lies over the page on the ground of the page, in the colour of its text: the first ground outside of
 * the box that covers most of the window. A page that is dark without saying so gets what the browser draws, such as
 * fields and bars, dark, too.
 */
export function paint(piece, box) {
  let ground = "";
  let ink = getComputedStyle(document.body).color;
  for (let node = box; node && !ground; node = parentOf(node)) {
    const style = getComputedStyle(node);
    if (isOpaque(style.backgroundColor) && style.backgroundImage === "none" && coversMost(node)) {
      ground = style.backgroundColor;
      // The ground may be that of the root, but text is in the body.
      if (node !== document.documentElement) ink = style.color;
    }
  }
  const lightness = ground ? lightnessOf(ground) : 1 - lightnessOf(ink);
  // Without a ground of its own the page has that of the browser, and so has the piece.
  const { style } = piece;
  style.setProperty("--_ground", ground);
  style.setProperty("--_ink", ground && ink);
  style.colorScheme = lightness < 0.5 ? "dark" : "light";
}

function coversMost(node) {
  // The ground of these two is that of the whole window.
  if (node === document.body || node === document.documentElement) return true;
  const { width, height } = node.getBoundingClientRect();
  return width * height > MOST * innerWidth * innerHeight;
}

/** The numbers of a colour as browsers compute it, such as `rgb(0 0 0 / 0.5)` or `oklch(0.2 0.01 240)`. */
function numbersOf(color) {
  return (color.match(/[\d.]+(?:e-\d+)?/g) ?? []).map(Number);
}

function isOpaque(color) {
  const { 3: alpha = 1, length } = numbersOf(color);
  return length > 0 && alpha > 0.9;
}

/** From 0, black, to 1, white; near enough to tell which of both. */
function lightnessOf(color) {
  const [first, second, third] = numbersOf(color);
  if (/^(ok)?l/.test(color)) return color.startsWith("ok") ? first : first / 100;
  const most = color.startsWith("rgb") ? 255 : 1;
  return (0.3 * first + 0.59 * second + 0.11 * third) / most;
}
