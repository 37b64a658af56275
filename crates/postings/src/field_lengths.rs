//! How long the fields of documents are.

use kwic_core::format::{FIELDS, Field};

use crate::bigram_cache::BigramCache;

/// The number of tokens in each field of a document, parts not counted.
pub type Lengths = [u32; FIELDS];

/// Short documents do not often have more different lengths.
const USUAL: usize = 1024;

/// The number of a row for each document, of which two bytes are kept while none is larger.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    low: Vec<u16>,
    /// What is above; there are none behind the last that is not zero.
    high: Vec<u16>,
}

/// The lengths of all documents. Many documents have the same, which are there once.
#[derive(Debug, Default)]
pub struct FieldLengths {
    pub(crate) distinct: Vec<Lengths>,
    /// Which of them each document has.
    pub(crate) of: Rows,
    known: BigramCache,
}

impl Rows {
    fn push(&mut self, number: u32) {
        self.low.push(number as u16);
        let high = (number >> 16) as u16;
        if high > 0 {
            self.high.reserve_exact(self.low.capacity() - self.high.len());
        }
        // Zeros for the documents before it, which had none.
        while high > 0 && self.high.len() < self.low.len() {
            let is_last = self.high.len() + 1 == self.low.len();
            self.high.push(if is_last { high } else { 0 });
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.low.len()
    }

    /// That of a document.
    #[inline]
    pub(crate) fn get(&self, document: usize) -> Option<u32> {
        let high = self.high.get(document).map_or(0, |&high| u32::from(high) << 16);
        Some(high | u32::from(*self.low.get(document)?))
    }
}

impl FieldLengths {
    /// With room for so many documents.
    pub fn with_room(documents: usize) -> FieldLengths {
        let distinct = Vec::with_capacity(USUAL);
        let of = Rows { low: Vec::with_capacity(documents), high: Vec::new() };
        FieldLengths { distinct, of, known: BigramCache::default() }
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        self.distinct.clear();
        self.of.low.clear();
        self.of.high.clear();
        self.known = BigramCache::default();
    }

    /// Adds those of the next document.
    #[inline(never)]
    pub fn push(&mut self, lengths: Lengths) {
        let FieldLengths { distinct, of, known } = self;
        let mut add = || {
            distinct.push(lengths);
            distinct.len() as u32 - 1
        };
        let two = |a: Field, b: Field| lengths[a as usize] << 16 | lengths[b as usize];
        // Longer ones hardly come twice.
        let number = if lengths.iter().all(|&length| length < u16::MAX.into()) {
            // The second decides more about the place.
            let second = two(Field::Title, Field::Body);
            known.get_or(two(Field::Heading, Field::Aside), Some(second), &mut add)
        } else {
            add()
        };
        of.push(number);
    }

    /// Those of each document.
    pub fn iter(&self) -> impl Iterator<Item = &Lengths> {
        (0..self.of.len()).filter_map(|at| self.distinct.get(self.of.get(at)? as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_any_number_come_back() {
        let mut rows = Rows::default();
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
