//! One word of a query to what it stands for, in steps: what is less likely is looked up only where
//! nothing better occurs in any article, which a caller finds out between the steps.

use kwic_core::small::sort::keep;

use super::compound::{compounds, grouped, splits};
use super::concept::Concept;
use super::fuzzy::{correct, correct_two_edits};
use super::inflection::{push_inflections, push_relatives};
use super::prefix::push_continuations;
use super::sequence::Sequence;
use super::spelling::push_forms;
use super::weight;
use crate::index_reader::IndexReader;
use crate::query::words::Word;

/// A word is split into no more words.
const MAX_PARTS: usize = 4;
/// The shortest word, in characters, of a split into more than two: with single letters, any word could
/// be split.
const MIN_PART: usize = 2;

/// How a word of a query ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// It is whole.
    Closed,
    /// Its reader may be in the middle of it.
    Open,
    /// With a star: it goes on.
    Star,
}

/// What a word stands for as far as it has been looked up.
#[derive(Debug)]
pub(crate) struct WordExpansion {
    pub word: Word,
    pub concept: Concept,
    end: End,
    /// The words in each of the sequences whose documents have to be counted before more is looked up.
    waits_for: Option<usize>,
}

impl WordExpansion {
    /// The terms that are the word itself, its other forms and its continuations, and its sequences.
    pub(crate) fn new(reader: &dyn IndexReader, word: &Word, end: End) -> WordExpansion {
        let mut concept = Concept::default();
        let Concept { terms, sequences, stop_word, .. } = &mut concept;
        let mut waits_for = None;
        if word.single {
            push_continuations(reader, &word.folded, weight::EXACT, false, terms);
        } else {
            push_forms(reader, &word.folded, &word.exact, weight::EXACT, terms);
            *stop_word = terms
                .iter()
                .any(|term| term.weight >= weight::MARKED && reader.is_stop_word(term.ordinal));
            let first = terms.first().map(|term| term.ordinal);
            push_relatives(reader, terms);
            *sequences = match first {
                Some(first) => compounds(reader, &word.folded, first),
                None => splits(reader, &word.folded, 2, 1),
            };
            sequences.extend(grouped(reader, word, first.is_none()));
            if first.is_none() {
                waits_for = Some(2);
            } else if end != End::Closed {
                push_continuations(reader, &word.folded, weight::PREFIX, true, terms);
            }
        }
        WordExpansion { word: word.clone(), concept, end, waits_for }
    }

    /// The sequences whose documents have to be counted before [`WordExpansion::go_on`].
    pub(crate) fn uncounted(&mut self) -> impl Iterator<Item = &mut Sequence> {
        let is_waiting = self.waits_for.is_some();
        let sequences = self.concept.sequences.iter_mut();
        sequences.filter(move |sequence| is_waiting && sequence.documents.is_none())
    }

    /// Looks up what else an unknown word may stand for, as far as no sequence has to be counted.
    pub(crate) fn go_on(&mut self, reader: &dyn IndexReader) {
        while let Some(parts) = self.waits_for {
            if self.uncounted().next().is_some() {
                return;
            }
            keep(&mut self.concept.sequences, &mut |s| s.documents.is_some_and(|count| count > 0));
            if parts == 2 {
                self.approximate(reader);
            }
            self.waits_for = None;
            if self.concept.is_empty() {
                if parts < MAX_PARTS {
                    self.concept.sequences = splits(reader, &self.word.folded, parts + 1, MIN_PART);
                    self.waits_for = Some(parts + 1);
                } else {
                    correct_two_edits(reader, &self.word.folded, &mut self.concept);
                }
            }
        }
    }

    /// Adds the inexact terms of an unknown word.
    fn approximate(&mut self, reader: &dyn IndexReader) {
        let WordExpansion { word, concept, end, .. } = self;
        if *end != End::Closed {
            push_continuations(reader, &word.folded, weight::PREFIX, true, &mut concept.terms);
        }
        // A star says that the word goes on: then it is no typo of another.
        if *end != End::Star || concept.is_empty() {
            correct(reader, &word.folded, concept);
            if push_inflections(reader, &word.folded, &mut concept.terms) {
                concept.correction = None;
            }
        }
    }
}
