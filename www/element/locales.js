import { LOCALES } from "./files.js";
import english from "./locales/en.js";

/** The language of a tag such as `pt-BR`, if there are strings in it; else English. */
export function supported(tag) {
  const language = tag.toLowerCase().split(/[-_]/)[0];
  return language in LOCALES ? language : "en";
}

/** The strings of a language; the English ones where theirs cannot be loaded. */
export async function loadStrings(language) {
  try {
    return { language, strings: (await LOCALES[language]()).default };
  } catch (error) {
    console.error("kwic-search:", error);
    return { language: "en", strings: english };
  }
}
