//! Law 2: the NFC, NFD, NFKC and NFKD spellings of one text give the same terms.

use crate::site::Site;
use crate::writing::LINES;
use kwic_core::text::{TokenKind, tokens};
use unicode_normalization::UnicodeNormalization;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn forms(text: &str) -> [String; 4] {
    [text.nfc().collect(), text.nfd().collect(), text.nfkc().collect(), text.nfkd().collect()]
}

fn terms(text: &str) -> Vec<(String, String, TokenKind, u32)> {
    let mut terms = Vec::new();
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        terms.push((token.folded.into(), token.exact.into(), token.kind, token.position));
    }
    terms
}

#[test]
fn the_four_normal_forms_of_a_text_have_the_same_terms() {
    for line in LINES {
        for form in forms(line) {
            assert_eq!(terms(&form), terms(line), "{form:?}");
        }
    }
}

#[test]
fn a_query_in_any_normal_form_finds_a_text_in_any_normal_form_equally() {
    for (text, query) in [
        ("Phở bò ở Hà Nội", "hà nội"),
        ("Tiếng Việt và đường phố", "tiếng việt"),
        ("Der Wächter müßte über Ångström", "ångström"),
        ("Ёлка и йогурт мой", "мой йогурт"),
        ("क़लम और ज़रूरत", "क़लम"),
        ("대한민국의 수도", "한민국"),
        ("ガラスのﾃﾚﾋﾞ", "テレビ"),
        ("Ｋｗｉｃ ﬁnds ㎏", "finds kwic"),
        ("שָׁלוֹם עולם", "שָׁלוֹם"),
    ] {
        let mut scores = Vec::new();
        for body in forms(text) {
            let site = Site::in_language("und", &[&body, "~"]);
            scores.extend(forms(query).map(|query| site.scores(&query)));
        }
        assert_eq!(scores[0].len(), 1, "{query} in {text}");
        assert!(scores.iter().all(|other| *other == scores[0]), "{query} in {text}: {scores:?}");
    }
}
