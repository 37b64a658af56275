//! Classes of terms that share a stem, each term stemmed in the language of its articles.
//!
//! The stemmers are Snowball's, whose published vocabularies `tests/snowball.rs` checks.

use std::collections::BTreeMap;

use kwic_core::format;
use kwic_core::text::tokens;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use crate::documents::InChunks;
use crate::index::inflections::endings;
use crate::index::invert::InvertedArticles;
use crate::index::occurrence::PackedOccurrence;

/// The Snowball algorithm of a language; none for languages without inflection or without a
/// published stemmer.
pub fn algorithm(lang: &str) -> Option<Algorithm> {
    Some(match lang {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "eo" => Algorithm::Esperanto,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fa" => Algorithm::Persian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

/// The languages of documents, with their stemmers.
pub(crate) struct Languages {
    /// The codes, sorted.
    pub(crate) codes: Vec<String>,
    /// The stemmer of each language that has one.
    stemmers: Vec<Option<Stemmer>>,
    /// The number of the language of each document.
    of_document: Vec<u32>,
}

impl Languages {
    pub(crate) fn of(documents: &dyn InChunks) -> Languages {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut of_document = Vec::new();
        documents.each(&mut |document| {
            let number = numbers.get(&document.lang).copied().unwrap_or_else(|| {
                let next = numbers.len() as u32;
                *numbers.entry(document.lang.clone()).or_insert(next)
            });
            of_document.push(number);
        });
        let mut sorted = vec![0; numbers.len()];
        for (number, met) in (0..).zip(numbers.values()) {
            sorted[*met as usize] = number;
        }
        of_document.iter_mut().for_each(|number| *number = sorted[*number as usize]);
        let codes: Vec<String> = numbers.into_keys().collect();
        let stemmers = codes.iter().map(|lang| algorithm(lang).map(Stemmer::create)).collect();
        Languages { codes, stemmers, of_document }
    }

    /// The number of the language of an occurrence.
    fn of_occurrence(&self, inverted: &InvertedArticles, occurrence: PackedOccurrence) -> usize {
        self.of_document[inverted.document(occurrence) as usize] as usize
    }

    /// The numbers of the languages of the documents in which a term stands.
    fn of_term(&self, inverted: &InvertedArticles, ordinal: usize) -> Vec<usize> {
        if self.codes.len() == 1 {
            return vec![0];
        }
        let occurrences = inverted.occurrences(ordinal).iter();
        let mut languages: Vec<usize> =
            occurrences.map(|&occurrence| self.of_occurrence(inverted, occurrence)).collect();
        languages.sort_unstable();
        languages.dedup();
        languages
    }

    /// The terms that stand in documents of a language.
    pub(crate) fn terms_of(&self, inverted: &InvertedArticles, lang: &str) -> Vec<u32> {
        let Ok(number) = self.codes.binary_search_by(|code| code.as_str().cmp(lang)) else {
            return Vec::new();
        };
        let holds = |&word: &usize| {
            let mut occurrences = inverted.occurrences(word).iter();
            occurrences.any(|&occurrence| self.of_occurrence(inverted, occurrence) == number)
        };
        (0..inverted.terms.keys.len()).filter(holds).map(|word| word as u32).collect()
    }
}

/// The exact form of a term in composed letters, as stemmers want it; none for a term that is no word.
fn word(inverted: &InvertedArticles, ordinal: usize) -> Option<String> {
    let key = &inverted.terms.keys[ordinal];
    stemmable(std::str::from_utf8(format::forms(key).1).ok()?)
}

/// An exact form in composed letters; none for what is no word.
fn stemmable(exact: &str) -> Option<String> {
    let is_word = exact.chars().any(char::is_alphabetic);
    (is_word && !exact.bytes().any(|b| b.is_ascii_digit())).then(|| exact.nfc().collect())
}

/// The terms of each stem, by the number of its language.
pub(crate) struct TermsByStem<'l> {
    languages: &'l Languages,
    terms: BTreeMap<(usize, String), Vec<u32>>,
}

impl<'l> TermsByStem<'l> {
    pub(crate) fn of(languages: &'l Languages, inverted: &InvertedArticles) -> TermsByStem<'l> {
        let mut terms: BTreeMap<(usize, String), Vec<u32>> = BTreeMap::new();
        for ordinal in 0..inverted.terms.keys.len() {
            let Some(word) = word(inverted, ordinal) else { continue };
            for language in languages.of_term(inverted, ordinal) {
                if let Some(stemmer) = &languages.stemmers[language] {
                    let stem = stemmer.stem(&word).into_owned();
                    terms.entry((language, stem)).or_default().push(ordinal as u32);
                }
            }
        }
        TermsByStem { languages, terms }
    }

    /// The classes of two terms or more, sorted.
    pub(crate) fn classes(&self) -> Vec<Vec<u32>> {
        let several = self.terms.values().filter(|class| class.len() > 1);
        let mut classes: Vec<Vec<u32>> = several.cloned().collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    /// The terms that have the stem of an exact form, in any language of the articles.
    pub(crate) fn terms(&self, exact: &str) -> Vec<u32> {
        let Some(word) = stemmable(exact) else { return Vec::new() };
        let stemmers = self.languages.stemmers.iter().enumerate();
        let stems = stemmers.filter_map(|(language, stemmer)| {
            Some((language, stemmer.as_ref()?.stem(&word).into_owned()))
        });
        stems.filter_map(|stem| self.terms.get(&stem)).flatten().copied().collect()
    }
}

/// Of how many words of a language the forms are looked for, about.
const WORDS_ASKED: usize = 1000;
/// The longest ending in a rule, in bytes.
const MAX_ENDING: usize = 12;
/// The most rules that are kept.
const MAX_RULES: usize = 192;

/// The inflection rules, the likeliest first: how a word that is typed and that no article has may differ at its
/// end from a word that an article has. A rule is the folded ending of the first and that of the second.
pub(crate) fn rules(languages: &Languages, inverted: &InvertedArticles) -> Vec<(String, String)> {
    let mut words: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for ordinal in 0..inverted.terms.keys.len() {
        let Some(word) = word(inverted, ordinal) else { continue };
        for language in languages.of_term(inverted, ordinal) {
            words.entry(language).or_default().push(word.clone());
        }
    }
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (language, words) in words {
        let Some(stemmer) = &languages.stemmers[language] else { continue };
        let lang = &languages.codes[language];
        let step = words.len().div_ceil(WORDS_ASKED);
        for word in words.iter().step_by(step) {
            for (from, to) in forms(stemmer, lang, word) {
                *counts.entry((from, to)).or_default() += step;
            }
        }
    }
    let mut rules: Vec<_> = counts.into_iter().collect();
    rules.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rules.truncate(MAX_RULES);
    rules.into_iter().map(|rule| rule.0).collect()
}

/// The rules that lead to a word from its other forms. Its forms are what has its stem and one of the common
/// endings of the language.
fn forms(stemmer: &Stemmer, lang: &str, word: &str) -> Vec<(String, String)> {
    let stem = stemmer.stem(word);
    let written = folded(word);
    // Stems may lack the accents of the word.
    let same = |a: char, b: char| a == b || folded(&a.to_string()) == folded(&b.to_string());
    let common = word.chars().zip(stem.chars()).take_while(|&(a, b)| same(a, b)).count();
    let mut rules = Vec::new();
    // The last letter of a stem may be the stemmer's own: `berri` of berries.
    for kept in [common, common.saturating_sub(1)] {
        let base: String = word.chars().take(kept).collect();
        for ending in std::iter::once("").chain(endings(lang)) {
            let form = format!("{base}{ending}");
            if form != word && stemmer.stem(&form) == stem {
                rules.extend(rule(&folded(&form), &written));
            }
        }
    }
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// The endings in which two words differ, if the endings are short enough and what they share is long enough.
fn rule(from: &str, to: &str) -> Option<(String, String)> {
    let pairs = from.char_indices().zip(to.chars());
    let ((at, last), _) = pairs.take_while(|((_, a), b)| a == b).last()?;
    let common = at + last.len_utf8();
    let (from, to) = (from.get(common..)?, to.get(common..)?);
    let fits = common >= 3 && from != to && from.len().max(to.len()) <= MAX_ENDING;
    fits.then(|| (from.to_owned(), to.to_owned()))
}

/// The folded form of a word.
fn folded(word: &str) -> String {
    let mut tokens = tokens(word);
    tokens.next().map_or_else(String::new, |token| token.folded.to_owned())
}
