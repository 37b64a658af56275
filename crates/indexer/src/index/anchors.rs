//! The anchors section: which fragments lead to the headings of documents.

use kwic_core::format::anchors::{self, Anchor, Heading};
use unicode_normalization::is_nfc;

use crate::index::invert::InvertedArticles;
use crate::{Block, BlockKind, Document};

/// The section.
pub(crate) fn anchors(documents: &[Document], inverted: &InvertedArticles) -> Vec<u8> {
    anchors::write(documents.iter().zip(&inverted.headings).map(|(document, segments)| {
        // A fragment behind another would lead nowhere.
        let has_fragment = document.url.contains('#');
        let blocks = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
        let headings = blocks.zip(segments);
        headings.map(|(block, &segment)| heading(block, segment, has_fragment)).collect()
    }))
}

fn heading(block: &Block, segment: u32, has_fragment: bool) -> Heading<'_> {
    let fragment = block.anchor.as_deref().filter(|_| !has_fragment);
    let anchor = fragment.map(|fragment| match is_nfc(&block.text) {
        true => anchors::anchor(fragment, &block.text),
        // The text comes back in another form.
        false => Anchor::Written(fragment),
    });
    Heading { segment, anchor }
}
