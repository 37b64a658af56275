//! Postings: for each term where it stands, document by document.
//!
//! An occurrence is a varint: the number of documents from the one before it, counted from -1, times four,
//! plus the number of the field. Within a document they stand in reading order.

use alloc::vec::Vec;

use super::varint::{Cursor, push};
use super::{FIELDS, Field};

/// Occurrences of a term in each field of a document.
pub type Frequencies = [u32; FIELDS];

/// One document that holds a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Posting {
    /// Number of the document, from 0.
    pub document: u32,
    /// How often the term stands in each field.
    pub frequencies: Frequencies,
}

/// Writes the occurrences of one term, one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Writer {
    /// The document after the last.
    next: u32,
}

impl Writer {
    /// The number that stands for an occurrence in this document, which is not before the last.
    #[inline]
    pub fn code(&mut self, document: u32, field: Field) -> u32 {
        let next = document.wrapping_add(1);
        let gap = next.wrapping_sub(self.next);
        self.next = next;
        gap << 2 | field as u32
    }

    /// The bytes of an occurrence in this document, in any field.
    #[inline]
    pub fn size(&mut self, document: u32) -> u32 {
        // The field is in the lowest bits, which do not decide.
        let code = self.code(document, Field::Title);
        1 + (31 - (code | 1).leading_zeros()) / 7
    }

    /// Appends the occurrences of a posting.
    pub fn push(&mut self, out: &mut Vec<u8>, posting: &Posting) {
        for field in Field::ALL {
            for _ in 0..posting.frequencies[field as usize] {
                push(out, self.code(posting.document, field));
            }
        }
    }
}

/// Reads occurrences: each as its document and the number of its field.
#[derive(Debug, Clone)]
pub struct Occurrences<'a> {
    cursor: Cursor<'a>,
    /// The document of the last, counted from 1.
    number: u32,
}

impl<'a> Occurrences<'a> {
    /// The occurrences in `bytes`.
    pub fn new(bytes: &'a [u8]) -> Occurrences<'a> {
        Occurrences { cursor: Cursor::new(bytes), number: 0 }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = (u32, usize);

    #[inline]
    fn next(&mut self) -> Option<(u32, usize)> {
        if self.cursor.is_done() {
            return None;
        }
        let code = self.cursor.varint();
        self.number = self.number.saturating_add(code >> 2);
        Some((self.number.saturating_sub(1), code as usize & 3))
    }
}

/// Reads postings.
#[derive(Debug, Clone)]
pub struct Postings<'a> {
    occurrences: Occurrences<'a>,
    ahead: Option<(u32, usize)>,
}

impl<'a> Postings<'a> {
    /// The postings of these occurrences.
    pub fn new(mut occurrences: Occurrences<'a>) -> Postings<'a> {
        let ahead = occurrences.next();
        Postings { occurrences, ahead }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let (document, _) = self.ahead?;
        let mut frequencies = [0; FIELDS];
        while let Some((_, field)) = self.ahead.filter(|ahead| ahead.0 == document) {
            frequencies[field] += 1;
            self.ahead = self.occurrences.next();
        }
        Some(Posting { document, frequencies })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn postings_come_back(
            gaps in proptest::collection::vec((0u32..1000, [0u32..3, 0u32..2, 0u32..40, 0u32..3]), 0..50)
        ) {
            let mut next = 0;
            let postings: Vec<Posting> = gaps
                .into_iter()
                .filter(|(_, frequencies)| frequencies.iter().any(|&f| f > 0))
                .map(|(gap, frequencies)| {
                    let document = next + gap;
                    next = document + 1;
                    Posting { document, frequencies }
                })
                .collect();
            let mut bytes = Vec::new();
            let mut writer = Writer::default();
            postings.iter().for_each(|posting| writer.push(&mut bytes, posting));
            let mut sizes = Writer::default();
            let size: u32 = postings
                .iter()
                .flat_map(|posting| (0..posting.frequencies.iter().sum()).map(|_: u32| posting.document))
                .map(|document| sizes.size(document))
                .sum();
            prop_assert_eq!(size as usize, bytes.len());
            prop_assert_eq!(Postings::new(Occurrences::new(&bytes)).collect::<Vec<_>>(), postings);
        }

        #[test]
        fn any_bytes_end(bytes: Vec<u8>) {
            prop_assert!(Postings::new(Occurrences::new(&bytes)).count() <= bytes.len());
        }
    }
}
