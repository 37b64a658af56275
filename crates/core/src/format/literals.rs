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
    /// The kind that the lowest two bits of a number say.
    fn of(number: u32) -> LiteralKind {
        match number & 3 {
            0 => LiteralKind::Separator,
            1 => LiteralKind::Joint,
            2 => LiteralKind::Unit,
            _ => LiteralKind::OutOfVocabulary,
        }
    }

    /// True for what stands between two words or two characters.
    pub fn is_separator(self) -> bool {
        matches!(self, LiteralKind::Separator | LiteralKind::Joint)
    }
}

/// A symbol with a text of its own, to be written.
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

/// All literals, in the order of their section, in little memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Literals<'a> {
    entries: Vec<Entry<'a>>,
    /// The terms of all of them.
    terms: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry<'a> {
    text: &'a str,
    /// The number of documents times four, plus the kind.
    documents_and_kind: u32,
    /// Where its terms end.
    terms: u32,
}

impl<'a> Literals<'a> {
    /// Their number.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// The kind of each, and the number of documents that hold it.
    pub fn kinds(&self) -> impl Iterator<Item = (LiteralKind, u32)> + '_ {
        self.entries
            .iter()
            .map(|entry| (LiteralKind::of(entry.documents_and_kind), entry.documents_and_kind >> 2))
    }

    /// How a literal is written.
    pub fn text(&self, number: u32) -> &'a str {
        self.entries.get(number as usize).map_or("", |entry| entry.text)
    }

    /// Of an out-of-vocabulary word the ordinals of its term and of its parts.
    pub fn terms(&self, number: u32) -> &[u32] {
        let end = |number: u32| {
            self.entries.get(number as usize).map_or(self.terms.len(), |entry| entry.terms as usize)
        };
        let start = number.checked_sub(1).map_or(0, end);
        self.terms.get(start..end(number)).unwrap_or_default()
    }

    /// Adds a literal whose terms have been added.
    fn push(&mut self, kind: LiteralKind, documents: u32, text: &'a str) {
        let documents_and_kind = documents << 2 | kind as u32;
        let terms = self.terms.len() as u32;
        self.entries.push(Entry { text, documents_and_kind, terms });
    }
}

impl<'a> From<&[Literal<'a>]> for Literals<'a> {
    fn from(list: &[Literal<'a>]) -> Literals<'a> {
        let mut literals = Literals::default();
        for Literal { kind, documents, text, terms } in list {
            literals.terms.extend(terms);
            literals.push(*kind, *documents, text);
        }
        literals
    }
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
pub fn read(bytes: &[u8]) -> Literals<'_> {
    let mut cursor = Cursor::new(bytes);
    let mut documents = MAX_DOCUMENTS + 1;
    let count = cursor.varint();
    // A literal takes two bytes at least.
    let entries = Vec::with_capacity((count as usize).min(bytes.len() / 2));
    let mut literals = Literals { entries, terms: Vec::new() };
    for _ in 0..count {
        if cursor.is_done() {
            break;
        }
        let head = cursor.varint();
        documents = documents.saturating_sub(head >> 2);
        let kind = LiteralKind::of(head);
        let text = cursor.str();
        if kind == LiteralKind::OutOfVocabulary {
            for _ in 0..=cursor.varint() {
                if cursor.is_done() {
                    break;
                }
                literals.terms.push(cursor.varint());
            }
        }
        literals.push(kind, documents, text);
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
            let read = read(&bytes);
            prop_assert_eq!(&read, &Literals::from(&literals[..]));
            let kinds = literals.iter().map(|literal| (literal.kind, literal.documents));
            prop_assert!(read.kinds().eq(kinds));
            for (number, literal) in (0..).zip(&literals) {
                prop_assert_eq!(read.text(number), literal.text);
                prop_assert_eq!(read.terms(number), &literal.terms);
            }
            let behind = literals.len() as u32;
            prop_assert_eq!((read.text(behind), read.terms(behind)), ("", &[][..]));
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>) {
            prop_assert!(read(&bytes).count() <= bytes.len());
        }
    }
}
