//! A title or a block of an article, taken apart.

use std::ops::Range;

use crate::format::Field;
use crate::text::Case;

/// What a text is made of, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextItem {
    /// A term that is written in this case.
    Word(u32, Case),
    /// A literal, by its number among all that were met.
    Literal(u32),
}

/// An item in as few bytes as it needs, since a build holds those of all articles at once: the number times four, and
/// below that the case of a term, or that it is a literal. No site has so many terms or literals that 30 bits would
/// not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PackedItem(u32);

impl PackedItem {
    const LITERAL: u32 = 3;

    pub(super) fn unpacked(self) -> TextItem {
        match Case::ALL.get((self.0 & 3) as usize) {
            Some(&case) => TextItem::Word(self.0 >> 2, case),
            None => TextItem::Literal(self.0 >> 2),
        }
    }
}

impl From<TextItem> for PackedItem {
    fn from(item: TextItem) -> PackedItem {
        PackedItem(match item {
            TextItem::Word(term, case) => term << 2 | case as u32,
            TextItem::Literal(literal) => literal << 2 | PackedItem::LITERAL,
        })
    }
}

/// A token of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CollectedToken {
    /// Its term.
    pub term: u32,
    /// Its position, counted from the beginning of the block.
    pub position: u32,
}

/// A title or a block: where its tokens and its items are among those of all articles.
#[derive(Debug, Clone)]
pub struct CollectedBlock {
    /// Where it stands.
    pub field: Field,
    /// Its tokens; none where its words are not counted.
    pub tokens: Range<usize>,
    /// Its words are counted. Those of a title that repeats the text are not.
    pub counted: bool,
    pub(super) items: Range<usize>,
}
