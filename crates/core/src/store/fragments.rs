//! An article as its words and what stands between them, for names that are written in one piece.

use super::scan::{field_of, skip_block};
use super::symbols::{Symbols, control};
use super::vocabulary::{Symbol, Vocabulary};
use crate::format::literals::LiteralKind;
use crate::format::term_info::NO_TERM;
use crate::format::{Field, write_key};
use crate::text::{TokenKind, slice, tokens};

/// What comes next in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fragment<'a> {
    /// The title or a block begins.
    Block(Field),
    /// A word, by its term or as [`NO_TERM`]; a character of a script without spaces is one too.
    Word(u32),
    /// What stands between two words, or before the first or after the last one of a block. Between two words
    /// for which none comes there is a space, and between two characters of a script without spaces nothing.
    Between(&'a str),
}

/// Calls `each` with the fragments of the article that the symbols begin with. `ordinal` gives the terms of keys.
pub fn fragments(
    vocabulary: &Vocabulary<'_>,
    symbols: &mut Symbols<'_>,
    ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    each: &mut dyn FnMut(Fragment<'_>),
) {
    each(Fragment::Block(Field::Title));
    loop {
        let mut number = symbols.number();
        match vocabulary.symbol(number) {
            Some(Symbol::Word(term, _)) => each(Fragment::Word(term)),
            Some(Symbol::Literal(kind, literal)) => match kind {
                LiteralKind::Separator | LiteralKind::Joint => {
                    each(Fragment::Between(vocabulary.literal_text(literal)));
                }
                LiteralKind::Unit => each(Fragment::Word(NO_TERM)),
                LiteralKind::OutOfVocabulary => {
                    let term = vocabulary.literal_terms(literal).first();
                    each(Fragment::Word(term.copied().unwrap_or(NO_TERM)));
                }
            },
            None => {
                if number == control::REPEATS {
                    number = skip_block(symbols);
                }
                match number {
                    control::END => return,
                    control::BODY | control::HEADING | control::ASIDE => {
                        each(Fragment::Block(field_of(number)));
                    }
                    control::SEPARATOR => each(Fragment::Between(symbols.text())),
                    control::PLAIN => plain(symbols.text(), ordinal, each),
                    _ => {}
                }
            }
        }
    }
}

/// The fragments of a text that is stored as it is written.
fn plain(text: &str, ordinal: &dyn Fn(&[u8]) -> Option<u32>, each: &mut dyn FnMut(Fragment<'_>)) {
    let mut key = Vec::new();
    let mut end = 0;
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        if token.kind == TokenKind::Part {
            continue;
        }
        each(Fragment::Between(slice(text, end..token.range.start)));
        end = token.range.end;
        write_key(&mut key, token.folded, token.exact);
        each(Fragment::Word(ordinal(&key).unwrap_or(NO_TERM)));
    }
    each(Fragment::Between(slice(text, end..text.len())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::symbols::{bytes_of, push_text};
    use crate::store::vocabulary::sample::{A, B, COMMA, MCX, vocabulary};

    fn read(bytes: &[u8]) -> Vec<String> {
        let mut out = Vec::new();
        let ordinal = |key: &[u8]| Some(100 + key.len() as u32);
        fragments(&vocabulary(), &mut Symbols::new(bytes, 0), &ordinal, &mut |fragment| {
            out.push(match fragment {
                Fragment::Block(field) => format!("{field:?}"),
                Fragment::Word(term) => term.to_string(),
                Fragment::Between(text) => format!("{text:?}"),
            });
        });
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
            read(&bytes),
            [
                "Title", "0", "1", "Heading", "1", "\", \"", "0", "Body", "1", "\"::\"", "0",
                "Body", "\"(\"", "101", "\"-\"", "104", "\" \"", "101", "\".\"",
            ]
        );
    }

    #[test]
    fn a_title_that_repeats_the_text_is_read_once() {
        let bytes = bytes_of(&[control::REPEATS, A, B, control::BODY, A, control::END]);
        assert_eq!(read(&bytes), ["Title", "Body", "0"]);
    }

    #[test]
    fn any_bytes_end() {
        crate::store::symbols::any_bytes().for_each(|bytes| {
            read(&bytes);
        });
    }
}
