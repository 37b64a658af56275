import { LOCALES } from "./files.js";
import english from "./locales/en.js";
import { Messages } from "./messages.js";

/**
 * Messages in the language of a tag such as `pt-BR`, with strings of the author's `own`: a promise of
 * them, or English ones at once where that is the language or there are no others.
 */
export function messagesFor(tag, own) {
  const language = tag.toLowerCase().split(/[-_]/)[0];
  const messages = (language, strings) => new Messages(language, { ...strings, ...own }, tag);
  if (!(language in LOCALES)) return messages("en", english);
  return LOCALES[language]().then(
    (module) => messages(language, module.default),
    (error) => {
      console.error("kwic-search:", error);
      return messages("en", english);
    },
  );
}
