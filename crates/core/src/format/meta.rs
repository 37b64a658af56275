//! The meta section: counts that the other sections are read by, and the author's settings.

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
    /// How its articles are ranked.
    pub settings: Settings,
}

impl Meta {
    /// Appends the section.
    pub fn write(&self, out: &mut Vec<u8>) {
        push(out, self.documents);
        push(out, self.terms);
        push(out, self.words);
        self.settings.write(out);
    }

    /// Reads the section.
    pub fn read(bytes: &[u8]) -> Meta {
        let mut cursor = Cursor::new(bytes);
        Meta {
            documents: cursor.varint(),
            terms: cursor.varint(),
            words: cursor.varint(),
            settings: Settings::read(&mut cursor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back() {
        let settings = Settings { weights: [1.0; 4], recency: None };
        let meta = Meta { documents: 5, terms: 700, words: 650, settings };
        let mut bytes = Vec::new();
        meta.write(&mut bytes);
        assert_eq!(Meta::read(&bytes), meta);
    }
}
