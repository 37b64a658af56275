//! The split index: one index as many small files, of which a search loads those that it needs. The writer and the
//! reader of each kind of file stand in one module.
//!
//! Files are numbered by kind from 0 and never change: all of one build lie in a folder whose name tells their
//! content. They are written here without compression; the build compresses each, and who loads one undoes it.
//!
//! As everywhere in this crate no reader panics, whatever the bytes: past the end it reads zeros.
#![doc = include_str!("../../SPLIT.md")]

pub mod article_file;
pub mod columns;
pub mod dictionary_file;
pub mod order_file;
pub mod place;
pub mod positions;
pub mod root;
pub mod separator_file;
pub mod tail_file;
pub mod text_file;
pub mod title_starts;

/// A number that may be negative, with its sign in the lowest bit.
fn signed(difference: u32) -> u32 {
    let difference = difference as i32;
    (difference << 1 ^ difference >> 31) as u32
}

fn unsigned(number: u32) -> u32 {
    (number >> 1) ^ (number & 1).wrapping_neg()
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum FileKind {
    /// Titles and records of articles, and the text of short ones.
    Articles = b'a',
    /// What filters and facets ask of all articles.
    Columns = b'c',
    /// Terms in the order of their keys.
    Dictionary = b'd',
    /// In which segments and fields terms stand.
    Lists = b'l',
    /// In which order the author gave the articles.
    Order = b'o',
    /// At which positions they stand there.
    Positions = b'p',
    /// The separators, which names and signs are made of.
    Separators = b's',
    /// Text of long articles.
    Text = b't',
    /// Where words of languages with compounds can be parted.
    Tails = b'z',
}

impl FileKind {
    /// All kinds.
    pub const ALL: [FileKind; 9] = [
        FileKind::Articles,
        FileKind::Columns,
        FileKind::Dictionary,
        FileKind::Lists,
        FileKind::Order,
        FileKind::Positions,
        FileKind::Separators,
        FileKind::Text,
        FileKind::Tails,
    ];
}

/// One file of a split index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId {
    /// What it holds.
    pub kind: FileKind,
    /// Its number among the files of its kind.
    pub number: u32,
}

impl FileId {
    /// Its name in the folder of the index, without `.bin`: the letter of the kind and the number.
    pub fn name(self) -> String {
        let mut name = String::from(self.kind as u8 as char);
        name.push_str(&self.number.to_string());
        name
    }

    /// The file with this name; none where there is none of that name.
    pub fn named(name: &str) -> Option<FileId> {
        let kind = FileKind::ALL
            .into_iter()
            .find(|&kind| name.as_bytes().first() == Some(&(kind as u8)))?;
        let number: u32 = name.get(1..)?.parse().ok()?;
        let id = FileId { kind, number };
        (id.name() == name).then_some(id)
    }
}

/// How large files may grow, in bytes before compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of a dictionary file.
    pub dictionary: u32,
    /// Of a file of lists, and of one of positions, but for one that has a single term.
    pub lists: u32,
    /// Of a file of articles or of text, but for one that has a single article or segment.
    pub text: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { dictionary: 6_144, lists: 4_096, text: 2_048 }
    }
}

/// An article of at most so many tokens has its text beside its record, where it costs no file of its own.
pub const SHORT: u32 = 160;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_names() {
        for kind in FileKind::ALL {
            for number in [0, 7, u32::MAX] {
                let id = FileId { kind, number };
                assert_eq!(FileId::named(&id.name()), Some(id));
            }
        }
        for name in ["", "a", "7", "x1", "a01", "a-1", "a1.bin", "ä1"] {
            assert_eq!(FileId::named(name), None, "{name}");
        }
    }
}
