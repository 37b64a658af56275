//! A scan over an article: its tokens as terms with their fields and positions, without its text.
//!
//! An article is scanned segment by segment. A *segment* is the title and the blocks behind it, or blocks that
//! follow each other: it ends before the first block at which it has [`SEGMENT_TOKENS`] tokens. Of a long article
//! a search reads only the segments that matter, and a short one is a single segment.

use super::plain_text::{PlainToken, each_token};
use super::symbols::{Symbols, control};
use super::vocabulary::{Symbol, Vocabulary};
use crate::format::Field;
use crate::format::literals::LiteralKind;
use crate::format::term_info::NO_TERM;

/// A segment ends before a block once its next token has this position or a higher one.
pub const SEGMENT_TOKENS: u32 = 96;

/// How many positions are left out between two blocks: words that a few others may part are no neighbours there.
pub const BLOCK_GAP: u32 = 4;

/// One token in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Its term, or [`NO_TERM`].
    pub term: u32,
    /// The index of its symbol in the vocabulary, if it stands in the text as a symbol of its own; else
    /// [`NO_TERM`].
    pub symbol: u32,
    /// Its position: words are counted through the title and the blocks of the segment, and [`BLOCK_GAP`] numbers
    /// are left out between two of these.
    pub position: u32,
    /// Where it stands.
    pub field: Field,
    /// It is a part of the word before it.
    pub part: bool,
    /// How many headings begin in the segment up to here.
    pub headings: u32,
}

/// How far a scan has come in a segment.
#[derive(Clone, Copy)]
struct ScanState {
    field: Field,
    /// The position of the next token.
    next: u32,
    headings: u32,
}

impl ScanState {
    /// The position of the next token, which the scan passes.
    #[inline]
    fn advance(&mut self) -> u32 {
        let position = self.next;
        self.next = position.saturating_add(1);
        position
    }
}

/// What follows the tokens that a symbol stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ahead {
    Symbols,
    Segment,
    Article,
}

/// Calls `each` with every token of the segment that the symbols begin with, and leaves them behind it. True where
/// another segment of the article follows. `bigram` gives the terms that [`Vocabulary::bigram`] does, `ordinal`
/// those of keys.
#[inline]
pub fn scan(
    vocabulary: &Vocabulary<'_>,
    symbols: &mut Symbols<'_>,
    bigram: &mut dyn FnMut(u32, Option<u32>) -> u32,
    ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    each: &mut impl FnMut(Occurrence),
) -> bool {
    // Almost all symbols are words and separators. What this loop needs for them stays in registers, because
    // no other function is given a reference to it, and because `each` is called in one place only. For any
    // other symbol `expand` collects the tokens, and the loop then takes them one by one.
    let mut ahead = symbols.clone();
    let mut state = ScanState { field: Field::Title, next: 0, headings: 0 };
    let mut tokens = Vec::new();
    let (mut taken, mut count) = (0, 0);
    loop {
        let (symbol, PlainToken { term, position, part }) = if taken < count {
            taken += 1;
            (NO_TERM, tokens[taken - 1])
        } else {
            let number = ahead.number();
            match vocabulary.symbol(number) {
                Some(Symbol::Word(term, _)) => {
                    let token = PlainToken { term, position: state.advance(), part: false };
                    (number - control::VOCABULARY, token)
                }
                Some(Symbol::Literal(LiteralKind::Separator | LiteralKind::Joint, _)) => {
                    continue;
                }
                None if (control::LOWER..=control::TITLED).contains(&number) => continue,
                _ => {
                    let mut there = state;
                    *symbols = ahead.clone();
                    tokens.clear();
                    let follows = expand(
                        vocabulary,
                        number,
                        symbols,
                        bigram,
                        ordinal,
                        &mut there,
                        &mut tokens,
                    );
                    if follows != Ahead::Symbols {
                        return follows == Ahead::Segment;
                    }
                    (ahead, state) = (symbols.clone(), there);
                    (taken, count) = (0, tokens.len());
                    continue;
                }
            }
        };
        let ScanState { field, headings, .. } = state;
        each(Occurrence { term, symbol, position, field, part, headings });
    }
}

/// Adds the tokens of a symbol that is neither a word nor a separator.
fn expand(
    vocabulary: &Vocabulary<'_>,
    mut number: u32,
    symbols: &mut Symbols<'_>,
    bigram: &mut dyn FnMut(u32, Option<u32>) -> u32,
    ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    state: &mut ScanState,
    tokens: &mut Vec<PlainToken>,
) -> Ahead {
    match vocabulary.symbol(number) {
        Some(Symbol::Literal(LiteralKind::Unit, mut first)) => {
            let mut in_run = false;
            while let Some(second) = next_of_run(vocabulary, symbols) {
                let term = bigram(first, Some(second));
                tokens.push(PlainToken { term, position: state.advance(), part: false });
                (first, in_run) = (second, true);
            }
            // The last of a run has the position of the one before.
            if !in_run {
                state.advance();
            }
            let (term, position) = (bigram(first, None), state.next.saturating_sub(1));
            tokens.push(PlainToken { term, position, part: false });
        }
        Some(Symbol::Literal(LiteralKind::OutOfVocabulary, literal)) => {
            let position = state.advance();
            for (&term, number) in vocabulary.literal_terms(literal).iter().zip(0u32..) {
                tokens.push(PlainToken { term, position, part: number > 0 });
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
                control::END => return Ahead::Article,
                control::BODY | control::HEADING | control::ASIDE => {
                    if !repeats && state.next >= SEGMENT_TOKENS {
                        symbols.back();
                        return Ahead::Segment;
                    }
                    state.field = field_of(number);
                    state.headings += u32::from(number == control::HEADING);
                    state.next = if repeats { 0 } else { state.next.saturating_add(BLOCK_GAP) };
                }
                control::SEPARATOR => {
                    symbols.text();
                }
                control::PLAIN => {
                    let start = state.next;
                    each_token(symbols.text(), ordinal, &mut |token| {
                        state.next = start.saturating_add(token.position);
                        tokens.push(PlainToken { position: state.advance(), ..token });
                    });
                }
                _ => {}
            }
        }
    }
    Ahead::Symbols
}

/// Reads the next character of a run, if the run goes on.
fn next_of_run(vocabulary: &Vocabulary<'_>, symbols: &mut Symbols<'_>) -> Option<u32> {
    let mut ahead = symbols.clone();
    loop {
        match vocabulary.symbol(ahead.number())? {
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
pub fn first_word(vocabulary: &Vocabulary<'_>, symbols: &mut Symbols<'_>) -> Option<u32> {
    let mut number = symbols.number();
    while (control::REPEATS..=control::TITLED).contains(&number) {
        number = symbols.number();
    }
    match vocabulary.symbol(number)? {
        Symbol::Word(term, _) => Some(term),
        Symbol::Literal(..) => None,
    }
}

/// True for an article whose title repeats the text, so that its words are not counted.
pub fn title_repeats(symbols: &mut Symbols<'_>) -> bool {
    symbols.number() == control::REPEATS
}

/// Reads to the end of a title or a block; gives the control that ends it.
pub(super) fn skip_block(symbols: &mut Symbols<'_>) -> u32 {
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

/// The field of the block that a control begins.
pub(super) fn field_of(number: u32) -> Field {
    match number {
        control::HEADING => Field::Heading,
        control::ASIDE => Field::Aside,
        _ => Field::Body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::literals::{Literal, Literals};
    use crate::format::term_info::TermInfo;
    use crate::store::symbols::{bytes_of, push_text};
    use crate::store::vocabulary::sample::{A, B, COMMA, MCX, vocabulary};
    use crate::text::Case;

    /// The literals `あ`, `い`, which are units, and a joint between them; two terms, both mostly small.
    fn of_units() -> Vocabulary<'static> {
        let terms = [9, 1].map(|documents| TermInfo::new(documents, Some(Case::Lower)));
        let literal = |kind, documents, text| Literal { kind, documents, text, terms: vec![] };
        let literals = [
            literal(LiteralKind::Unit, 8, "あ"),
            literal(LiteralKind::Unit, 7, "い"),
            literal(LiteralKind::Joint, 6, "\n"),
        ];
        Vocabulary::new(&terms, Literals::from(&literals[..]), 9)
    }

    fn scanned(bytes: &[u8]) -> Vec<(u32, u32, Field, bool)> {
        let mut out = Vec::new();
        let mut symbols = Symbols::new(bytes, 0);
        scan(&vocabulary(), &mut symbols, &mut |_, _| NO_TERM, &|_| None, &mut |o| {
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
        scan(vocabulary, &mut symbols, &mut bigram, &ordinal, &mut |o| {
            out.push((o.term, o.symbol, o.position));
        });
        (out, symbols.position())
    }

    #[test]
    fn a_scan_ends_behind_its_article() {
        const NONE: u32 = NO_TERM;
        let (a, run) = (A, [A + 1, A + 2, A + 3, A + 1]);
        // Two units, a joint, a unit.
        let mut article = bytes_of(&[a, control::CAPITAL, a]);
        push_text(&mut article, control::SEPARATOR, "; ");
        article.extend(bytes_of(&run));
        article.extend(bytes_of(&[a]));
        push_text(&mut article, control::PLAIN, "xyz x");
        // Above the vocabulary, and a word.
        article.extend(bytes_of(&[A + 5, 300, 13_000, A + 4, control::END]));
        let length = article.len();
        article.extend(bytes_of(&[a, control::END]));
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
        let article = bytes_of(&[control::REPEATS, a, control::END, a, control::END]);
        assert_eq!(of_article(&of_units(), &article), (vec![], 3));
    }

    #[test]
    fn a_segment_ends_before_a_block_once_it_is_long_enough() {
        use control::{BODY, END, HEADING, REPEATS};
        let words = |count: u32| vec![A; count as usize];
        // How many tokens each segment has, and where it ends.
        let segments = |numbers: &[u32]| {
            let bytes = bytes_of(numbers);
            let mut symbols = Symbols::new(&bytes, 0);
            let mut all = Vec::new();
            loop {
                let mut count = 0;
                let goes_on =
                    scan(&vocabulary(), &mut symbols, &mut |_, _| NO_TERM, &|_| None, &mut |_| {
                        count += 1;
                    });
                all.push((count, symbols.position()));
                if !goes_on {
                    return all;
                }
            }
        };
        let most = SEGMENT_TOKENS;
        let article = [words(most - 1), vec![BODY], words(1), vec![HEADING], words(2), vec![END]];
        let ends = (most as usize + 1, most as usize + 5);
        assert_eq!(segments(&article.concat()), [(most, ends.0), (2, ends.1)]);
        let article = [words(most), vec![BODY], words(most + 9), vec![BODY, A, END]];
        let ends: Vec<(u32, usize)> = segments(&article.concat());
        assert_eq!(ends.iter().map(|end| end.0).collect::<Vec<_>>(), [most, most + 9, 1]);
        // The words of a title that repeats the text are not counted.
        let article = [vec![REPEATS], words(most), vec![BODY], words(1), vec![BODY, A, END]];
        assert_eq!(segments(&article.concat()), [(2, most as usize + 6)]);
    }

    #[test]
    fn symbols_are_terms_with_fields_and_positions() {
        use control::{BODY, CAPITAL, END, HEADING, UPPER};
        let bytes = bytes_of(&[A, UPPER, B, HEADING, B, BODY, A, COMMA, B, MCX, CAPITAL, A, END]);
        let (title, heading, body) = (Field::Title, Field::Heading, Field::Body);
        let (a, b) = (0, 1);
        assert_eq!(
            scanned(&bytes),
            [
                (a, 0, title, false),
                (b, 1, title, false),
                (b, 6, heading, false),
                (a, 11, body, false),
                (b, 12, body, false),
                (b, 13, body, false),
                (a, 13, body, true),
                (a, 14, body, false),
            ]
        );
    }

    #[test]
    fn a_title_that_repeats_the_text_counts_nothing() {
        let bytes = bytes_of(&[control::REPEATS, A, B, control::BODY, A, control::END]);
        assert_eq!(scanned(&bytes), [(0, 0, Field::Body, false)]);
    }

    #[test]
    fn any_bytes_end() {
        crate::store::symbols::any_bytes().for_each(|bytes| {
            scanned(&bytes);
        });
    }
}
