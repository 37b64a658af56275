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
