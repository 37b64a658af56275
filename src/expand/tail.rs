//! Compounds written as one word, by one of their parts: `Hochspannungsnetzgerät` by `Netzgerät`, and by `Netz`.

use kwic_core::format::forms;
use kwic_core::text::length;

use super::expansion::Expansion;
use super::weight;
use crate::index_reader::{Continuation, IndexReader};

/// A word has no more compounds.
const MAX_COMPOUNDS: usize = 64;
/// The shortest word, in characters, that compounds are looked for with.
const MIN_LENGTH: usize = 3;
/// The most bytes of an ending of the word, or of what stands between it and the next part.
const MAX_LINK: usize = 3;

/// Adds the compounds of which a folded word is a part.
pub(crate) fn push_compounds(reader: &impl IndexReader, folded: &str, found: &mut Vec<Expansion>) {
    if length(folded) < MIN_LENGTH || !reader.has_tails() {
        return;
    }
    let mut parts: Vec<u32> = Vec::new();
    // In the middle or at the end.
    reader.tails(folded.as_bytes(), &mut |(word, _), rest| {
        if rest.len() <= MAX_LINK || is_followed(reader, word, rest) {
            parts.push(word);
        }
        parts.len() < MAX_COMPOUNDS
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
        found.push(Expansion::new(reader, ordinal, weight::STEM, false));
    }
}

/// True when a part of a word begins in the rest of it, or behind what links the two.
fn is_followed(reader: &impl IndexReader, word: u32, rest: &[u8]) -> bool {
    (0..=MAX_LINK.min(rest.len())).any(|link| {
        let mut follows = false;
        let part = &rest[link..];
        if !part.is_empty() {
            reader.tails(part, &mut |(other, _), rest| {
                follows |= other == word && rest.is_empty();
                !follows && rest.is_empty()
            });
        }
        follows
    })
}
