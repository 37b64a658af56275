//! Titles that are the query, or begin with it.

use std::ops::Range;

use kwic_core::format::forms;
use kwic_core::text::{TokenKind, slice, tokens};

use kwic_postings::bit_set::BitSet;

use super::bm25f;
use crate::index_reader::{IndexReader, TitleStart};

/// The folded words of a query, which are run together, and the terms that a title which begins with them can
/// begin with.
pub(crate) struct TypedTitle<'w> {
    words: &'w str,
    /// The terms that begin with the first character of the words.
    initial: Range<u32>,
    /// The terms that begin with all of the words.
    continuing: Range<u32>,
}

impl<'w> TypedTitle<'w> {
    pub(crate) fn new(reader: &impl IndexReader, words: &'w str) -> TypedTitle<'w> {
        let first = words.chars().next().map_or(0, char::len_utf8);
        let terms_with =
            |words| if reader.has_first_terms() { reader.terms_with(words) } else { 0..0 };
        let initial = terms_with(slice(words, 0..first));
        TypedTitle { words, initial, continuing: terms_with(words) }
    }

    /// The factor for an article whose title is the words or begins with them.
    pub(crate) fn factor(&self, reader: &impl IndexReader, document: u32) -> f32 {
        match self.goes_on(reader, document) {
            Some(true) => bm25f::TITLE_BEGINS,
            Some(false) => bm25f::EXACT_TITLE,
            None => 1.0,
        }
    }

    /// Whether anything follows in a title that begins with the words. Most titles are told by their first term.
    fn goes_on(&self, reader: &impl IndexReader, document: u32) -> Option<bool> {
        if self.words.is_empty() {
            return None;
        }
        match reader.title_begins(document, self.words) {
            TitleStart::Other => return None,
            TitleStart::Unknown => {}
            TitleStart::Term(first) => {
                let is_continuing = self.continuing.contains(&first);
                if is_continuing && reader.norms().title_length(document) > 1 {
                    return Some(true);
                }
                let begins = |key: &[u8]| self.words.as_bytes().starts_with(forms(key).0);
                let may_be =
                    is_continuing || (self.initial.contains(&first) && begins(&reader.key(first)));
                if !may_be {
                    return None;
                }
            }
        }
        rest_of(&reader.title(document, &BitSet::new(0)).text, self.words)
    }
}

/// Whether anything follows in a title that begins with the words; none where it does not.
fn rest_of(title: &str, words: &str) -> Option<bool> {
    let mut tokens = tokens(title);
    let mut rest = words;
    while let Some(token) = tokens.next() {
        if matches!(token.kind, TokenKind::Part | TokenKind::Last) {
            continue;
        }
        rest = match rest.strip_prefix(token.folded) {
            _ if rest.is_empty() => return Some(true),
            Some(after) => after,
            None => return token.folded.starts_with(rest).then_some(true),
        };
    }
    rest.is_empty().then_some(false)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_words_or_begins_with_them() {
        for (title, words, expected) in [
            ("Rules of Hooks", "rulesofhooks", Some(false)),
            ("Rules of Hooks", "rulesofho", Some(true)),
            ("Rules of Hooks", "rules", Some(true)),
            ("Rules of Hooks", "rulesof", Some(true)),
            ("Rules of Hooks", "hooks", None),
            ("Rules of Hooks", "rulesofhooksin", None),
            ("", "rules", None),
        ] {
            assert_eq!(rest_of(title, words), expected, "{title}: {words}");
        }
    }
}
