//! The terms section: for each term, in the order of the dictionary, in how many documents it is and
//! how it is written.
//!
//! A term is a varint: the number of its documents times four, plus 0, 1 or 2 when it is mostly written
//! in small letters, with a capital, in capitals; 3 when it never stands in a text as a symbol of its
//! own.

use alloc::vec::Vec;

use super::EXACT_SEPARATOR;
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

/// What the section says of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed(u32);

impl Listed {
    /// A term of so many documents, with the case in which it is mostly written if it is a symbol.
    pub fn new(documents: u32, case: Option<Case>) -> Listed {
        Listed(documents << 2 | case.map_or(3, |case| case as u32))
    }

    /// Number of documents that hold it.
    pub fn documents(self) -> u32 {
        self.0 >> 2
    }

    /// The case in which it is mostly written; none when it is not a symbol.
    pub fn case(self) -> Option<Case> {
        Case::ALL.get(self.0 as usize & 3).copied()
    }
}

/// The section.
pub fn write(terms: &[Listed]) -> Vec<u8> {
    let mut out = Vec::new();
    terms.iter().for_each(|term| push(&mut out, term.0));
    out
}

/// Reads the section of `count` terms.
pub fn read(bytes: &[u8], count: usize) -> Vec<Listed> {
    let mut cursor = Cursor::new(bytes);
    // A term takes a byte at least.
    (0..count.min(bytes.len())).map(|_| Listed(cursor.varint())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn terms_come_back(terms: Vec<(u16, u8)>) {
            let terms: Vec<Listed> = terms
                .into_iter()
                .map(|(documents, case)| {
                    let case = Case::ALL.get(case as usize % 4).copied();
                    let listed = Listed::new(documents.into(), case);
                    assert_eq!((listed.documents(), listed.case()), (documents.into(), case));
                    listed
                })
                .collect();
            prop_assert_eq!(read(&write(&terms), terms.len()), terms);
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, count: u16) {
            prop_assert!(read(&bytes, count as usize).len() <= bytes.len());
        }
    }
}
