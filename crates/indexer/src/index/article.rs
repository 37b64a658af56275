//! A document as the text section takes it.

use std::borrow::Cow;

use kwic_core::format::{CODE_MARK, DESCRIPTION_MARK, Field};
use kwic_core::store::stored_article::{StoredArticle, without_controls};

use crate::{Block, BlockKind, Document};

/// The title and the blocks of a document.
pub(crate) fn article(document: &Document) -> StoredArticle<'_> {
    let field = |kind| match kind {
        BlockKind::Heading => Field::Heading,
        BlockKind::Body | BlockKind::Code => Field::Body,
        BlockKind::Aside | BlockKind::Description => Field::Aside,
    };
    StoredArticle {
        title: Cow::Borrowed(&document.title),
        title_repeats: document.title_from_body,
        blocks: document.blocks.iter().map(|block| (field(block.kind), text(block))).collect(),
    }
}

/// The text of a block as it is stored.
fn text(block: &Block) -> Cow<'_, str> {
    let text = without_controls(&block.text);
    match block.kind {
        BlockKind::Code => Cow::Owned(format!("{CODE_MARK}{text}")),
        BlockKind::Description => Cow::Owned(format!("{DESCRIPTION_MARK}{text}")),
        _ => text,
    }
}
