//! Terms that are looked for in documents, each with a number of what it stands for.

use kwic_core::small::sort::sort;
use kwic_core::store::vocabulary::Occurrence;
use kwic_postings::bit_set::BitSet;

use crate::index::Index;

/// See the [module](self).
pub(crate) struct Wanted {
    /// Each term and its number, sorted.
    numbers: Vec<(u32, usize)>,
    set: BitSet,
}

impl Wanted {
    /// Of terms and their numbers; a term may have several.
    pub(crate) fn new(index: &Index<'_>, mut numbers: Vec<(u32, usize)>) -> Wanted {
        let set = index.inverted().set_of(numbers.iter().map(|wanted| wanted.0));
        sort(&mut numbers, |a, b| a < b);
        Wanted { numbers, set }
    }

    /// Calls `each` with every number of every token of a document whose term is wanted.
    pub(crate) fn walk(
        &self,
        index: &Index<'_>,
        document: u32,
        each: &mut dyn FnMut(usize, Occurrence),
    ) {
        index.walk(document, &self.set, &mut |occurrence| {
            let from = self.numbers.partition_point(|wanted| wanted.0 < occurrence.term);
            for &(term, number) in &self.numbers[from..] {
                if term != occurrence.term {
                    break;
                }
                each(number, occurrence);
            }
        });
    }
}
