//! Titles that are the query, or begin with it.

use kwic_core::format::forms;
use kwic_core::text::{TokenKind, slice, tokens};

use kwic_postings::bit_set::BitSet;

use super::bm25f;
use crate::expand::concept::Expanded;
use crate::index_reader::{IndexReader, TitleStart};

/// Of the terms that begin with all words of a query only so many are looked for.
const MAX_CONTINUING: usize = 64;
/// A term that the words begin with has this many characters at least,
const MIN_BEGINNING: usize = 2;
/// and is one of so many.
const BEGINNINGS: usize = 22;

/// The folded words of a query, which are run together, and the terms that a title which begins with them may
/// begin with.
pub(crate) struct TypedTitle<'w> {
    words: &'w str,
    first: BitSet,
}

impl<'w> TypedTitle<'w> {
    pub(crate) fn new(reader: &impl IndexReader, expanded: &'w Expanded) -> TypedTitle<'w> {
        let words = expanded.typed.as_deref().unwrap_or_default();
        let mut first = BitSet::new(reader.terms());
        if !words.is_empty() {
            reader.terms_with(words).take(MAX_CONTINUING).for_each(|term| first.insert(term));
            for beginning in beginnings(words) {
                reader.forms(beginning, &mut |_, ordinal| first.insert(ordinal));
            }
            for concept in &expanded.concepts {
                concept.terms.iter().for_each(|term| first.insert(term.ordinal));
                for sequence in &concept.sequences {
                    let terms = sequence.positions.first().into_iter().flatten();
                    terms.for_each(|term| first.insert(term.ordinal));
                }
            }
            // Asked before there are hits too: where lists have to be loaded, they are with those of the words.
            reader.title_begins(0, &first);
        }
        TypedTitle { words, first }
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
        match reader.title_begins(document, &self.first) {
            TitleStart::Unknown => {}
            TitleStart::Term(term) if self.first.has(term) => {
                let (key, words) = (reader.key(term), self.words.as_bytes());
                let first = forms(&key).0;
                let is_continuing = first.starts_with(words);
                if is_continuing && reader.norms().title_length(document) > 1 {
                    return Some(true);
                }
                if !is_continuing && !words.starts_with(first) {
                    return None;
                }
            }
            _ => return None,
        }
        rest_of(&reader.title(document, &BitSet::new(0)).text, self.words)
    }
}

/// The texts that a word may be which is written together with others in a query, such as `viet` of `vietnam`.
pub(crate) fn beginnings(words: &str) -> impl Iterator<Item = &str> {
    let ends = words.char_indices().skip(MIN_BEGINNING).take(BEGINNINGS);
    ends.map(|(end, _)| slice(words, 0..end))
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
