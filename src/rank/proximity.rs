//! Proximity: what only the positions of words tell, neighbours in the query that are neighbours in an
//! article.

use kwic_core::format::Field;
use kwic_core::store::scan::{BLOCK_GAP, Occurrence};
use kwic_postings::bit_set::BitSet;
use kwic_postings::top_k::sort_set;

use super::bm25f;
use super::term_set::TermSet;
use crate::expand::concept::Concept;
use crate::expand::expansion::Expansion;
use crate::index_reader::{IndexReader, postings};

/// The language whose spaces part syllables, not words.
const SYLLABLE_LANGUAGE: &str = "vi";
/// Two words of a query are a pair with no more stop words between them. No block is so near to the next.
const MAX_BETWEEN: usize = BLOCK_GAP as usize - 1;
/// The least norm of a pair, which counts in a field of no weight too.
const MIN_NORM: f32 = 0.1;

/// What articles gain by proximity.
pub(crate) struct Proximity<'d> {
    /// Sorted.
    documents: &'d [u64],
    gains: Vec<f32>,
    /// Documents with a heading in which all words of the query stand side by side, sorted.
    headed: Vec<u64>,
    in_syllables: bool,
}

/// Two concepts of a query.
struct Pair<'a> {
    concepts: (&'a Concept, &'a Concept),
    /// The lower idf of the two.
    lower_idf: f32,
    /// The positions of each in all segments, as [`position`] packs them, sorted.
    positions: (&'a [u64], &'a [u64]),
    /// How many positions the second stands behind the first.
    distance: u64,
}

/// A position in a segment, as one number that sorts by segment.
fn position(segment: u32, position: u32) -> u64 {
    u64::from(segment) << 32 | u64::from(position)
}

/// The number of the language that is written in syllables.
fn syllable_language(reader: &impl IndexReader) -> Option<usize> {
    reader.names().languages.iter().position(|&code| code == SYLLABLE_LANGUAGE)
}

/// True when some article is written in syllables.
pub(crate) fn has_syllables(reader: &impl IndexReader) -> bool {
    syllable_language(reader).is_some()
}

/// True when most of some documents are written in syllables.
pub(crate) fn in_syllables(
    reader: &impl IndexReader,
    documents: impl ExactSizeIterator<Item = u32>,
) -> bool {
    let Some(language) = syllable_language(reader) else { return false };
    let all = documents.len();
    let is_in_syllables = |&document: &u32| {
        reader.language(document).is_some_and(|number| number as usize == language)
    };
    documents.filter(is_in_syllables).count() * 2 > all
}

/// What is known of the neighbours in a query before any document is read.
pub(crate) struct Neighbours<'q> {
    concepts: &'q [Concept],
    /// The idf of each.
    idfs: &'q [f32],
    /// The documents that have more than one concept.
    several: &'q BitSet,
    /// The numbers of the concepts that are pairs.
    pairs: Vec<(usize, usize)>,
    /// The segments that have both of some pair; none where each document is one segment.
    segments: Option<BitSet>,
    /// Most of the documents that are ranked again are written in syllables. It is one rule for all of them:
    /// articles in several languages that say the same stay equals.
    pub in_syllables: bool,
}

impl<'q> Neighbours<'q> {
    pub(crate) fn new(
        reader: &impl IndexReader,
        concepts: &'q [Concept],
        idfs: &'q [f32],
        several: &'q BitSet,
        in_syllables: bool,
    ) -> Neighbours<'q> {
        let pairs = pairs(concepts);
        let segments = segments_with_several(reader, concepts, &pairs);
        Neighbours { concepts, idfs, several, pairs, segments, in_syllables }
    }

    /// What each of `documents`, which are sorted, gains. A word in which two concepts are written
    /// together counts as they do side by side; stop words may stand between two concepts.
    pub(crate) fn proximity<'d>(
        &self,
        reader: &impl IndexReader,
        documents: &'d [u64],
    ) -> Proximity<'d> {
        let Neighbours { concepts, idfs, in_syllables, .. } = *self;
        let gains = vec![0.0; documents.len()];
        let mut proximity = Proximity { documents, gains, headed: Vec::new(), in_syllables };
        if self.pairs.is_empty() || documents.is_empty() {
            return proximity;
        }
        let mut wanted = BitSet::new(reader.segments().count() as usize);
        for document in documents.iter().map(|&document| document as u32) {
            if self.several.has(document) {
                wanted.insert_all(reader.segments().of(document));
            }
        }
        if let Some(segments) = &self.segments {
            wanted.keep(segments, true);
        }
        let positions = positions(reader, concepts, &wanted, &mut proximity.headed);
        for &(earlier, later) in &self.pairs {
            proximity.add(
                reader,
                &Pair {
                    concepts: (&concepts[earlier], &concepts[later]),
                    lower_idf: idfs[earlier].min(idfs[later]),
                    positions: (&positions[earlier], &positions[later]),
                    distance: (later - earlier) as u64,
                },
            );
        }
        proximity
    }
}

impl Proximity<'_> {
    /// True for a document with a heading in which all words of the query stand side by side, in any order.
    pub(crate) fn has_heading(&self, document: u32) -> bool {
        self.headed.binary_search(&u64::from(document)).is_ok()
    }

    /// What a document gains whose score is `score` without.
    pub(crate) fn gain(&self, document: u32, score: f64) -> f64 {
        let gain = self.number(document).and_then(|at| self.gains.get(at));
        let max = f64::from(bm25f::max_proximity(self.in_syllables));
        f64::from(gain.copied().unwrap_or_default()).min(score * max)
    }

    fn number(&self, document: u32) -> Option<usize> {
        self.documents.binary_search(&u64::from(document)).ok()
    }

    /// Adds what the documents gain that have a pair.
    fn add(&mut self, reader: &impl IndexReader, pair: &Pair<'_>) {
        let mut frequencies = vec![0f32; self.documents.len()];
        self.count_neighbours(reader, pair, &mut frequencies);
        if pair.distance == 1 {
            self.count_joined(reader, pair, &mut frequencies);
        }
        let idf = if self.in_syllables {
            let holding = frequencies.iter().filter(|&&frequency| frequency > 0.0).count();
            bm25f::syllable_pair_idf(bm25f::idf(reader.documents(), holding as u32))
        } else if pair.distance == 1 {
            bm25f::word_pair_idf(pair.lower_idf)
        } else {
            bm25f::parted_pair_idf(pair.lower_idf)
        };
        for (gain, frequency) in self.gains.iter_mut().zip(frequencies) {
            *gain += bm25f::adjacency(idf, frequency);
        }
    }

    /// Adds how often the concepts of a pair stand at its distance, normed.
    fn count_neighbours(
        &self,
        reader: &impl IndexReader,
        pair: &Pair<'_>,
        frequencies: &mut [f32],
    ) {
        let (norms, segments) = (reader.norms(), reader.segments());
        for &packed in pair.positions.1 {
            let (segment, position) = ((packed >> 32) as u32, u64::from(packed as u32));
            let follows = position >= pair.distance
                && pair.positions.0.binary_search(&(packed - pair.distance)).is_ok();
            let document = segments.document(segment);
            if follows && let Some(at) = self.number(document) {
                let in_title = position < u64::from(norms.title_length(document))
                    && segments.of(document).start == segment;
                frequencies[at] += match in_title {
                    // Half a title: its words have already counted as much as a title does.
                    true => (norm(reader, document, Field::Title) / 2.0).max(MIN_NORM),
                    false => norm(reader, document, Field::Body).max(MIN_NORM),
                };
            }
        }
    }

    /// Adds how often a word stands that is both concepts of a pair written together, normed.
    fn count_joined(&self, reader: &impl IndexReader, pair: &Pair<'_>, frequencies: &mut [f32]) {
        let before = &pair.concepts.0.terms;
        let joined = |e: &&Expansion| e.joined && before.iter().any(|b| b.ordinal == e.ordinal);
        for expansion in pair.concepts.1.terms.iter().filter(joined) {
            for posting in postings(reader, expansion.ordinal) {
                if let Some(at) = self.number(posting.document) {
                    let all = posting.frequencies.iter();
                    let all = all.fold(0u32, |sum, &f| sum.saturating_add(f)) as f32;
                    let norm = norm(reader, posting.document, Field::Body).max(MIN_NORM);
                    frequencies[at] += all * norm;
                }
            }
        }
    }
}

fn norm(reader: &impl IndexReader, document: u32, field: Field) -> f32 {
    reader.norms().of(document as usize, field as usize).unwrap_or_default()
}

/// The numbers of the concepts that are pairs.
fn pairs(concepts: &[Concept]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for later in 1..concepts.len() {
        for earlier in (later.saturating_sub(MAX_BETWEEN + 1)..later).rev() {
            let says_little = concepts[earlier].stop_word || concepts[later].stop_word;
            if later - earlier == 1 || !says_little {
                pairs.push((earlier, later));
            }
            if !concepts[earlier].stop_word {
                break;
            }
        }
    }
    pairs
}

/// What a concept stands for where its position counts.
fn alone(concept: &Concept) -> impl Iterator<Item = &Expansion> {
    concept.terms.iter().filter(|expansion| !expansion.joined)
}

/// The segments that have both concepts of a pair, or all concepts; none where each document is one segment, so that
/// its concepts are those of its segment.
fn segments_with_several(
    reader: &impl IndexReader,
    concepts: &[Concept],
    pairs: &[(usize, usize)],
) -> Option<BitSet> {
    let count = reader.segments().count();
    if pairs.is_empty() || count == reader.documents() {
        return None;
    }
    let mut of_concepts = Vec::new();
    for concept in concepts {
        let mut segments = BitSet::new(count as usize);
        alone(concept).for_each(|term| reader.add_segments(term.ordinal, &mut segments));
        of_concepts.push(segments);
    }
    let mut asked = BitSet::all(count as usize);
    for (segments, _) in of_concepts.iter().zip(concepts).filter(|(_, concept)| !concept.excluded) {
        asked.keep(segments, true);
    }
    for &(earlier, later) in pairs {
        asked.add_common(&of_concepts[earlier], &of_concepts[later]);
    }
    Some(asked)
}

/// The positions of each concept in these segments, as [`position`] packs them, sorted. Adds the documents with
/// a heading in which all words of the query stand side by side.
fn positions(
    reader: &impl IndexReader,
    concepts: &[Concept],
    segments: &BitSet,
    headed: &mut Vec<u64>,
) -> Vec<Vec<u64>> {
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    for (number, concept) in concepts.iter().enumerate() {
        numbers.extend(alone(concept).map(|expansion| (expansion.ordinal, number)));
    }
    let terms = TermSet::new(reader, numbers);
    let mut all = 0u64;
    for (number, _) in concepts.iter().enumerate().filter(|(_, concept)| !concept.excluded) {
        all |= 1u64.checked_shl(number as u32).unwrap_or(0);
    }
    let mut positions: Vec<Vec<u64>> = vec![Vec::new(); concepts.len()];
    for segment in segments.iter() {
        // The concepts of the words that stand side by side, up to the last one.
        let (mut run, mut last) = (0u64, u32::MAX);
        terms.scan(reader, segment, &mut |concept, Occurrence { position: at, field, .. }| {
            positions[concept].push(position(segment, at));
            if field == Field::Heading {
                if at != last && at != last.wrapping_add(1) {
                    run = 0;
                }
                last = at;
                run |= 1u64.checked_shl(concept as u32).unwrap_or(0);
                if run == all {
                    headed.push(reader.segments().document(segment).into());
                }
            }
        });
    }
    sort_set(headed);
    positions.iter_mut().for_each(sort_set);
    positions
}
