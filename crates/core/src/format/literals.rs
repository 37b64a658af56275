//! The literals section: symbols of the text that are not terms of the dictionary as they stand there.
//!
//! A varint of their number; then each literal, those in most documents first. A literal is a varint: by how many
//! the number of its documents is below that of the literal before (the first: below 2^24), times four, plus its
//! kind. Then its text, a string. For an out-of-vocabulary word follow varints: the number of its parts, the
//! ordinal of its term, and the ordinals of its parts.

use super::postings::MAX_DOCUMENTS;
use super::varint::{Cursor, push, push_str};

/// What a literal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum LiteralKind {
    /// What stands between two words where that is not one space.
    Separator = 0,
    /// The same within a run of a script without spaces, which it does not divide.
    Joint = 1,
    /// A character of a script without spaces.
    Unit = 2,
    /// A word that is no term in one of the three cases, or that has parts: `McDonald`, `1990s`.
    OutOfVocabulary = 3,
}

impl LiteralKind {
    /// True for what stands between two words or two characters.
    pub fn is_separator(self) -> bool {
        matches!(self, LiteralKind::Separator | LiteralKind::Joint)
    }
}

/// A symbol with a text of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal<'a> {
    /// What it is.
    pub kind: LiteralKind,
    /// Number of documents that hold it.
    pub documents: u32,
    /// How it is written.
    pub text: &'a str,
    /// Of an out-of-vocabulary word the ordinals of its term and of its parts.
    pub terms: Vec<u32>,
}

/// The section, for literals in the order in which it holds them.
pub fn write(literals: &[Literal<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    push(&mut out, literals.len() as u32);
    let mut before = MAX_DOCUMENTS + 1;
    for literal in literals {
        let documents = literal.documents.min(before);
        push(&mut out, (before - documents) << 2 | literal.kind as u32);
        push_str(&mut out, literal.text);
        if literal.kind == LiteralKind::OutOfVocabulary {
            push(&mut out, literal.terms.len().saturating_sub(1) as u32);
            literal.terms.iter().for_each(|&term| push(&mut out, term));
        }
        before = documents;
    }
    out
}

/// Reads the section.
#[inline(never)]
pub fn read(bytes: &[u8]) -> Vec<Literal<'_>> {
    let mut cursor = Cursor::new(bytes);
    let mut documents = MAX_DOCUMENTS + 1;
    let count = cursor.varint();
    // A literal takes two bytes at least.
    let mut literals = Vec::with_capacity((count as usize).min(bytes.len() / 2));
    for _ in 0..count {
        if cursor.is_done() {
            break;
        }
        let head = cursor.varint();
        documents = documents.saturating_sub(head >> 2);
        let kind = match head & 3 {
            0 => LiteralKind::Separator,
            1 => LiteralKind::Joint,
            2 => LiteralKind::Unit,
            _ => LiteralKind::OutOfVocabulary,
        };
        let text = cursor.str();
        let mut terms = Vec::new();
        if kind == LiteralKind::OutOfVocabulary {
            for _ in 0..=cursor.varint() {
                if cursor.is_done() {
                    break;
                }
                terms.push(cursor.varint());
            }
        }
        literals.push(Literal { kind, documents, text, terms });
    }
    literals
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn literals_come_back(literals: Vec<(u32, u8, String)>) {
            let kinds = [LiteralKind::Separator, LiteralKind::Joint, LiteralKind::Unit, LiteralKind::OutOfVocabulary];
            let mut literals: Vec<Literal<'_>> = literals
                .iter()
                .map(|(documents, kind, text)| Literal {
                    kind: kinds[*kind as usize % 4],
                    documents: documents % MAX_DOCUMENTS,
                    text,
                    terms: if *kind % 4 == 3 { vec![documents / 2, *documents] } else { vec![] },
                })
                .collect();
            literals.sort_by_key(|literal| std::cmp::Reverse(literal.documents));
            let bytes = write(&literals);
            prop_assert_eq!(read(&bytes), literals);
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>) {
            prop_assert!(read(&bytes).len() <= bytes.len());
        }
    }
}
