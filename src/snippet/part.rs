//! The part of an article that a section is.

use std::ops::Range;

/// Where a section is in the segments of its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub segments: Range<u32>,
    /// How many headings of the first segment have begun with it.
    pub first: u32,
    /// How many of the last have begun with the section behind it.
    pub end: u32,
}

impl Part {
    /// The segments that it has a part of.
    pub(crate) fn segments(&self) -> Range<u32> {
        self.segments.clone()
    }

    /// The blocks of a segment that are in it, by how many headings have begun.
    pub(crate) fn headings(&self, segment: u32) -> Range<u32> {
        let first = if segment == self.segments.start { self.first } else { 0 };
        let end =
            if segment.checked_add(1) == Some(self.segments.end) { self.end } else { u32::MAX };
        first..end
    }
}
