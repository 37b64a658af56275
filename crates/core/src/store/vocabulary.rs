//! The vocabulary: what the symbols of the text section are, and with it articles as terms and as text.
//!
//! The symbols of the alphabet are the literals and the terms that stand in a text as they are, those in most
//! documents first; of equal ones the literals, and each kind in its own order. No list of them is stored.
//!
//! Between two symbols stands a space, and nothing beside a character of a script without spaces, unless
//! a gap says otherwise. A word is in its usual case, but for one that is mostly small and begins a block
//! or comes after a full stop, a question mark or an exclamation mark: that has a capital.
use std::ops::Range;

use crate::format::literals::{Literal, LiteralKind};
use crate::format::term_info::{TermInfo, write_key};
use crate::format::{ASIDE_MARK, EXACT_SEPARATOR, Field, HEADING_MARK};
use crate::store::symbols::{Symbols, control};
use crate::text::{self, Case, push_composed, tokens};

/// What a symbol of the alphabet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// A term, by its ordinal, and its usual case.
    Word(u32, Case),
    /// A literal, by its number.
    Literal(LiteralKind, u32),
}

/// Stands for a term that the dictionary does not have, which only wrong bytes have, and for no place in the alphabet.
pub const NO_TERM: u32 = u32::MAX;

/// One token in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Its term, or [`NO_TERM`].
    pub term: u32,
    /// Its place in the alphabet, if it stands in the text as a symbol of its own; else [`NO_TERM`].
    pub symbol: u32,
    /// Its place: words are counted through title and blocks; after each, one number is passed over.
    pub position: u32,
    /// Where it stands.
    pub field: Field,
    /// It is a part of the word before it.
    pub part: bool,
}

/// The term of a token, its position, and whether it is part of a word.
type Piece = (u32, u32, bool);

/// Where a walk is in an article.
#[derive(Clone, Copy)]
struct Place {
    field: Field,
    /// The position of the next token.
    next: u32,
}

impl Place {
    /// The position of a token, which is passed.
    #[inline]
    fn pass(&mut self) -> u32 {
        let position = self.next;
        self.next = position.saturating_add(1);
        position
    }
}

/// A token in a text that was spelled out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedToken {
    /// As in [`Occurrence`].
    pub term: u32,
    /// As in [`Occurrence`].
    pub position: u32,
    /// The bytes of the text that its term stands for.
    pub span: Range<usize>,
}

/// Text that was spelled out, with its tokens in order.
#[derive(Debug, Default)]
pub struct DecodedText {
    /// The text.
    pub text: String,
    /// Its tokens, parts of words too.
    pub tokens: Vec<DecodedToken>,
    /// The position of the next token.
    next: u32,
}

/// What terms are, for one who spells articles out.
#[derive(Clone, Copy)]
pub struct TermDecoder<'s> {
    /// The term with a key.
    pub ordinal: &'s dyn Fn(&[u8]) -> Option<u32>,
    /// The term of two neighbouring characters, as [`Vocabulary::bigram`] gives it.
    pub bigram: &'s dyn Fn(u32, Option<u32>) -> u32,
    /// Appends the composed form of a term, whose place in the alphabet comes first.
    pub spell: &'s dyn Fn(u32, u32, &mut String),
}

/// A run of characters of a script without spaces.
struct Run {
    /// The literal of its last character, and where that begins.
    last: (u32, usize),
    /// It has more than one.
    goes_on: bool,
}

/// See the [module](self).
#[derive(Debug)]
pub struct Vocabulary<'a> {
    symbols: Vec<u32>,
    literals: Vec<Literal<'a>>,
}

/// Bits of a packed symbol that say what it is: 0 to 2 a word of that case, then the kinds of literals.
const WHAT: u32 = 3;

impl<'a> Vocabulary<'a> {
    /// The vocabulary of these terms and literals, in an index of so many documents.
    #[inline(never)]
    pub fn new(terms: &[TermInfo], literals: Vec<Literal<'a>>, documents: u32) -> Vocabulary<'a> {
        let rank = |holding: u32| documents.saturating_sub(holding) as usize;
        let words = terms.iter().filter(|term| term.case().is_some());
        let mut symbols = vec![0; literals.len() + words.clone().count()];
        // A counting sort: first how many there are of each rank, then where these begin.
        let mut places = vec![0u32; documents as usize + 1];
        for literal in &literals {
            places[rank(literal.documents)] += 1;
        }
        for term in words {
            places[rank(term.documents())] += 1;
        }
        let mut count = 0;
        for place in &mut places {
            count += std::mem::replace(place, count);
        }
        let mut put = |holding, packed| {
            let place = &mut places[rank(holding)];
            symbols[*place as usize] = packed;
            *place += 1;
        };
        for (literal, at) in literals.iter().zip(0..) {
            put(literal.documents, at << WHAT | (3 + literal.kind as u32));
        }
        for (term, at) in terms.iter().zip(0..) {
            if let Some(case) = term.case() {
                put(term.documents(), at << WHAT | case as u32);
            }
        }
        Vocabulary { symbols, literals }
    }

    /// The tokens of a text; a part that a word has twice comes once.
    fn each_piece(
        &self,
        text: &str,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        each: &mut dyn FnMut(Piece),
    ) {
        let mut key = Vec::new();
        let mut here: Vec<Piece> = Vec::new();
        let mut tokens = tokens(text);
        while let Some(token) = tokens.next() {
            let part = token.kind == text::Kind::Part;
            write_key(&mut key, token.folded, token.exact);
            let term = ordinal(&key).unwrap_or(NO_TERM);
            if !part {
                here.clear();
            } else if here.iter().any(|other| other.0 == term) {
                continue;
            }
            here.push((term, token.position, part));
            each((term, token.position, part));
        }
    }

    /// All symbols of the alphabet.
    pub fn symbols(&self) -> impl Iterator<Item = Symbol> + '_ {
        self.symbols.iter().map(|&packed| symbol_of(packed))
    }

    /// A number for each of the terms that the vocabulary is made of, so many, and how many numbers there are: symbols of the
    /// alphabet have their place in it, and the other terms follow.
    pub fn numbers(&self, terms: usize) -> (Vec<u32>, usize) {
        let mut numbers = vec![NO_TERM; terms];
        for (place, symbol_of) in self.symbols().enumerate() {
            if let Symbol::Word(term, _) = symbol_of
                && let Some(number) = numbers.get_mut(term as usize)
            {
                *number = place as u32;
            }
        }
        let mut count = self.symbols.len();
        for number in numbers.iter_mut().filter(|number| **number == NO_TERM) {
            *number = count as u32;
            count += 1;
        }
        (numbers, count)
    }

    #[inline]
    fn symbol_of(&self, number: u32) -> Option<Symbol> {
        let at = number.checked_sub(control::VOCABULARY)?;
        self.symbols.get(at as usize).map(|&packed| symbol_of(packed))
    }

    fn literal(&self, number: u32) -> &'a str {
        self.literals.get(number as usize).map_or("", |literal| literal.text)
    }

    /// The terms of a word and its parts.
    fn terms_of(&self, number: u32) -> &[u32] {
        self.literals.get(number as usize).map_or(&[], |literal| &literal.terms)
    }

    /// The term of a character of a script without spaces with the one that follows it in its run.
    pub fn bigram(
        &self,
        first: u32,
        second: Option<u32>,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    ) -> u32 {
        let text = [self.literal(first), second.map_or("", |second| self.literal(second))].concat();
        let mut term = None;
        self.each_piece(&text, ordinal, &mut |piece| term = term.or(Some(piece.0)));
        term.unwrap_or(NO_TERM)
    }

    /// Calls `each` with every token of the article that the symbols begin with, and leaves them at the
    /// next one. `bigram` gives the terms that [`Vocabulary::bigram`] does, `ordinal` those of keys.
    #[inline]
    pub fn walk(
        &self,
        symbols: &mut Symbols<'_>,
        bigram: &mut dyn FnMut(u32, Option<u32>) -> u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        each: &mut impl FnMut(Occurrence),
    ) {
        // Almost all symbols are words and what stands between two. What these take stays in registers: no
        // other function is given a reference to it, nor to `each`, which is called in one place. What is not such
        // a symbol is taken apart, and its tokens come round one by one.
        let mut ahead = symbols.clone();
        let mut place = Place { field: Field::Title, next: 0 };
        let mut pieces = Vec::new();
        let (mut taken, mut count) = (0, 0);
        loop {
            let (symbol, (term, position, part)) = if taken < count {
                taken += 1;
                (NO_TERM, pieces[taken - 1])
            } else {
                let number = ahead.number();
                match self.symbol_of(number) {
                    Some(Symbol::Word(term, _)) => {
                        (number - control::VOCABULARY, (term, place.pass(), false))
                    }
                    Some(Symbol::Literal(LiteralKind::Separator | LiteralKind::Joint, _)) => {
                        continue;
                    }
                    None if (control::LOWER..=control::TITLED).contains(&number) => continue,
                    _ => {
                        let mut there = place;
                        *symbols = ahead.clone();
                        pieces.clear();
                        let goes_on = self.take_apart(
                            number,
                            symbols,
                            bigram,
                            ordinal,
                            &mut there,
                            &mut pieces,
                        );
                        if !goes_on {
                            return;
                        }
                        (ahead, place) = (symbols.clone(), there);
                        (taken, count) = (0, pieces.len());
                        continue;
                    }
                }
            };
            each(Occurrence { term, symbol, position, field: place.field, part });
        }
    }

    /// Takes a symbol that is neither a word nor a gap, and adds its tokens to `pieces`; false at the end of
    /// the article.
    fn take_apart(
        &self,
        mut number: u32,
        symbols: &mut Symbols<'_>,
        bigram: &mut dyn FnMut(u32, Option<u32>) -> u32,
        ordinal: &dyn Fn(&[u8]) -> Option<u32>,
        place: &mut Place,
        pieces: &mut Vec<Piece>,
    ) -> bool {
        match self.symbol_of(number) {
            Some(Symbol::Literal(LiteralKind::Unit, mut first)) => {
                let mut in_run = false;
                while let Some(second) = self.next_of_run(symbols) {
                    pieces.push((bigram(first, Some(second)), place.pass(), false));
                    (first, in_run) = (second, true);
                }
                // The last of a run has the position of the one before.
                if !in_run {
                    place.pass();
                }
                pieces.push((bigram(first, None), place.next.saturating_sub(1), false));
            }
            Some(Symbol::Literal(LiteralKind::OutOfVocabulary, literal)) => {
                let position = place.pass();
                for (&term, number) in self.terms_of(literal).iter().zip(0u32..) {
                    pieces.push((term, position, number > 0));
                }
            }
            Some(_) => {}
            None => {
                // A title that repeats the text is no block of its own, and its words are not counted.
                let repeats = number == control::REPEATS;
                if repeats {
                    number = skip_block(symbols);
                }
                match number {
                    control::END => return false,
                    control::BODY | control::HEADING | control::ASIDE => {
                        place.field = field_of(number);
                        place.next = if repeats { 0 } else { place.next.saturating_add(1) };
                    }
                    control::SEPARATOR => {
                        symbols.text();
                    }
                    control::PLAIN => {
                        let start = place.next;
                        self.each_piece(symbols.text(), ordinal, &mut |(term, position, part)| {
                            place.next = start.saturating_add(position);
                            pieces.push((term, place.pass(), part));
                        });
                    }
                    _ => {}
                }
            }
        }
        true
    }

    /// Reads the next character of a run, if it goes on.
    fn next_of_run(&self, symbols: &mut Symbols<'_>) -> Option<u32> {
        let mut ahead = symbols.clone();
        loop {
            match self.symbol_of(ahead.number())? {
                Symbol::Literal(LiteralKind::Joint, _) => {}
                Symbol::Literal(LiteralKind::Unit, literal) => {
                    *symbols = ahead;
                    return Some(literal);
                }
                _ => return None,
            }
        }
    }

    /// The term that the article begins with; none when that is not a word in its usual form.
    pub fn first_word(&self, symbols: &mut Symbols<'_>) -> Option<u32> {
        let mut number = symbols.number();
        while (control::REPEATS..=control::TITLED).contains(&number) {
            number = symbols.number();
        }
        match self.symbol_of(number)? {
            Symbol::Word(term, _) => Some(term),
            Symbol::Literal(..) => None,
        }
    }

    /// Appends the title of the article that the symbols begin with.
    pub fn title(
        &self,
        symbols: &mut Symbols<'_>,
        spelling: TermDecoder<'_>,
        out: &mut DecodedText,
    ) {
        self.block(symbols, spelling, out);
    }

    /// Appends the text of the article that the symbols begin with: its blocks with a line feed between
    /// them, headings and boilerplate behind their marks.
    pub fn text(
        &self,
        symbols: &mut Symbols<'_>,
        spelling: TermDecoder<'_>,
        out: &mut DecodedText,
    ) {
        let mut begins = skip_block(symbols);
        let mut first = true;
        while begins != control::END {
            if !first {
                out.text.push('\n');
                out.next = out.next.saturating_add(1);
            }
            first = false;
            match begins {
                control::HEADING => out.text.push(HEADING_MARK),
                control::ASIDE => out.text.push(ASIDE_MARK),
                _ => {}
            }
            begins = self.block(symbols, spelling, out);
        }
    }

    /// Appends a title or a block; gives the control that ends it.
    fn block(
        &self,
        symbols: &mut Symbols<'_>,
        spelling: TermDecoder<'_>,
        out: &mut DecodedText,
    ) -> u32 {
        let mut word = String::new();
        let mut casing = Casing::default();
        let mut last = Last::Gap;
        let mut run: Option<Run> = None;
        loop {
            let number = symbols.number();
            let symbol_of = self.symbol_of(number);
            if !matches!(
                symbol_of,
                Some(Symbol::Literal(LiteralKind::Unit | LiteralKind::Joint, _))
            ) {
                self.end_run(&mut run, spelling, out);
            }
            let apart = match symbol_of {
                Some(Symbol::Word(..) | Symbol::Literal(LiteralKind::OutOfVocabulary, _)) => {
                    last == Last::Word
                }
                None => number == control::PLAIN && last == Last::Word,
                _ => false,
            };
            if apart {
                out.text.push(' ');
            }
            let start = out.text.len();
            let (text, is_gap) = match symbol_of {
                Some(Symbol::Word(term, usual)) => {
                    word.clear();
                    (spelling.spell)(number - control::VOCABULARY, term, &mut word);
                    casing.take(usual).push(&mut out.text, &word);
                    out.take(term, 0, start..out.text.len());
                    last = Last::Word;
                    continue;
                }
                Some(Symbol::Literal(kind, literal)) => {
                    let text = self.literal(literal);
                    if kind == LiteralKind::Unit {
                        let goes_on = run.is_some();
                        if let Some(Run { last: (before, from), .. }) = run {
                            let term = (spelling.bigram)(before, Some(literal));
                            out.take(term, 0, from..start + text.len());
                        }
                        run = Some(Run { last: (literal, start), goes_on });
                    }
                    (text, matches!(kind, LiteralKind::Separator | LiteralKind::Joint))
                }
                None => match number {
                    control::END | control::BODY | control::HEADING | control::ASIDE => {
                        return number;
                    }
                    control::SEPARATOR => (symbols.text(), true),
                    control::PLAIN => (symbols.text(), false),
                    _ => {
                        casing.flag(number);
                        continue;
                    }
                },
            };
            out.text.push_str(text);
            if is_gap {
                casing.gap(text);
                last = Last::Gap;
                continue;
            }
            casing.passed();
            last = Last::Word;
            if run.is_some() {
                last = Last::Unit;
                continue;
            }
            let mut key = Vec::new();
            let mut tokens = tokens(text);
            let from = out.next;
            while let Some(token) = tokens.next() {
                write_key(&mut key, token.folded, token.exact);
                let term = (spelling.ordinal)(&key).unwrap_or(NO_TERM);
                let position = from.saturating_add(token.position);
                let back = out.next.saturating_sub(position);
                out.take(term, back, start + token.span.start..start + token.span.end);
            }
        }
    }

    /// Adds the token of the last character of a run, which has the position of the one before it.
    fn end_run(&self, run: &mut Option<Run>, spelling: TermDecoder<'_>, out: &mut DecodedText) {
        if let Some(Run { last: (literal, start), goes_on }) = run.take() {
            let term = (spelling.bigram)(literal, None);
            out.take(term, u32::from(goes_on), start..start + self.literal(literal).len());
        }
    }
}

impl DecodedText {
    /// With room for so many bytes of text.
    pub fn with_room(bytes: usize) -> DecodedText {
        // A word and what stands before it take seven bytes or so.
        let (text, tokens) = (String::with_capacity(bytes), Vec::with_capacity(bytes / 7));
        DecodedText { text, tokens, ..DecodedText::default() }
    }

    /// Adds a token, so many positions before the next.
    fn take(&mut self, term: u32, back: u32, span: Range<usize>) {
        let position = self.next.saturating_sub(back);
        self.next = position.saturating_add(1);
        self.tokens.push(DecodedToken { term, position, span });
    }
}

/// Passes over a title or a block; gives the control that ends it.
fn skip_block(symbols: &mut Symbols<'_>) -> u32 {
    loop {
        let number = symbols.number();
        match number {
            control::END | control::BODY | control::HEADING | control::ASIDE => return number,
            control::SEPARATOR | control::PLAIN => {
                symbols.text();
            }
            _ => {}
        }
    }
}

/// What stands last in a text.
#[derive(PartialEq)]
enum Last {
    Gap,
    Word,
    Unit,
}

/// In which case the next word stands.
#[derive(Debug, Default)]
pub struct Casing {
    flagged: Option<Case>,
    /// A word of the sentence has come.
    begun: bool,
    titled: bool,
}

impl Casing {
    /// True where no word of the sentence has come.
    pub fn opens(&self) -> bool {
        !self.begun
    }

    /// The case of the next word where nothing is said about it.
    pub fn expected(&self, usual: Case) -> Case {
        let raised = usual == Case::Lower && (!self.begun || self.titled);
        if raised { Case::Capital } else { usual }
    }

    /// Takes the next word.
    pub fn take(&mut self, usual: Case) -> Case {
        let case = self.flagged.take().unwrap_or_else(|| self.expected(usual));
        self.passed();
        case
    }

    /// Takes what is no word with a case.
    pub fn passed(&mut self) {
        self.begun = true;
    }

    /// Takes what stands between two words.
    pub fn gap(&mut self, text: &str) {
        if text.bytes().any(|byte| matches!(byte, b'.' | b'!' | b'?')) {
            self.begun = false;
        }
    }

    /// Takes a control.
    pub fn flag(&mut self, number: u32) {
        match number {
            control::LOWER => self.flagged = Some(Case::Lower),
            control::CAPITAL => self.flagged = Some(Case::Capital),
            control::UPPER => self.flagged = Some(Case::Upper),
            control::TITLED => self.titled = true,
            _ => {}
        }
    }
}

#[inline]
fn symbol_of(packed: u32) -> Symbol {
    let what = packed & ((1 << WHAT) - 1);
    let number = packed >> WHAT;
    match what {
        0 => Symbol::Word(number, Case::Lower),
        1 => Symbol::Word(number, Case::Capital),
        2 => Symbol::Word(number, Case::Upper),
        3 => Symbol::Literal(LiteralKind::Separator, number),
        4 => Symbol::Literal(LiteralKind::Joint, number),
        5 => Symbol::Literal(LiteralKind::Unit, number),
        _ => Symbol::Literal(LiteralKind::OutOfVocabulary, number),
    }
}

fn field_of(number: u32) -> Field {
    match number {
        control::HEADING => Field::Heading,
        control::ASIDE => Field::Aside,
        _ => Field::Body,
    }
}

/// Appends the composed form of the term with this key, as a text has it in small letters.
pub fn push_spelling(key: &[u8], out: &mut String) {
    let exact = key.rsplit(|&byte| byte == EXACT_SEPARATOR).next().unwrap_or_default();
    push_composed(std::str::from_utf8(exact).unwrap_or_default(), out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::symbols::{push_symbol, push_text};

    /// Terms `a` and `b`, both mostly small, and the literals `, ` and `McX`, which has `a` as a part.
    fn vocabulary() -> Vocabulary<'static> {
        let terms = [9, 5].map(|documents| TermInfo::new(documents, Some(Case::Lower)));
        let literal = |kind, documents, text, terms| Literal { kind, documents, text, terms };
        let literals = vec![
            literal(LiteralKind::Separator, 7, ", ", vec![]),
            literal(LiteralKind::OutOfVocabulary, 2, "McX", vec![1, 0]),
        ];
        Vocabulary::new(&terms, literals, 9)
    }

    fn bytes(numbers: &[u32]) -> Vec<u8> {
        let mut out = Vec::new();
        numbers.iter().for_each(|&number| push_symbol(&mut out, number));
        out
    }

    /// The literals `あ`, `い`, which are units, and a joint between them; `a` and `b` as above.
    fn of_units() -> Vocabulary<'static> {
        let terms = [9, 1].map(|documents| TermInfo::new(documents, Some(Case::Lower)));
        let literal = |kind, documents, text| Literal { kind, documents, text, terms: vec![] };
        let literals = vec![
            literal(LiteralKind::Unit, 8, "あ"),
            literal(LiteralKind::Unit, 7, "い"),
            literal(LiteralKind::Joint, 6, "\n"),
        ];
        Vocabulary::new(&terms, literals, 9)
    }

    fn written(bytes: &[u8]) -> (String, String) {
        let spelling = TermDecoder {
            ordinal: &|_| None,
            bigram: &|_, _| NO_TERM,
            spell: &|_, term, out| out.push_str(["a", "b"][term as usize]),
        };
        let (mut title, mut text) = (DecodedText::default(), DecodedText::default());
        vocabulary().title(&mut Symbols::new(bytes, 0), spelling, &mut title);
        vocabulary().text(&mut Symbols::new(bytes, 0), spelling, &mut text);
        (title.text, text.text)
    }

    fn walked(bytes: &[u8]) -> Vec<(u32, u32, Field, bool)> {
        let mut out = Vec::new();
        let mut symbols = Symbols::new(bytes, 0);
        vocabulary().walk(&mut symbols, &mut |_, _| NO_TERM, &|_| None, &mut |o| {
            out.push((o.term, o.position, o.field, o.part));
        });
        out
    }

    /// Terms, symbols and positions of an article, and how many bytes it has.
    fn of_article(vocabulary: &Vocabulary<'_>, bytes: &[u8]) -> (Vec<(u32, u32, u32)>, usize) {
        let mut out = Vec::new();
        let mut symbols = Symbols::new(bytes, 0);
        let mut bigram =
            |first: u32, second: Option<u32>| 100 * (first + 1) + second.map_or(0, |s| s + 1);
        let ordinal = |key: &[u8]| Some(1_000 + key.len() as u32);
        vocabulary.walk(&mut symbols, &mut bigram, &ordinal, &mut |o| {
            out.push((o.term, o.symbol, o.position));
        });
        (out, symbols.position())
    }

    #[test]
    fn a_walk_ends_behind_its_article() {
        const NONE: u32 = NO_TERM;
        let (a, run) = (A, [A + 1, A + 2, A + 3, A + 1]);
        // Two units, a joint, a unit.
        let mut article = bytes(&[a, control::CAPITAL, a]);
        push_text(&mut article, control::SEPARATOR, "; ");
        article.extend(bytes(&run));
        article.extend(bytes(&[a]));
        push_text(&mut article, control::PLAIN, "xyz x");
        // Above the alphabet, and a word.
        article.extend(bytes(&[A + 5, 300, 13_000, A + 4, control::END]));
        let length = article.len();
        article.extend(bytes(&[a, control::END]));
        let tokens = [
            (0, 0, 0),
            (0, 0, 1),
            (102, NONE, 2),
            (201, NONE, 3),
            (100, NONE, 3),
            (0, 0, 4),
            (1_003, NONE, 5),
            (1_001, NONE, 6),
            (1, 4, 7),
        ];
        assert_eq!(of_article(&of_units(), &article), (tokens.to_vec(), length));
        // One that ends within its title.
        let article = bytes(&[control::REPEATS, a, control::END, a, control::END]);
        assert_eq!(of_article(&of_units(), &article), (vec![], 3));
    }

    #[test]
    fn each_term_has_a_number_and_symbols_have_their_place() {
        let case = [Some(Case::Lower), None, Some(Case::Upper), None];
        let terms: Vec<TermInfo> =
            (1..).zip(case).map(|(documents, case)| TermInfo::new(documents, case)).collect();
        let vocabulary = Vocabulary::new(&terms, vec![], 9);
        assert_eq!(vocabulary.numbers(terms.len()), (vec![1, 2, 0, 3], 4));
    }

    /// The alphabet by frequency.
    const A: u32 = control::VOCABULARY;
    const COMMA: u32 = A + 1;
    const B: u32 = A + 2;
    const MCX: u32 = A + 3;

    #[test]
    fn symbols_are_text_and_terms() {
        use control::{BODY, CAPITAL, END, HEADING, UPPER};
        let bytes = bytes(&[A, UPPER, B, HEADING, B, BODY, A, COMMA, B, MCX, CAPITAL, A, END]);
        assert_eq!(written(&bytes), ("A B".into(), "\u{1}B\nA, b McX A".into()));
        let (title, heading, body) = (Field::Title, Field::Heading, Field::Body);
        let (a, b) = (0, 1);
        assert_eq!(
            walked(&bytes),
            [
                (a, 0, title, false),
                (b, 1, title, false),
                (b, 3, heading, false),
                (a, 5, body, false),
                (b, 6, body, false),
                (b, 7, body, false),
                (a, 7, body, true),
                (a, 8, body, false),
            ]
        );
    }

    #[test]
    fn a_title_that_repeats_the_text_counts_nothing() {
        let bytes = bytes(&[control::REPEATS, A, B, control::BODY, A, control::END]);
        assert_eq!(written(&bytes), ("A b".into(), "A".into()));
        assert_eq!(walked(&bytes), [(0, 0, Field::Body, false)]);
    }

    #[test]
    fn gaps_and_titles_with_capitals_are_said_once() {
        let mut bytes = bytes(&[control::TITLED, A, B, control::LOWER, A]);
        push_text(&mut bytes, control::SEPARATOR, "?! ");
        bytes.extend([B as u8, control::END as u8]);
        assert_eq!(written(&bytes).0, "A B a?! B");
    }

    #[test]
    fn any_bytes_end() {
        for seed in 0..2_000u32 {
            let bytes: Vec<u8> = (0..40)
                .map(|at| (seed.wrapping_mul(2_654_435_761 + 2 * at) >> 13) as u8)
                .map(|byte| if byte < 230 { byte % 20 } else { byte })
                .collect();
            written(&bytes);
            walked(&bytes);
        }
    }
}
