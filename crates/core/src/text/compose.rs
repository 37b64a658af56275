//! From the exact form of a term back to what a reader types: a letter and its marks as one character.

use super::length::length;
use super::slice::slice;
use super::unicode::{compose, is_mark};

/// An exact form with each letter and its marks as one character, where there is one: normal form
/// C, for Latin, Greek, Cyrillic and Arabic.
pub fn composed(exact: &str) -> String {
    let mut out = String::new();
    push_composed(exact, &mut out);
    out
}

/// Appends what [`composed`] gives.
pub fn push_composed(exact: &str, out: &mut String) {
    if length(exact) == exact.len() {
        return out.push_str(exact);
    }
    let mut start = 0;
    for (at, c) in exact.char_indices() {
        if !is_mark(c) {
            push_cluster(slice(exact, start..at), out);
            start = at;
        }
    }
    push_cluster(slice(exact, start..exact.len()), out);
    // Terms know one sigma; at the end of a word another is written.
    if out.ends_with('σ') {
        out.pop();
        out.push('ς');
    }
}

/// Appends a letter and its marks, as one character where there is one.
fn push_cluster(cluster: &str, out: &mut String) {
    let mut letters = cluster.chars();
    let alone = letters.next().is_some() && letters.next().is_none();
    match if alone { None } else { compose(cluster) } {
        Some(one) => out.push(one),
        None => out.push_str(cluster),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn words_come_back_as_they_were_typed() {
        let text =
            "nội đường ưỡn hoặc quýt ñandú straße ёлка йод її άνθρωπος أحمد हिन्दी שלום node 2024";
        let mut tokens = tokens(text);
        while let Some(token) = tokens.next() {
            let typed = slice(text, token.range.clone());
            assert_eq!(composed(token.exact), typed.nfc().collect::<String>());
        }
    }

    #[test]
    fn marks_without_a_letter_to_go_with_stay() {
        for text in ["", "x\u{301}", "\u{301}", "\u{301}a", "q\u{323}\u{302}z"] {
            assert_eq!(composed(text), text);
        }
    }
}
