//! How long the fields of documents are.

use kwic_core::format::{FIELDS, Field};

use crate::bigram_cache::BigramCache;

/// The number of tokens in each field of a document, parts not counted.
pub type Lengths = [u32; FIELDS];

/// How many different lengths there is room for at first: seldom have the documents of an index more.
const USUAL: usize = 1024;

/// For each document the number of a row in a table. A number takes two bytes while none is larger.
#[derive(Debug, Default)]
pub(crate) struct RowNumbers {
    low: Vec<u16>,
    /// The upper halves, up to the last that is not zero.
    high: Vec<u16>,
}

/// The lengths of all documents. Each different row of lengths is there once, since many documents share
/// theirs.
#[derive(Debug, Default)]
pub struct FieldLengths {
    pub(crate) distinct: Vec<Lengths>,
    /// Which of them each document has.
    pub(crate) of: RowNumbers,
    known: BigramCache,
}

impl RowNumbers {
    fn push(&mut self, number: u32) {
        self.low.push(number as u16);
        let high = (number >> 16) as u16;
        if high > 0 {
            self.high.reserve_exact(self.low.capacity() - self.high.len());
        }
        // Zeros for the documents before, whose numbers had no upper half.
        while high > 0 && self.high.len() < self.low.len() {
            let is_last = self.high.len() + 1 == self.low.len();
            self.high.push(if is_last { high } else { 0 });
        }
    }

    /// The number of documents.
    pub(crate) fn len(&self) -> usize {
        self.low.len()
    }

    /// The number of the row of a document.
    #[inline]
    pub(crate) fn get(&self, document: usize) -> Option<u32> {
        let high = self.high.get(document).map_or(0, |&high| u32::from(high) << 16);
        Some(high | u32::from(*self.low.get(document)?))
    }
}

impl FieldLengths {
    /// An empty list with room for this number of documents.
    pub fn with_room(documents: usize) -> FieldLengths {
        let distinct = Vec::with_capacity(USUAL);
        let of = RowNumbers { low: Vec::with_capacity(documents), high: Vec::new() };
        FieldLengths { distinct, of, known: BigramCache::default() }
    }

    /// Empties the list.
    pub fn clear(&mut self) {
        self.distinct.clear();
        self.of.low.clear();
        self.of.high.clear();
        self.known = BigramCache::default();
    }

    /// Adds the lengths of the next document.
    #[inline(never)]
    pub fn push(&mut self, lengths: Lengths) {
        let FieldLengths { distinct, of, known } = self;
        let mut add = || {
            distinct.push(lengths);
            distinct.len() as u32 - 1
        };
        let two = |a: Field, b: Field| lengths[a as usize] << 16 | lengths[b as usize];
        // Documents with a longer field hardly ever share all their lengths.
        let number = if lengths.iter().all(|&length| length < u16::MAX.into()) {
            // The hash spreads the second number better, so that holds what differs most.
            let second = two(Field::Title, Field::Body);
            known.get_or_insert(two(Field::Heading, Field::Aside), Some(second), &mut add)
        } else {
            add()
        };
        of.push(number);
    }

    /// The lengths of each document.
    pub fn iter(&self) -> impl Iterator<Item = &Lengths> {
        (0..self.of.len()).filter_map(|at| self.distinct.get(self.of.get(at)? as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_any_number_come_back() {
        let mut rows = RowNumbers::default();
        let all = [0, 7, 65_535, 65_536, 3, 1 << 24, u32::MAX, 1, 0];
        all.iter().for_each(|&number| rows.push(number));
        assert!((0..).map_while(|at| rows.get(at)).eq(all));
        assert_eq!((rows.len(), rows.get(all.len())), (all.len(), None));
    }

    #[test]
    fn every_document_has_its_own_lengths() {
        let lengths: Vec<Lengths> =
            (0..400u32).map(|n| [n % 3, n % 2 * 65_534, n % 4 * 16_384, n % 5 * 16_384]).collect();
        let mut all = FieldLengths::with_room(lengths.len());
        for _ in 0..2 {
            all.clear();
            lengths.iter().for_each(|&lengths| all.push(lengths));
            assert!(all.iter().eq(&lengths));
        }
        let (long, short): (Vec<_>, Vec<_>) =
            lengths.into_iter().partition(|lengths| lengths.iter().any(|&length| length > 65_534));
        let short: std::collections::BTreeSet<Lengths> = short.into_iter().collect();
        assert!(!long.is_empty());
        assert_eq!(all.distinct.len(), long.len() + short.len());
    }
}
