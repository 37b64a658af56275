//! What stands around words of a segment, for names that are written in one piece and for signs.

use super::scan::{field_of, skip_block};
use super::symbols::{Symbols, control};
use super::vocabulary::{Symbol, Vocabulary};
use crate::format::literals::LiteralKind;
use crate::format::term_info::NO_TERM;
use crate::format::{Field, write_key};
use crate::text::{TokenKind, slice, tokens};

/// What comes next in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fragment<'a> {
    /// The title or a block begins.
    Block(Field),
    /// A word, by its term. All words between two wanted ones are one [`NO_TERM`].
    Word(u32),
    /// What stands right before or behind a wanted word. Between two words for which none comes there is a space.
    Between(&'a str),
}

/// Gives the wanted words and what stands around them.
struct Fragments<'w, W, E> {
    /// True for a term that is wanted.
    wanted: &'w W,
    each: E,
    /// What stands behind the last word, where that was not wanted.
    between: String,
    /// The last word was wanted.
    is_open: bool,
    /// Words that are not wanted came after the last one that was.
    skipped: bool,
}

impl<W: Fn(u32) -> bool, E: FnMut(Fragment<'_>)> Fragments<'_, W, E> {
    fn block(&mut self, field: Field) {
        self.between.clear();
        (self.is_open, self.skipped) = (false, false);
        (self.each)(Fragment::Block(field));
    }

    #[inline]
    fn word(&mut self, term: u32) {
        let is_wanted = (self.wanted)(term);
        if is_wanted {
            if std::mem::take(&mut self.skipped) {
                (self.each)(Fragment::Word(NO_TERM));
            }
            if !self.between.is_empty() {
                (self.each)(Fragment::Between(&self.between));
            }
            (self.each)(Fragment::Word(term));
        }
        self.between.clear();
        self.is_open = is_wanted;
        self.skipped |= !is_wanted;
    }

    fn between(&mut self, text: &str) {
        match self.is_open {
            true => (self.each)(Fragment::Between(text)),
            false => self.between.push_str(text),
        }
    }

    /// The fragments of a text that is stored as it is written.
    fn plain(&mut self, text: &str, ordinal: &dyn Fn(&[u8]) -> Option<u32>) {
        let mut key = Vec::new();
        let mut end = 0;
        let mut tokens = tokens(text);
        while let Some(token) = tokens.next() {
            if token.kind == TokenKind::Part {
                continue;
            }
            self.between(slice(text, end..token.range.start));
            end = token.range.end;
            let mut term = NO_TERM;
            // A character of a script without spaces is no word of a name.
            if token.kind == TokenKind::Word {
                write_key(&mut key, token.folded, token.exact);
                term = ordinal(&key).unwrap_or(NO_TERM);
            }
            self.word(term);
        }
        self.between(slice(text, end..text.len()));
    }
}

/// Calls `each` with the wanted words of the segment that the symbols begin with and that ends at byte `end`, and with
/// what stands around them. `ordinal` gives the terms of keys.
#[inline]
pub fn fragments(
    vocabulary: &Vocabulary<'_>,
    symbols: &mut Symbols<'_>,
    end: usize,
    wanted: &impl Fn(u32) -> bool,
    ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    each: impl FnMut(Fragment<'_>),
) {
    let between = String::new();
    let mut fragments = Fragments { wanted, each, between, is_open: false, skipped: false };
    fragments.block(Field::Title);
    while symbols.position() < end {
        let mut number = symbols.number();
        match vocabulary.symbol(number) {
            Some(Symbol::Word(term, _)) => fragments.word(term),
            Some(Symbol::Literal(kind, literal)) => match kind {
                LiteralKind::Separator | LiteralKind::Joint => {
                    fragments.between(vocabulary.literal_text(literal));
                }
                LiteralKind::Unit => fragments.word(NO_TERM),
                LiteralKind::OutOfVocabulary => {
                    let term = vocabulary.literal_terms(literal).first();
                    fragments.word(term.copied().unwrap_or(NO_TERM));
                }
            },
            None => {
                if number == control::REPEATS {
                    number = skip_block(symbols);
                }
                match number {
                    control::END => return,
                    control::BODY | control::HEADING | control::ASIDE => {
                        fragments.block(field_of(number));
                    }
                    control::SEPARATOR => fragments.between(symbols.text()),
                    control::PLAIN => fragments.plain(symbols.text(), ordinal),
                    _ => {}
                }
            }
        }
    }
}

/// As [`fragments`], of blocks that are stored as they are written.
pub fn plain_fragments<'b>(
    blocks: impl Iterator<Item = (Field, &'b str)>,
    wanted: &impl Fn(u32) -> bool,
    ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    each: impl FnMut(Fragment<'_>),
) {
    let between = String::new();
    let mut fragments = Fragments { wanted, each, between, is_open: false, skipped: false };
    for (field, text) in blocks {
        fragments.block(field);
        fragments.plain(text, ordinal);
    }
}

/// The separators of a text that is stored as it is written.
pub fn plain_separators(text: &str, each: &mut dyn FnMut(&str)) {
    let mut end = 0;
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        if token.kind != TokenKind::Part {
            each(slice(text, end..token.range.start));
            end = token.range.end;
        }
    }
    each(slice(text, end..text.len()));
}

/// Calls `each` with what stands between the words of the segment that the symbols begin with and that ends at byte
/// `end`, and with the field: of the separators of the vocabulary those that are wanted, and all others.
#[inline]
pub fn separators(
    vocabulary: &Vocabulary<'_>,
    symbols: &mut Symbols<'_>,
    end: usize,
    is_wanted: &impl Fn(u32) -> bool,
    each: &mut dyn FnMut(Field, &str),
) {
    let mut field = Field::Title;
    while symbols.position() < end {
        let mut number = symbols.number();
        if let Some(index) = number.checked_sub(control::VOCABULARY) {
            if is_wanted(index)
                && let Some(Symbol::Literal(_, literal)) = vocabulary.symbol(number)
            {
                each(field, vocabulary.literal_text(literal));
            }
            continue;
        }
        if number == control::REPEATS {
            number = skip_block(symbols);
        }
        match number {
            control::END => return,
            control::BODY | control::HEADING | control::ASIDE => field = field_of(number),
            control::SEPARATOR => each(field, symbols.text()),
            control::PLAIN => plain_separators(symbols.text(), &mut |text| each(field, text)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::symbols::{bytes_of, push_text};
    use crate::store::vocabulary::sample::{A, B, COMMA, MCX, vocabulary};

    /// The fragments with all words, or with those of one term.
    fn read(bytes: &[u8], only: Option<u32>) -> Vec<String> {
        let mut out = Vec::new();
        let ordinal = |key: &[u8]| Some(100 + key.len() as u32);
        fragments(
            &vocabulary(),
            &mut Symbols::new(bytes, 0),
            bytes.len(),
            &|term| only.is_none_or(|only| only == term),
            &ordinal,
            |fragment| {
                out.push(match fragment {
                    Fragment::Block(field) => format!("{field:?}"),
                    Fragment::Word(term) => term.to_string(),
                    Fragment::Between(text) => format!("{text:?}"),
                });
            },
        );
        out
    }

    #[test]
    fn words_come_with_what_stands_between_them() {
        use control::{BODY, CAPITAL, END, HEADING, PLAIN, SEPARATOR};
        let mut bytes = bytes_of(&[A, CAPITAL, B, HEADING, B, COMMA, A, BODY, MCX]);
        push_text(&mut bytes, SEPARATOR, "::");
        bytes.extend(bytes_of(&[A, BODY]));
        push_text(&mut bytes, PLAIN, "(x-yzZy y.");
        bytes.extend(bytes_of(&[END, A]));
        assert_eq!(
            read(&bytes, None),
            [
                "Title", "0", "1", "Heading", "1", "\", \"", "0", "Body", "1", "\"::\"", "0",
                "Body", "\"(\"", "101", "\"-\"", "104", "\" \"", "101", "\".\"",
            ]
        );
        let none = NO_TERM.to_string();
        assert_eq!(
            read(&bytes, Some(0)),
            ["Title", "0", "Heading", &none, "\", \"", "0", "Body", &none, "\"::\"", "0", "Body"]
        );
        assert_eq!(
            read(&bytes, Some(1)),
            ["Title", &none, "1", "Heading", "1", "\", \"", "Body", "1", "\"::\"", "Body"]
        );
    }

    #[test]
    fn a_title_that_repeats_the_text_is_read_once() {
        let bytes = bytes_of(&[control::REPEATS, A, B, control::BODY, A, control::END]);
        assert_eq!(read(&bytes, None), ["Title", "Body", "0"]);
    }

    #[test]
    fn any_bytes_end() {
        crate::store::symbols::any_bytes().for_each(|bytes| {
            read(&bytes, None);
            read(&bytes, Some(1));
            separators_of(&bytes, &|_| true);
        });
    }

    fn separators_of(bytes: &[u8], is_wanted: &dyn Fn(u32) -> bool) -> Vec<(Field, String)> {
        let mut out = Vec::new();
        let mut symbols = Symbols::new(bytes, 0);
        let is_wanted = |index| is_wanted(index);
        separators(&vocabulary(), &mut symbols, bytes.len(), &is_wanted, &mut |field, text| {
            out.push((field, text.to_owned()));
        });
        out
    }

    #[test]
    fn separators_that_are_wanted_or_stand_alone_come_with_their_fields() {
        use control::{BODY, END, HEADING, PLAIN, SEPARATOR};
        let mut bytes = bytes_of(&[A, COMMA, B, HEADING, B]);
        push_text(&mut bytes, SEPARATOR, "::");
        bytes.extend(bytes_of(&[A, COMMA, B, BODY]));
        push_text(&mut bytes, PLAIN, "x=>y");
        bytes.extend(bytes_of(&[END, COMMA]));
        let found = |wants_comma: bool| {
            let comma = COMMA - control::VOCABULARY;
            let found = separators_of(&bytes, &|index| wants_comma && index == comma);
            let found = found.into_iter().filter(|(_, text)| !text.is_empty());
            found.map(|(field, text)| format!("{field:?} {text}")).collect::<Vec<_>>()
        };
        assert_eq!(found(true), ["Title , ", "Heading ::", "Heading , ", "Body =>"]);
        assert_eq!(found(false), ["Heading ::", "Body =>"]);
    }
}
