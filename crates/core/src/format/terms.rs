//! The terms section: for each term, in the order of the dictionary, the number of its documents
//! and the lengths of its postings and positions.
//!
//! Terms stand in groups of [`GROUP`]; a group begins with the absolute offsets of its first term
//! in the postings and positions sections, so that no more than a group is read for one term.

use alloc::vec::Vec;
use core::ops::Range;

use super::EXACT_SEPARATOR;
use super::sections::{sampled, write_sampled};
use super::varint::push;

/// Terms in a group.
const GROUP: usize = 32;

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

/// Where a term is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Number of documents that hold it.
    pub documents: u32,
    /// Its bytes in the postings section.
    pub postings: Range<usize>,
    /// Its bytes in the positions section.
    pub positions: Range<usize>,
}

/// The section, for terms whose postings and positions follow each other without gaps.
pub fn write(terms: &[Term]) -> Vec<u8> {
    let records = terms.iter().enumerate().map(|(i, term)| {
        let mut record = Vec::new();
        if i % GROUP == 0 {
            push(&mut record, term.postings.start as u32);
            push(&mut record, term.positions.start as u32);
        }
        push(&mut record, term.documents);
        push(&mut record, term.postings.len() as u32);
        push(&mut record, term.positions.len() as u32);
        record
    });
    write_sampled(GROUP, records)
}

/// Term number `ordinal` of `count`.
pub fn read(bytes: &[u8], count: usize, ordinal: usize) -> Term {
    let mut cursor = sampled(bytes, GROUP, count, ordinal);
    let mut postings = cursor.varint() as usize;
    let mut positions = cursor.varint() as usize;
    for _ in 0..ordinal % GROUP {
        cursor.skip(1);
        postings = postings.saturating_add(cursor.varint() as usize);
        positions = positions.saturating_add(cursor.varint() as usize);
    }
    let documents = cursor.varint();
    let postings = postings..postings.saturating_add(cursor.varint() as usize);
    let positions = positions..positions.saturating_add(cursor.varint() as usize);
    Term { documents, postings, positions }
}

/// The numbers of documents of the terms from number `ordinal` of `count` on.
pub fn documents(bytes: &[u8], count: usize, ordinal: usize) -> impl Iterator<Item = u32> {
    let mut cursor = sampled(bytes, GROUP, count, ordinal);
    let before = ordinal % GROUP;
    let documents = move |at: usize| {
        if cursor.is_done() {
            return None;
        }
        if at.is_multiple_of(GROUP) {
            cursor.skip(2);
        }
        let documents = cursor.varint();
        cursor.skip(2);
        Some(documents)
    };
    (ordinal - before..count).map_while(documents).skip(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn terms_come_back(lengths: Vec<(u32, u16, u16)>) {
            let (mut postings, mut positions) = (0, 0);
            let terms: Vec<Term> = lengths
                .into_iter()
                .map(|(documents, a, b)| {
                    let term = Term {
                        documents,
                        postings: postings..postings + a as usize,
                        positions: positions..positions + b as usize,
                    };
                    postings += a as usize;
                    positions += b as usize;
                    term
                })
                .collect();
            let bytes = write(&terms);
            for (ordinal, term) in terms.iter().enumerate() {
                prop_assert_eq!(&read(&bytes, terms.len(), ordinal), term);
                let from_here = documents(&bytes, terms.len(), ordinal);
                prop_assert!(from_here.eq(terms[ordinal..].iter().map(|term| term.documents)));
            }
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, count: u16, ordinal: u16) {
            read(&bytes, count as usize, ordinal as usize);
            documents(&bytes, count as usize, ordinal as usize).count();
        }
    }
}
