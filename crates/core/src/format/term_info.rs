//! The terms section: for each term, in the order of the dictionary, in how many documents it is, how it
//! is written, and how long its postings will be.
//!
//! For all terms a varint: the number of documents times four, plus 0, 1 or 2 when it is mostly written in
//! small letters, with a capital, in capitals; 3 when it never stands in a text as a symbol of its own.
//! Then for all terms another: by how many bytes its postings differ from what they would take if it stood once
//! in the running text of documents at even distances, the sign in the lowest bit.

use super::EXACT_SEPARATOR;
use super::Field;
use super::postings::{Writer, low_bits};
use super::varint::{Cursor, push};
use crate::text::Case;

/// Writes the key of a term in the dictionary into `key`, which is emptied first: the folded form,
/// and the exact form where it differs.
pub fn write_key(key: &mut Vec<u8>, folded: &str, exact: &str) {
    key.clear();
    key.extend_from_slice(folded.as_bytes());
    if exact != folded {
        key.push(EXACT_SEPARATOR);
        key.extend_from_slice(exact.as_bytes());
    }
}

/// What the section says of a term, beside the bytes of its postings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermInfo {
    documents_and_case: u32,
}

impl TermInfo {
    /// A term of so many documents, with the case in which it is mostly written if it is a symbol.
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

/// The bytes of the postings of a term in so many of all documents, at even distances.
fn even(documents: u32, all: u32) -> u32 {
    let distance = all / documents.saturating_add(1);
    let (_, bits) = Writer::new(low_bits(documents, all)).code(distance, Field::Body);
    documents.saturating_mul(bits).div_ceil(8)
}

/// The section, in an index of so many documents: of terms whose postings have these sizes in bytes.
pub fn write(terms: &[TermInfo], sizes: &[u32], all: u32) -> Vec<u8> {
    let mut out = Vec::new();
    terms.iter().for_each(|term| push(&mut out, term.documents_and_case));
    for (term, size) in terms.iter().zip(sizes) {
        let difference = size.wrapping_sub(even(term.documents(), all)) as i32;
        push(&mut out, (difference << 1 ^ difference >> 31) as u32);
    }
    out
}

/// Reads the section of `count` terms; gives what comes behind them, which [`sizes`] reads, too.
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

/// The sizes of the postings of these terms in bytes, in an index of so many documents.
#[inline(never)]
pub fn sizes(terms: &[TermInfo], mut cursor: Cursor<'_>, all: u32) -> Vec<u32> {
    let mut sizes = Vec::with_capacity(terms.len());
    for term in terms {
        let difference = cursor.varint();
        let difference = (difference >> 1) ^ (difference & 1).wrapping_neg();
        sizes.push(even(term.documents(), all).wrapping_add(difference));
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn terms_come_back(terms: Vec<(u16, u8, u16)>, all: u32) {
            let (terms, sizes): (Vec<TermInfo>, Vec<u32>) = terms
                .into_iter()
                .map(|(documents, case, more)| {
                    let case = Case::ALL.get(case as usize % 4).copied();
                    let listed = TermInfo::new(documents.into(), case);
                    assert_eq!((listed.documents(), listed.case()), (documents.into(), case));
                    (listed, u32::from(documents) + u32::from(more))
                })
                .unzip();
            let bytes = write(&terms, &sizes, all);
            let (read, rest) = read(&bytes, terms.len());
            prop_assert_eq!(super::sizes(&read, rest, all), sizes);
            prop_assert_eq!(read, terms);
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, count: u16, all: u32) {
            let (terms, rest) = read(&bytes, count as usize);
            prop_assert!(terms.len() <= bytes.len());
            prop_assert_eq!(sizes(&terms, rest, all).len(), terms.len());
        }
    }
}
