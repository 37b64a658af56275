//! Stop words: terms that say little in the language of their articles. The lists are those of NLTK, and of
//! Stopwords ISO for languages of which NLTK has no list.

use std::collections::BTreeSet;

use kwic_core::format::write_key;
use kwic_core::text::{TokenKind, tokens};

use crate::index::invert::InvertedArticles;
use crate::index::stem::Languages;

/// Languages whose list is left out. Vietnamese writes each syllable as a word, and the list has many
/// that are half of a word which says much.
const WITHOUT_LIST: &[&str] = &["vi"];

/// Ordinals of the stop words of the languages of the documents, sorted.
pub(crate) fn stop_words(languages: &Languages, inverted: &InvertedArticles) -> Vec<u32> {
    let mut keys: BTreeSet<Vec<u8>> = BTreeSet::new();
    let languages = languages.codes.iter().map(String::as_str);
    for language in languages.filter(|language| !WITHOUT_LIST.contains(language)) {
        for word in stop_words::lookup(language).unwrap_or_default() {
            let mut tokens = tokens(word);
            let mut key = Vec::new();
            let mut count = 0;
            while let Some(token) = tokens.next() {
                if token.kind == TokenKind::Word {
                    write_key(&mut key, token.folded, token.exact);
                    count += 1;
                }
            }
            if count == 1 {
                keys.insert(key);
            }
        }
    }
    keys.iter().filter_map(|key| inverted.terms.ordinal(key)).collect()
}
