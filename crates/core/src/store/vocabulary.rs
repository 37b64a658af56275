//! The vocabulary: what each symbol of the text section stands for.
//!
//! Its symbols are the literals, and the terms that stand in a text as they are. Those in most documents
//! have the lowest numbers; of those in equally many documents the literals come first, and each kind is in
//! its own order. No list of the symbols is stored: a reader makes it from the sections of terms and of
//! literals.

use super::plain_text::each_token;
use super::symbols::control;
use crate::format::literals::{LiteralKind, Literals};
use crate::format::term_info::{NO_TERM, TermInfo};
use crate::text::Case;

/// What a symbol of the vocabulary stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// A term, by its ordinal, and its usual case.
    Word(u32, Case),
    /// A literal, by its number in the literals section.
    Literal(LiteralKind, u32),
}

/// See the [module](self).
#[derive(Debug)]
pub struct Vocabulary<'a> {
    /// The symbols in the order of their numbers, packed as [`unpacked`] reads them.
    symbols: Vec<u32>,
    literals: Literals<'a>,
}

/// The lowest bits of a packed symbol, which say what it is: 0 to 2 a word in that case, from 3 on the kinds
/// of literals. The bits above are the ordinal of the term or the number of the literal.
const TAG_BITS: u32 = 3;

impl<'a> Vocabulary<'a> {
    /// The vocabulary of all terms and all literals of an index with this number of documents.
    #[inline(never)]
    pub fn new(terms: &[TermInfo], literals: Literals<'a>, documents: u32) -> Vocabulary<'a> {
        let rank = |holding: u32| documents.saturating_sub(holding) as usize;
        let words = terms.iter().filter(|term| term.case().is_some());
        let mut symbols = vec![0; literals.count() + words.clone().count()];
        // A counting sort: first the number of symbols of each rank, then where each rank begins.
        let mut starts = vec![0u32; documents as usize + 1];
        for (_, holding) in literals.kinds() {
            starts[rank(holding)] += 1;
        }
        for term in words {
            starts[rank(term.documents())] += 1;
        }
        let mut count = 0;
        for start in &mut starts {
            count += std::mem::replace(start, count);
        }
        let mut put = |holding, packed| {
            let next = &mut starts[rank(holding)];
            symbols[*next as usize] = packed;
            *next += 1;
        };
        for ((kind, holding), number) in literals.kinds().zip(0..) {
            put(holding, number << TAG_BITS | (3 + kind as u32));
        }
        for (term, ordinal) in terms.iter().zip(0..) {
            if let Some(case) = term.case() {
                put(term.documents(), ordinal << TAG_BITS | case as u32);
            }
        }
        Vocabulary { symbols, literals }
    }

    /// All symbols, in the order of their numbers from [`control::VOCABULARY`] on.
    pub fn symbols(&self) -> impl Iterator<Item = Symbol> + '_ {
        self.symbols.iter().map(|&packed| unpacked(packed))
    }

    /// A number for each of the `terms` that the vocabulary was made of, and how many numbers there are. The
    /// number of a symbol is its index among the symbols; the terms that are no symbols have the numbers after
    /// those.
    pub fn numbers(&self, terms: usize) -> (Vec<u32>, usize) {
        let mut numbers = vec![NO_TERM; terms];
        for (index, symbol) in self.symbols().enumerate() {
            if let Symbol::Word(term, _) = symbol
                && let Some(number) = numbers.get_mut(term as usize)
            {
                *number = index as u32;
            }
        }
        let mut count = self.symbols.len();
        for number in numbers.iter_mut().filter(|number| **number == NO_TERM) {
            *number = count as u32;
            count += 1;
        }
        (numbers, count)
    }

    /// What the symbol with this number stands for; none for a control, and for a number above all symbols.
    #[inline]
    pub(super) fn symbol(&self, number: u32) -> Option<Symbol> {
        let index = number.checked_sub(control::VOCABULARY)?;
        self.symbols.get(index as usize).map(|&packed| unpacked(packed))
    }

    /// The indices of the symbols that are separators of which the text is wanted.
    pub fn separators(&self, is_wanted: &dyn Fn(&str) -> bool) -> impl Iterator<Item = u32> {
        let is_wanted = |symbol: &Symbol| match *symbol {
            Symbol::Literal(kind, literal) if kind.is_separator() => {
                is_wanted(self.literal_text(literal))
            }
            _ => false,
        };
        (0..).zip(self.symbols()).filter(move |(_, symbol)| is_wanted(symbol)).map(|at| at.0)
    }

    /// The text of a literal.
    pub(super) fn literal_text(&self, number: u32) -> &'a str {
        self.literals.text(number)
    }

    /// The terms of an out-of-vocabulary word and of its parts.
    pub(super) fn literal_terms(&self, number: u32) -> &[u32] {
        self.literals.terms(number)
    }

    /// The term of a character of a script without spaces together with the character that follows it in its
    /// run; without a second one, the term of the character alone. Both are literals, by their numbers;
    /// `ordinal` gives the terms of keys.
    pub fn bigram(
        &self,
        first: u32,
        second: Option<u32>,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    ) -> u32 {
        let mut text = self.literal_text(first).to_string();
        text.push_str(second.map_or("", |second| self.literal_text(second)));
        let mut term = None;
        each_token(&text, ordinal, &mut |token| term = term.or(Some(token.term)));
        term.unwrap_or(NO_TERM)
    }
}

#[inline]
fn unpacked(packed: u32) -> Symbol {
    let number = packed >> TAG_BITS;
    match packed & ((1 << TAG_BITS) - 1) {
        0 => Symbol::Word(number, Case::Lower),
        1 => Symbol::Word(number, Case::Capital),
        2 => Symbol::Word(number, Case::Upper),
        3 => Symbol::Literal(LiteralKind::Separator, number),
        4 => Symbol::Literal(LiteralKind::Joint, number),
        5 => Symbol::Literal(LiteralKind::Unit, number),
        _ => Symbol::Literal(LiteralKind::OutOfVocabulary, number),
    }
}

/// A small vocabulary that the tests of this folder share.
#[cfg(test)]
pub(super) mod sample {
    use super::*;
    use crate::format::literals::Literal;

    /// The numbers of its symbols, by frequency.
    pub(crate) const A: u32 = control::VOCABULARY;
    pub(crate) const COMMA: u32 = A + 1;
    pub(crate) const B: u32 = A + 2;
    pub(crate) const MCX: u32 = A + 3;

    /// Terms `a` and `b`, both mostly small, and the literals `, ` and `McX`, which has `a` as a part.
    pub(crate) fn vocabulary() -> Vocabulary<'static> {
        let terms = [9, 5].map(|documents| TermInfo::new(documents, Some(Case::Lower)));
        let literal = |kind, documents, text, terms| Literal { kind, documents, text, terms };
        let literals = [
            literal(LiteralKind::Separator, 7, ", ", vec![]),
            literal(LiteralKind::OutOfVocabulary, 2, "McX", vec![1, 0]),
        ];
        Vocabulary::new(&terms, Literals::from(&literals[..]), 9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::literals::Literal;

    #[test]
    fn each_term_has_a_number_and_symbols_have_their_index() {
        let case = [Some(Case::Lower), None, Some(Case::Upper), None];
        let terms: Vec<TermInfo> =
            (1..).zip(case).map(|(documents, case)| TermInfo::new(documents, case)).collect();
        let vocabulary = Vocabulary::new(&terms, Literals::default(), 9);
        assert_eq!(vocabulary.numbers(terms.len()), (vec![1, 2, 0, 3], 4));
    }

    #[test]
    fn symbols_are_numbered_by_the_documents_that_hold_them() {
        let terms = [3, 8, 5].map(|documents| TermInfo::new(documents, Some(Case::Lower)));
        let literal = |documents, text| Literal {
            kind: LiteralKind::Separator,
            documents,
            text,
            terms: vec![],
        };
        let literals = [literal(8, ", "), literal(5, ". ")];
        let vocabulary = Vocabulary::new(&terms, Literals::from(&literals[..]), 9);
        let word = |term| Symbol::Word(term, Case::Lower);
        let separator = |number| Symbol::Literal(LiteralKind::Separator, number);
        let expected = [separator(0), word(1), separator(1), word(2), word(0)];
        assert!(vocabulary.symbols().eq(expected));
        for (symbol, number) in expected.into_iter().zip(control::VOCABULARY..) {
            assert_eq!(vocabulary.symbol(number), Some(symbol));
        }
        assert_eq!(vocabulary.symbol(control::VOCABULARY - 1), None);
        assert_eq!(vocabulary.symbol(control::VOCABULARY + 5), None);
    }
}
