//! The signs section: symbols of the text that are not terms of the dictionary as they stand there.
//!
//! A varint of their number; then each, those in most documents first: a varint of how many fewer
//! documents hold it than the one before (the first: than 2^24), times four, plus its kind; its text as a
//! string; and of a word how many parts it has, the ordinal of its term and those of its parts, all varints.

use alloc::vec::Vec;

use super::postings::MOST_DOCUMENTS;
use super::varint::{Cursor, push, push_str};

/// What a sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// What stands between two words, if not what mostly does.
    Gap = 0,
    /// The same within a run of a script without spaces, which it does not divide.
    Joint = 1,
    /// A character of a script without spaces.
    Unit = 2,
    /// A word that is not a term in one of the three cases: `McDonald`, `1990s`.
    Odd = 3,
}

/// A symbol with a text of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign<'a> {
    /// What it is.
    pub kind: Kind,
    /// Number of documents that hold it.
    pub documents: u32,
    /// How it is written.
    pub text: &'a str,
    /// Of a word the ordinals of its term and of its parts.
    pub terms: Vec<u32>,
}

/// The section, for signs in the order in which it holds them.
pub fn write(signs: &[Sign<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    push(&mut out, signs.len() as u32);
    let mut before = MOST_DOCUMENTS + 1;
    for sign in signs {
        let documents = sign.documents.min(before);
        push(&mut out, (before - documents) << 2 | sign.kind as u32);
        push_str(&mut out, sign.text);
        if sign.kind == Kind::Odd {
            push(&mut out, sign.terms.len().saturating_sub(1) as u32);
            sign.terms.iter().for_each(|&term| push(&mut out, term));
        }
        before = documents;
    }
    out
}

/// Reads the section.
#[inline(never)]
pub fn read(bytes: &[u8]) -> Vec<Sign<'_>> {
    let mut cursor = Cursor::new(bytes);
    let mut documents = MOST_DOCUMENTS + 1;
    let count = cursor.varint();
    // A sign takes two bytes at least.
    let mut signs = Vec::with_capacity((count as usize).min(bytes.len() / 2));
    for _ in 0..count {
        if cursor.is_done() {
            break;
        }
        let head = cursor.varint();
        documents = documents.saturating_sub(head >> 2);
        let kind = match head & 3 {
            0 => Kind::Gap,
            1 => Kind::Joint,
            2 => Kind::Unit,
            _ => Kind::Odd,
        };
        let text = cursor.str();
        let mut terms = Vec::new();
        if kind == Kind::Odd {
            for _ in 0..=cursor.varint() {
                if cursor.is_done() {
                    break;
                }
                terms.push(cursor.varint());
            }
        }
        signs.push(Sign { kind, documents, text, terms });
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn signs_come_back(signs: Vec<(u32, u8, String)>) {
            let kinds = [Kind::Gap, Kind::Joint, Kind::Unit, Kind::Odd];
            let mut signs: Vec<Sign<'_>> = signs
                .iter()
                .map(|(documents, kind, text)| Sign {
                    kind: kinds[*kind as usize % 4],
                    documents: documents % MOST_DOCUMENTS,
                    text,
                    terms: if *kind % 4 == 3 { vec![documents / 2, *documents] } else { vec![] },
                })
                .collect();
            signs.sort_by_key(|sign| std::cmp::Reverse(sign.documents));
            let bytes = write(&signs);
            prop_assert_eq!(read(&bytes), signs);
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>) {
            prop_assert!(read(&bytes).len() <= bytes.len());
        }
    }
}
