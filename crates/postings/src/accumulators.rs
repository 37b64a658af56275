//! Accumulators: for each document the score that a search adds up, concept by concept.

use kwic_core::format::Field;
use kwic_core::format::postings::{DocumentOccurrences, Posting};

use crate::bit_set::BitSet;
use crate::candidates::Candidates;
use crate::field_norms::FieldNorms;
use crate::top_k::{heapify, sink, sort_down};

/// What is added up for a document.
#[derive(Debug, Clone, Copy, Default)]
struct Accumulator {
    score: f32,
    /// The sum of the idf of the concepts that the document has.
    covered: f32,
    /// The weighted frequency of the concept that is being read.
    frequency: f32,
    /// How near a word of the title is to that concept.
    nearness: f32,
    /// The sum of the idf of the concepts that the title has, each by how near it has them.
    titled: f32,
}

/// See the [module](self). All accumulators are zero between two searches.
#[derive(Debug, Default)]
pub struct Accumulators {
    of_document: Vec<Accumulator>,
}

/// How the occurrences of a term count.
#[derive(Debug, Clone, Copy)]
pub struct TermWeight {
    /// The factor of each frequency.
    pub factor: f32,
    /// How near the term is to its concept as a word of a title, from 0 to 1.
    pub nearness: f32,
    /// The only field that counts; all count without it.
    pub only: Option<Field>,
}

impl TermWeight {
    /// The weight of a term that counts in all fields.
    pub fn of(factor: f32) -> TermWeight {
        TermWeight { factor, nearness: factor, only: None }
    }
}

/// How much a concept counts.
#[derive(Debug, Clone, Copy)]
pub struct ConceptWeight {
    /// Its inverse document frequency.
    pub idf: f32,
    /// The saturation of BM25: the larger, the more a repetition still counts.
    pub k1: f32,
    /// The part of its idf that counts as covered by an inexact match.
    pub inexact_share: f32,
    /// The part of its idf that counts for a title that has it.
    pub titled_share: f32,
}

/// How a score depends on the part of the query that a document covers.
#[derive(Debug, Clone, Copy)]
pub struct Coverage<'f> {
    /// The sum of the idf of all concepts.
    pub all: f32,
    /// The coordination floor: the part of a score that a document keeps however little it covers.
    pub floor: f32,
    /// A factor for each document, where dates count.
    pub factors: Option<&'f [f32]>,
    /// How much a title that is the query counts, in parts of the idf of all concepts.
    pub title: f32,
    /// The number of words that the concepts are.
    pub concepts: f32,
    /// The sum of the idf of the concepts that a title can have.
    pub titled: f32,
    /// The norms, which know how long titles are.
    pub norms: &'f FieldNorms,
}

impl Coverage<'_> {
    /// What a title adds to a score that has this part of the query and this number of words: how well the
    /// words of the two agree, both ways.
    #[inline]
    pub fn title_gain(&self, share: f32, length: f32) -> f32 {
        let share = if share < 1.0 { share } else { 1.0 };
        let words = self.concepts * share;
        let own = if words < length { words / length } else { 1.0 };
        let squared = share * share;
        self.title * self.titled * squared * squared * own
    }
}

const TITLE: usize = Field::Title as usize;
const ASIDE: usize = Field::Aside as usize;

impl Accumulators {
    /// Makes sure that there is an accumulator for each of `documents` documents.
    pub fn resize(&mut self, documents: usize) {
        if self.of_document.len() != documents {
            self.of_document = vec![Accumulator::default(); documents];
        }
    }

    /// Sets the accumulators of some documents to zero.
    pub fn clear(&mut self, documents: &BitSet) {
        for document in documents.iter() {
            if let Some(entry) = self.of_document.get_mut(document as usize) {
                *entry = Accumulator::default();
            }
        }
    }

    /// Adds the occurrences of a term of the concept; documents that had none of the concept so far go into
    /// `found`. Of several occurrences in the boilerplate of a document only one counts. Where there are
    /// `candidates`, only these are added, and all others counted.
    #[inline(never)]
    pub fn add(
        &mut self,
        occurrences: DocumentOccurrences<'_>,
        weight: TermWeight,
        norms: &FieldNorms,
        mut candidates: Option<&mut Candidates>,
        found: &mut BitSet,
    ) {
        let mut last_aside = u32::MAX;
        for (document, field) in occurrences {
            let at = document as usize;
            let Some(entry) = self.of_document.get_mut(at) else { return };
            if candidates.as_mut().is_some_and(|candidates| !candidates.take(document)) {
                continue;
            }
            let Some(norm) = norms.of(at, field) else { return };
            if weight.only.is_some_and(|only| only as usize != field) {
                continue;
            }
            if field == ASIDE {
                if last_aside == document {
                    continue;
                }
                last_aside = document;
            }
            if field == TITLE && norm > 0.0 && entry.nearness < weight.nearness {
                entry.nearness = weight.nearness;
            }
            let frequency = norm * weight.factor;
            if entry.frequency == 0.0 && frequency > 0.0 {
                found.insert(document);
            }
            entry.frequency += frequency;
        }
    }

    /// Adds one posting, as [`Accumulators::add`] adds all of a term.
    #[inline(never)]
    pub fn add_posting(
        &mut self,
        posting: &Posting,
        weight: TermWeight,
        norms: &FieldNorms,
        candidates: Option<&mut Candidates>,
        found: &mut BitSet,
    ) {
        let at = posting.document as usize;
        let Some(entry) = self.of_document.get_mut(at) else { return };
        if candidates.is_some_and(|candidates| !candidates.take(posting.document)) {
            return;
        }
        let mut frequency = 0.0;
        for field in Field::ALL {
            if weight.only.is_none_or(|only| only == field) {
                let times = posting.frequencies[field as usize];
                let times = if field == Field::Aside { times.min(1) } else { times };
                let norm = if times > 0 { norms.of(at, field as usize) } else { None };
                let own = times as f32 * norm.unwrap_or_default() * weight.factor;
                if field == Field::Title && own > 0.0 && entry.nearness < weight.nearness {
                    entry.nearness = weight.nearness;
                }
                frequency += own;
            }
        }
        if entry.frequency == 0.0 && frequency > 0.0 {
            found.insert(posting.document);
        }
        entry.frequency += frequency;
    }

    /// Ends a concept: adds its part to the scores of the documents that match it exactly, and of those that
    /// match it inexactly. Where no document matches it exactly, an inexact match counts in full. All these
    /// documents go into `touched`.
    #[inline(never)]
    pub fn flush(
        &mut self,
        [exact, inexact]: [&BitSet; 2],
        weight: ConceptWeight,
        touched: &mut BitSet,
    ) {
        let ConceptWeight { idf, k1, inexact_share, titled_share } = weight;
        let mut least = 1f32;
        let mut none = true;
        for (documents, share) in [(exact, 1.0), (inexact, inexact_share)] {
            let share = if none { 1.0 } else { share };
            // No inexact match counts more than any exact one.
            let most = if none { 1.0 } else { least };
            for document in documents.iter() {
                let Some(entry) = self.of_document.get_mut(document as usize) else { continue };
                none = false;
                let frequency = std::mem::take(&mut entry.frequency);
                let part = frequency / (k1 + frequency);
                // `f32::min` would be a call, because of what it does with NaN.
                least = if part < least { part } else { least };
                entry.covered += idf * share;
                entry.titled += idf * titled_share * std::mem::take(&mut entry.nearness);
                entry.score += idf * part * most;
            }
            touched.add(documents);
        }
    }

    /// The part of the query that the title of a document has, by idf.
    pub fn title_share(&self, document: u32, coverage: &Coverage<'_>) -> f32 {
        let titled = self.of_document.get(document as usize).map_or(0.0, |entry| entry.titled);
        if titled > 0.0 { titled / coverage.titled } else { 0.0 }
    }

    /// The score of a document.
    #[inline]
    pub fn score(&self, document: u32, coverage: &Coverage<'_>) -> f32 {
        let Some(entry) = self.of_document.get(document as usize) else { return 0.0 };
        let Coverage { all, floor, factors, .. } = *coverage;
        let share = if entry.covered < all { entry.covered / all } else { 1.0 };
        let mut score = entry.score * (floor + (1.0 - floor) * share);
        if entry.titled > 0.0 {
            let length = coverage.norms.title_length(document) as f32;
            score += coverage.title_gain(entry.titled / coverage.titled, length);
        }
        match factors {
            Some(factors) => score * factors.get(document as usize).copied().unwrap_or(1.0),
            None => score,
        }
    }

    /// The best `most` of some documents with their scores, the highest score first; those of equal scores in the
    /// order of the [norms](FieldNorms::is_before).
    #[inline(never)]
    pub fn best(
        &self,
        documents: &BitSet,
        coverage: &Coverage<'_>,
        most: usize,
    ) -> Vec<(u32, f32)> {
        // A score is never negative, so scores are in the order of their bits.
        let packed = |document: u32| {
            let score = self.score(document, coverage);
            u64::from(score.to_bits()) << 32 | u64::from(document)
        };
        let is_worse = |a: u64, b: u64| match (a >> 32, b >> 32) {
            (one, other) if one == other => coverage.norms.is_before(b as u32, a as u32),
            (one, other) => one < other,
        };
        let mut all = documents.iter().map(packed);
        let mut heap: Vec<u64> = Vec::new();
        heap.extend(all.by_ref().take(most));
        heapify(&mut heap, &is_worse);
        for better in all {
            if heap.first().is_some_and(|&worst| is_worse(worst, better)) {
                heap[0] = better;
                sink(&mut heap, 0, &is_worse);
            }
        }
        sort_down(&mut heap, &is_worse);
        let mut best = Vec::new();
        for packed in heap {
            best.push((packed as u32, f32::from_bits((packed >> 32) as u32)));
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field_lengths::FieldLengths;
    use kwic_core::format::FIELDS;
    use kwic_core::format::postings::{Occurrences, Writer};

    const WEIGHT: ConceptWeight =
        ConceptWeight { idf: 2.0, k1: 1.0, inexact_share: 0.5, titled_share: 1.0 };
    const ALL: TermWeight = TermWeight { factor: 1.0, nearness: 1.0, only: None };

    fn norms(of_document: [f32; FIELDS]) -> FieldNorms {
        let mut lengths = FieldLengths::default();
        (0..4).for_each(|_| lengths.push([1; FIELDS]));
        FieldNorms::new(lengths, |_| of_document)
    }

    /// Norms of documents that differ, all of titles.
    fn norms_of(norms: impl Iterator<Item = f32>) -> FieldNorms {
        let mut lengths = FieldLengths::default();
        norms.for_each(|norm| lengths.push([norm as u32, 0, 0, 0]));
        FieldNorms::new(lengths, |document| document.map(|length| length as f32))
    }

    /// Where a title that is the query counts half as much as all words of the query.
    fn coverage(all: f32, floor: f32, norms: &FieldNorms) -> Coverage<'_> {
        Coverage { all, floor, factors: None, title: 0.5, concepts: 2.0, titled: all, norms }
    }

    fn accumulators() -> Accumulators {
        let mut accumulators = Accumulators::default();
        accumulators.resize(4);
        accumulators
    }

    #[test]
    fn lists_and_single_postings_add_the_same() {
        let norms = norms([3.0, 2.0, 1.0, 0.5]);
        let posting = Posting { document: 2, frequencies: [1, 0, 3, 4] };
        let (mut bytes, mut bits) = (Vec::new(), 0);
        Writer::new(2).push(&mut bytes, &mut bits, &posting);
        let occurrences = Occurrences::new(&bytes, 0..bytes.len(), 2);
        let occurrences = DocumentOccurrences::new(occurrences, &[]);
        for only in [None, Some(Field::Title), Some(Field::Aside)] {
            let weight = TermWeight { factor: 0.5, nearness: 0.5, only };
            let (mut of_list, mut of_one) = (accumulators(), accumulators());
            let (mut a, mut b) = (BitSet::new(4), BitSet::new(4));
            of_list.add(occurrences.clone(), weight, &norms, None, &mut a);
            of_one.add_posting(&posting, weight, &norms, None, &mut b);
            assert!(a.iter().eq([2]) && b.iter().eq([2]));
            assert_eq!(of_list.of_document[2].frequency, of_one.of_document[2].frequency);
            assert_eq!(of_list.of_document[2].nearness, of_one.of_document[2].nearness);
        }
    }

    #[test]
    fn scores_are_those_of_the_formula_and_ties_go_to_the_first() {
        let norms = norms([1.0; FIELDS]);
        let mut accumulators = accumulators();
        let (mut found, mut touched) = (BitSet::new(4), BitSet::new(4));
        for document in [3, 1] {
            let posting = Posting { document, frequencies: [0, 0, 1, 0] };
            accumulators.add_posting(&posting, ALL, &norms, None, &mut found);
        }
        accumulators.flush([&found, &BitSet::new(0)], WEIGHT, &mut touched);
        let coverage = coverage(4.0, 0.5, &norms);
        // 2 × 1 / (1 + 1), of which half is certain and half of the other half covered.
        assert_eq!(accumulators.best(&touched, &coverage, 2), [(1, 0.75), (3, 0.75)]);
        accumulators.clear(&touched);
        assert_eq!(accumulators.score(1, &coverage), 0.0);
    }

    #[test]
    fn a_title_counts_by_how_much_of_it_is_the_query_and_of_the_query_is_in_it() {
        let of = |share: f32, length: f32| {
            let norms = norms([1.0; FIELDS]);
            coverage(4.0, 0.5, &norms).title_gain(share, length)
        };
        // All of the query and of the title: half of the idf of all words.
        assert_eq!(of(1.0, 2.0), 2.0);
        assert_eq!(of(1.0, 1.0), 2.0);
        // A title of twice as many words.
        assert_eq!(of(1.0, 4.0), 1.0);
        // Half of the query, which is one of the two words of the title.
        assert_eq!(of(0.5, 2.0), 2.0 / 16.0 / 2.0);
        assert_eq!(of(0.0, 2.0), 0.0);
    }

    #[test]
    fn a_title_of_the_query_is_before_a_text_that_repeats_it() {
        let norms = norms([1.0; FIELDS]);
        let mut accumulators = accumulators();
        let (mut found, mut touched) = (BitSet::new(4), BitSet::new(4));
        for (document, frequencies) in [(0, [0, 0, 2, 0]), (1, [1, 0, 0, 0])] {
            let posting = Posting { document, frequencies };
            accumulators.add_posting(&posting, ALL, &norms, None, &mut found);
        }
        accumulators.flush([&found, &BitSet::new(0)], WEIGHT, &mut touched);
        let coverage = coverage(2.0, 1.0, &norms);
        assert!(accumulators.score(1, &coverage) > accumulators.score(0, &coverage));
        accumulators.clear(&touched);
        assert_eq!(accumulators.score(1, &coverage), 0.0);
    }

    #[test]
    fn an_inexact_match_counts_no_more_than_an_exact_one() {
        let norms = norms([1.0; FIELDS]);
        let mut accumulators = accumulators();
        let mut touched = BitSet::new(4);
        let mut found = [BitSet::new(4), BitSet::new(4)];
        for ((document, times), found) in [(0, 1), (1, 9)].into_iter().zip(&mut found) {
            let posting = Posting { document, frequencies: [0, 0, times, 0] };
            accumulators.add_posting(&posting, ALL, &norms, None, found);
        }
        accumulators.flush([&found[0], &found[1]], WEIGHT, &mut touched);
        let coverage = coverage(2.0, 1.0, &norms);
        assert!(accumulators.score(0, &coverage) > accumulators.score(1, &coverage));
        assert!(touched.iter().eq([0, 1]));
    }

    #[test]
    fn the_best_are_the_first_of_all_sorted() {
        let norms = norms_of((0..500u32).map(|n| (n * 7919 % 61) as f32));
        let mut accumulators = Accumulators::default();
        accumulators.resize(500);
        let (mut found, mut touched) = (BitSet::new(500), BitSet::new(500));
        for document in 0..500 {
            let posting = Posting { document, frequencies: [1, 0, 0, 0] };
            accumulators.add_posting(&posting, ALL, &norms, None, &mut found);
        }
        accumulators.flush([&found, &BitSet::new(0)], WEIGHT, &mut touched);
        let coverage = coverage(2.0, 0.5, &norms);
        let mut all: Vec<(u32, f32)> = touched
            .iter()
            .map(|document| (document, accumulators.score(document, &coverage)))
            .collect();
        let length = |number: u32| number * 7919 % 61;
        let place = |number: u32| (length(number), number);
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(place(a.0).cmp(&place(b.0))));
        for most in [0, 1, 2, 128, 500, 1_000] {
            let expected = &all[..most.min(all.len())];
            assert_eq!(accumulators.best(&touched, &coverage, most), expected);
        }
    }
}
