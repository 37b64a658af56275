//! Scoring: the frequencies of each concept, the rarest first, are added up for each document.

use kwic_postings::accumulators::{Accumulators, ConceptWeight, Coverage};
use kwic_postings::bit_set::BitSet;
use kwic_postings::candidates::Candidates;

use super::bm25f;
use super::filter::only;
use super::found::{find, idf};
use super::max_score::{self, Limits, excludes_others};
use super::name;
use crate::expand::concept::{Concept, Expanded};
use crate::index_reader::IndexReader;

/// Which articles are scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scoring {
    /// All that match.
    All,
    /// Those that may be among the hits that are asked for; the others are counted.
    Enough,
}

/// What scoring leaves behind, besides the accumulators.
pub(crate) struct Matches<'r> {
    /// The documents that have been scored.
    pub touched: BitSet,
    /// Those of them that have more than one concept.
    pub several: BitSet,
    /// Where some documents were only counted: all that match.
    pub candidates: Option<Candidates>,
    /// The idf of each concept.
    pub idfs: Vec<f32>,
    pub coverage: Coverage<'r>,
}

/// Adds up the scores of all concepts that are not excluded.
pub(crate) fn score<'r>(
    reader: &'r impl IndexReader,
    accumulators: &mut Accumulators,
    expanded: &Expanded,
    allowed: &Option<BitSet>,
    limits: Limits,
    scoring: Scoring,
) -> Matches<'r> {
    let says_something = |concept: &&Concept| !concept.stop_word && !concept.excluded;
    let words = expanded.concepts.iter().filter(says_something).count();
    let floor = bm25f::coordination_floor(words);
    let factors = reader.recency();
    let asked = expanded.concepts.iter().filter(|concept| !concept.excluded);
    let concepts = asked.map(Concept::words).sum::<usize>() as f32;
    let mut coverage = Coverage {
        all: 0.0,
        floor,
        factors,
        title: bm25f::title_weight(&reader.settings().weights),
        concepts,
        titled: 0.0,
        norms: reader.norms(),
    };
    let count = reader.documents() as usize;
    let (mut touched, mut several) = (BitSet::new(count), BitSet::new(count));
    let mut idfs = vec![0.0; expanded.concepts.len()];
    for name in &expanded.names {
        let share = bm25f::name_share(name.words.len(), expanded.concepts.len());
        if share < bm25f::MIN_NAME_SHARE {
            continue;
        }
        let found = name::find(reader, name, accumulators, share);
        if found.holding > 0 {
            coverage.all += found.idf;
        }
        let weight = ConceptWeight {
            idf: found.idf,
            k1: bm25f::NAME_K1,
            inexact_share: bm25f::INEXACT_SHARE,
            titled_share: 0.0,
        };
        let [same, neighbours] = &found.documents;
        accumulators.flush([same, neighbours], weight, &mut touched);
    }
    let named = coverage.all;
    let order = max_score::evaluation_order(reader, &expanded.concepts);
    let mut candidates: Option<Candidates> = None;
    for (number, evaluation) in order.iter().enumerate() {
        let concept = &expanded.concepts[evaluation.concept];
        // Looking costs about as much as scoring what there is, so there has to be more.
        let may_pay = evaluation.max_idf < idf(reader, concept, touched.count());
        if may_pay && scoring == Scoring::Enough && candidates.is_none() {
            let rest = order[number..].iter().map(|evaluation| evaluation.max_idf).sum();
            let matching = only(allowed, &touched);
            if excludes_others(reader, accumulators, &matching, &coverage, rest, limits) {
                candidates = Some(Candidates::new(count, &touched));
            }
        }
        let found = find(reader, concept, accumulators, candidates.as_mut());
        idfs[evaluation.concept] = found.idf;
        if found.holding > 0 {
            coverage.all += found.idf;
        }
        coverage.titled = coverage.all - named;
        let weight = ConceptWeight {
            idf: found.idf,
            k1: bm25f::K1,
            inexact_share: bm25f::INEXACT_SHARE,
            titled_share: 1.0,
        };
        let [variants, inexact] = &found.documents;
        // No document is in both.
        several.add_common(&touched, variants);
        several.add_common(&touched, inexact);
        accumulators.flush([variants, inexact], weight, &mut touched);
    }
    Matches { touched, several, candidates, idfs, coverage }
}
