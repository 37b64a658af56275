//! The exact forms of a folded word.

use kwic_core::format::forms;

use super::expansion::Expansion;
use super::weight;
use crate::index_reader::IndexReader;

/// Adds the forms of a folded word, each by how near it is to the exact form that was typed.
pub(crate) fn push_forms(
    reader: &impl IndexReader,
    folded: &str,
    exact: &str,
    weight: f32,
    found: &mut Vec<Expansion>,
) {
    reader.forms(folded, &mut |key, ordinal| {
        let form = forms(key).1;
        let nearness = if form == exact.as_bytes() {
            weight::EXACT
        } else if exact == folded {
            weight::MARKED
        } else if form == folded.as_bytes() {
            weight::UNMARKED
        } else {
            weight::OTHER_MARKS
        };
        found.push(Expansion::new(reader, ordinal, weight * nearness, false));
    });
}

/// The forms of a folded word that was typed without marks, or is not known with any.
pub(crate) fn forms_of(reader: &impl IndexReader, folded: &str) -> Vec<Expansion> {
    let mut found = Vec::new();
    push_forms(reader, folded, folded, weight::EXACT, &mut found);
    found
}
