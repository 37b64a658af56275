//! Compounds written as one word, by one of their parts: `Hochspannungsnetzgerät` by `Netzgerät`, and by `Netz`.

use kwic_core::format::forms;
use kwic_core::text::length;

use super::expansion::Expansion;
use super::weight;
use crate::index_reader::{Continuation, IndexReader};

/// A word has no more compounds,
const MAX_COMPOUNDS: usize = 64;
/// and among no more words are they looked for.
const MAX_READ: usize = 256;
/// The shortest word, in characters, that compounds are looked for with.
const MIN_LENGTH: usize = 3;
/// What may stand between two parts of a word, or end it behind a part.
const LINKS: [&str; 16] =
    ["", "s", "n", "e", "en", "er", "es", "em", "ens", "t", "et", "a", "i", "o", "u", "k"];

/// Adds the compounds of which a folded word is a part; inexact, if no article has the word itself.
pub(crate) fn push_compounds(
    reader: &impl IndexReader,
    folded: &str,
    inexact: bool,
    found: &mut Vec<Expansion>,
) {
    if length(folded) < MIN_LENGTH || !reader.has_tails() {
        return;
    }
    let mut parts: Vec<u32> = Vec::new();
    let mut left = MAX_READ;
    // In the middle or at the end.
    reader.tails(folded.as_bytes(), &mut |(word, _), rest| {
        if LINKS.iter().any(|link| link.as_bytes() == rest) || is_followed(reader, word, rest) {
            parts.push(word);
        }
        left -= 1;
        left > 0 && parts.len() < MAX_COMPOUNDS
    });
    // At the beginning.
    let terms = reader.terms_with(folded);
    reader.continuations(folded, terms, MAX_COMPOUNDS, &mut |term| {
        let Continuation { ordinal, rest, .. } = term;
        if is_followed(reader, ordinal, forms(rest).0) {
            parts.push(ordinal);
        }
    });
    for ordinal in parts {
        found.push(Expansion::new(reader, ordinal, weight::STEM, inexact));
    }
}

/// True when a part of a word begins in the rest of it, or behind what links the two.
fn is_followed(reader: &impl IndexReader, word: u32, rest: &[u8]) -> bool {
    let parts = LINKS.iter().filter_map(|link| rest.strip_prefix(link.as_bytes()));
    parts.into_iter().any(|part| !part.is_empty() && reader.has_tail(word, part))
}
