//! The candidates of a search: the documents that are still scored once no other document can become a hit.
//! The others are only counted.

use crate::bit_set::BitSet;

/// See the [module](self).
#[derive(Debug)]
pub struct Candidates {
    scored: BitSet,
    /// The documents that have the concept that is being read.
    of_concept: BitSet,
    /// The documents that have any concept.
    all: BitSet,
}

impl Candidates {
    /// The candidates `scored` in an index with this number of documents.
    pub fn new(documents: usize, scored: &BitSet) -> Candidates {
        let of_concept = BitSet::new(documents);
        Candidates { scored: scored.clone(), of_concept, all: scored.clone() }
    }

    /// Ends a concept; gives the number of documents that have it.
    pub fn end_concept(&mut self) -> usize {
        self.all.add(&self.of_concept);
        let count = self.of_concept.count();
        self.of_concept.clear();
        count
    }

    /// The documents that have any concept.
    pub fn all(&self) -> &BitSet {
        &self.all
    }

    /// Counts a document that has the concept; true for one that is scored.
    #[inline]
    pub(crate) fn take(&mut self, document: u32) -> bool {
        self.of_concept.insert(document);
        self.scored.has(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_counted_and_candidates_are_scored() {
        let mut scored = BitSet::new(9);
        scored.insert(1);
        scored.insert(2);
        let mut candidates = Candidates::new(9, &scored);
        assert_eq!(
            [2, 5, 5, 7].map(|document| candidates.take(document)),
            [true, false, false, false]
        );
        assert_eq!(candidates.end_concept(), 3);
        assert!(candidates.take(1));
        assert_eq!(candidates.end_concept(), 1);
        assert!(candidates.all().iter().eq([1, 2, 5, 7]));
    }
}
