//! Law 1: the range of a token slices the original text, and gaps and ranges give the original back.

use crate::site::{Site, article};
use crate::writing::LINES;
use kwic::{DocId, Query};
use kwic_core::text::{TokenKind, tokens};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn gaps_and_ranges_give_the_text_back() {
    for line in LINES {
        let (mut rebuilt, mut words, mut end) = (String::new(), 0, 0);
        let mut tokens = tokens(line);
        while let Some(token) = tokens.next() {
            let slice = line.get(token.range.clone()).expect("a range slices the text");
            let span = line.get(token.span.clone()).expect("a span slices the text");
            assert!(span.starts_with(slice), "{slice:?} of {span:?} in {line}");
            if token.kind == TokenKind::Part {
                continue;
            }
            let gap = line.get(end..token.range.start).expect("ranges are in order");
            rebuilt.push_str(gap);
            rebuilt.push_str(slice);
            (words, end) = (words + 1, token.range.end);
        }
        rebuilt.push_str(&line[end..]);
        assert_eq!(rebuilt, line);
        assert!(words > 1, "only {words} words in {line}");
    }
}

#[test]
fn every_word_of_every_script_is_found_and_marked_where_it_stands() {
    for line in LINES {
        let site = Site::of(&[article("und", line), article("und", "~")]);
        let mut tokens = tokens(line);
        while let Some(token) = tokens.next() {
            let written = &line[token.span.clone()];
            if !written.contains(char::is_alphanumeric) || token.kind == TokenKind::Part {
                continue;
            }
            assert_eq!(site.found(&format!("\"{written}\"")), [0], "{written} of {line}");
            let marked = site.marked(0, written);
            assert!(marked.iter().any(|mark| mark.contains(written)), "{written}: {marked:?}");
        }
    }
}

#[test]
fn a_snippet_of_all_is_the_text() {
    for line in LINES {
        let site = Site::in_language("und", &[line]);
        let pieces = site.index().searcher().snippet(DocId(0), &Query::parse(line), 10_000);
        let shown: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(shown, line);
        assert!(pieces.iter().any(|piece| piece.matched), "{line}");
    }
}

#[test]
fn letters_of_other_lengths_do_not_shift_the_mark() {
    for (body, query, mark) in [
        ("ÄÖÜ ẞ İİİ ﬁﬁ the lamp burns", "lamp", "lamp"),
        ("Ⅷ ㍻ ㌔ Ǆ lamp", "lamp", "lamp"),
        ("e\u{301}e\u{301}e\u{301} ЁЙ Lampe", "lampe", "Lampe"),
        ("dù\u{323}ng lò\u{323} \u{1e9e} thắ\u{301}p đèn", "đèn", "đèn"),
        ("👩\u{200d}🚒👩\u{200d}🚒 フﾟラム 東京", "東京", "東京"),
    ] {
        assert_eq!(Site::in_language("und", &[body]).marked(0, query), [mark], "{body}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod any {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_can_be_built_and_its_words_are_found(
            text in "(\\PC{0,6}|([Aa]b){0,4}|[A-Za-z0-9.'+#_-]{0,8}|[东京ガé\u{301}\u{200b}]{0,4}| ){0,12}"
        ) {
            let site = Site::of(&[article("en", &text), article("en", "~")]);
            let mut tokens = tokens(&text);
            while let Some(token) = tokens.next() {
                let word = &text[token.span.clone()];
                // The 4 of `a¼` has no spelling of its own.
                let mut alone = kwic_core::text::tokens(word);
                let alone = alone.next().is_some_and(|first| first.folded == token.folded)
                    && alone.next().is_none();
                if alone && token.kind != TokenKind::Part && word.contains(char::is_alphanumeric) {
                    prop_assert_eq!(site.found(&format!("\"{word}\"")), [0], "{}", word);
                }
            }
        }
    }
}
