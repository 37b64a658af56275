//! Postings: for each term the documents that hold it, and how often in each field. An index does not
//! hold them: they are made from its text in memory, and kept small there.
//!
//! A posting is a varint whose lowest bit says "once, in the body" and whose other bits are the gap
//! from the document before. Where the bit is clear a byte follows: the low four bits name the
//! fields, the high four hold the frequency in the body (15: a varint with the frequency less 15
//! follows). Then comes a varint for each other field named, in order.

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

const BODY: usize = Field::Body as usize;
const ONCE_IN_BODY: Frequencies = [0, 0, 1, 0];

/// Appends a posting of a document so many after the one before it, or after the beginning, in the list
/// of its term.
pub fn push_posting(out: &mut Vec<u8>, gap: u32, frequencies: &Frequencies) {
    if *frequencies == ONCE_IN_BODY {
        push(out, gap << 1 | 1);
        return;
    }
    push(out, gap << 1);
    let mut fields = (frequencies[BODY].min(15) << 4) as u8;
    for (field, &frequency) in frequencies.iter().enumerate() {
        fields |= u8::from(frequency > 0) << field;
    }
    out.push(fields);
    if frequencies[BODY] >= 15 {
        push(out, frequencies[BODY] - 15);
    }
    for (field, &frequency) in frequencies.iter().enumerate() {
        if field != BODY && frequency > 0 {
            push(out, frequency);
        }
    }
}

/// Reads what [`push_posting`] wrote, posting by posting.
#[derive(Debug, Clone)]
pub struct Postings<'a> {
    cursor: Cursor<'a>,
    next: u32,
}

impl<'a> Postings<'a> {
    /// The postings in `bytes`.
    pub fn new(bytes: &'a [u8]) -> Postings<'a> {
        Postings { cursor: Cursor::new(bytes), next: 0 }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    #[inline]
    fn next(&mut self) -> Option<Posting> {
        if self.cursor.is_done() {
            return None;
        }
        let head = self.cursor.varint();
        let document = self.next.saturating_add(head >> 1);
        self.next = document.saturating_add(1);
        if head & 1 == 1 {
            return Some(Posting { document, frequencies: ONCE_IN_BODY });
        }
        let fields = self.cursor.byte();
        let mut frequencies = [0; FIELDS];
        frequencies[BODY] = u32::from(fields >> 4);
        if frequencies[BODY] == 15 {
            frequencies[BODY] = self.cursor.varint().saturating_add(15);
        }
        for (field, frequency) in frequencies.iter_mut().enumerate() {
            if field != BODY && fields >> field & 1 == 1 {
                *frequency = self.cursor.varint();
            }
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
            let mut next = 0;
            for posting in &postings {
                push_posting(&mut bytes, posting.document - next, &posting.frequencies);
                next = posting.document + 1;
            }
            prop_assert_eq!(Postings::new(&bytes).collect::<Vec<_>>(), postings);
        }

        #[test]
        fn any_bytes_end(bytes: Vec<u8>) {
            prop_assert!(Postings::new(&bytes).count() <= bytes.len());
        }
    }
}
