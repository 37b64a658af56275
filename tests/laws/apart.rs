//! Law 7: words written together or apart find each other when they are neighbours.

use crate::site::{Site, article};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn together_and_apart_find_each_other() {
    for spellings in [
        ["e-mail", "email", "e mail"],
        ["Vietnam", "Viet Nam", "Việt Nam"],
        ["Hanoi", "Hà Nội", "Ha Noi"],
        ["Đà Nẵng", "Danang", "da nang"],
        ["co-operate", "cooperate", "co operate"],
        ["Wi-Fi", "WiFi", "wi fi"],
        ["web site", "website", "web-site"],
        ["интернет-магазин", "интернетмагазин", "интернет магазин"],
        ["می خواهم", "می\u{200c}خواهم", "میخواهم"],
        ["e‑mail", "E-Mail", "email"],
        ["U.S.", "US", "U. S."],
        ["U.S.A.", "USA", "U. S. A."],
        ["N.A.T.O.", "NATO", "nato"],
        ["1,000", "1000", "1 000"],
        ["1,000,000", "1000000", "1 000 000"],
        ["25.000.000.000", "25000000000", "25 000 000 000"],
    ] {
        for written in spellings {
            let site = Site::in_language("en", &[&format!("Here is {written} again."), "Nothing."]);
            for typed in spellings {
                assert_eq!(site.found(typed), [0], "{typed} where {written} stands");
                let letters = |text: &str| {
                    let text: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
                    text.to_lowercase()
                };
                let marked = site.marked(0, typed).concat();
                assert_eq!(letters(&marked), letters(written), "{typed} where {written} stands");
            }
        }
    }
}

#[test]
fn words_that_are_no_neighbours_are_not_written_together() {
    let site = Site::in_language("vi", &["Nam nhìn sang Việt.", "Việt Nam", "nam việt"]);
    assert_eq!(site.found("vietnam"), [1]);
    let site = Site::in_language("vi", &["Hà ở bên nội.", "Nội, Hà", "Hà. Bên Nội"]);
    assert_eq!(site.found("hanoi"), [0; 0]);
    let site = Site::in_language("en", &["S, U and A.", "U.S. of A.", "000, 1 and 000"]);
    assert_eq!(site.found("USA"), [0; 0]);
    assert_eq!(site.found("1000000"), [0; 0]);
}

#[test]
fn every_way_to_write_it_ranks_the_article_on_it_first() {
    let site = Site::in_language(
        "vi",
        &[
            "Nam đi chợ, rồi Nam về nhà, còn Việt ở lại với Nam.",
            "Hà Nội là thủ đô của Việt Nam.",
            "Hà mã bơi, nội trú học.",
        ],
    );
    for query in ["vietnam", "viet nam", "Việt Nam", "hanoi", "ha noi", "Hà Nội", "Hànội"] {
        assert_eq!(site.found(query)[0], 1, "{query}");
    }
}

#[test]
fn a_rare_word_is_not_lost_among_articles_that_have_it_apart() {
    let mut articles: Vec<_> = (0..12)
        .map(|n| {
            let mut other = article("en", "The modem of the harbour can dial up again.");
            other.title = format!("How to dial up, part {n}");
            other
        })
        .collect();
    let filler = "The keeper told us about the storms of the winter and the lamps of the tower. ";
    articles.push(article("en", &[&filler.repeat(6), "It was a dialup line."].concat()));
    let scores = Site::of(&articles).scores("dialup");
    assert_eq!(scores.first().map(|hit| hit.0), Some(12), "{scores:?}");
    assert_eq!(scores.len(), 13);
}
