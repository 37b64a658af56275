//! A query in terms of one index: a concept for each of its words, phrases and sets of alternatives.

use kwic_core::format::Field;
use kwic_core::small::sort::sort;

use super::expansion::Expansion;
use super::name::Name;
use super::sequence::{Count, Sequence};
use super::weight;
use crate::query::filter::Filter;
use crate::query::words::Word;

/// A query in terms of one index.
#[derive(Debug, Default)]
pub(crate) struct Expanded {
    pub concepts: Vec<Concept>,
    pub filters: Vec<Filter>,
    /// The names among its words.
    pub names: Vec<Name>,
    /// The folded words that were typed, run together, when the query is plain words only.
    pub typed: Option<String>,
    /// Then also each word; its concept has the same number.
    pub words: Vec<TypedWord>,
}

/// A word of a query that is plain words only.
#[derive(Debug)]
pub(crate) struct TypedWord {
    pub word: Word,
    /// A space stands before it, or nothing.
    pub after_space: bool,
}

/// What a word, a phrase or a set of alternatives stands for in the index.
#[derive(Debug, Default)]
pub(crate) struct Concept {
    pub terms: Vec<Expansion>,
    pub sequences: Vec<Sequence>,
    /// Signs, which no word is.
    pub signs: Vec<String>,
    /// Only this field counts.
    pub field: Option<Field>,
    /// An article without it is no hit.
    pub required: bool,
    /// An article with it is no hit.
    pub excluded: bool,
    /// It is a word that says little in its language.
    pub stop_word: bool,
    /// It is all of the query: articles that have the word as it was typed come before those that have other
    /// forms of it alone.
    pub alone: bool,
    /// What it may have been meant to be, when that is clearly more frequent than all it stands for.
    pub correction: Option<Expansion>,
}

/// A word that no more articles have is what its reader looks for, rather than other forms of it: all
/// of its articles fit on the first page of hits,
const MAX_RARE: u32 = 8;
/// if at least this many articles have other forms of it.
const MIN_FREQUENT: u32 = 10;

impl Expanded {
    /// For a query of one word that hardly any article has: gives other forms of the word, and its
    /// compounds, no more weight than typos where they are so many that the word itself would be lost
    /// among them.
    pub(crate) fn prefer_rare(&mut self, count: &Count<'_>) {
        let [concept] = self.concepts.as_mut_slice() else { return };
        if !concept.is_rare() {
            return;
        }
        let documents = |sequence: &Sequence| sequence.documents.unwrap_or_else(|| count(sequence));
        let sequences = concept.sequences.iter().map(documents);
        let others = sequences.fold(concept.holding(true), u32::saturating_add);
        if others >= MIN_FREQUENT {
            for form in concept.terms.iter_mut().filter(|t| t.is_variant() && is_other_form(t)) {
                form.weight = weight::TYPO;
            }
            for sequence in &mut concept.sequences {
                sequence.weight = weight::TYPO;
            }
        }
    }
}

/// True for a variant that is another form than the one that was typed.
fn is_other_form(term: &Expansion) -> bool {
    term.weight < weight::JOINED * weight::JOINED
}

impl Concept {
    /// True when it stands for nothing in the index.
    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.sequences.is_empty() && self.signs.is_empty()
    }

    /// True when no article has the word in any form: all its terms are inexact.
    pub(crate) fn is_unknown(&self) -> bool {
        self.terms.iter().all(|term| term.inexact)
    }

    /// How many words of a title it can be.
    pub(crate) fn words(&self) -> usize {
        let sequences = self.sequences.iter().map(|sequence| sequence.positions.len());
        if self.terms.is_empty() { sequences.max().unwrap_or(1) } else { 1 }
    }

    /// True for a term that counts as the word itself.
    pub(crate) fn is_itself(&self, term: &Expansion) -> bool {
        term.is_variant() && !(self.alone && is_other_form(term))
    }

    /// True when articles have what was typed, but hardly any.
    fn is_rare(&self) -> bool {
        (1..=MAX_RARE).contains(&self.holding(false))
    }

    /// The sum of the documents of its variants: of those that are other forms, or of those that are
    /// what was typed.
    fn holding(&self, other_forms: bool) -> u32 {
        let variants = self.terms.iter().filter(|term| term.is_variant());
        variants.filter(|term| is_other_form(term) == other_forms).map(|term| term.documents).sum()
    }

    /// Leaves each term once, with its best weight.
    pub(crate) fn keep_best(&mut self) {
        if self.terms.iter().any(|term| term.joined) {
            self.correction = None;
        }
        let order = |term: &Expansion| (term.ordinal, -term.weight);
        sort(&mut self.terms, |a, b| order(a) < order(b));
        self.terms.dedup_by(|later, first| later.ordinal == first.ordinal);
    }
}
