//! Pages that say nearly the same.
//!
//! A page is known by the smallest hashes of its runs of words: of two pages with the same runs they are the same, and
//! the share that is the same is about that of the runs (A. Broder, On the resemblance and containment of documents,
//! 1997).
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use kwic_indexer::{BlockKind, Document, Documents};

/// So many words that follow each other make a run.
const RUN: usize = 4;
/// So many hashes are kept of each page.
const KEPT: usize = 128;
/// Pages with fewer runs say too little to be compared.
const MIN_RUNS: usize = 20;
/// Pages with this share of their runs in common, per cent, say nearly the same.
const LIKE: u32 = 80;

/// Two pages by their numbers, and the share of their runs that both have, per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) first: usize,
    pub(crate) second: usize,
    pub(crate) percent: u32,
}

/// Pairs of pages that say nearly the same, those that are most alike first. Of more than two such pages each is
/// told with the one before it.
pub(crate) fn near_duplicates(documents: &Documents) -> Vec<Pair> {
    let sketches: Vec<Vec<u64>> = documents.iter().map(|document| sketch(&document)).collect();
    // The last page with each hash, and of each pair that shares one how it was met.
    let mut last: HashMap<u64, usize> = HashMap::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (second, sketch) in sketches.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for &hash in sketch {
            if let Some(first) = last.insert(hash, second) {
                *shared.entry(first).or_default() += 1;
            }
        }
        let most = shared.into_iter().max_by_key(|&(first, count)| (count, first));
        pairs.extend(most.map(|(first, _)| (first, second)));
    }
    let likeness = |(first, second): (usize, usize)| {
        let percent = percent(&sketches[first], &sketches[second]);
        (percent >= LIKE).then_some(Pair { first, second, percent })
    };
    let mut alike: Vec<Pair> = pairs.into_iter().filter_map(likeness).collect();
    alike.sort_by_key(|pair| std::cmp::Reverse(pair.percent));
    alike
}

/// The smallest hashes of the runs of words in a page, sorted.
fn sketch(document: &Document) -> Vec<u64> {
    let is_text = |kind| matches!(kind, BlockKind::Body | BlockKind::Heading | BlockKind::Code);
    let blocks = document.blocks.iter().filter(|block| is_text(block.kind));
    let words: Vec<&str> = blocks.flat_map(|block| block.text.split_whitespace()).collect();
    let hash = |run: &[&str]| {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    let mut hashes: Vec<u64> = words.windows(RUN).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    if hashes.len() < MIN_RUNS {
        return Vec::new();
    }
    hashes.truncate(KEPT);
    hashes
}

/// Of the smallest hashes of both together how many both have.
fn percent(one: &[u64], other: &[u64]) -> u32 {
    let mut all: Vec<u64> = one.iter().chain(other).copied().collect();
    all.sort_unstable();
    let mut common = 0;
    let smallest = all.chunk_by(|a, b| a == b).take(KEPT);
    let count = smallest.inspect(|same| common += u32::from(same.len() > 1)).count();
    common * 100 / count.max(1) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use kwic_indexer::Block;

    fn page(words: impl Iterator<Item = usize>) -> Document {
        let text = words.map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
        Document { blocks: vec![Block::new(BlockKind::Body, text)], ..Document::default() }
    }

    #[test]
    fn pages_that_differ_in_a_word_are_told_and_others_are_not() {
        let pages = [
            page(0..300),
            page(1000..1300),
            page((0..300).map(|word| if word == 150 { 9999 } else { word })),
            page(0..10),
            page(0..10),
            page((0..150).chain(2000..2150)),
        ];
        let pairs = near_duplicates(&Documents::from_iter(pages));
        assert_eq!(
            pairs.iter().map(|pair| (pair.first, pair.second)).collect::<Vec<_>>(),
            [(0, 2)]
        );
        assert!((90..100).contains(&pairs[0].percent), "{pairs:?}");
    }

    #[test]
    fn the_same_text_many_times_is_told_in_a_chain() {
        let pages: Documents = (0..4).map(|_| page(0..50)).collect();
        let pairs = near_duplicates(&pages);
        assert_eq!(pairs.len(), 3);
        assert!(pairs.iter().all(|pair| pair.percent == 100 && pair.second == pair.first + 1));
    }
}
