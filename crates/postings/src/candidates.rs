//! The documents that are still scored, when all others are only counted.

use crate::bit_set::BitSet;

/// See the [module](self).
#[derive(Debug)]
pub struct Candidates {
    runners: BitSet,
    /// The documents that have the concept that is being read.
    met: BitSet,
    /// The documents that have any.
    all: BitSet,
}

impl Candidates {
    /// Of so many documents, these are scored.
    pub fn new(documents: usize, runners: &BitSet) -> Candidates {
        Candidates { runners: runners.clone(), met: BitSet::new(documents), all: runners.clone() }
    }

    /// How many documents have the concept that was read; the next one is read from here on.
    pub fn go_on(&mut self) -> usize {
        self.all.add(&self.met);
        let count = self.met.count();
        self.met.clear();
        count
    }

    /// The documents that have any concept.
    pub fn all(&self) -> &BitSet {
        &self.all
    }

    #[inline]
    pub(crate) fn runs(&mut self, document: u32) -> bool {
        self.met.insert(document);
        self.runners.has(document)
    }
}
