//! The analysis of text: what [`kwic_core::text`] promises.

use kwic_core::text::{MAX_TERM_CHARS, TokenKind, tokens};
use kwic_core::text::{composed, slice};

use super::text_of;

/// So many characters become of one at most.
const MAX_FOLDED: usize = 18;

pub(crate) const WORDS: &[&str] = &[
    "\u{301}",
    "\u{fb01}",
    "ß",
    "'s",
    "ữ",
    "\u{AD}",
    "ｶ",
    "각",
    "e.g.",
    "3.14",
    "camelCase",
    "\u{200D}",
];

pub(crate) fn texts() -> Vec<Vec<u8>> {
    let all = [
        "The ferry's deck, e.g. 3.14 m; useRope(deck) and well-known state-of-the-art.",
        "Thủ đô Hà Nội của Việt Nam",
        "東京都は日本の首都。ﾊﾝｶｸ 한국어",
        "Straße ﬁne ΣΊΣΥΦΟΣ İstanbul и́ \u{1F6A2}\u{200D}\u{1F3FD}",
    ];
    all.map(|text| text.as_bytes().to_vec()).to_vec()
}

/// Any bytes as text: tokens are slices of it in their order, positions rise, and terms are no longer than they may be.
pub(crate) fn text(bytes: &[u8]) {
    let text = text_of(bytes);
    let mut all = tokens(&text);
    let (mut end, mut position) = (0, 0);
    while let Some(token) = all.next() {
        let range = token.range.clone();
        assert!(range.start <= range.end && text.is_char_boundary(range.start), "{text:?}");
        assert!(text.get(range.clone()).is_some(), "{text:?}");
        assert_eq!(slice(&text, range.clone()), &text[range.clone()]);
        let is_part = matches!(token.kind, TokenKind::Part | TokenKind::Last);
        assert!(is_part || range.start >= end, "{text:?} at {range:?}");
        end = end.max(range.end);
        assert!(token.position >= position, "{text:?}");
        position = token.position;
        assert!(!token.folded.is_empty(), "{text:?}");
        // Where a term is cut, its last character may still become several, such as `ss` of `ß`.
        assert!(token.folded.chars().count() <= MAX_TERM_CHARS + MAX_FOLDED, "{text:?}");
        composed(token.exact);
    }
}
