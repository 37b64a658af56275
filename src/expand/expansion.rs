//! Terms that stand for a word of a query.

use super::weight;
use crate::index_reader::IndexReader;

/// A term that stands for a word of the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Expansion {
    pub ordinal: u32,
    /// In how many documents the term is.
    pub documents: u32,
    /// How near it is to what was typed, up to 1: one of the [weights](weight), or a product of them.
    pub weight: f32,
    /// It is not the word but may be meant by it: a continuation, a correction, or an inflection of a
    /// word that no article has.
    pub inexact: bool,
    /// It stands for a neighbour of the word in the query too.
    pub joined: bool,
}

impl Expansion {
    pub(crate) fn new(
        reader: &impl IndexReader,
        ordinal: u32,
        weight: f32,
        inexact: bool,
    ) -> Expansion {
        let documents = reader.document_frequency(ordinal);
        Expansion { ordinal, documents, weight, inexact, joined: false }
    }

    /// True for the word itself in one of its forms.
    pub(crate) fn is_variant(&self) -> bool {
        !self.inexact && self.weight >= weight::MIN_VARIANT
    }

    /// The order in which the best are taken: more articles first, then lower ordinals.
    pub(crate) fn is_before(&self, other: &Expansion) -> bool {
        let (ours, theirs) = (self.documents, other.documents);
        ours > theirs || (ours == theirs && self.ordinal < other.ordinal)
    }
}
