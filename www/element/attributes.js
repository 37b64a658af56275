const TEXTS = ["engine", "base", "param", "label", "placeholder", "load", "worker", "filters", "prefer-lang", "recent", "highlight"];
const FLAGS = ["modal", "sort"];
/** What holds where the attribute is missing or no number, and the most that is taken. */
const NUMBERS = { limit: [10, 100], length: [200, 2000] };

/** Gives a class a property for each attribute, which reads and writes it: `preferLang` for `prefer-lang`. */
export function reflect(prototype) {
  const inCamelCase = (name) => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const property = (name, get, set) =>
    Object.defineProperty(prototype, inCamelCase(name), { get, set, configurable: true, enumerable: true });
  for (const name of TEXTS) {
    property(
      name,
      function () {
        return this.getAttribute(name) ?? "";
      },
      function (text) {
        this.setAttribute(name, text);
      },
    );
  }
  for (const name of FLAGS) {
    property(
      name,
      function () {
        return this.hasAttribute(name);
      },
      function (on) {
        this.toggleAttribute(name, Boolean(on));
      },
    );
  }
  for (const [name, [otherwise, most]] of Object.entries(NUMBERS)) {
    property(
      name,
      function () {
        const number = Number.parseInt(this.getAttribute(name) ?? "", 10);
        return number >= 1 ? Math.min(number, most) : otherwise;
      },
      function (number) {
        this.setAttribute(name, String(number));
      },
    );
  }
}
