//! Documents to an inverted index in memory: for each term, where it stands.

use std::collections::HashMap;

use kwic_core::format::lengths::Lengths;
use kwic_core::format::terms::write_key;
use kwic_core::format::{ASIDE_MARK, Field, HEADING_MARK};
use kwic_core::text::{Kind, tokens};

use crate::{BlockKind, Document};

/// One occurrence of a term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occurrence {
    pub document: u32,
    pub position: u32,
    pub field: Field,
}

/// Every term of the documents, in the order of their keys, with its occurrences in order.
pub(crate) struct Inverted {
    /// Dictionary keys, sorted.
    pub keys: Vec<Vec<u8>>,
    /// Where the occurrences of each term end.
    ends: Vec<usize>,
    occurrences: Vec<Occurrence>,
    /// Tokens in each field of each document.
    pub lengths: Vec<Lengths>,
    /// The text of each document as the index stores it.
    pub texts: Vec<String>,
}

#[derive(Default)]
struct Collector {
    ids: HashMap<Vec<u8>, u32>,
    /// Term and occurrence, in reading order.
    seen: Vec<(u32, Occurrence)>,
    key: Vec<u8>,
}

impl Collector {
    /// Collects the tokens of `text`, whose first has number `position`; returns how many there are.
    fn add(&mut self, text: &str, document: u32, field: Field, position: u32) -> u32 {
        let mut tokens = tokens(text);
        let mut count = 0;
        while let Some(token) = tokens.next() {
            if token.kind != Kind::Part {
                count += 1;
            }
            write_key(&mut self.key, token.folded, token.exact);
            let next = self.ids.len() as u32;
            let term = match self.ids.get(&self.key) {
                Some(&term) => term,
                None => {
                    self.ids.insert(self.key.clone(), next);
                    next
                }
            };
            let position = position + token.position;
            // `LuaLua` has one part twice, in one place.
            if token.kind == Kind::Part && self.stands(term, document, position) {
                continue;
            }
            self.seen.push((term, Occurrence { document, position, field }));
        }
        count
    }

    /// True when the place that was collected last already has the term.
    fn stands(&self, term: u32, document: u32, position: u32) -> bool {
        let here =
            |seen: &&(u32, Occurrence)| (seen.1.document, seen.1.position) == (document, position);
        self.seen.iter().rev().take_while(here).any(|seen| seen.0 == term)
    }
}

/// Inverts documents.
pub(crate) fn invert(documents: &[Document]) -> Inverted {
    let mut collector = Collector::default();
    let mut lengths = Vec::with_capacity(documents.len());
    let mut texts = Vec::with_capacity(documents.len());
    for (number, document) in documents.iter().enumerate() {
        let number = number as u32;
        let mut counts: Lengths = [0; 4];
        let mut position = 0;
        if !document.title_from_body {
            let count = collector.add(&document.title, number, Field::Title, 0);
            counts[Field::Title as usize] = count;
            position = count + 1;
        }
        let mut text = String::new();
        for block in &document.blocks {
            let (field, mark) = match block.kind {
                BlockKind::Heading => (Field::Heading, Some(HEADING_MARK)),
                BlockKind::Body => (Field::Body, None),
                BlockKind::Aside => (Field::Aside, Some(ASIDE_MARK)),
            };
            if !text.is_empty() {
                text.push('\n');
            }
            text.extend(mark);
            let start = text.len();
            push_plain(&mut text, &block.text);
            let count = collector.add(&text[start..], number, field, position);
            counts[field as usize] += count;
            position += count + 1;
        }
        lengths.push(counts);
        texts.push(text);
    }
    collector.sort(lengths, texts)
}

/// Appends text without the characters that the format gives a meaning.
fn push_plain(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
}

impl Collector {
    fn sort(self, lengths: Vec<Lengths>, texts: Vec<String>) -> Inverted {
        let mut sorted: Vec<(Vec<u8>, u32)> = self.ids.into_iter().collect();
        sorted.sort_unstable();
        let mut ordinals = vec![0u32; sorted.len()];
        for (ordinal, (_, id)) in sorted.iter().enumerate() {
            ordinals[*id as usize] = ordinal as u32;
        }
        // A counting sort by term, which keeps the reading order within each.
        let mut ends = vec![0usize; sorted.len()];
        for (id, _) in &self.seen {
            ends[ordinals[*id as usize] as usize] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            let count = *end;
            *end = total;
            total += count;
        }
        let nothing = Occurrence { document: 0, position: 0, field: Field::Body };
        let mut occurrences = vec![nothing; total];
        for (id, occurrence) in self.seen {
            let at = &mut ends[ordinals[id as usize] as usize];
            occurrences[*at] = occurrence;
            *at += 1;
        }
        let keys = sorted.into_iter().map(|(key, _)| key).collect();
        Inverted { keys, ends, occurrences, lengths, texts }
    }
}

impl Inverted {
    /// The occurrences of a term, by document and position.
    pub(crate) fn occurrences(&self, ordinal: usize) -> &[Occurrence] {
        let start = ordinal.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.occurrences[start..self.ends[ordinal]]
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
