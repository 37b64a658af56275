//! What the pages of a site share is no text of any of them.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::blocks::PageBlock;
use super::page::{Page, Rule};
use super::page_text::KeptBlock;
use super::tree::Tree;
use crate::BlockKind;

/// A text that stands at one place on this share of the pages, and on so many at least, belongs to the site.
const TEXT_SHARE: f32 = 0.3;
const TEXT_PAGES: usize = 3;
/// So does a place that this share of the pages has, if what stands there is short and mostly links.
const PLACE_SHARE: f32 = 0.6;
const PLACE_LETTERS: u32 = 400;
const PLACE_LINKS: f32 = 0.5;

/// For each block, whether the heading above it stands in the same element, directly or further in: then it is
/// a part of that section.
pub(crate) fn with_heading(tree: &Tree, blocks: &[PageBlock]) -> Vec<bool> {
    let mut heading = None;
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        if block.block.kind == BlockKind::Heading {
            heading = Some(tree.parent(block.node));
        }
        out.push(heading.is_some_and(|above| above < block.node && block.node < tree.end(above)));
    }
    out
}

/// Makes asides of what repeats. Headings stay, and so does what stands in one element with a heading that
/// is the page's own; nothing is dropped. Pages whose text was chosen by attributes or a container stay whole.
pub(crate) fn demote(pages: &mut [&mut Page]) {
    let mut compared: Vec<&mut Page> = pages
        .iter_mut()
        .filter(|page| !matches!(page.rule, Rule::Attributes | Rule::Container(_)))
        .map(|page| &mut **page)
        .collect();
    if compared.len() < TEXT_PAGES {
        return;
    }
    // On how many pages a text stands at a place, and on how many something does; by hashes.
    let mut texts: FxHashMap<u64, usize> = HashMap::default();
    let mut places: FxHashMap<u64, usize> = HashMap::default();
    for page in &compared {
        let mut seen_texts = text_hashes(page);
        seen_texts.sort_unstable();
        seen_texts.dedup();
        seen_texts.into_iter().for_each(|hash| *texts.entry(hash).or_default() += 1);
        let mut seen_places: Vec<u64> = page.text.blocks.iter().map(|block| block.path).collect();
        seen_places.sort_unstable();
        let once = seen_places.chunk_by(|a, b| a == b).filter(|same| same.len() == 1);
        once.for_each(|same| *places.entry(same[0]).or_default() += 1);
    }
    let all = compared.len() as f32;
    for page in &mut compared {
        let mut own_heading = false;
        let hashes = text_hashes(page);
        for (block, hash) in page.text.blocks.iter_mut().zip(hashes) {
            let on = texts.get(&hash).copied().unwrap_or_default();
            let repeats = on >= TEXT_PAGES && on as f32 >= TEXT_SHARE * all;
            if block.kind == BlockKind::Heading {
                own_heading = !repeats || block.level == Some(1);
                continue;
            }
            if own_heading && block.with_heading {
                continue;
            }
            let has_place = places.get(&block.path).copied().unwrap_or_default();
            let is_template = has_place >= TEXT_PAGES
                && has_place as f32 >= PLACE_SHARE * all
                && block.letters <= PLACE_LETTERS
                && block.in_links as f32 > PLACE_LINKS * block.letters as f32;
            if repeats || is_template {
                block.kind = BlockKind::Aside;
            }
        }
    }
}

/// For each block a hash of where it stands and of its text.
fn text_hashes(page: &Page) -> Vec<u64> {
    let hash = |(block, text): (&KeptBlock, &str)| {
        let mut hasher = FxHasher::default();
        block.path.hash(&mut hasher);
        text.hash(&mut hasher);
        hasher.finish()
    };
    page.text.blocks.iter().zip(page.text.texts()).map(hash).collect()
}
