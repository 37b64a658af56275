//! A document as the text section takes it.

use std::borrow::Cow;

use kwic_core::format::Field;
use kwic_core::store::stored_article::{StoredArticle, without_controls};

use crate::{BlockKind, Document};

/// The title and the blocks of a document.
pub(crate) fn article(document: &Document) -> StoredArticle<'_> {
    let field = |kind| match kind {
        BlockKind::Heading => Field::Heading,
        BlockKind::Body => Field::Body,
        BlockKind::Aside => Field::Aside,
    };
    let blocks = document.blocks.iter();
    StoredArticle {
        title: Cow::Borrowed(&document.title),
        title_repeats: document.title_from_body,
        blocks: blocks.map(|block| (field(block.kind), without_controls(&block.text))).collect(),
    }
}
