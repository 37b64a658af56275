//! What articles that have only the concepts still to be read can reach: when that is too little, they are
//! counted and not scored.

use kwic_postings::accumulators::{Accumulators, Coverage};
use kwic_postings::bit_set::BitSet;
use kwic_postings::top_k::sort_set;

use crate::expand::Concept;
use crate::index::Index;
use crate::score;

/// When a concept is read: its number, and above it what its idf is at most, upside down, so that they sort.
#[derive(Clone, Copy)]
pub(crate) struct Turn(u64);

impl Turn {
    fn new(idf: f32, concept: usize) -> Turn {
        Turn(u64::from(!idf.to_bits()) << 32 | concept as u64)
    }

    pub(crate) fn concept(&self) -> usize {
        self.0 as u32 as usize
    }

    pub(crate) fn idf(&self) -> f32 {
        f32::from_bits(!((self.0 >> 32) as u32))
    }
}

/// A bound is so much higher than it comes out, for what is lost in rounding.
const ROUNDING: f32 = 1.001;

impl Index<'_> {
    /// The concepts that are not excluded, the rarest first, after those of which it is not known how rare
    /// they are.
    pub(crate) fn rarest_first(&self, concepts: &[Concept]) -> Vec<Turn> {
        let mut order = Vec::new();
        for (at, concept) in concepts.iter().enumerate() {
            if !concept.excluded {
                order.push(Turn::new(self.most_idf(concept), at).0);
            }
        }
        sort_set(&mut order);
        order.into_iter().map(Turn).collect()
    }

    /// What the idf of a concept is at most; infinite when that is not known before its postings are read.
    fn most_idf(&self, concept: &Concept) -> f32 {
        let mut documents = 0;
        let mut known = concept.field.is_none();
        for weight in self.meta.settings.weights {
            known &= weight > 0.0;
        }
        for term in &concept.terms {
            known &= term.is_close();
            documents = documents.max(term.documents);
        }
        for sequence in &concept.sequences {
            known &= sequence.weight >= score::CLOSE;
        }
        if known && documents > 0 { self.idf(concept, documents as usize) } else { f32::INFINITY }
    }

    /// True when documents that have none of the concepts read so far can be no hits that are wanted, nor change
    /// those. `rest` is what the idf of the concepts that follow is at most, together.
    pub(crate) fn is_decided(
        &self,
        accumulators: &Accumulators,
        candidates: &BitSet,
        coverage: &Coverage<'_>,
        rest: f32,
        (wanted, most): (usize, usize),
    ) -> bool {
        // Every score will be at least what it is now, with no more of the query than now.
        let all = coverage.all + rest;
        let best = accumulators.best(candidates, &Coverage { all, ..*coverage }, most);
        let (Some(last), Some(wanted)) = (best.last(), best.get(wanted.saturating_sub(1))) else {
            return false;
        };
        let newest = self.meta.settings.recency.map_or(1.0, |recency| 1.0 + recency.boost);
        let covered = coverage.floor + (1.0 - coverage.floor) * (rest / all);
        let others = rest * covered * newest * ROUNDING;
        // How neighbours gain in syllables depends on all that are ranked again.
        let in_syllables = self.has_syllables();
        let alone = best.len() == most || !in_syllables;
        alone && last.1 > others && wanted.1 > others * score::most_gain(in_syllables)
    }
}

// Tests in a browser have no `proptest`.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::filter::Day;
    use crate::query::Query;
    use crate::search::{Scoring, SearchOptions};
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
                let title = words(2);
                let text = words(12);
                Document {
                    id: number.to_string(),
                    url: format!("{number}.html"),
                    title,
                    lang: languages[number % languages.len()].to_owned(),
                    date: Some(format!("20{:02}-03-01", number % 25)),
                    blocks: vec![Block { kind: BlockKind::Body, text }],
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
        let expanded = index.expand(Query::parse(query), options.prefix);
        let (exhaustive, all) = index.search_scoring(&expanded, options, Scoring::All);
        let (hits, some) = index.search_scoring(&expanded, options, Scoring::Enough);
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
