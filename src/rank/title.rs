//! Titles that are the query.

use kwic_core::format::forms;
use kwic_core::text::{TokenKind, tokens};

use crate::index_reader::IndexReader;

/// True when the title of an article is these folded words, which are run together. A title of more
/// than `max_tokens` is not.
pub(crate) fn is_title(
    reader: &impl IndexReader,
    document: u32,
    words: &str,
    max_tokens: u32,
) -> bool {
    reader.norms().title_length(document) <= max_tokens
        && may_begin(reader, document, words)
        && is_whole(&reader.title(document).text, words)
}

/// False when the words certainly do not begin as the title of an article does.
fn may_begin(reader: &impl IndexReader, document: u32, words: &str) -> bool {
    let first = reader.title_begins(document).map(|term| reader.key(term));
    first.is_none_or(|key| words.as_bytes().starts_with(forms(&key).0))
}

fn is_whole(title: &str, words: &str) -> bool {
    let mut tokens = tokens(title);
    let mut rest = words;
    while let Some(token) = tokens.next() {
        if matches!(token.kind, TokenKind::Part | TokenKind::Last) {
            continue;
        }
        match rest.strip_prefix(token.folded) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty() && !words.is_empty()
}
