//! Articles as decoded text: what a reader sees of them, with their tokens.
//!
//! Between two symbols stands a space, but none beside a character of a script without spaces, and none
//! where a separator says what stands there. In which case a word is written, [`Casing`] says.

use std::ops::Range;

use super::casing::Casing;
use super::scan::skip_block;
use super::symbols::{Symbols, control};
use super::vocabulary::{Symbol, Vocabulary};
use crate::format::literals::LiteralKind;
use crate::format::term_info::NO_TERM;
use crate::format::{ASIDE_MARK, HEADING_MARK, forms, write_key};
use crate::text::{push_composed, tokens};

/// A token in a decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedToken {
    /// Its term, or [`NO_TERM`].
    pub term: u32,
    /// Its position: words are counted through the blocks of a text, or through a title, and between two
    /// blocks one number is left out.
    pub position: u32,
    /// The bytes of the text that its term stands for.
    pub span: Range<usize>,
}

/// Decoded text, with its tokens in order.
#[derive(Debug, Default)]
pub struct DecodedText {
    /// The text.
    pub text: String,
    /// Those of its tokens that were wanted, parts of words too.
    pub tokens: Vec<DecodedToken>,
    /// The position of the next token.
    next: u32,
    /// A block has been appended.
    has_block: bool,
    /// Where text is left out: the bytes before which the block begins that follows it.
    pub gaps: Vec<usize>,
}

/// What a decoder asks about terms.
#[derive(Clone, Copy)]
pub struct TermDecoder<'s> {
    /// True for a term whose tokens are wanted.
    pub wanted: &'s dyn Fn(u32) -> bool,
    /// The term with a key.
    pub ordinal: &'s dyn Fn(&[u8]) -> Option<u32>,
    /// The term of two neighbouring characters, as [`Vocabulary::bigram`] gives it.
    pub bigram: &'s dyn Fn(u32, Option<u32>) -> u32,
    /// Appends the composed form of a term: the index of its symbol in the vocabulary comes first, then its
    /// ordinal.
    pub spell: &'s dyn Fn(u32, u32, &mut String),
}

/// A run of characters of a script without spaces.
struct UnitRun {
    /// The literal of its last character, and where that begins.
    last: (u32, usize),
    /// It has more than one.
    goes_on: bool,
}

/// What stands last in a text.
#[derive(PartialEq)]
enum Last {
    Separator,
    Word,
    Unit,
}

impl DecodedText {
    /// An empty text with room for this number of bytes.
    pub fn with_room(bytes: usize) -> DecodedText {
        DecodedText { text: String::with_capacity(bytes), ..DecodedText::default() }
    }

    /// Appends the title of the article that the symbols begin with.
    pub fn push_title(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        symbols: &mut Symbols<'_>,
        decoder: TermDecoder<'_>,
    ) {
        self.push_block(vocabulary, symbols, decoder);
    }

    /// Appends the text of a heading of the segment that the symbols begin with, without its mark; `number` headings
    /// of the segment are before it.
    pub fn push_heading(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        symbols: &mut Symbols<'_>,
        mut number: u32,
        decoder: TermDecoder<'_>,
    ) {
        loop {
            match skip_block(symbols) {
                control::END => return,
                control::HEADING if number == 0 => {
                    self.push_block(vocabulary, symbols, decoder);
                    return;
                }
                control::HEADING => number -= 1,
                _ => {}
            }
        }
    }

    /// Notes that text is left out before what is appended next.
    pub fn leave_out(&mut self) {
        // Behind the line feed.
        self.gaps.push(self.text.len() + 1);
    }

    /// Appends the text between the symbols and byte `end`, which is that of segments: its blocks with a line feed
    /// before each but the first, headings and boilerplate behind their marks. A title is left out. Of the blocks only
    /// those are appended up to which so many headings have begun as are in `headings`, and not the first of these
    /// headings, which is the title of what follows.
    pub fn push_text(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        symbols: &mut Symbols<'_>,
        end: usize,
        headings: Range<u32>,
        decoder: TermDecoder<'_>,
    ) {
        let mut begins = skip_block(symbols);
        let mut begun = 0;
        while begins != control::END && symbols.position() <= end {
            begun += u32::from(begins == control::HEADING);
            if begun >= headings.end {
                return;
            }
            let is_title = begins == control::HEADING && begun == headings.start;
            if begun < headings.start || is_title {
                begins = skip_block(symbols);
                continue;
            }
            if self.has_block {
                self.text.push('\n');
                self.next = self.next.saturating_add(1);
            }
            self.has_block = true;
            match begins {
                control::HEADING => self.text.push(HEADING_MARK),
                control::ASIDE => self.text.push(ASIDE_MARK),
                _ => {}
            }
            begins = self.push_block(vocabulary, symbols, decoder);
        }
    }

    /// Appends a title that is stored as it is written.
    pub fn push_plain_title(&mut self, title: &str, decoder: TermDecoder<'_>) {
        self.text.push_str(title);
        self.push_tokens(title, 0, decoder);
    }

    /// Appends blocks that are stored as they are written, each behind its mark, as [`DecodedText::push_text`] does.
    pub fn push_plain_blocks(
        &mut self,
        blocks: &[&str],
        headings: Range<u32>,
        decoder: TermDecoder<'_>,
    ) {
        let mut begun = 0;
        for block in blocks {
            let is_heading = block.starts_with(HEADING_MARK);
            begun += u32::from(is_heading);
            if begun >= headings.end {
                return;
            }
            if begun < headings.start || (is_heading && begun == headings.start) {
                continue;
            }
            if self.has_block {
                self.text.push('\n');
                self.next = self.next.saturating_add(1);
            }
            self.has_block = true;
            let start = self.text.len();
            self.text.push_str(block);
            self.push_tokens(block, start, decoder);
        }
    }

    /// Appends a title or a block; gives the control that ends it.
    fn push_block(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        symbols: &mut Symbols<'_>,
        decoder: TermDecoder<'_>,
    ) -> u32 {
        let mut word = String::new();
        let mut casing = Casing::default();
        let mut last = Last::Separator;
        let mut run: Option<UnitRun> = None;
        loop {
            let number = symbols.number();
            let symbol = vocabulary.symbol(number);
            if !matches!(symbol, Some(Symbol::Literal(LiteralKind::Unit | LiteralKind::Joint, _))) {
                self.end_run(&mut run, vocabulary, decoder);
            }
            let spaced = match symbol {
                Some(Symbol::Word(..) | Symbol::Literal(LiteralKind::OutOfVocabulary, _)) => {
                    last == Last::Word
                }
                None => number == control::PLAIN && last == Last::Word,
                _ => false,
            };
            if spaced {
                self.text.push(' ');
            }
            let start = self.text.len();
            let (text, is_separator) = match symbol {
                Some(Symbol::Word(term, usual)) => {
                    word.clear();
                    (decoder.spell)(number - control::VOCABULARY, term, &mut word);
                    casing.next_word(usual).push(&mut self.text, &word);
                    self.push_token(decoder, term, 0, start..self.text.len());
                    last = Last::Word;
                    continue;
                }
                Some(Symbol::Literal(kind, literal)) => {
                    let text = vocabulary.literal_text(literal);
                    if kind == LiteralKind::Unit {
                        let goes_on = run.is_some();
                        if let Some(UnitRun { last: (before, from), .. }) = run {
                            let term = (decoder.bigram)(before, Some(literal));
                            self.push_token(decoder, term, 0, from..start + text.len());
                        }
                        run = Some(UnitRun { last: (literal, start), goes_on });
                    }
                    (text, kind.is_separator())
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
            self.text.push_str(text);
            if is_separator {
                casing.separator(text);
                last = Last::Separator;
                continue;
            }
            casing.begin();
            last = Last::Word;
            if run.is_some() {
                last = Last::Unit;
                continue;
            }
            match symbol {
                // All its terms have one position. They are known, and only where they are in it is not.
                Some(Symbol::Literal(_, literal))
                    if !vocabulary.literal_terms(literal).iter().any(|&t| (decoder.wanted)(t)) =>
                {
                    self.next = self.next.saturating_add(1);
                }
                _ => self.push_tokens(text, start, decoder),
            }
        }
    }

    /// Adds the tokens of a text that was appended as it is and begins at byte `start`.
    fn push_tokens(&mut self, text: &str, start: usize, decoder: TermDecoder<'_>) {
        let mut key = Vec::new();
        let mut tokens = tokens(text);
        let from = self.next;
        while let Some(token) = tokens.next() {
            write_key(&mut key, token.folded, token.exact);
            let term = (decoder.ordinal)(&key).unwrap_or(NO_TERM);
            let position = from.saturating_add(token.position);
            let back = self.next.saturating_sub(position);
            let span = start + token.span.start..start + token.span.end;
            self.push_token(decoder, term, back, span);
        }
    }

    /// Adds the token of the last character of a run, which has the position of the token before it.
    fn end_run(
        &mut self,
        run: &mut Option<UnitRun>,
        vocabulary: &Vocabulary<'_>,
        decoder: TermDecoder<'_>,
    ) {
        if let Some(UnitRun { last: (literal, start), goes_on }) = run.take() {
            let term = (decoder.bigram)(literal, None);
            let end = start + vocabulary.literal_text(literal).len();
            self.push_token(decoder, term, u32::from(goes_on), start..end);
        }
    }

    /// Adds a token whose position is by `back` before the next one.
    fn push_token(&mut self, decoder: TermDecoder<'_>, term: u32, back: u32, span: Range<usize>) {
        let position = self.next.saturating_sub(back);
        self.next = position.saturating_add(1);
        if (decoder.wanted)(term) {
            self.tokens.push(DecodedToken { term, position, span });
        }
    }
}

/// The blocks between the symbols and byte `end`, which is that of a segment, each behind its mark. A title is left
/// out.
pub fn blocks(
    vocabulary: &Vocabulary<'_>,
    symbols: &mut Symbols<'_>,
    end: usize,
    decoder: TermDecoder<'_>,
) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut begins = skip_block(symbols);
    while begins != control::END && symbols.position() <= end {
        let mut block = DecodedText::default();
        match begins {
            control::HEADING => block.text.push(HEADING_MARK),
            control::ASIDE => block.text.push(ASIDE_MARK),
            _ => {}
        }
        begins = block.push_block(vocabulary, symbols, decoder);
        blocks.push(block.text);
    }
    blocks
}

/// Appends the composed form of the term with this key, as a text has it in small letters.
pub fn push_spelling(key: &[u8], out: &mut String) {
    push_composed(std::str::from_utf8(forms(key).1).unwrap_or_default(), out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::symbols::{any_bytes, bytes_of, push_text};
    use crate::store::vocabulary::sample::{A, B, COMMA, MCX, vocabulary};

    fn decoded(bytes: &[u8]) -> (String, String) {
        let decoder = TermDecoder {
            wanted: &|_| true,
            ordinal: &|_| None,
            bigram: &|_, _| NO_TERM,
            spell: &|_, term, out| out.push_str(["a", "b"][term as usize]),
        };
        let (mut title, mut text) = (DecodedText::default(), DecodedText::default());
        title.push_title(&vocabulary(), &mut Symbols::new(bytes, 0), decoder);
        let symbols = &mut Symbols::new(bytes, 0);
        text.push_text(&vocabulary(), symbols, bytes.len(), 0..u32::MAX, decoder);
        (title.text, text.text)
    }

    #[test]
    fn symbols_are_text() {
        use control::{BODY, CAPITAL, END, HEADING, UPPER};
        let bytes = bytes_of(&[A, UPPER, B, HEADING, B, BODY, A, COMMA, B, MCX, CAPITAL, A, END]);
        assert_eq!(decoded(&bytes), ("A B".into(), "\u{1}B\nA, b McX A".into()));
    }

    #[test]
    fn a_title_that_repeats_the_text_is_shown() {
        let bytes = bytes_of(&[control::REPEATS, A, B, control::BODY, A, control::END]);
        assert_eq!(decoded(&bytes), ("A b".into(), "A".into()));
    }

    #[test]
    fn separators_and_titles_with_capitals_are_said_once() {
        let mut bytes = bytes_of(&[control::TITLED, A, B, control::LOWER, A]);
        push_text(&mut bytes, control::SEPARATOR, "?! ");
        bytes.extend([B as u8, control::END as u8]);
        assert_eq!(decoded(&bytes).0, "A B a?! B");
    }

    #[test]
    fn any_bytes_end() {
        any_bytes().for_each(|bytes| {
            decoded(&bytes);
        });
    }
}
