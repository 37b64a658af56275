//! Corrections of a word: terms within a few edits of it.

use kwic_core::format::forms;
use kwic_core::small::sort::{keep, keep_first};
use kwic_core::text::length;

use super::concept::Concept;
use super::edit_cost::{likelihood, max_edits};
use super::expansion::Expansion;
use super::weight;
use crate::index_reader::IndexReader;

/// A word has no more corrections, the likeliest first.
const MAX_CORRECTIONS: usize = 12;
/// A term in this many times the articles is clearly more frequent.
const CLEARLY: u32 = 5;
/// A word of this many characters is allowed two edits when nothing else is found,
const MIN_TWO_EDITS: usize = 5;
/// if they are this likely.
const MIN_LIKELIHOOD: f32 = 0.6;

/// A word of this many characters may have two letters too many or too few.
const MIN_TWO_LETTERS: usize = 9;

/// Adds to what an unknown word stands for those corrections which are more frequent than all of it.
/// The documents of its sequences are counted.
pub(crate) fn correct(reader: &impl IndexReader, folded: &str, concept: &mut Concept) {
    let of_terms = concept.terms.iter().map(|term| term.documents);
    let of_sequences = concept.sequences.iter().filter_map(|sequence| sequence.documents);
    let others = of_terms.chain(of_sequences).fold(0, u32::saturating_add);
    let mut corrections = corrections(reader, folded, max_edits(length(folded)));
    keep(&mut corrections, &mut |correction| correction.documents > others);
    concept.correction = corrections.first().copied();
    if corrections.first().is_some_and(|best| best.documents / CLEARLY < others) {
        concept.correction = None;
    }
    concept.terms.append(&mut corrections);
}

/// Lets a word that stands for nothing stand for likely corrections by two edits.
pub(crate) fn correct_two_edits(reader: &impl IndexReader, folded: &str, concept: &mut Concept) {
    if length(folded) < MIN_TWO_EDITS {
        return;
    }
    let mut corrections = corrections(reader, folded, 2);
    keep(&mut corrections, &mut |correction| {
        correction.weight >= weight::TYPO_FAR * MIN_LIKELIHOOD
    });
    concept.correction = corrections.first().copied();
    concept.terms = corrections;
}

/// Terms within `max_edits` of a word, the likeliest first: those of its first letter, or else of any. The first letter is
/// seldom wrong, and the terms of one are a small part of all.
fn corrections(reader: &impl IndexReader, folded: &str, max_edits: u8) -> Vec<Expansion> {
    if max_edits == 0 {
        return Vec::new();
    }
    let first = folded.chars().next().map_or(0, char::len_utf8);
    let found = corrections_with(reader, folded, max_edits, first);
    if found.is_empty() { corrections_with(reader, folded, max_edits, 0) } else { found }
}

/// The same among the terms that share the first `prefix_length` bytes.
fn corrections_with(
    reader: &impl IndexReader,
    folded: &str,
    max_edits: u8,
    prefix_length: usize,
) -> Vec<Expansion> {
    let mut found = Vec::new();
    reader.fuzzy(folded, max_edits, prefix_length, &mut |key, ordinal, distance| {
        // Two letters too many, or too few, are seldom slips, and in a short word most of another word.
        let typed = length(folded);
        let found_length = length_of(forms(key).0);
        if distance > 1 && typed.abs_diff(found_length) > 1 && typed < MIN_TWO_LETTERS {
            return;
        }
        let weight = if distance <= 1 { weight::TYPO } else { weight::TYPO_FAR };
        let weight = weight * likelihood(folded, key, distance);
        found.push(Expansion::new(reader, ordinal, weight, true));
    });
    keep_first(&mut found, MAX_CORRECTIONS, |a, b| {
        let (ours, theirs) = (expected(a), expected(b));
        ours > theirs || (ours == theirs && a.is_before(b))
    });
    found
}

/// The number of characters of a folded form.
fn length_of(form: &[u8]) -> usize {
    std::str::from_utf8(form).map_or(0, length)
}

/// How much speaks for a correction: how likely the edits are, and how frequent the term is.
fn expected(correction: &Expansion) -> f32 {
    correction.weight * libm::logf(1.0 + correction.documents as f32)
}
