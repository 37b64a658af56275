//! Documents to an inverted index in memory: for each term, where it stands; and the documents as items,
//! ready to be written as symbols.

use std::ops::Range;

use kwic_core::format::Field;
use kwic_core::format::postings::{Writer, low_bits};
use kwic_core::format::term_info::TermInfo;
use kwic_core::text::Case;
use rayon::prelude::*;

use crate::Document;
use crate::index::collect::Collector;
use crate::index::encode::{Item, Literals, Passage};

/// One occurrence of a term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occurrence {
    /// The document times four, plus the field.
    place: u32,
    pub position: u32,
}

impl Occurrence {
    pub(crate) fn new(document: u32, field: Field, position: u32) -> Occurrence {
        Occurrence { place: document << 2 | field as u32, position }
    }

    pub(crate) fn document(self) -> u32 {
        self.place >> 2
    }

    fn field(self) -> Field {
        Field::ALL[self.place as usize & 3]
    }
}

/// Every term of the documents, in the order of their keys, with its occurrences in order.
pub(crate) struct Inversion {
    /// Dictionary keys, sorted.
    pub keys: Vec<Vec<u8>>,
    /// What the index says of each term.
    pub terms: Vec<TermInfo>,
    /// How many bytes the postings of each take.
    pub sizes: Vec<u32>,
    /// How each is written in small letters.
    pub spellings: Vec<String>,
    /// Where the occurrences of each term end.
    ends: Vec<usize>,
    occurrences: Vec<Occurrence>,
    /// The term of each token in reading order, and its position from the beginning of its passage.
    pub tokens: Vec<(u32, u32)>,
    /// What the documents are made of.
    pub items: Vec<Item>,
    /// Title and blocks of each document.
    pub passages: Vec<Vec<Passage>>,
    /// All literals among the items, with terms by the order in which they were met.
    pub literals: Literals,
    /// The ordinals of terms in that order.
    pub ordinals: Vec<u32>,
}

/// So many documents are collected at once: the same number however many threads there are, so that these
/// do not show in the index.
const CHUNK: usize = 1024;

/// Inverts documents.
pub(crate) fn invert(documents: &[Document]) -> Inversion {
    let chunks: Vec<Collector> = documents
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(number, chunk)| Collector::read(chunk, number * CHUNK))
        .collect();
    let mut all = chunks.into_iter();
    let mut collector = all.next().unwrap_or_default();
    all.for_each(|later| collector.append(later));
    Inversion::sorted(collector)
}

impl Inversion {
    /// What was collected, with terms in the order of their keys.
    fn sorted(mut collected: Collector) -> Inversion {
        let mut sorted: Vec<(Vec<u8>, u32)> = collected.ids.into_iter().collect();
        sorted.sort_unstable();
        let mut ordinals = vec![0u32; sorted.len()];
        for (ordinal, (_, id)) in sorted.iter().enumerate() {
            ordinals[*id as usize] = ordinal as u32;
        }
        // A counting sort by term, which keeps the reading order within each.
        let mut ends = vec![0usize; sorted.len()];
        for (id, _) in &collected.seen {
            ends[ordinals[*id as usize] as usize] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            let count = *end;
            *end = total;
            total += count;
        }
        let nothing = Occurrence::new(0, Field::Title, 0);
        let mut occurrences = vec![nothing; total];
        for (id, occurrence) in &collected.seen {
            let at = &mut ends[ordinals[*id as usize] as usize];
            occurrences[*at] = *occurrence;
            *at += 1;
        }
        for item in &mut collected.items {
            if let Item::Word(id, _) = item {
                *id = ordinals[*id as usize];
            }
        }
        let mut tokens: Vec<(u32, u32)> = collected
            .seen
            .iter()
            .map(|(id, occurrence)| (ordinals[*id as usize], occurrence.position))
            .collect();
        for passage in collected.passages.iter().flatten() {
            let tokens = &mut tokens[passage.tokens.clone()];
            let first = tokens.first().map_or(0, |token| token.1);
            tokens.iter_mut().for_each(|token| token.1 -= first);
        }
        let spellings = sorted
            .iter()
            .map(|(_, id)| std::mem::take(&mut collected.spellings[*id as usize]))
            .collect();
        let cases: Vec<_> =
            sorted.iter().map(|(_, id)| collected.cases[*id as usize].usual()).collect();
        let keys = sorted.into_iter().map(|(key, _)| key).collect();
        let mut inverted = Inversion {
            keys,
            terms: Vec::new(),
            sizes: Vec::new(),
            spellings,
            ends,
            occurrences,
            tokens,
            items: collected.items,
            passages: collected.passages,
            literals: collected.literals,
            ordinals,
        };
        let listed = |(ordinal, case): (usize, &Option<Case>)| {
            let occurrences = inverted.occurrences(ordinal);
            let documents =
                occurrences.chunk_by(|a, b| a.document() == b.document()).count() as u32;
            let mut writer = Writer::new(low_bits(documents, inverted.passages.len() as u32));
            let bits: usize = occurrences
                .iter()
                .map(|occurrence| writer.code(occurrence.document(), occurrence.field()).1 as usize)
                .sum();
            (TermInfo::new(documents, *case), bits.div_ceil(8) as u32)
        };
        (inverted.terms, inverted.sizes) = cases.iter().enumerate().map(listed).unzip();
        inverted
    }

    /// The range of the occurrences of a term.
    fn range(&self, ordinal: usize) -> Range<usize> {
        ordinal.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[ordinal]
    }

    /// The occurrences of a term, by document and position.
    pub(crate) fn occurrences(&self, ordinal: usize) -> &[Occurrence] {
        &self.occurrences[self.range(ordinal)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_a_word_has_twice_stands_there_once() {
        let title = "LuaLua kicks 320x320 balls".to_owned();
        let inverted = invert(&[Document { title, ..Document::default() }]);
        let places = |key: &str| -> Vec<u32> {
            let at = inverted.keys.iter().position(|k| k == key.as_bytes()).expect(key);
            inverted.occurrences(at).iter().map(|occurrence| occurrence.position).collect()
        };
        assert_eq!((places("lua"), places("lualua"), places("320")), (vec![0], vec![0], vec![2]));
    }
}
