//! Documents as what they are made of: terms, literals, and where they stand.

use kwic_core::format::Field;
use kwic_core::format::literals::LiteralKind;
use kwic_core::format::term_info::write_key;
use kwic_core::store::symbols::control;
use kwic_core::store::vocabulary::{Casing, push_spelling};
use kwic_core::text::{Case, Kind, tokens};
use rustc_hash::FxHashMap;

use crate::index::encode::{Item, Literals, Passage};
use crate::index::invert::Occurrence;
use crate::{BlockKind, Document};

/// How often a term is written in each case: within sentences, and at all.
#[derive(Default, Clone, Copy)]
pub(crate) struct Cases {
    within: [u32; 3],
    all: [u32; 3],
}

impl Cases {
    fn add(&mut self, other: &Cases) {
        for case in 0..self.all.len() {
            self.all[case] += other.all[case];
            self.within[case] += other.within[case];
        }
    }

    /// None for a term that is not written in any.
    pub(crate) fn usual(&self) -> Option<Case> {
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

/// What stands in documents, in reading order. Terms have the numbers in which they were met.
#[derive(Default)]
pub(crate) struct Collector {
    pub ids: FxHashMap<Vec<u8>, u32>,
    /// How each term is written in small letters.
    pub spellings: Vec<String>,
    pub cases: Vec<Cases>,
    /// Term and occurrence, in reading order.
    pub seen: Vec<(u32, Occurrence)>,
    pub items: Vec<Item>,
    pub literals: Literals,
    /// Title and blocks of each document.
    pub passages: Vec<Vec<Passage>>,
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
    /// Collects documents, of which the first has number `first`.
    pub(crate) fn read(documents: &[Document], first: usize) -> Collector {
        let mut collector = Collector::default();
        for (number, document) in (first as u32..).zip(documents) {
            let mut position = 0;
            let mut passages = Vec::with_capacity(document.blocks.len() + 1);
            let counted = !document.title_from_body;
            if counted {
                let (title, next) = collector.add(&document.title, number, Field::Title, 0, true);
                passages.push(title);
                position = next + 1;
            }
            for block in &document.blocks {
                let (text, field) = (plain(&block.text), field(block.kind));
                let (passage, next) = collector.add(&text, number, field, position, true);
                passages.push(passage);
                position = next + 1;
            }
            // Its words are those of the text, which has been read now.
            if !counted {
                let (title, _) = collector.add(&document.title, number, Field::Title, 0, false);
                passages.insert(0, title);
            }
            collector.passages.push(passages);
        }
        collector
    }

    /// Appends what was collected from the documents that follow.
    pub(crate) fn append(&mut self, later: Collector) {
        let mut terms = vec![0; later.ids.len()];
        let mut spellings = later.spellings;
        for (key, id) in later.ids {
            let next = self.ids.len() as u32;
            let number = *self.ids.entry(key).or_insert(next);
            if number == next {
                self.spellings.push(std::mem::take(&mut spellings[id as usize]));
                self.cases.push(Cases::default());
            }
            self.cases[number as usize].add(&later.cases[id as usize]);
            terms[id as usize] = number;
        }
        let literals = self.literals.append(later.literals, &terms);
        let (items, tokens) = (self.items.len(), self.seen.len());
        self.seen.extend(later.seen.into_iter().map(|(id, place)| (terms[id as usize], place)));
        self.items.extend(later.items.into_iter().map(|item| match item {
            Item::Word(id, case) => Item::Word(terms[id as usize], case),
            Item::Literal(literal) => Item::Literal(literals[literal as usize]),
        }));
        self.passages.extend(later.passages.into_iter().map(|mut passages| {
            for passage in &mut passages {
                let Passage { items: own, tokens: seen, .. } = passage;
                *own = own.start + items..own.end + items;
                *seen = seen.start + tokens..seen.end + tokens;
            }
            passages
        }));
    }

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
                self.seen.push((id, Occurrence::new(document, field, here)));
            }
        }
        if let Some(met) = met.take() {
            self.push(&met, document, &mut last, &mut casing);
        }
        let rest = text.get(end..).unwrap_or_default();
        if !rest.is_empty() {
            let literal = self.literals.number(LiteralKind::Separator, rest, document);
            self.items.push(Item::Literal(literal));
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
            let kind = if joint { LiteralKind::Joint } else { LiteralKind::Separator };
            casing.gap(met.gap);
            let literal = self.literals.number(kind, met.gap, document);
            self.items.push(Item::Literal(literal));
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
        let kind = if is_unit(met.kind) { LiteralKind::Unit } else { LiteralKind::OutOfVocabulary };
        let literal = self.literals.number(kind, met.written, document);
        if kind == LiteralKind::OutOfVocabulary
            && met.counted
            && let Some(id) = met.id
        {
            let terms: Vec<u32> = [id].into_iter().chain(met.parts.iter().copied()).collect();
            self.literals.set_terms(literal, &terms);
        }
        self.items.push(Item::Literal(literal));
    }

    /// True when the place that was collected last already has the term.
    fn stands(&self, term: u32, document: u32, position: u32) -> bool {
        let here = |seen: &&(u32, Occurrence)| {
            (seen.1.document(), seen.1.position) == (document, position)
        };
        self.seen.iter().rev().take_while(here).any(|seen| seen.0 == term)
    }
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
