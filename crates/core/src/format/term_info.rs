//! The terms section: for each term, in the order of the dictionary, the number of documents that have it, the
//! case in which it is mostly written, and the size of its postings.
//!
//! First a varint for each term: the number of documents times four, plus 0, 1 or 2 for a term that is mostly
//! small, with a capital, or in capitals, and 3 for a term that is no symbol of the text. Then another varint for
//! each term: the difference, in bytes and with the sign in the lowest bit, between the size of its postings and
//! an estimate. The estimate is their size if the term stood at even distances, once in the running text of each of
//! the segments that are expected for that many documents.

use super::Field;
use super::postings::{Extent, Writer, low_bits};
use super::varint::{Cursor, push};
use crate::text::Case;

/// Stands for a term that the dictionary does not have.
pub const NO_TERM: u32 = u32::MAX;

/// What the section says of a term, beside the size of its postings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermInfo {
    documents_and_case: u32,
}

impl TermInfo {
    /// A term that `documents` documents have, with the case in which it is mostly written; none if it is no
    /// symbol of the text.
    pub fn new(documents: u32, case: Option<Case>) -> TermInfo {
        TermInfo { documents_and_case: documents << 2 | case.map_or(3, |case| case as u32) }
    }

    /// Number of documents that hold it.
    pub fn documents(self) -> u32 {
        self.documents_and_case >> 2
    }

    /// The case in which it is mostly written; none when it is not a symbol.
    pub fn case(self) -> Option<Case> {
        Case::ALL.get(self.documents_and_case as usize & 3).copied()
    }
}

/// The size of the postings of a term in bytes, if it stands at even distances in as many segments as are expected
/// for this number of documents.
pub(crate) fn even(documents: u32, extent: Extent) -> u32 {
    let segments = extent.expected(documents);
    let distance = extent.segments / segments.saturating_add(1);
    let low = low_bits(segments, extent.segments);
    let (_, bits) = Writer::new(low).code(distance, Field::Body);
    segments.saturating_mul(bits).div_ceil(8)
}

/// The section: of terms whose postings have these sizes in bytes, in an index of this extent.
pub fn write(terms: &[TermInfo], sizes: &[u32], extent: Extent) -> Vec<u8> {
    let mut out = Vec::new();
    terms.iter().for_each(|term| push(&mut out, term.documents_and_case));
    for (term, size) in terms.iter().zip(sizes) {
        let difference = size.wrapping_sub(even(term.documents(), extent)) as i32;
        push(&mut out, (difference << 1 ^ difference >> 31) as u32);
    }
    out
}

/// Reads the first half of the section of `count` terms. The cursor is at the second half, which [`sizes`]
/// reads.
pub fn read(bytes: &[u8], count: usize) -> (Vec<TermInfo>, Cursor<'_>) {
    let mut cursor = Cursor::new(bytes);
    // A term takes a byte at least.
    let count = count.min(bytes.len());
    let mut terms = Vec::with_capacity(count);
    for _ in 0..count {
        terms.push(TermInfo { documents_and_case: cursor.varint() });
    }
    (terms, cursor)
}

/// The sizes of the postings of these terms in bytes, in an index of this extent.
#[inline(never)]
pub fn sizes(terms: &[TermInfo], mut cursor: Cursor<'_>, extent: Extent) -> Vec<u32> {
    let mut sizes = Vec::with_capacity(terms.len());
    for term in terms {
        let difference = cursor.varint();
        let difference = (difference >> 1) ^ (difference & 1).wrapping_neg();
        sizes.push(even(term.documents(), extent).wrapping_add(difference));
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn terms_come_back(terms: Vec<(u16, u8, u16)>, documents: u32, segments: u32) {
            let extent = Extent { documents, segments };
            let (terms, sizes): (Vec<TermInfo>, Vec<u32>) = terms
                .into_iter()
                .map(|(documents, case, more)| {
                    let case = Case::ALL.get(case as usize % 4).copied();
                    let listed = TermInfo::new(documents.into(), case);
                    assert_eq!((listed.documents(), listed.case()), (documents.into(), case));
                    (listed, u32::from(documents) + u32::from(more))
                })
                .unzip();
            let bytes = write(&terms, &sizes, extent);
            let (read, rest) = read(&bytes, terms.len());
            prop_assert_eq!(super::sizes(&read, rest, extent), sizes);
            prop_assert_eq!(read, terms);
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, count: u16, documents: u32, segments: u32) {
            let extent = Extent { documents, segments };
            let (terms, rest) = read(&bytes, count as usize);
            prop_assert!(terms.len() <= bytes.len());
            prop_assert_eq!(sizes(&terms, rest, extent).len(), terms.len());
        }
    }
}
