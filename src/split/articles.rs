//! The articles of a split index: their titles, records and texts.

use kwic_core::format::{ASIDE_MARK, Field, HEADING_MARK};
use kwic_core::split::article_file::{self, StoredArticle};
use kwic_core::split::root::{Lengths, Root};
use kwic_core::split::{FileId, FileKind, SHORT, text_file};
use kwic_postings::segments::Segments;

use super::files::{Files, Stage};

/// See the [module](self).
#[derive(Clone, Copy)]
pub(super) struct Articles<'s, 'a> {
    pub root: &'s Root<'a>,
    pub files: &'s Files,
    pub segments: &'s Segments,
}

impl<'s> Articles<'s, '_> {
    /// The article with a number; where its file is not there, that is noted.
    pub(super) fn get(self, document: u32) -> Option<StoredArticle<'s>> {
        let (number, before) = self.file_of(document)?;
        article_file::read(self.files.get(Stage::Articles, FileKind::Articles, number)?, before)
    }

    /// The article with a number, if its file is there.
    pub(super) fn find(self, document: u32) -> Option<StoredArticle<'s>> {
        let (number, before) = self.file_of(document)?;
        article_file::read(self.files.find(FileId { kind: FileKind::Articles, number })?, before)
    }

    /// The file of an article, and how many are before it there.
    fn file_of(self, document: u32) -> Option<(u32, u32)> {
        let firsts = &self.root.articles;
        let number = firsts.partition_point(|&first| first <= document).checked_sub(1)?;
        (document < self.segments.documents()).then(|| (number as u32, document - firsts[number]))
    }

    fn is_short(self, document: u32) -> bool {
        self.root.lengths.get(document as usize).is_some_and(is_short)
    }

    /// The blocks of a segment, each behind its mark; where their file is not there, that is noted.
    pub(super) fn blocks(self, segment: u32) -> Option<Vec<&'s str>> {
        let document = self.segments.document(segment);
        if self.is_short(document) {
            let first = self.segments.of(document).start;
            return self.get(document)?.segments.into_iter().nth((segment - first) as usize);
        }
        let firsts = &self.root.texts;
        let number = firsts.partition_point(|&first| first <= segment).checked_sub(1)?;
        let is_long = |&segment: &u32| !self.is_short(self.segments.document(segment));
        let before = (firsts[number]..segment).filter(is_long).count() as u32;
        let bytes = self.files.get(Stage::Articles, FileKind::Text, number as u32)?;
        Some(text_file::read(bytes, before))
    }
}

/// True for an article of these lengths, whose text is beside its record.
pub(super) fn is_short(lengths: &Lengths) -> bool {
    lengths.iter().fold(0u32, |sum, &length| sum.saturating_add(length)) <= SHORT
}

/// The field of a block, by its mark.
pub(super) fn field_of(block: &str) -> Field {
    match block.chars().next() {
        Some(HEADING_MARK) => Field::Heading,
        Some(ASIDE_MARK) => Field::Aside,
        _ => Field::Body,
    }
}
