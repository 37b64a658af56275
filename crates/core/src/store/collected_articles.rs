//! Collected articles with their terms in the order of the dictionary: what the sections of an index are
//! written from.

use super::collected_block::{CollectedBlock, CollectedToken, PackedItem, TextItem};
use super::collector::Collector;
use super::literal_counts::LiteralCounts;
use crate::text::Case;

/// See the [module](self). The number of a term is its ordinal, which is the index of its key.
#[derive(Debug)]
pub struct CollectedArticles {
    /// Dictionary keys, sorted.
    pub keys: Vec<Vec<u8>>,
    /// The case in which each term is mostly written; none for one that is never written in any.
    pub cases: Vec<Option<Case>>,
    /// The tokens of all blocks, in reading order.
    pub tokens: Vec<CollectedToken>,
    /// The title and then the blocks of each article.
    pub articles: Vec<Vec<CollectedBlock>>,
    /// How each term is written in small letters.
    pub(super) spellings: Vec<String>,
    pub(super) items: Vec<PackedItem>,
    pub(super) literals: LiteralCounts,
}

impl CollectedArticles {
    /// The ordinal of the term with a key.
    pub fn ordinal(&self, key: &[u8]) -> Option<u32> {
        let found = self.keys.binary_search_by(|other| other.as_slice().cmp(key));
        found.ok().map(|ordinal| ordinal as u32)
    }
}

impl From<Collector> for CollectedArticles {
    fn from(collector: Collector) -> CollectedArticles {
        let Collector {
            ids,
            mut spellings,
            cases,
            mut tokens,
            mut items,
            mut literals,
            articles,
            ..
        } = collector;
        let mut sorted: Vec<(Vec<u8>, u32)> = ids.into_iter().collect();
        sorted.sort_unstable();
        let mut ordinals = vec![0u32; sorted.len()];
        for ((_, id), ordinal) in sorted.iter().zip(0..) {
            ordinals[*id as usize] = ordinal;
        }
        for item in &mut items {
            if let TextItem::Word(term, case) = item.unpacked() {
                *item = TextItem::Word(ordinals[term as usize], case).into();
            }
        }
        for token in &mut tokens {
            token.term = ordinals[token.term as usize];
        }
        literals.renumber_terms(&ordinals);
        let mut taken = |id: u32| std::mem::take(&mut spellings[id as usize]);
        CollectedArticles {
            cases: sorted.iter().map(|(_, id)| cases[*id as usize].usual()).collect(),
            spellings: sorted.iter().map(|(_, id)| taken(*id)).collect(),
            keys: sorted.into_iter().map(|(key, _)| key).collect(),
            tokens,
            articles,
            items,
            literals,
        }
    }
}
