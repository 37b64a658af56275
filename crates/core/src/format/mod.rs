//! The index byte by byte. The encoder and the decoder of each structure stand in one file.
//!
//! Nothing here knows of words or ranking, and no decoder panics, whatever the bytes: reads past
//! the end give zeros, and loops are bounded by the bytes there are.
#![doc = include_str!("../../FORMAT.md")]

pub mod anchors;
pub mod compounds;
pub mod details;
pub mod dictionary;
pub mod documents;
pub mod inflections;
mod key;
pub mod literals;
pub mod meta;
pub mod postings;
pub mod sections;
pub mod settings;
pub mod stems;
pub mod stop_words;
pub mod synonyms;
pub mod tails;
pub mod term_info;
pub mod varint;

pub use key::{EXACT_SEPARATOR, exact_forms_prefix, forms, write_key};

/// The fields of an article, in the order in which the index holds them.
pub const FIELDS: usize = 4;

/// A field of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(usize)]
pub enum Field {
    /// The title.
    Title = 0,
    /// Headings inside the article.
    Heading = 1,
    /// Running text.
    Body = 2,
    /// Boilerplate around the article.
    Aside = 3,
}

impl Field {
    /// All fields, in index order.
    pub const ALL: [Field; FIELDS] = [Field::Title, Field::Heading, Field::Body, Field::Aside];
}

/// Begins a heading in the text of an article.
pub const HEADING_MARK: char = '\u{1}';
/// Begins a block of boilerplate in the text of an article.
pub const ASIDE_MARK: char = '\u{2}';
/// Stands before a block of code, which is running text all the same.
pub const CODE_MARK: char = '\u{3}';
/// Stands, behind the mark of boilerplate, before what an author says an article is about.
pub const DESCRIPTION_MARK: char = '\u{4}';
