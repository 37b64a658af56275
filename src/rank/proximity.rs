//! What only the places of words tell: neighbours in the order of the query.

use kwic_core::format::Field;

use crate::expand::{Concept, Expansion};
use crate::index::Index;
use crate::rank::bm25f as score;
use crate::rank::spot;
use crate::rank::term_set::Wanted;
use kwic_postings::bit_set::BitSet;
use kwic_postings::top_k::sort_set;

/// Languages that part syllables by spaces, not words.
const WRITTEN_IN_SYLLABLES: &str = "vi";
/// Two words of a query are neighbours with so many little words between them at most.
const MAX_BETWEEN: usize = 3;

/// What articles gain by neighbours.
pub(crate) struct Gains<'a> {
    /// Sorted.
    documents: &'a [u64],
    scores: Vec<f32>,
    /// Most of the articles are written in syllables. It is one rule for all of them: articles in
    /// several languages that say the same stay equals.
    in_syllables: bool,
}

impl Gains<'_> {
    /// What a document gains whose score is `score` without.
    pub(crate) fn of(&self, document: u32, score: f64) -> f64 {
        let at = self.documents.binary_search(&u64::from(document)).ok();
        let gain = at.and_then(|at| self.scores.get(at)).copied().unwrap_or_default();
        let most =
            if self.in_syllables { score::MAX_BY_SYLLABLES } else { score::MAX_BY_NEIGHBOURS };
        f64::from(gain).min(score * f64::from(most))
    }
}

/// Two concepts of a query, their idf, where each stands, and how far from each other they should.
struct Pair<'a> {
    concepts: (&'a Concept, &'a Concept),
    idfs: (f32, f32),
    spots: (&'a [u64], &'a [u64]),
    distance: u64,
}

impl Index<'_> {
    /// The number of the language that is written in syllables.
    fn syllables(&self) -> Option<usize> {
        self.documents.names.languages.iter().position(|&code| code == WRITTEN_IN_SYLLABLES)
    }

    /// True when some article is written in syllables.
    pub(crate) fn has_syllables(&self) -> bool {
        self.syllables().is_some()
    }

    /// What each of `documents`, which are sorted, gains by neighbours. A word in which two concepts
    /// are written together counts as they do side by side; little words may stand between. `several` are all
    /// documents that have more than one concept.
    pub(crate) fn gains_by_neighbours<'d>(
        &self,
        concepts: &[Concept],
        idfs: &[f32],
        documents: &'d [u64],
        several: &BitSet,
    ) -> Gains<'d> {
        let syllables = self.syllables();
        let is_in_syllables = |document: &&u64| {
            let record = || self.documents.get(**document as usize);
            syllables.is_some_and(|s| record().is_some_and(|record| record.language as usize == s))
        };
        let in_syllables = documents.iter().filter(is_in_syllables).count() * 2 > documents.len();
        let mut gains = Gains { documents, scores: vec![0.0; documents.len()], in_syllables };
        if concepts.len() < 2 {
            return gains;
        }
        let has_two = |document: &&u64| several.has(**document as u32);
        let spots = self.spots(concepts, documents.iter().filter(has_two));
        for later in 1..concepts.len() {
            for earlier in (later.saturating_sub(MAX_BETWEEN + 1)..later).rev() {
                let distance = (later - earlier) as u64;
                let ends = (&concepts[earlier], &concepts[later]);
                if distance == 1 || !(ends.0.common || ends.1.common) {
                    self.add_pair(
                        &mut gains,
                        &Pair {
                            concepts: ends,
                            idfs: (idfs[earlier], idfs[later]),
                            spots: (&spots[earlier], &spots[later]),
                            distance,
                        },
                    );
                }
                if !ends.0.common {
                    break;
                }
            }
        }
        gains
    }

    /// Where each concept stands in the documents.
    fn spots<'d>(
        &self,
        concepts: &[Concept],
        documents: impl Iterator<Item = &'d u64>,
    ) -> Vec<Vec<u64>> {
        let mut wanted: Vec<(u32, usize)> = Vec::new();
        for (number, concept) in concepts.iter().enumerate() {
            for expansion in concept.terms.iter().filter(|expansion| !expansion.joined) {
                wanted.push((expansion.ordinal, number));
            }
        }
        let wanted = Wanted::new(self, wanted);
        let mut spots: Vec<Vec<u64>> = Vec::new();
        concepts.iter().for_each(|_| spots.push(Vec::new()));
        for &document in documents {
            wanted.walk(self, document as u32, &mut |concept, occurrence| {
                spots[concept].push(spot(document as u32, occurrence.position));
            });
        }
        spots.iter_mut().for_each(sort_set);
        spots
    }

    fn add_pair(&self, gains: &mut Gains<'_>, pair: &Pair<'_>) {
        let place = |document: u32| gains.documents.binary_search(&u64::from(document)).ok();
        let norm = |document: u32, field: Field| {
            self.norms().of(document as usize, field as usize).unwrap_or_default()
        };
        let body = |document: u32| norm(document, Field::Body).max(0.1);
        let mut times = vec![0f32; gains.documents.len()];
        for &spot in pair.spots.1 {
            let (document, position) = ((spot >> 32) as u32, u64::from(spot as u32));
            let follows = position >= pair.distance
                && pair.spots.0.binary_search(&(spot - pair.distance)).is_ok();
            if follows && let Some(at) = place(document) {
                let in_title = position < u64::from(self.norms().title_length(document));
                // Half a title: its words have already counted as much as a title does.
                let half = norm(document, Field::Title) / 2.0;
                times[at] += if in_title { half.max(0.1) } else { body(document) };
            }
        }
        if pair.distance == 1 {
            let before = &pair.concepts.0.terms;
            let joined = |e: &&Expansion| e.joined && before.iter().any(|b| b.ordinal == e.ordinal);
            for expansion in pair.concepts.1.terms.iter().filter(joined) {
                for posting in self.postings(expansion.ordinal) {
                    if let Some(at) = place(posting.document) {
                        let all = posting.frequencies.iter();
                        let all = all.fold(0u32, |sum, &f| sum.saturating_add(f)) as f32;
                        times[at] += all * body(posting.document);
                    }
                }
            }
        }
        let idf = if gains.in_syllables {
            let holding = times.iter().filter(|&&times| times > 0.0).count();
            score::pair_of_syllables(score::idf(self.norms().documents() as u32, holding as u32))
        } else {
            let common = pair.idfs.0.min(pair.idfs.1);
            if pair.distance == 1 {
                score::pair_of_words(common)
            } else {
                score::parted_pair(common)
            }
        };
        for (score, times) in gains.scores.iter_mut().zip(times) {
            *score += score::adjacency(idf, times);
        }
    }
}
