//! Text that is stored as it is written, because no symbols would give it back: its tokens.

use crate::format::term_info::NO_TERM;
use crate::format::write_key;
use crate::text::{self, tokens};

/// A token of such a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlainToken {
    /// Its term, or [`NO_TERM`].
    pub term: u32,
    /// Its position in the text.
    pub position: u32,
    /// It is a part of the word before it.
    pub part: bool,
}

/// Calls `each` with the tokens of a text, in order. A part that a word has twice comes once. `ordinal` gives
/// the terms of keys.
pub(super) fn each_token(
    text: &str,
    ordinal: &dyn Fn(&[u8]) -> Option<u32>,
    each: &mut dyn FnMut(PlainToken),
) {
    let mut key = Vec::new();
    let mut of_word: Vec<u32> = Vec::new();
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        let part = token.kind == text::TokenKind::Part;
        write_key(&mut key, token.folded, token.exact);
        let term = ordinal(&key).unwrap_or(NO_TERM);
        if !part {
            of_word.clear();
        } else if of_word.contains(&term) {
            continue;
        }
        of_word.push(term);
        each(PlainToken { term, position: token.position, part });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_a_word_has_twice_comes_once() {
        let keys = ["a", "lua", "lualua"];
        let ordinal =
            |key: &[u8]| keys.iter().position(|k| k.as_bytes() == key).map(|at| at as u32);
        let mut all = Vec::new();
        each_token("a LuaLua xyz", &ordinal, &mut |token| {
            all.push((token.term, token.position, token.part));
        });
        assert_eq!(all, [(0, 0, false), (2, 1, false), (1, 1, true), (NO_TERM, 2, false)]);
    }
}
