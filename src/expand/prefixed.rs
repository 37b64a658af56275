//! Words with what Arabic and Hebrew write before them as one word with them: the article, `and`, and
//! prepositions.

use kwic_core::text::length;

use super::expansion::Expansion;
use super::spelling::push_forms;
use super::weight;
use crate::index_reader::IndexReader;

/// What stands before Arabic words; the article and what is written together with it come first.
const ARABIC: &[&str] = &[
    "ال", "وال", "بال", "كال", "فال", "لل", "ولل", "و", "ف", "ب", "ك", "ل", "وب", "ول", "فب", "فل",
];
/// What stands before Hebrew words.
const HEBREW: &[&str] = &[
    "ה", "ו", "ב", "כ", "ל", "מ", "ש", "וה", "וב", "ול", "ומ", "וכ", "וש", "שה", "מה", "כש", "של",
];
/// A word without it has at least this many letters.
const MIN_LENGTH: usize = 3;

/// Adds terms that are a folded word with something before it, or without what it has before it.
pub(crate) fn push_prefixed(reader: &impl IndexReader, folded: &str, found: &mut Vec<Expansion>) {
    let prefixes = match folded.chars().next() {
        Some('\u{620}'..='\u{64a}') => ARABIC,
        Some('\u{5d0}'..='\u{5ea}') => HEBREW,
        _ => return,
    };
    if length(folded) < MIN_LENGTH {
        return;
    }
    let mut push = |word: &str| push_forms(reader, word, word, weight::STEM, found);
    for prefix in prefixes {
        push(&[prefix, folded].concat());
        // What would be left of a shorter word is seldom one.
        let bare = folded.strip_prefix(prefix).filter(|bare| length(bare) >= MIN_LENGTH);
        bare.into_iter().for_each(&mut push);
    }
}
