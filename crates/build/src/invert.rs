//! Documents to an inverted index in memory: for each term, where it stands; and the documents as items,
//! ready to be written as symbols.

use std::collections::HashMap;
use std::ops::Range;

use kwic_core::format::Field;
use kwic_core::format::postings::Writer;
use kwic_core::format::signs::Kind as SignKind;
use kwic_core::format::symbols::control;
use kwic_core::format::terms::{Listed, write_key};
use kwic_core::lexicon::{Casing, push_spelling};
use kwic_core::text::{Case, Kind, tokens};

use crate::encode::{Item, Passage, Signs};
use crate::{BlockKind, Document};

/// One occurrence of a term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occurrence {
    pub document: u32,
    pub position: u32,
}

/// Every term of the documents, in the order of their keys, with its occurrences in order.
pub(crate) struct Inverted {
    /// Dictionary keys, sorted.
    pub keys: Vec<Vec<u8>>,
    /// What the index says of each term.
    pub terms: Vec<Listed>,
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
    /// All signs among the items, with terms by the order in which they were met.
    pub signs: Signs,
    /// The ordinals of terms in that order.
    pub ordinals: Vec<u32>,
}

/// How often a term is written in each case: within sentences, and at all.
#[derive(Default, Clone, Copy)]
struct Cases {
    within: [u32; 3],
    all: [u32; 3],
}

impl Cases {
    /// None for a term that is not written in any.
    fn usual(&self) -> Option<Case> {
        let most = |counts: &[u32; 3]| {
            Case::ALL.into_iter().rev().max_by_key(|&case| counts[case as usize])
        };
        if self.within != [0; 3] {
            return most(&self.within);
        }
        if self.all == [0; 3] {
            return None;
        }
        // What begins sentences and stands in titles may still be small.
        most(&self.all).map(|case| if case == Case::Capital { Case::Lower } else { case })
    }
}

#[derive(Default)]
struct Collector {
    ids: HashMap<Vec<u8>, u32>,
    spellings: Vec<String>,
    cases: Vec<Cases>,
    /// Term and occurrence, in reading order.
    seen: Vec<(u32, Occurrence)>,
    items: Vec<Item>,
    signs: Signs,
    key: Vec<u8>,
    written: String,
}

/// A word as it stands in a text.
struct Met<'t> {
    written: &'t str,
    id: Option<u32>,
    kind: Kind,
    /// The terms of its parts.
    parts: Vec<u32>,
    /// Its term is one of the text.
    counted: bool,
    /// What stands before it.
    gap: &'t str,
}

impl Collector {
    /// Collects the tokens of a passage, whose first has number `position`. Returns the passage and the
    /// number after its last. Words that are not `counted` are no occurrences.
    fn add(
        &mut self,
        text: &str,
        document: u32,
        field: Field,
        position: u32,
        counted: bool,
    ) -> (Passage, u32) {
        let begins = match field {
            Field::Title => control::END,
            Field::Heading => control::HEADING,
            Field::Body => control::BODY,
            Field::Aside => control::ASIDE,
        };
        let first = (self.items.len(), self.seen.len());
        let mut casing = Casing::default();
        let mut last = None;
        let mut met: Option<Met<'_>> = None;
        let (mut next, mut end) = (position, 0);
        let mut tokens = tokens(text);
        while let Some(token) = tokens.next() {
            write_key(&mut self.key, token.folded, token.exact);
            let new = self.ids.len() as u32;
            let id = match self.ids.get(&self.key) {
                Some(&id) => Some(id),
                None if !counted => None,
                None => {
                    self.ids.insert(self.key.clone(), new);
                    let mut small = String::new();
                    push_spelling(&self.key, &mut small);
                    self.spellings.push(small);
                    self.cases.push(Cases::default());
                    Some(new)
                }
            };
            let here = position + token.position;
            next = here + 1;
            if token.kind == Kind::Part {
                // `LuaLua` has one part twice, in one place.
                let Some(id) = id.filter(|&id| !self.stands(id, document, here)) else { continue };
                met.iter_mut().for_each(|met| met.parts.push(id));
            } else {
                if let Some(met) = met.take() {
                    self.push(&met, document, &mut last, &mut casing);
                }
                let gap = text.get(end..token.range.start).unwrap_or_default();
                let written = text.get(token.range.clone()).unwrap_or_default();
                end = token.range.end;
                met = Some(Met { written, id, kind: token.kind, parts: Vec::new(), gap, counted });
            }
            if let Some(id) = id.filter(|_| counted) {
                self.seen.push((id, Occurrence { document, position: here }));
            }
        }
        if let Some(met) = met.take() {
            self.push(&met, document, &mut last, &mut casing);
        }
        let rest = text.get(end..).unwrap_or_default();
        if !rest.is_empty() {
            let sign = self.signs.number(SignKind::Gap, rest, document);
            self.items.push(Item::Sign(sign));
        }
        let passage =
            Passage { begins, items: first.0..self.items.len(), tokens: first.1..self.seen.len() };
        (passage, next)
    }

    /// Adds the items of a word and of what stands before it.
    fn push(&mut self, met: &Met<'_>, document: u32, last: &mut Option<Kind>, casing: &mut Casing) {
        let is_unit = |kind: Kind| matches!(kind, Kind::Bigram | Kind::Last);
        let usual = match *last {
            Some(last) if !is_unit(last) && !is_unit(met.kind) => " ",
            _ => "",
        };
        if met.gap != usual {
            let joint = *last == Some(Kind::Bigram);
            let kind = if joint { SignKind::Joint } else { SignKind::Gap };
            casing.gap(met.gap);
            let sign = self.signs.number(kind, met.gap, document);
            self.items.push(Item::Sign(sign));
        }
        *last = Some(met.kind);
        let opens = casing.opens();
        casing.passed();
        if let Some(id) = met.id.filter(|_| met.kind == Kind::Word && met.parts.is_empty()) {
            let small = &self.spellings[id as usize];
            for case in Case::ALL {
                self.written.clear();
                case.push(&mut self.written, small);
                if self.written == met.written {
                    let cases = &mut self.cases[id as usize];
                    cases.all[case as usize] += 1;
                    cases.within[case as usize] += u32::from(!opens);
                    self.items.push(Item::Word(id, case));
                    return;
                }
            }
        }
        let kind = if is_unit(met.kind) { SignKind::Unit } else { SignKind::Odd };
        let sign = self.signs.number(kind, met.written, document);
        if kind == SignKind::Odd
            && met.counted
            && let Some(id) = met.id
        {
            let terms: Vec<u32> = [id].into_iter().chain(met.parts.iter().copied()).collect();
            self.signs.set_terms(sign, &terms);
        }
        self.items.push(Item::Sign(sign));
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
    let mut passages = Vec::with_capacity(documents.len());
    for (number, document) in documents.iter().enumerate() {
        let number = number as u32;
        let mut position = 0;
        let mut of_document = Vec::with_capacity(document.blocks.len() + 1);
        let counted = !document.title_from_body;
        if counted {
            let (title, next) = collector.add(&document.title, number, Field::Title, 0, true);
            of_document.push(title);
            position = next + 1;
        }
        for block in &document.blocks {
            let text = plain(&block.text);
            let (passage, next) = collector.add(&text, number, field(block.kind), position, true);
            of_document.push(passage);
            position = next + 1;
        }
        // Its words are those of the text, which has been read now.
        if !counted {
            let (title, _) = collector.add(&document.title, number, Field::Title, 0, false);
            of_document.insert(0, title);
        }
        passages.push(of_document);
    }
    collector.sort(passages)
}

fn field(kind: BlockKind) -> Field {
    match kind {
        BlockKind::Heading => Field::Heading,
        BlockKind::Body => Field::Body,
        BlockKind::Aside => Field::Aside,
    }
}

/// Text without the characters that the engine gives a meaning.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl Collector {
    fn sort(mut self, passages: Vec<Vec<Passage>>) -> Inverted {
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
        let nothing = Occurrence { document: 0, position: 0 };
        let mut occurrences = vec![nothing; total];
        for (id, occurrence) in &self.seen {
            let at = &mut ends[ordinals[*id as usize] as usize];
            occurrences[*at] = *occurrence;
            *at += 1;
        }
        for item in &mut self.items {
            if let Item::Word(id, _) = item {
                *id = ordinals[*id as usize];
            }
        }
        let mut tokens: Vec<(u32, u32)> = self
            .seen
            .iter()
            .map(|(id, occurrence)| (ordinals[*id as usize], occurrence.position))
            .collect();
        for passage in passages.iter().flatten() {
            let tokens = &mut tokens[passage.tokens.clone()];
            let first = tokens.first().map_or(0, |token| token.1);
            tokens.iter_mut().for_each(|token| token.1 -= first);
        }
        let spellings = sorted
            .iter()
            .map(|(_, id)| std::mem::take(&mut self.spellings[*id as usize]))
            .collect();
        let cases: Vec<_> = sorted.iter().map(|(_, id)| self.cases[*id as usize].usual()).collect();
        let keys = sorted.into_iter().map(|(key, _)| key).collect();
        let mut inverted = Inverted {
            keys,
            terms: Vec::new(),
            spellings,
            ends,
            occurrences,
            tokens,
            items: self.items,
            passages,
            signs: self.signs,
            ordinals,
        };
        let listed = |(ordinal, case): (usize, &Option<Case>)| {
            let occurrences = inverted.occurrences(ordinal);
            let documents = occurrences.chunk_by(|a, b| a.document == b.document).count();
            let mut writer = Writer::default();
            let size = occurrences.iter().map(|occurrence| writer.size(occurrence.document)).sum();
            Listed::new(documents as u32, *case, size)
        };
        inverted.terms = cases.iter().enumerate().map(listed).collect();
        inverted
    }
}

impl Inverted {
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
