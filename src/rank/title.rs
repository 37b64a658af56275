//! Titles that are the query, or begin with it.

use kwic_core::format::forms;
use kwic_core::text::{TokenKind, tokens};

use super::bm25f;
use crate::index_reader::IndexReader;

/// The factor for an article whose title is these folded words, which are run together, or begins with them.
pub(crate) fn title_factor(reader: &impl IndexReader, document: u32, words: &str) -> f32 {
    let first = reader.title_begins(document).map(|term| reader.key(term));
    let first = first.as_deref().map(|key| forms(key).0);
    let goes_on = match first {
        _ if words.is_empty() => None,
        // Most titles are told by their first word.
        Some(first) if first.starts_with(words.as_bytes()) => {
            Some(first.len() > words.len() || reader.norms().title_length(document) > 1)
        }
        Some(first) if !words.as_bytes().starts_with(first) => None,
        _ => rest_of(&reader.title(document).text, words),
    };
    match goes_on {
        Some(true) => bm25f::TITLE_BEGINS,
        Some(false) => bm25f::EXACT_TITLE,
        None => 1.0,
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
