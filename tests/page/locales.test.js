// What the box says, in each language that it speaks.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { ALIASES, LOCALES } from "../../www/element/files.js";
import { localeOf, messagesFor } from "../../www/element/locales.js";
import english from "../../www/element/locales/en.js";
import { withoutBrowser } from "./fixture.js";

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/** Words that a language has in common with English. */
const SAME_AS_ENGLISH = {
  af: ["filters"],
  ca: ["found.one", "found.other"],
  da: ["tag"],
  fr: ["section", "source", "found.one", "found.other"],
  id: ["tag"],
  it: ["tag"],
  ms: ["tag"],
  nl: ["filters", "tag"],
  pl: ["tag"],
};

const files = readdirSync(new URL("../../www/element/locales", import.meta.url)).filter((name) => name.endsWith(".js"));

/** Strings of each language by their names, forms of a number as `found.one`. */
const strings = {};
for (const [name, load] of Object.entries(LOCALES)) strings[name] = flat((await load()).default);

function flat(of) {
  return Object.fromEntries(
    Object.entries(of).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : Object.entries(value).map(([form, text]) => [`${name}.${form}`, text]),
    ),
  );
}

const placeholders = (text) => (text.match(/\{.*?\}/g) ?? []).sort();
const plain = flat(english);
/** The string of English that a form of a number goes with. */
const pattern = (name) => plain[name] ?? plain[name.replace(/\.\w+$/, ".other")];

/** Whole numbers of articles that a form is said of. */
function numbers(language, form) {
  const plurals = new Intl.PluralRules(language);
  return Array.from({ length: 1000 }, (_, number) => number).filter((number) => plurals.select(number) === form);
}

withoutBrowser("the languages of the box", () => {
  test("are the files that there are, and those are loaded", async () => {
    assert.deepEqual(files.sort(), ["en", ...Object.keys(LOCALES)].map((name) => `${name}.js`).sort());
    for (const [name, load] of Object.entries(LOCALES)) {
      assert.equal((await load()).default, (await import(`../../www/element/locales/${name}.js`)).default, name);
    }
    for (const name of Object.values(ALIASES)) assert.ok(Object.hasOwn(LOCALES, name), name);
  });

  test("are as many as the documents say", () => {
    const languages = new Set(["en", ...Object.keys(LOCALES)].map((name) => new Intl.Locale(name).language));
    for (const document of ["README.md", "CHANGELOG.md", "docs/guide/element.md", "docs/guide/moving.md"]) {
      const text = readFileSync(new URL(`../../${document}`, import.meta.url), "utf8");
      assert.match(text, new RegExp(`\\b${languages.size}\\s+languages\\b`), document);
    }
  });

  test("are known to the platform by the names of their files", () => {
    for (const name of Object.keys(LOCALES)) {
      assert.equal(new Intl.Locale(name).baseName.toLowerCase(), name);
      assert.deepEqual(Intl.PluralRules.supportedLocalesOf(name).length, 1, name);
    }
  });

  for (const [name, load] of Object.entries(LOCALES)) {
    describe(name, () => {
      test("has all strings, in the same order, and no others", async () => {
        assert.deepEqual(Object.keys((await load()).default), Object.keys(english));
      });

      test("has each form of a number, and no other", async () => {
        const { found } = (await load()).default;
        const { pluralCategories } = new Intl.PluralRules(name).resolvedOptions();
        assert.deepEqual(Object.keys(found).sort(), [...pluralCategories].sort());
      });

      test("has a text in each string, with the placeholders of English", () => {
        for (const [key, text] of Object.entries(strings[name])) {
          assert.match(text, /\p{L}/u, key);
          assert.equal(text, text.trim(), key);
          assert.equal(text, text.normalize("NFC"), key);
          // A number may be a word where its form is said of that number alone.
          const [of, form] = key.split(".");
          const isWord = of === "found" && numbers(name, form).length === 1 && !text.includes("{");
          if (!isWord) assert.deepEqual(placeholders(text), placeholders(pattern(key)), key);
        }
      });

      test("has a sign behind a number that may be greater", async () => {
        const messages = await messagesFor(name);
        assert.ok(messages.count("found", 10_000, "+").includes(`${messages.number(10_000)}+`));
      });

      test("is not English", () => {
        const same = Object.keys(strings[name]).filter((key) => strings[name][key] === plain[key]);
        assert.deepEqual(same.sort(), (SAME_AS_ENGLISH[name] ?? []).sort());
      });
    });
  }

  test("from right to left begin so, and set apart what a reader typed in any direction", () => {
    for (const name of RIGHT_TO_LEFT) {
      for (const [key, text] of Object.entries(strings[name])) {
        const [first] = text.replaceAll(/\{\w+\}/g, "").match(/[\p{L}\u200f]/u);
        assert.match(first, /[\p{Script=Arabic}\p{Script=Hebrew}\u200f]/u, `${name}: ${key}`);
      }
      // The proposed spelling is a button, which is set apart as it is.
      assert.match(strings[name].none, /\u2068\{query\}\u2069/, name);
      assert.match(strings[name].remove, /\u2068\{filter\}\u2069/, name);
    }
  });

  test("in both scripts of Serbian say the same", () => {
    const cyrillic = [..."абвгдђежзијклмнопрстћуфхцчш", "љ", "њ", "џ"];
    const latin = [..."abvgdđežzijklmnoprstćufhcčš", "lj", "nj", "dž"];
    const transliterated = (text) =>
      text.replaceAll(/\p{Script=Cyrillic}/gu, (letter) => {
        const other = latin[cyrillic.indexOf(letter.toLowerCase())];
        return letter === letter.toLowerCase() ? other : other[0].toUpperCase() + other.slice(1);
      });
    for (const [key, text] of Object.entries(strings.sr)) assert.equal(strings["sr-latn"][key], transliterated(text), key);
  });
});

withoutBrowser("the language that a tag asks for", () => {
  const TAGS = {
    de: ["de", "de-AT", "DE", "de_AT", "de-"],
    pt: ["pt", "pt-BR", "pt-PT"],
    nb: ["nb", "nn", "no", "nb-NO", "nn-NO"],
    sr: ["sr", "sr-RS", "sr-Cyrl-RS"],
    "sr-latn": ["sr-Latn", "sr-latn-rs", "sr-ME", "sh"],
    zh: ["zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-HK"],
    "zh-hant": ["zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-TW", "zh_TW"],
    // Names that other times or other lists have.
    he: ["iw"],
    id: ["in"],
  };
  for (const [name, tags] of Object.entries(TAGS)) {
    test(`is ${name} for ${tags.join(", ")}`, () => {
      for (const tag of tags) assert.equal(localeOf(tag), name, tag);
    });
  }

  test("is each one for its own name", () => {
    for (const name of Object.keys(LOCALES)) assert.equal(localeOf(name), name);
  });

  test("is English, at once, for all others and for what is no tag", () => {
    for (const tag of ["en", "en-GB", "is", "tlh", "fil-PH", "constructor", "x", "-", "*", ""]) {
      assert.equal(messagesFor(tag).text("label"), "Search", tag);
    }
  });

  test("is loaded, and takes strings of the author's own", async () => {
    const messages = await messagesFor("zh-HK", { more: "更多" });
    assert.deepEqual(["close", "more"].map((name) => messages.text(name)), ["關閉", "更多"]);
    assert.equal(messages.count("found", 1234), "1,234 篇文章");
  });
});
