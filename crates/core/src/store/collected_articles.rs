//! Some articles taken apart, with the terms and literals of the index: what its sections are written from.

use super::collected_block::{CollectedBlock, CollectedToken, PackedItem, TextItem};
use super::collected_terms::CollectedTerms;
use super::collector::Collector;

/// See the [module](self).
#[derive(Debug)]
pub struct CollectedArticles {
    /// The tokens of all blocks, in reading order.
    pub tokens: Vec<CollectedToken>,
    /// The title and then the blocks of each article.
    pub articles: Vec<Vec<CollectedBlock>>,
    pub(super) items: Vec<PackedItem>,
}

impl CollectedArticles {
    /// What was collected, with the numbers of `all`, which these articles have been counted in.
    pub fn new(collector: Collector, all: &CollectedTerms) -> CollectedArticles {
        let Collector { met, mut tokens, mut items, articles, .. } = collector;
        let mut terms = vec![0; met.ids.len()];
        for (key, id) in &met.ids {
            terms[*id as usize] = all.ordinal(key).unwrap_or_default();
        }
        let literals = all.literals.numbers_of(&met.literals);
        for item in &mut items {
            *item = match item.unpacked() {
                TextItem::Word(id, case) => TextItem::Word(terms[id as usize], case),
                TextItem::Literal(literal) => TextItem::Literal(literals[literal as usize]),
            }
            .into();
        }
        for token in &mut tokens {
            token.term = terms[token.term as usize];
        }
        CollectedArticles { tokens, articles, items }
    }
}
