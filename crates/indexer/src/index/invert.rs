//! Documents to an inverted index in memory: for each term, where it occurs.

use std::ops::Range;

use kwic_core::format::Field;
use kwic_core::format::postings::{Extent, Writer};
use kwic_core::format::term_info::TermInfo;
use kwic_core::store::collected_articles::CollectedArticles;
use kwic_core::store::collector::Collector;
use kwic_core::store::scan::{BLOCK_GAP, SEGMENT_TOKENS};
use rayon::prelude::*;

use crate::Document;
use crate::index::article::article;
use crate::index::occurrence::PackedOccurrence;

/// The documents taken apart, and every term of theirs with its occurrences.
pub(crate) struct InvertedArticles {
    /// The documents as terms and literals.
    pub collection: CollectedArticles,
    /// What the index says of each term.
    pub terms: Vec<TermInfo>,
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

/// How many documents are collected at once: the same number however many threads there are, so that the
/// threads do not show in the index.
const CHUNK: usize = 256;

/// Inverts documents.
pub(crate) fn invert(documents: &[Document]) -> InvertedArticles {
    let collected = |chunk: &[Document]| {
        let mut collector = Collector::default();
        chunk.iter().for_each(|document| collector.push(&article(document)));
        collector
    };
    let mut collector = Collector::default();
    // As many chunks at once as there are threads: all of them beside what is made of them take too much memory.
    for wave in documents.chunks(CHUNK * rayon::current_num_threads()) {
        let chunks: Vec<Collector> = wave.par_chunks(CHUNK).map(collected).collect();
        chunks.into_iter().for_each(|later| collector.append(later));
    }
    InvertedArticles::new(collector.into())
}

impl InvertedArticles {
    fn new(collection: CollectedArticles) -> InvertedArticles {
        // A counting sort by term, which keeps the reading order within each.
        let mut ends = vec![0usize; collection.keys.len()];
        for token in &collection.tokens {
            ends[token.term as usize] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        let mut occurrences = vec![PackedOccurrence::new(0, Field::Title); total];
        let mut segments = Vec::new();
        let mut headings = vec![Vec::new(); collection.articles.len()];
        for (document, blocks) in (0u32..).zip(&collection.articles) {
            // The position behind the last token of the segment.
            let mut next = 0;
            let first = segments.len();
            for (number, block) in blocks.iter().enumerate() {
                if number == 0 || next >= SEGMENT_TOKENS {
                    segments.push(document);
                    next = 0;
                }
                if number > 1 || (number == 1 && blocks[0].counted) {
                    next += BLOCK_GAP;
                }
                let tokens = &collection.tokens[block.tokens.clone()];
                next += tokens.iter().map(|token| token.position + 1).max().unwrap_or_default();
                let segment = segments.len() as u32 - 1;
                if block.field == Field::Heading {
                    headings[document as usize].push(segment - first as u32);
                }
                let occurrence = PackedOccurrence::new(segment, block.field);
                for token in &collection.tokens[block.tokens.clone()] {
                    let next = &mut ends[token.term as usize];
                    occurrences[*next] = occurrence;
                    *next += 1;
                }
            }
        }
        let (terms, sizes) = (Vec::new(), Vec::new());
        let mut inverted =
            InvertedArticles { collection, terms, sizes, ends, occurrences, segments, headings };
        let extent = inverted.extent();
        let cases = inverted.collection.cases.iter().enumerate();
        (inverted.terms, inverted.sizes) = cases
            .map(|(ordinal, case)| {
                let (documents, size) = inverted.postings_of(ordinal, extent);
                (TermInfo::new(documents, *case), size)
            })
            .unzip();
        inverted
    }

    /// In how many documents a term is, and how many bytes its postings take.
    fn postings_of(&self, ordinal: usize, extent: Extent) -> (u32, u32) {
        let occurrences = self.occurrences(ordinal);
        let documents = occurrences.chunk_by(|a, b| self.document(*a) == self.document(*b));
        let documents = documents.count() as u32;
        let mut writer = Writer::new(extent.low_bits(documents));
        let bits: usize = occurrences
            .iter()
            .map(|occurrence| writer.code(occurrence.segment(), occurrence.field()).1 as usize)
            .sum();
        (documents, bits.div_ceil(8) as u32)
    }

    /// How many documents and segments there are.
    pub(crate) fn extent(&self) -> Extent {
        let (documents, segments) = (self.collection.articles.len(), self.segments.len());
        Extent { documents: documents as u32, segments: segments as u32 }
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
        let inverted = invert(&[Document { title, ..Document::default() }]);
        let positions = |key: &str| -> Vec<u32> {
            let term = inverted.collection.ordinal(key.as_bytes()).expect(key);
            assert_eq!(
                inverted.occurrences(term as usize),
                [PackedOccurrence::new(0, Field::Title)]
            );
            let tokens = inverted.collection.tokens.iter();
            tokens.filter(|token| token.term == term).map(|token| token.position).collect()
        };
        assert_eq!([positions("lua"), positions("lualua"), positions("320")], [[0], [0], [2]]);
    }
}
