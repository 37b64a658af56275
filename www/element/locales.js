import { ALIASES, LOCALES } from "./files.js";
import english from "./locales/en.js";
import { Messages } from "./messages.js";

/**
 * Messages in the language of a tag such as `pt-BR`, with strings of the author's `own`: a promise of
 * them, or English ones at once where that is the language or there are no others.
 */
export function messagesFor(tag, own) {
  const messages = (language, strings) => new Messages(language, { ...strings, ...own }, tag);
  const name = localeOf(tag);
  if (!name) return messages("en", english);
  return LOCALES[name]().then(
    (module) => messages(name, module.default),
    (error) => {
      console.error("kwic-search:", error);
      return messages("en", english);
    },
  );
}

/** The key in `LOCALES` that fits a tag best, if one does. */
export function localeOf(tag) {
  return candidates(tag.toLowerCase().replaceAll("_", "-"))
    .map((name) => ALIASES[name] ?? name)
    .find((name) => Object.hasOwn(LOCALES, name));
}

/** The tag itself, its language in the script that is usual where it is from, and its language. */
function candidates(tag) {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return [tag, `${language}-${script}`.toLowerCase(), language];
  } catch {
    // Pages have tags that are none, such as `de-`.
    return tag.split("-", 1);
  }
}

/** The language of what a box says: its own, or that of what is around it. */
export function languageOf(box) {
  return (box.closest("[lang]") ?? document.documentElement).lang || "en";
}
