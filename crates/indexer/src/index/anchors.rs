//! The anchors section: which fragments lead to the headings of documents.

use kwic_core::format::anchors::{self, Anchor, Heading};
use unicode_normalization::is_nfc;

use crate::documents::InChunks;
use crate::index::invert::InvertedArticles;
use crate::{Block, BlockKind};

/// The section.
pub(crate) fn anchors(documents: &dyn InChunks, inverted: &InvertedArticles) -> Vec<u8> {
    let mut writer = anchors::Writer::default();
    let mut segments = inverted.headings.iter();
    documents.each(&mut |document| {
        // A fragment behind another would lead nowhere.
        let has_fragment = document.url.contains('#');
        let blocks = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
        let headings = blocks.zip(segments.next().into_iter().flatten());
        let headings: Vec<Heading<'_>> =
            headings.map(|(block, &segment)| heading(block, segment, has_fragment)).collect();
        writer.push(&headings);
    });
    writer.finish()
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
