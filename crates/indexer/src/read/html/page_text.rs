//! The text of a page while the others are read: all of it in one piece, since a site has many pages with many blocks.

use super::blocks::PageBlock;
use crate::{Block, BlockKind};

/// A block, and what the comparison of pages needs to know of it.
#[derive(Debug)]
pub(crate) struct KeptBlock {
    /// A hash of the names and classes on the way down to it.
    pub(crate) path: u64,
    pub(crate) letters: u32,
    pub(crate) in_links: u32,
    /// Where its text ends among that of the page; it begins where that of the block before ends.
    end: u32,
    /// Where its anchor ends among those of the page; the same place as that of the block before where it has none.
    anchor_end: u32,
    pub(crate) kind: BlockKind,
    /// The level of a heading.
    pub(crate) level: Option<u8>,
    /// Whether the element that holds it holds the heading above it too.
    pub(crate) with_heading: bool,
}

/// See the [module](self).
#[derive(Debug)]
pub(crate) struct PageText {
    text: Box<str>,
    anchors: Box<str>,
    pub(crate) blocks: Box<[KeptBlock]>,
}

impl PageText {
    /// The text of these blocks; `with_heading` is true for each that is part of the section of the heading above it.
    /// A page has less than four gigabytes of text, since only its first megabytes are read.
    pub(crate) fn new(blocks: Vec<PageBlock>, with_heading: Vec<bool>) -> PageText {
        let mut text = String::with_capacity(blocks.iter().map(|b| b.block.text.len()).sum());
        let mut anchors = String::new();
        let keep = |(block, with_heading): (PageBlock, bool)| {
            let PageBlock { block: Block { kind, text: words, anchor }, level, .. } = block;
            text.push_str(&words);
            anchors.push_str(anchor.as_deref().unwrap_or_default());
            let (path, letters, in_links) = (block.path, block.letters, block.in_links);
            let (end, anchor_end) = (text.len() as u32, anchors.len() as u32);
            KeptBlock { path, letters, in_links, end, anchor_end, kind, level, with_heading }
        };
        let blocks = blocks.into_iter().zip(with_heading).map(keep).collect();
        PageText { text: text.into(), anchors: anchors.into(), blocks }
    }

    /// The text of each block.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.blocks.iter().map(move |block| {
            let range = start..block.end as usize;
            start = range.end;
            self.text.get(range).unwrap_or_default()
        })
    }

    /// Each block as one of a document, and the level of a heading.
    pub(crate) fn into_blocks(self) -> Vec<(Block, Option<u8>)> {
        let mut start = 0;
        let of_block = |(block, text): (&KeptBlock, &str)| {
            let range = start..block.anchor_end as usize;
            start = range.end;
            let anchor = self.anchors.get(range).filter(|anchor| !anchor.is_empty());
            (
                Block { anchor: anchor.map(str::to_owned), ..Block::new(block.kind, text) },
                block.level,
            )
        };
        self.blocks.iter().zip(self.texts()).map(of_block).collect()
    }
}
