//! Classes of terms that share a stem, each term stemmed in the language of its articles.
//!
//! The stemmers are Snowball's, whose published vocabularies `tests/snowball.rs` checks.

use std::collections::BTreeMap;

use kwic_core::format::EXACT_SEPARATOR;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use crate::Document;
use crate::invert::Inverted;

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
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
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

/// The classes of two terms or more, sorted.
pub(crate) fn classes(documents: &[Document], inverted: &Inverted) -> Vec<Vec<u32>> {
    let mut languages: Vec<&str> = documents.iter().map(|d| d.lang.as_str()).collect();
    languages.sort_unstable();
    languages.dedup();
    let stemmers: Vec<Option<Stemmer>> =
        languages.iter().map(|lang| algorithm(lang).map(Stemmer::create)).collect();
    let language_of: Vec<usize> = documents
        .iter()
        .map(|d| languages.binary_search(&d.lang.as_str()).unwrap_or_default())
        .collect();
    let mut by_stem: BTreeMap<(usize, String), Vec<u32>> = BTreeMap::new();
    let mut spoken = Vec::new();
    for (ordinal, key) in inverted.keys.iter().enumerate() {
        let exact = key.split(|&byte| byte == EXACT_SEPARATOR).next_back().unwrap_or_default();
        let Ok(exact) = std::str::from_utf8(exact) else { continue };
        if !exact.chars().any(char::is_alphabetic) || exact.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        spoken.clear();
        spoken
            .extend(inverted.occurrences(ordinal).iter().map(|o| language_of[o.document as usize]));
        spoken.sort_unstable();
        spoken.dedup();
        let word: String = exact.nfc().collect();
        for &language in &spoken {
            if let Some(stemmer) = &stemmers[language] {
                let stem = stemmer.stem(&word).into_owned();
                by_stem.entry((language, stem)).or_default().push(ordinal as u32);
            }
        }
    }
    let mut classes: Vec<Vec<u32>> = by_stem.into_values().filter(|c| c.len() > 1).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// The longest ending in a rule, in bytes.
const LONGEST_ENDING: usize = 12;
/// A rule is kept when at least so many pairs of words bear it out, and at most so many are kept.
const FEWEST_PAIRS: usize = 3;
const MOST_RULES: usize = 96;

/// How words of one class differ at their ends, the most frequent first.
pub(crate) fn rules<'i>(inverted: &'i Inverted, classes: &[Vec<u32>]) -> Vec<(&'i str, &'i str)> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for class in classes {
        let words: Vec<&str> = class
            .iter()
            .map(|&term| inverted.keys[term as usize].as_slice())
            .filter(|key| !key.contains(&EXACT_SEPARATOR))
            .filter_map(|key| std::str::from_utf8(key).ok())
            .collect();
        for one in &words {
            for other in words.iter().filter(|other| *other != one) {
                let pair = one.char_indices().zip(other.chars());
                let common = pair.take_while(|((_, a), b)| a == b).last();
                let Some(((at, last), _)) = common else { continue };
                let stem = at + last.len_utf8();
                let (from, to) = (&one[stem..], &other[stem..]);
                if stem >= 3 && from.len().max(to.len()) <= LONGEST_ENDING {
                    *counts.entry((from, to)).or_default() += 1;
                }
            }
        }
    }
    let mut rules: Vec<_> = counts.into_iter().filter(|rule| rule.1 >= FEWEST_PAIRS).collect();
    rules.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    rules.truncate(MOST_RULES);
    rules.into_iter().map(|rule| rule.0).collect()
}
