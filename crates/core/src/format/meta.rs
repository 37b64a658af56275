//! The meta section: counts that the other sections are read by, and the author's settings.

use alloc::vec::Vec;

use super::FIELDS;
use super::settings::Settings;
use super::varint::{Cursor, push};

/// Counts and settings of an index.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meta {
    /// Number of documents.
    pub documents: u32,
    /// Number of terms, which are keys of the dictionary.
    pub terms: u32,
    /// Number of distinct folded forms.
    pub words: u32,
    /// Sum of the lengths of each field over all documents, in tokens.
    pub lengths: [u64; FIELDS],
    /// How its articles are ranked.
    pub settings: Settings,
}

impl Meta {
    /// Appends the section.
    pub fn write(&self, out: &mut Vec<u8>) {
        push(out, self.documents);
        push(out, self.terms);
        push(out, self.words);
        for length in self.lengths {
            push(out, length as u32);
            push(out, (length >> 32) as u32);
        }
        self.settings.write(out);
    }

    /// Reads the section.
    pub fn read(bytes: &[u8]) -> Meta {
        let mut cursor = Cursor::new(bytes);
        Meta {
            documents: cursor.varint(),
            terms: cursor.varint(),
            words: cursor.varint(),
            lengths: core::array::from_fn(|_| {
                u64::from(cursor.varint()) | u64::from(cursor.varint()) << 32
            }),
            settings: Settings::read(&mut cursor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back() {
        let settings = Settings { weights: [1.0; FIELDS], recency: None };
        let lengths = [1, 0, 1 << 40, 9];
        let meta = Meta { documents: 5, terms: 700, words: 650, lengths, settings };
        let mut bytes = Vec::new();
        meta.write(&mut bytes);
        assert_eq!(Meta::read(&bytes), meta);
    }
}
