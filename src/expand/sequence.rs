//! Terms that stand for a word, or for a phrase, where they follow each other.

use super::expansion::Expansion;
use super::weight;

/// Counts the documents in which the terms of a sequence follow each other.
pub(crate) type Count<'c> = dyn Fn(&Sequence) -> u32 + 'c;

/// See the [module](self).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sequence {
    /// For each position, the terms of which any may stand there.
    pub positions: Vec<Vec<Expansion>>,
    pub weight: f32,
    /// The word of the index that these are the two parts of: then the index lists the documents.
    pub compound: Option<Compound>,
    /// In how many documents it is, once that has been counted.
    pub documents: Option<u32>,
}

/// A word of the index that some documents have as two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Compound {
    /// The ordinal of its first form.
    pub word: u32,
    /// The bytes of the first of the two words.
    pub cut: usize,
}

impl Sequence {
    pub(crate) fn new(positions: Vec<Vec<Expansion>>, weight: f32) -> Sequence {
        Sequence { positions, weight, compound: None, documents: None }
    }

    /// True for what counts as the word itself.
    pub(crate) fn is_variant(&self) -> bool {
        self.weight >= weight::MIN_VARIANT
    }
}
