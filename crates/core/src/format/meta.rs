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
    /// Number of [segments](crate::store::scan).
    pub segments: u32,
}

impl Meta {
    /// Appends the section.
    pub fn write(&self, out: &mut Vec<u8>) {
        push(out, self.documents);
        push(out, self.terms);
        push(out, self.words);
        if self.segments != self.documents || !self.settings.is_default() {
            self.settings.write(out);
            push(out, self.segments);
        }
    }

    /// Reads the section.
    pub fn read(bytes: &[u8]) -> Meta {
        let mut cursor = Cursor::new(bytes);
        let documents = cursor.varint();
        Meta {
            documents,
            terms: cursor.varint(),
            words: cursor.varint(),
            settings: Settings::read(&mut cursor),
            segments: cursor.varint().max(documents),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back() {
        for settings in [Settings { weights: [1.0; 4], recency: None }, Settings::default()] {
            for segments in [5, 6] {
                let meta = Meta { documents: 5, terms: 700, words: 650, settings, segments };
                let mut bytes = Vec::new();
                meta.write(&mut bytes);
                assert_eq!(Meta::read(&bytes), meta);
            }
        }
    }

    #[test]
    fn short_articles_and_the_default_settings_take_no_bytes() {
        let meta = Meta { documents: 5, segments: 5, ..Meta::default() };
        let mut bytes = Vec::new();
        meta.write(&mut bytes);
        assert_eq!(bytes, [5, 0, 0]);
    }
}
