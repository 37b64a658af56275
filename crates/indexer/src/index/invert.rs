//! Documents to an inverted index in memory: for each term, where it occurs.

use std::ops::Range;

use kwic_core::format::Field;
use kwic_core::format::postings::{Extent, Writer};
use kwic_core::store::collected_articles::CollectedArticles;
use kwic_core::store::collected_terms::{CollectedTerms, TermCounter};
use kwic_core::store::collector::Collector;
use kwic_core::store::encoder::Encoder;
use kwic_core::store::scan::{BLOCK_GAP, SEGMENT_TOKENS};
use rayon::prelude::*;

use crate::Document;
use crate::documents::InChunks;
use crate::index::article::article;
use crate::index::compounds::{CompoundFinder, Compounds};
use crate::index::occurrence::PackedOccurrence;

/// The terms of documents, and where each occurs.
pub(crate) struct InvertedArticles {
    pub terms: CollectedTerms,
    /// How many bytes the postings of each term take.
    pub sizes: Vec<u32>,
    /// Where the occurrences of each term end.
    ends: Vec<usize>,
    occurrences: Vec<PackedOccurrence>,
    /// The document of each segment.
    segments: Vec<u32>,
    /// For each document its headings, each as its segment counted from the first of the document.
    pub headings: Vec<Vec<u32>>,
}

/// The sections that are written while the documents are inverted.
pub(crate) struct Texts {
    pub literals: Vec<u8>,
    pub text: Vec<u8>,
    pub compounds: Vec<u8>,
}

/// Takes each chunk of documents apart, as many of them at once as there are threads, and gives what was made of them
/// in order: all chunks beside what is made of them would take too much memory.
fn for_each_chunk<T: Send>(
    documents: &dyn InChunks,
    made: impl Fn(&[Document], Collector) -> T + Sync,
    mut take: impl FnMut(T),
) {
    let collected = |number: usize| {
        let chunk = documents.chunk(number);
        let mut collector = Collector::default();
        chunk.iter().for_each(|document| collector.push(&article(document)));
        made(&chunk, collector)
    };
    let (count, at_once) = (documents.chunk_count(), rayon::current_num_threads());
    for first in (0..count).step_by(at_once) {
        let wave = first..(first + at_once).min(count);
        let chunks: Vec<T> = wave.into_par_iter().map(collected).collect();
        chunks.into_iter().for_each(&mut take);
    }
}

/// Inverts documents. They are taken apart twice, since no text can be written before all terms are known, and the
/// tokens of all documents would take many times as much memory as their occurrences.
pub(crate) fn invert(documents: &dyn InChunks) -> (InvertedArticles, Texts) {
    let mut counter = TermCounter::default();
    for_each_chunk(documents, |_, collector| collector, |collector| counter.add(collector));
    let terms = CollectedTerms::from(counter);

    let (encoder, finder) = (Encoder::new(&terms), CompoundFinder::new(&terms));
    let made = |chunk: &[Document], collector: Collector| {
        let collected = CollectedArticles::new(collector, &terms);
        let mut text = Vec::new();
        for (number, document) in chunk.iter().enumerate() {
            encoder.push_article(&mut text, &collected, number, &article(document));
        }
        let compounds = finder.of(&collected);
        (collected, text, compounds)
    };
    let mut placer = Placer::new(&terms);
    let (mut text, mut compounds) = (Vec::new(), Compounds::default());
    for_each_chunk(documents, made, |(collected, own_text, own_compounds)| {
        compounds.append(own_compounds, placer.headings.len() as u32);
        text.extend(own_text);
        placer.place(&collected);
    });
    let texts =
        Texts { literals: encoder.literals(), text, compounds: compounds.section(terms.articles) };
    let Placer { ends, occurrences, segments, headings } = placer;
    let sizes = Vec::new();
    let mut inverted = InvertedArticles { terms, sizes, ends, occurrences, segments, headings };
    let extent = inverted.extent();
    let ordinals = 0..inverted.terms.keys.len();
    inverted.sizes = ordinals.map(|ordinal| inverted.size_of(ordinal, extent)).collect();
    (inverted, texts)
}

/// Puts occurrences where those of their terms are: a counting sort, which keeps the reading order within each term.
struct Placer {
    /// Where the next occurrence of each term goes, and in the end where they end.
    ends: Vec<usize>,
    occurrences: Vec<PackedOccurrence>,
    segments: Vec<u32>,
    headings: Vec<Vec<u32>>,
}

impl Placer {
    fn new(terms: &CollectedTerms) -> Placer {
        let mut total = 0;
        let begin = |&count: &u32| {
            total += count as usize;
            total - count as usize
        };
        let ends = terms.occurrences.iter().map(begin).collect();
        let occurrences = vec![PackedOccurrence::new(0, Field::Title); total];
        Placer { ends, occurrences, segments: Vec::new(), headings: Vec::new() }
    }

    /// Places the occurrences of the documents that follow.
    fn place(&mut self, collected: &CollectedArticles) {
        for blocks in &collected.articles {
            let document = self.headings.len() as u32;
            let mut headings = Vec::new();
            // The position behind the last token of the segment.
            let mut next = 0;
            let first = self.segments.len();
            for (number, block) in blocks.iter().enumerate() {
                if number == 0 || next >= SEGMENT_TOKENS {
                    self.segments.push(document);
                    next = 0;
                }
                if number > 1 || (number == 1 && blocks[0].counted) {
                    next += BLOCK_GAP;
                }
                let tokens = &collected.tokens[block.tokens.clone()];
                next += tokens.iter().map(|token| token.position + 1).max().unwrap_or_default();
                let segment = self.segments.len() as u32 - 1;
                if block.field == Field::Heading {
                    headings.push(segment - first as u32);
                }
                let occurrence = PackedOccurrence::new(segment, block.field);
                for token in tokens {
                    let next = &mut self.ends[token.term as usize];
                    self.occurrences[*next] = occurrence;
                    *next += 1;
                }
            }
            self.headings.push(headings);
        }
    }
}

impl InvertedArticles {
    /// How many bytes the postings of a term take.
    fn size_of(&self, ordinal: usize, extent: Extent) -> u32 {
        let documents = self.terms.infos[ordinal].documents();
        let mut writer = Writer::new(extent.low_bits(documents));
        let occurrences = self.occurrences(ordinal).iter();
        let bits: usize =
            occurrences.map(|it| writer.code(it.segment(), it.field()).1 as usize).sum();
        bits.div_ceil(8) as u32
    }

    /// How many documents and segments there are.
    pub(crate) fn extent(&self) -> Extent {
        let (documents, segments) = (self.terms.articles, self.segments.len());
        Extent { documents, segments: segments as u32 }
    }

    /// The document of an occurrence.
    pub(crate) fn document(&self, occurrence: PackedOccurrence) -> u32 {
        self.segments[occurrence.segment() as usize]
    }

    /// The range of the occurrences of a term.
    fn range(&self, ordinal: usize) -> Range<usize> {
        ordinal.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[ordinal]
    }

    /// The occurrences of a term, in the order of the documents and as these are read.
    pub(crate) fn occurrences(&self, ordinal: usize) -> &[PackedOccurrence] {
        &self.occurrences[self.range(ordinal)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_a_word_has_twice_occurs_once() {
        let title = "LuaLua kicks 320x320 balls".to_owned();
        let document = Document { title, ..Document::default() };
        let (inverted, _) = invert(&&[document.clone()][..]);
        let mut collector = Collector::default();
        collector.push(&article(&document));
        let collected = CollectedArticles::new(collector, &inverted.terms);
        let positions = |key: &str| -> Vec<u32> {
            let term = inverted.terms.ordinal(key.as_bytes()).expect(key);
            assert_eq!(
                inverted.occurrences(term as usize),
                [PackedOccurrence::new(0, Field::Title)]
            );
            let tokens = collected.tokens.iter();
            tokens.filter(|token| token.term == term).map(|token| token.position).collect()
        };
        assert_eq!([positions("lua"), positions("lualua"), positions("320")], [[0], [0], [2]]);
    }
}
