//! Articles to symbols: the other direction of `kwic_core::vocabulary`.

use kwic_core::format::literals::{Literal, LiteralKind};
use kwic_core::format::term_info::TermInfo;
use kwic_core::store::symbols::{Symbols, control, push_symbol, push_text};
use kwic_core::store::vocabulary::{Casing, DecodedText, Symbol, TermDecoder, Vocabulary};
use kwic_core::text::Case;
use rustc_hash::FxHashMap;

/// One thing that a text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    /// A term that is written in this case.
    Word(u32, Case),
    /// A literal, by its number among all that were met.
    Literal(u32),
}

/// A title or a block, as the control that it begins with and its items.
#[derive(Debug)]
pub(crate) struct Passage {
    pub begins: u32,
    pub items: std::ops::Range<usize>,
    /// Its tokens among all that were collected.
    pub tokens: std::ops::Range<usize>,
}

/// Literals as they are met, each once.
#[derive(Default)]
pub(crate) struct Literals {
    numbers: FxHashMap<(LiteralKind, String), u32>,
    /// For each in how many documents it is, and the last of these, counted from 1.
    counts: Vec<(u32, u32)>,
    /// The terms of words.
    terms: FxHashMap<u32, Vec<u32>>,
}

impl Literals {
    /// The number of a literal that stands in a document.
    pub(crate) fn number(&mut self, kind: LiteralKind, text: &str, document: u32) -> u32 {
        let number = self.enter((kind, text.to_owned()));
        let (documents, last) = &mut self.counts[number as usize];
        if *last != document + 1 {
            (*documents, *last) = (*documents + 1, document + 1);
        }
        number
    }

    fn enter(&mut self, literal: (LiteralKind, String)) -> u32 {
        let next = self.counts.len() as u32;
        let number = *self.numbers.entry(literal).or_insert(next);
        if number == next {
            self.counts.push((0, 0));
        }
        number
    }

    /// Adds the literals of documents that follow, whose terms have these numbers here; gives the numbers
    /// of the literals.
    pub(crate) fn append(&mut self, later: Literals, terms: &[u32]) -> Vec<u32> {
        let mut numbers = vec![0; later.counts.len()];
        for (literal, number) in later.numbers {
            let here = self.enter(literal);
            numbers[number as usize] = here;
            let (documents, last) = later.counts[number as usize];
            let count = &mut self.counts[here as usize];
            *count = (count.0 + documents, last);
        }
        for (number, own) in later.terms {
            let own = || own.iter().map(|&term| terms[term as usize]).collect();
            self.terms.entry(numbers[number as usize]).or_insert_with(own);
        }
        numbers
    }

    /// Says which terms a word has, itself and its parts.
    pub(crate) fn set_terms(&mut self, number: u32, terms: &[u32]) {
        self.terms.entry(number).or_insert_with(|| terms.to_vec());
    }

    /// All literals in the order of their numbers; the terms of words are `ordinals` of those that were set.
    pub(crate) fn list(&self, ordinals: &[u32]) -> Vec<Literal<'_>> {
        let nothing =
            Literal { kind: LiteralKind::Separator, documents: 0, text: "", terms: Vec::new() };
        let mut list = vec![nothing; self.counts.len()];
        for ((kind, text), &number) in &self.numbers {
            let documents = self.counts[number as usize].0;
            let terms = self.terms.get(&number).into_iter().flatten();
            let terms = terms.map(|&id| ordinals[id as usize]).collect();
            list[number as usize] = Literal { kind: *kind, documents, text, terms };
        }
        list
    }
}

/// A gap that stands in no more documents is written out where it stands.
const SELDOM: u32 = 1;
/// So is a longer text.
const MAX_LITERAL: usize = 64;

/// True for a literal that gets a number of its own.
fn is_listed(literal: &Literal<'_>) -> bool {
    match literal.kind {
        LiteralKind::Unit | LiteralKind::Joint => true,
        LiteralKind::Separator => literal.documents > SELDOM && literal.text.len() <= MAX_LITERAL,
        // One that only a title has which is not counted has no terms.
        LiteralKind::OutOfVocabulary => {
            !literal.terms.is_empty() && literal.text.len() <= MAX_LITERAL
        }
    }
}

/// The literals that get numbers, in the order of the literals section.
pub(crate) fn listed<'s>(literals: &[Literal<'s>]) -> Vec<Literal<'s>> {
    let mut listed: Vec<Literal<'s>> =
        literals.iter().filter(|literal| is_listed(literal)).cloned().collect();
    listed.sort_by(|a, b| {
        let order = |literal: &Literal<'s>| {
            (std::cmp::Reverse(literal.documents), literal.kind, literal.text)
        };
        order(a).cmp(&order(b))
    });
    listed
}

/// Writes passages.
pub(crate) struct Encoder<'e> {
    literals: &'e [Literal<'e>],
    terms: &'e [TermInfo],
    /// For each term its composed form.
    spellings: &'e [String],
    vocabulary: &'e Vocabulary<'e>,
    /// Numbers of words by ordinal, and of literals by their numbers among all.
    words: Vec<u32>,
    literal_numbers: Vec<u32>,
    ordinal: &'e (dyn Fn(&[u8]) -> Option<u32> + Sync),
}

/// What has no number.
const NONE: u32 = u32::MAX;

impl<'e> Encoder<'e> {
    pub(crate) fn new(
        literals: &'e [Literal<'e>],
        listed: &[Literal<'e>],
        terms: &'e [TermInfo],
        spellings: &'e [String],
        vocabulary: &'e Vocabulary<'e>,
        ordinal: &'e (dyn Fn(&[u8]) -> Option<u32> + Sync),
    ) -> Encoder<'e> {
        let mut words = vec![NONE; terms.len()];
        let mut of_listed = vec![NONE; listed.len()];
        for (meaning, number) in vocabulary.symbols().zip(control::VOCABULARY..) {
            match meaning {
                Symbol::Word(term, _) => words[term as usize] = number,
                Symbol::Literal(_, literal) => of_listed[literal as usize] = number,
            }
        }
        let by_literal: FxHashMap<(LiteralKind, &str), u32> =
            listed.iter().map(|literal| (literal.kind, literal.text)).zip(of_listed).collect();
        let number = |literal: &Literal<'_>| by_literal.get(&(literal.kind, literal.text)).copied();
        let literal_numbers =
            literals.iter().map(|literal| number(literal).unwrap_or(NONE)).collect();
        Encoder { literals, terms, spellings, vocabulary, words, literal_numbers, ordinal }
    }

    /// Appends a passage without the control that begins it: as symbols, or as plain text if these would
    /// not give back its text and its tokens, which are pairs of term and position.
    pub(crate) fn push(
        &self,
        out: &mut Vec<u8>,
        items: &[Item],
        text: &str,
        tokens: Option<&mut dyn Iterator<Item = (u32, u32)>>,
    ) {
        if text.is_empty() {
            return;
        }
        let flags = |titled: bool| {
            let mut casing = casing(titled);
            items.iter().filter(|item| self.flag(item, &mut casing).is_some()).count()
        };
        let titled = flags(true) + 1 < flags(false);
        let start = out.len();
        let mut casing = casing(titled);
        if titled {
            push_symbol(out, control::TITLED);
        }
        for item in items {
            if let Some(flag) = self.flag(item, &mut casing) {
                push_symbol(out, flag);
            }
            match *item {
                Item::Word(term, _) => push_symbol(out, self.words[term as usize]),
                Item::Literal(literal) => match self.literal_numbers[literal as usize] {
                    NONE => {
                        let literal = &self.literals[literal as usize];
                        let is_gap =
                            matches!(literal.kind, LiteralKind::Separator | LiteralKind::Joint);
                        let how = if is_gap { control::SEPARATOR } else { control::PLAIN };
                        push_text(out, how, literal.text);
                    }
                    number => push_symbol(out, number),
                },
            }
        }
        out.push(control::END as u8);
        if !self.gives_back(&out[start..], text, tokens) {
            out.truncate(start);
            push_text(out, control::PLAIN, text);
        } else {
            out.pop();
        }
    }

    /// The control that an item needs before it.
    fn flag(&self, item: &Item, casing: &mut Casing) -> Option<u32> {
        match *item {
            Item::Word(term, case) => {
                let usual = self.terms[term as usize].case().unwrap_or(Case::Lower);
                let expected = casing.take(usual);
                let written = |case: Case| {
                    let mut out = String::new();
                    case.push(&mut out, &self.spellings[term as usize]);
                    out
                };
                // `I` is in its usual case whether that is called a capital or capitals.
                if case == expected || written(case) == written(expected) {
                    return None;
                }
                Some(match case {
                    Case::Lower => control::LOWER,
                    Case::Capital => control::CAPITAL,
                    Case::Upper => control::UPPER,
                })
            }
            Item::Literal(literal) => {
                let literal = &self.literals[literal as usize];
                match literal.kind {
                    LiteralKind::Separator | LiteralKind::Joint => casing.gap(literal.text),
                    LiteralKind::Unit | LiteralKind::OutOfVocabulary => casing.passed(),
                }
                None
            }
        }
    }

    fn gives_back(
        &self,
        bytes: &[u8],
        text: &str,
        tokens: Option<&mut dyn Iterator<Item = (u32, u32)>>,
    ) -> bool {
        let mut given = DecodedText::default();
        let spelling = TermDecoder {
            ordinal: self.ordinal,
            bigram: &|first, second| self.vocabulary.bigram(first, second, self.ordinal),
            spell: &|_, term, out| out.push_str(&self.spellings[term as usize]),
        };
        self.vocabulary.title(&mut Symbols::new(bytes, 0), spelling, &mut given);
        if given.text != text {
            return false;
        }
        let Some(tokens) = tokens else { return true };
        let mut same = true;
        let mut symbols = Symbols::new(bytes, 0);
        let mut bigram = |first, second| self.vocabulary.bigram(first, second, self.ordinal);
        self.vocabulary.walk(&mut symbols, &mut bigram, self.ordinal, &mut |occurrence| {
            same &= tokens.next() == Some((occurrence.term, occurrence.position));
        });
        same && tokens.next().is_none()
    }
}

fn casing(titled: bool) -> Casing {
    let mut casing = Casing::default();
    if titled {
        casing.flag(control::TITLED);
    }
    casing
}
