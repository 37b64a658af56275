//! Terms that are looked for in documents, each with the numbers of what it stands for.

use kwic_core::small::sort::sort;
use kwic_core::store::scan::Occurrence;
use kwic_postings::bit_set::BitSet;

use crate::index_reader::IndexReader;

/// See the [module](self).
pub(crate) struct TermSet {
    /// Each term and its number, sorted.
    numbers: Vec<(u32, usize)>,
    terms: BitSet,
}

impl TermSet {
    /// The set of these terms and their numbers; a term may have several.
    pub(crate) fn new(reader: &impl IndexReader, mut numbers: Vec<(u32, usize)>) -> TermSet {
        let mut terms = BitSet::new(reader.terms());
        numbers.iter().for_each(|&(term, _)| terms.insert(term));
        sort(&mut numbers, |a, b| a < b);
        TermSet { numbers, terms }
    }

    /// Calls `each` with every number of every token of a segment whose term is in the set.
    pub(crate) fn scan(
        &self,
        reader: &impl IndexReader,
        segment: u32,
        each: &mut dyn FnMut(usize, Occurrence),
    ) {
        reader.scan(segment, &self.terms, &mut |occurrence| {
            let from = self.numbers.partition_point(|entry| entry.0 < occurrence.term);
            for &(term, number) in &self.numbers[from..] {
                if term != occurrence.term {
                    break;
                }
                each(number, occurrence);
            }
        });
    }
}
