//! Law 3: a query matches on the folded form and ranks by exactness.

use crate::site::Site;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn each_spelling_prefers_its_own_and_finds_all() {
    for words in [
        ["ma", "má", "mà", "mạ"],
        ["resume", "résumé", "resumé", "rèsume"],
        ["uber", "über", "ūber", "ubęr"],
        ["все", "всё", "все\u{301}", "вс\u{300}е"],
        ["cote", "côte", "coté", "côté"],
    ] {
        let site = Site::in_language("und", &words);
        for (own, word) in words.iter().enumerate() {
            assert_eq!(site.found_in_order(word), [0, 1, 2, 3], "{word}");
            assert_eq!(site.found(word)[0], own as u32, "{word} is not first for itself");
        }
    }
}

#[test]
fn other_marks_come_before_none() {
    let site = Site::in_language("vi", &["ma", "mà", "má"]);
    assert_eq!(site.found("má"), [2, 1, 0]);
}

#[test]
fn without_accents_the_accented_word_is_as_good_as_a_bare_one_nearly() {
    let site = Site::in_language("vi", &["đường", "duong", "dưỡng"]);
    let scores = site.scores("duong");
    assert_eq!(scores[0].0, 1);
    assert!(scores[2].1 > 0.9 * scores[0].1, "{scores:?}");
}

#[test]
fn a_phrase_typed_without_accents_finds_its_article_first() {
    let site = Site::in_language(
        "vi",
        &[
            "Con đường ra biển dài và đẹp, người dân thắp đèn.",
            "Đường ray cũ, biển báo mới, người lái đò ra về.",
            "Dưỡng sinh mỗi sáng bên hồ.",
        ],
    );
    for query in ["\"duong ra bien\"", "\"đường ra biển\"", "\"Duong Ra Bien\""] {
        assert_eq!(site.found(query), [0], "{query}");
    }
    for query in ["duong ra bien", "đường ra biển", "ĐƯỜNG RA BIỂN"] {
        assert_eq!(site.found(query)[0], 0, "{query}");
    }
    assert_eq!(site.marked(0, "duong ra bien"), ["đường ra biển"]);
}

#[test]
fn accented_names_are_found_without_their_accents_and_with_wrong_ones() {
    let site =
        Site::in_language("en", &["François Sørensen met Łukasz Dvořák and Nguyễn Đức.", "~"]);
    for name in ["Francois", "sorensen", "lukasz", "DVORAK", "Dvôrák", "nguyen", "Đuc", "duc"] {
        assert_eq!(site.found(name), [0], "{name}");
    }
}
