//! One word of a query to what it stands for: what is less likely is looked up only where nothing better
//! occurs in any article.

use kwic_core::small::sort::keep;

use super::compound::{compounds, grouped, singulars, splits};
use super::concept::Concept;
use super::end::End;
use super::fuzzy::{correct, correct_two_edits};
use super::inflection::{push_inflections, push_relatives};
use super::prefix::push_continuations;
use super::prefixed::push_prefixed;
use super::sequence::{Count, Sequence};
use super::spelling::push_forms;
use super::tail::push_compounds;
use super::weight;
use crate::index_reader::IndexReader;
use crate::query::words::Word;

/// A word is split into no more words.
const MAX_PARTS: usize = 4;
/// The shortest word, in characters, of a split into more than two: with single letters, any word could
/// be split.
const MIN_PART: usize = 2;

/// What a word stands for.
pub(crate) fn expand_word(
    reader: &impl IndexReader,
    count: &Count<'_>,
    word: &Word,
    end: End,
) -> Concept {
    let mut concept = Concept::default();
    let Concept { terms, sequences, stop_word, .. } = &mut concept;
    if word.single {
        push_continuations(reader, &word.folded, weight::EXACT, false, terms);
        return concept;
    }
    push_forms(reader, &word.folded, &word.exact, weight::EXACT, terms);
    *stop_word =
        terms.iter().any(|term| term.weight >= weight::MARKED && reader.is_stop_word(term.ordinal));
    let first = terms.first().map(|term| term.ordinal);
    push_relatives(reader, terms);
    push_prefixed(reader, &word.folded, terms);
    let is_unknown = terms.is_empty();
    push_compounds(reader, &word.folded, is_unknown, terms);
    *sequences = match first {
        Some(first) => compounds(reader, &word.folded, first),
        None => splits(reader, &word.folded, 2, 1),
    };
    sequences.extend(grouped(reader, word, first.is_none()));
    if is_unknown {
        expand_unknown(reader, count, word, end, &mut concept);
    } else if end != End::Closed {
        push_continuations(reader, &word.folded, weight::PREFIX, true, terms);
    }
    concept
}

/// Adds what a word may stand for that no article has, and leaves the sequences that some article has.
fn expand_unknown(
    reader: &impl IndexReader,
    count: &Count<'_>,
    word: &Word,
    end: End,
    concept: &mut Concept,
) {
    for singular in singulars(&word.folded) {
        concept.sequences.append(&mut splits(reader, singular, 2, MIN_PART));
    }
    keep_occurring(count, &mut concept.sequences);
    if end != End::Closed {
        push_continuations(reader, &word.folded, weight::PREFIX, true, &mut concept.terms);
    }
    // A star says that the word goes on: then it is no typo of another.
    if end != End::Star || concept.is_empty() {
        correct(reader, &word.folded, concept);
        if push_inflections(reader, &word.folded, &mut concept.terms) {
            concept.correction = None;
        }
    }
    for parts in 3..=MAX_PARTS {
        if concept.is_empty() {
            concept.sequences = splits(reader, &word.folded, parts, MIN_PART);
            keep_occurring(count, &mut concept.sequences);
        }
    }
    if concept.is_empty() {
        correct_two_edits(reader, &word.folded, concept);
    }
}

/// Leaves the sequences that some document has.
fn keep_occurring(count: &Count<'_>, sequences: &mut Vec<Sequence>) {
    for sequence in sequences.iter_mut() {
        sequence.documents = Some(count(sequence));
    }
    keep(sequences, &mut |sequence| sequence.documents != Some(0));
}
