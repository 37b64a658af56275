//! MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995): the concepts are
//! evaluated with the rarest first. Once the documents that have none of those evaluated so far cannot
//! reach the threshold of the hits that are asked for, they are counted and not scored.

use kwic_core::small::sort::sort;
use kwic_postings::accumulators::{Accumulators, Coverage};
use kwic_postings::bit_set::BitSet;

use super::bm25f;
use super::found::idf;
use super::proximity;
use crate::expand::concept::Concept;
use crate::index_reader::IndexReader;

/// An upper bound is raised by this factor, for what is lost in rounding.
pub(super) const ROUNDING: f32 = 1.001;

/// How many hits are needed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Up to the last that is asked for.
    pub asked: usize,
    /// Those that are ranked again with the positions of their words, or more where more are asked for.
    pub ranked: usize,
}

/// The evaluation of a concept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evaluation {
    /// The number of the concept.
    pub concept: usize,
    /// What its idf is at most; infinite when that is not known before its postings are read.
    pub max_idf: f32,
}

/// The concepts that are not excluded, the rarest first, after those of which it is not known how rare
/// they are.
pub(crate) fn evaluation_order(reader: &impl IndexReader, concepts: &[Concept]) -> Vec<Evaluation> {
    let mut order = Vec::new();
    for (number, concept) in concepts.iter().enumerate() {
        if !concept.excluded {
            order.push(Evaluation { concept: number, max_idf: max_idf(reader, concept) });
        }
    }
    sort(&mut order, |a, b| {
        a.max_idf > b.max_idf || (a.max_idf == b.max_idf && a.concept < b.concept)
    });
    order
}

fn max_idf(reader: &impl IndexReader, concept: &Concept) -> f32 {
    let is_known = concept.field.is_none()
        && concept.signs.is_empty()
        && reader.settings().weights.iter().all(|&weight| weight > 0.0)
        && concept.terms.iter().all(|term| concept.is_itself(term))
        && concept.sequences.iter().all(|sequence| sequence.is_variant());
    let documents = concept.terms.iter().map(|term| term.documents).max().unwrap_or(0);
    if is_known && documents > 0 { idf(reader, concept, documents as usize) } else { f32::INFINITY }
}

/// True when documents that have none of the concepts evaluated so far can neither be hits that are
/// asked for nor change those. `matching` are the documents that have some of them; `rest` is the sum of
/// what the idf of the other concepts is at most.
pub(crate) fn excludes_others(
    reader: &impl IndexReader,
    accumulators: &Accumulators,
    matching: &BitSet,
    coverage: &Coverage<'_>,
    rest: f32,
    limits: Limits,
) -> bool {
    // Every score will be at least what it is with no more of the query than is covered now.
    let all = coverage.all + rest;
    let least = Coverage { all, titled: coverage.titled + rest, ..*coverage };
    let best = accumulators.best(matching, &least, limits.ranked);
    let threshold = best.get(limits.asked.saturating_sub(1));
    let (Some(last), Some(threshold)) = (best.last(), threshold) else { return false };
    let newest = reader.settings().recency.map_or(1.0, |recency| 1.0 + recency.boost);
    let covered = coverage.floor + (1.0 - coverage.floor) * (rest / all);
    let others = rest * covered + least.title_gain(rest / least.titled, 0.0);
    let others = others * newest * ROUNDING;
    // What proximity is worth among syllables depends on all documents that are ranked again.
    let in_syllables = proximity::has_syllables(reader);
    let is_settled = best.len() == limits.ranked || !in_syllables;
    is_settled
        && last.1 > others
        && threshold.1 > others * bm25f::max_gain(in_syllables, bm25f::EXACT_TITLE)
}

// Tests in a browser have no `proptest`.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use crate::query::day::Day;
    use crate::rank::accumulator_pool::AccumulatorPool;
    use crate::rank::scoring::Scoring;
    use crate::rank::search_scoring;
    use crate::{Index, SearchOptions};
    use kwic_core::format::settings::{Recency, Settings};
    use kwic_indexer::{Block, BlockKind, Document};
    use proptest::prelude::*;

    /// Words, the most frequent first; the first four say little.
    const WORDS: [&str; 24] = [
        "the", "of", "and", "in", "harbour", "river", "bridge", "harbours", "boat", "rain",
        "light", "stone", "paper", "cloud", "ladder", "window", "copper", "garden", "winter",
        "signal", "anchor", "marble", "lantern", "meridian",
    ];

    /// Articles that are drawn by chance, the same each time.
    fn articles(languages: &[&str]) -> Vec<Document> {
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut below = move |end: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % end as u64) as usize
        };
        (0..600)
            .map(|number| {
                let mut words = |count: usize| -> String {
                    // The word at a place is as frequent as one by its number.
                    let word = |below: &mut dyn FnMut(usize) -> usize| {
                        let end = 1 + below(WORDS.len());
                        WORDS[below(end)]
                    };
                    (0..count).map(|_| word(&mut below)).collect::<Vec<_>>().join(" ")
                };
                let title = words(1 + number % 4);
                let mut text = words(12);
                if number % 3 == 0 {
                    text = text.replacen(' ', "-", 6);
                }
                if number % 7 == 0 {
                    text.push_str(" ?? river");
                }
                Document {
                    id: number.to_string(),
                    url: format!("{number}.html"),
                    title,
                    lang: languages[number % languages.len()].to_owned(),
                    date: Some(format!("20{:02}-03-01", number % 25)),
                    blocks: vec![Block::new(BlockKind::Body, text)],
                    ..Document::default()
                }
            })
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn what_is_not_scored_is_no_hit(
            words in proptest::collection::vec(0..WORDS.len(), 2..5),
            signs in proptest::collection::vec(0..16usize, 5),
            (offset, limit) in (0..30usize, 0..40usize),
            (site, prefix, after) in (0..SITES, proptest::bool::ANY, proptest::bool::ANY),
        ) {
            let mut query: Vec<String> = Vec::new();
            for (word, sign) in words.into_iter().zip(signs) {
                let word = WORDS[word];
                query.push(match sign {
                    0 => format!("-{word}"),
                    1 => format!("title:{word}"),
                    2 => format!("\"{word} of\""),
                    3 => format!("{word} OR lantern"),
                    4 => format!("{}*", &word[..2]),
                    5 => format!("{word} lang:en"),
                    6 => format!("{word}-of-lantern"),
                    7 => format!("{word}-the"),
                    8 => format!("{word} ??"),
                    _ => word.to_owned(),
                });
            }
            let mut options = SearchOptions { offset, limit, prefix, ..SearchOptions::default() };
            options.after = after.then_some(Day { year: 2010, month: 1, day: 1 });
            assert_same(site, &query.join(" "), &options);
        }
    }

    const SITES: usize = 5;

    /// Both ways give the same; returns how many articles were scored, of all that match and by need.
    fn assert_same(site: usize, query: &str, options: &SearchOptions) -> (usize, usize) {
        static BYTES: std::sync::LazyLock<Vec<Vec<u8>>> = std::sync::LazyLock::new(|| {
            let with = |languages: &[&str], settings: &Settings| {
                kwic_indexer::build_with(&articles(languages), settings).expect("an index")
            };
            let plain = Settings::default();
            let recency = Some(Recency { half_life: 700, boost: 2.0 });
            let untitled = Settings { weights: [0.0, 1.0, 1.0, 1.0], ..plain };
            vec![
                with(&["en"], &plain),
                with(&["vi"], &plain),
                with(&["vi", "en"], &plain),
                with(&["en"], &Settings { recency, ..plain }),
                with(&["en"], &untitled),
            ]
        });
        let index = Index::open(&BYTES[site]).expect("a fresh index opens");
        let searcher = index.searcher();
        let expanded = searcher.answerer().expand_text(query, options.prefix);
        let search = |scoring| {
            let pool = AccumulatorPool::default();
            search_scoring(searcher.answerer().reader(), &pool, &expanded, options, scoring)
        };
        let (exhaustive, all) = search(Scoring::All);
        let (hits, some) = search(Scoring::Enough);
        assert_eq!(hits, exhaustive, "{query}");
        (all, some)
    }

    #[test]
    fn articles_with_frequent_words_alone_are_not_scored() {
        let options = SearchOptions { prefix: false, ..SearchOptions::default() };
        for site in [0, 3] {
            for query in ["the lantern", "the meridian of", "river of the lantern"] {
                let (all, some) = assert_same(site, query, &options);
                assert!(some < all, "{query}: {some} of {all}");
            }
        }
        let (all, some) = assert_same(0, "lantern", &options);
        assert_eq!(some, all);
    }
}
