//! Where the words of languages that write compounds as one word can be parted, told from the other words of
//! the articles and from the soft hyphens in them.

use std::collections::BTreeSet;

use kwic_core::format::forms;
use kwic_core::format::tails::{self, Cut, MAX_CUT};
use kwic_core::text::{Case, tokens};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::documents::InChunks;
use crate::index::invert::InvertedArticles;
use crate::index::stem::Languages;

/// The languages, each with what stands between the parts of its compounds.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("de", &["", "s", "es", "n", "en", "er", "e", "ens"]),
    ("nl", &["", "s", "en", "e", "er", "n"]),
    ("sv", &["", "s", "e", "o", "u", "a"]),
    ("da", &["", "s", "e", "er"]),
    ("no", &["", "s", "e", "er"]),
    ("nb", &["", "s", "e", "er"]),
    ("nn", &["", "s", "e", "er"]),
    ("fi", &["", "n", "en"]),
    ("hu", &["", "i"]),
];

/// The shortest part of a word, in letters, that is a word of the articles;
const MIN_PART: usize = 4;
/// and the shortest one behind a beginning that is none, in the nouns of German.
const MIN_TAIL: usize = 5;
const SOFT_HYPHEN: char = '\u{ad}';

/// The section.
pub(crate) fn section(
    documents: &dyn InChunks,
    languages: &Languages,
    inverted: &InvertedArticles,
) -> Vec<u8> {
    let mut cuts = BTreeSet::new();
    for (language, links) in LANGUAGES {
        let words = languages.terms_of(inverted, language);
        if !words.is_empty() {
            cuts.extend(parted(inverted, language, &words, links));
            cuts.extend(hyphenated(documents, inverted, language));
        }
    }
    let cuts: Vec<Cut> = cuts.into_iter().collect();
    tails::write(&cuts, |word| &inverted.terms.keys[word as usize])
}

/// The cuts of words into two that the articles have, or of which they have the second.
fn parted(inverted: &InvertedArticles, language: &str, words: &[u32], links: &[&str]) -> Vec<Cut> {
    let folded = |word: u32| std::str::from_utf8(forms(&inverted.terms.keys[word as usize]).0).ok();
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    let known: FxHashSet<&str> =
        words.iter().filter_map(|&word| folded(word)).filter(is_word).collect();
    let mut cuts = Vec::new();
    for &word in words {
        let Some(text) = folded(word).filter(is_word) else { continue };
        for (cut, _) in text.char_indices().skip(MIN_PART).take_while(|&(at, _)| at <= MAX_CUT) {
            let (head, tail) = text.split_at(cut);
            let length = tail.chars().count();
            if length < MIN_PART || !known.contains(tail) {
                continue;
            }
            let begins = links.iter().filter_map(|link| head.strip_suffix(link));
            let is_known =
                begins.filter(|head| head.chars().count() >= 3).any(|head| known.contains(head));
            // Nouns have a capital in German, and a long noun that ends in another word is mostly a compound.
            let is_noun = language == "de"
                && inverted.terms.infos[word as usize].case() == Some(Case::Capital);
            if is_known || (is_noun && length >= MIN_TAIL) {
                cuts.push((word, cut));
            }
        }
    }
    cuts
}

/// The cuts where a word has a soft hyphen somewhere.
fn hyphenated(documents: &dyn InChunks, inverted: &InvertedArticles, language: &str) -> Vec<Cut> {
    let mut ordinals: Option<FxHashMap<&[u8], Vec<u32>>> = None;
    let mut cuts = Vec::new();
    documents.each(&mut |document| {
        if document.lang != language {
            return;
        }
        let blocks = document.blocks.iter().map(|block| block.text.as_str());
        for text in blocks.chain([document.title.as_str()]).filter(|t| t.contains(SOFT_HYPHEN)) {
            let mut all = tokens(text);
            while let Some(token) = all.next() {
                let written = &text[token.range.clone()];
                for (at, _) in written.match_indices(SOFT_HYPHEN) {
                    let cut = folded(&written[..at]).len();
                    let keys = ordinals.get_or_insert_with(|| by_folded(inverted));
                    let words = keys.get(token.folded.as_bytes()).into_iter().flatten();
                    if (1..=MAX_CUT).contains(&cut) && cut < token.folded.len() {
                        cuts.extend(words.map(|&word| (word, cut)));
                    }
                }
            }
        }
    });
    cuts
}

fn folded(text: &str) -> String {
    let mut all = tokens(text);
    all.next().map_or_else(String::new, |token| token.folded.to_owned())
}

/// The terms of each folded form.
fn by_folded(inverted: &InvertedArticles) -> FxHashMap<&[u8], Vec<u32>> {
    let mut all: FxHashMap<&[u8], Vec<u32>> = FxHashMap::default();
    for (ordinal, key) in inverted.terms.keys.iter().enumerate() {
        all.entry(forms(key).0).or_default().push(ordinal as u32);
    }
    all
}
