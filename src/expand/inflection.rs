//! Other forms of a word: by the stems of the index, or, of a word that no article has, by the rules by
//! which words of one stem differ.

use super::expansion::Expansion;
use super::spelling::push_forms;
use super::weight;
use crate::index_reader::IndexReader;

/// An unknown word has about this many inflections, by the most frequent rules.
const MAX_INFLECTIONS: usize = 6;
/// The shortest stem, in bytes, that a rule leaves of a word.
const MIN_STEM: usize = 3;

/// Adds to terms that are as typed, or nearly so, the terms of the same stem.
pub(crate) fn push_relatives(reader: &impl IndexReader, terms: &mut Vec<Expansion>) {
    for at in 0..terms.len() {
        let Expansion { ordinal, weight, .. } = terms[at];
        if weight < weight::MARKED {
            continue;
        }
        for relative in reader.relatives(ordinal) {
            terms.push(Expansion::new(reader, relative, weight * weight::STEM, false));
        }
    }
}

/// Adds terms that differ from an unknown word by an inflection rule; true when there are any.
pub(crate) fn push_inflections(
    reader: &impl IndexReader,
    folded: &str,
    found: &mut Vec<Expansion>,
) -> bool {
    let before = found.len();
    reader.inflection_rules(&mut |from, to| {
        // The suffixes of most rules end in another letter than the word.
        let last = from.as_bytes().last();
        if last.is_some() && last != folded.as_bytes().last() {
            return true;
        }
        let Some(stem) = folded.strip_suffix(from).filter(|stem| stem.len() >= MIN_STEM) else {
            return true;
        };
        let other = [stem, to].concat();
        push_forms(reader, &other, &other, weight::INFLECTED, found);
        found.len() - before < MAX_INFLECTIONS
    });
    for expansion in &mut found[before..] {
        expansion.inexact = true;
    }
    found.len() > before
}
