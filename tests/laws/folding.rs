//! Law 4: folding is by script.

use crate::site::Site;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Each of the spellings finds every other.
fn are_one_word(spellings: &[&str]) {
    let every: Vec<u32> = (0..spellings.len() as u32).collect();
    let site = Site::in_language("und", spellings);
    for spelling in spellings {
        assert_eq!(site.found_in_order(spelling), every, "{spelling} of {spellings:?}");
    }
}

/// Each of the spellings finds every other, and all of them equally.
fn are_one_spelling(spellings: &[&str]) {
    let site = Site::in_language("und", spellings);
    for spelling in spellings {
        let scores = site.scores(spelling);
        assert_eq!(scores.len(), spellings.len(), "{spelling} of {spellings:?}");
        assert!(scores.iter().all(|hit| hit.1 == scores[0].1), "{spelling}: {scores:?}");
    }
}

/// None of the words finds another.
fn are_words_of_their_own(words: &[&str]) {
    let site = Site::in_language("und", words);
    for (own, word) in words.iter().enumerate() {
        assert_eq!(site.found(word), [own as u32], "{word} of {words:?}");
    }
}

#[test]
fn latin_greek_and_cyrillic_marks_go() {
    are_one_word(&["tiếng", "tieng", "tiêng", "TIẾNG"]);
    are_one_word(&["Čapek", "capek", "ĈAPEK"]);
    are_one_word(&["άνθρωπος", "ανθρωπος", "ΑΝΘΡΩΠΟΣ", "ἄνθρωπος"]);
    are_one_word(&["ёлка", "елка", "ЁЛКА"]);
    are_one_word(&["замо\u{301}к", "замок"]);
    are_one_word(&["Київ", "Киів"]);
    are_one_word(&["воўк", "воук"]);
}

#[test]
fn short_i_is_a_letter_of_its_own() {
    are_words_of_their_own(&["мой", "мои"]);
    are_words_of_their_own(&["й", "и"]);
    are_one_spelling(&["йогурт", "и\u{306}огурт", "ЙОГУРТ"]);
}

#[test]
fn letters_with_strokes_and_ligatures_have_their_ascii_spellings() {
    for (written, typed) in [
        ("đường", "duong"),
        ("Đà", "da"),
        ("smørrebrød", "smorrebrod"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("GROẞE", "grosse"),
        ("Ærø", "aero"),
        ("cœur", "coeur"),
        ("Þór", "thor"),
        ("það", "thad"),
        ("ışık", "isik"),
        ("Ħamrun", "hamrun"),
        ("Əliyev", "eliyev"),
        ("ɗan", "dan"),
        ("ŋgoma", "ngoma"),
    ] {
        are_one_word(&[written, typed]);
    }
}

#[test]
fn dotted_and_dotless_i_find_each_other() {
    are_one_word(&["İstanbul", "istanbul", "ISTANBUL", "ıstanbul", "I\u{307}STANBUL"]);
    are_one_spelling(&["İstanbul", "istanbul", "ISTANBUL"]);
}

#[test]
fn comma_and_cedilla_below_are_one() {
    are_one_spelling(&["știință", "ştiinţă", "ȘTIINȚĂ"]);
    are_one_word(&["știință", "stiinta"]);
}

#[test]
fn hebrew_points_arabic_marks_and_tatweel_go() {
    are_one_word(&["שָׁלוֹם", "שלום", "שׁלום"]);
    are_one_word(&["ײִדיש", "יידיש"]);
    are_one_word(&["مُحَمَّد", "محمد"]);
    are_one_spelling(&["محمد", "محمـــد"]);
    are_one_word(&["آمال", "أمال", "امال", "ٱمال"]);
    are_one_word(&["القاهرة", "القاهره"]);
    are_one_word(&["على", "علي"]);
    are_one_word(&["كتابي", "کتابی"]);
}

#[test]
fn vowel_signs_and_voicing_stay() {
    are_words_of_their_own(&["कि", "की", "का", "क", "कु"]);
    are_words_of_their_own(&["কি", "কা", "ক"]);
    are_words_of_their_own(&["தமிழ்", "தமழ்"]);
    are_words_of_their_own(&["カラ", "ガラ"]);
    are_words_of_their_own(&["はし", "ばし", "ぱし"]);
}

#[test]
fn two_ways_to_write_an_indic_letter_find_each_other() {
    are_one_word(&["हिन्दी", "हिंदी"]);
    are_one_word(&["सम्बन्ध", "संबंध"]);
    are_one_word(&["हाँ", "हां"]);
    are_one_word(&["ज़रूरत", "ज\u{93c}रूरत", "जरूरत"]);
    are_one_spelling(&["क़लम", "क\u{93c}लम"]);
    are_one_word(&["അവൻ", "അവന്\u{200d}"]);
}

#[test]
fn full_width_is_ascii_and_half_width_kana_are_kana() {
    are_one_spelling(&["Kwic", "Ｋｗｉｃ", "kwic", "ＫＷＩＣ"]);
    are_one_spelling(&["2025", "２０２５"]);
    are_one_spelling(&["テレビ", "ﾃﾚﾋﾞ"]);
    are_one_word(&["123", "१२३", "١٢٣", "๑๒๓"]);
}

#[test]
fn a_tone_may_stand_on_either_vowel() {
    for (old, new) in [
        ("hòa", "hoà"),
        ("hóa", "hoá"),
        ("thúy", "thuý"),
        ("thủy", "thuỷ"),
        ("khỏe", "khoẻ"),
        ("lòe", "loè"),
        ("Hòa", "HOÀ"),
    ] {
        are_one_spelling(&[old, new]);
    }
    let site = Site::in_language("vi", &["hóa", "hòa", "hoá", "hoa"]);
    assert_eq!(site.scores("hoá")[0].1, site.scores("hoá")[1].1);
    assert_eq!(site.found("hoá")[..2], [0, 2]);
}

#[test]
fn case_makes_no_difference_in_any_script_that_has_it() {
    for (small, capital) in [
        ("việt", "VIỆT"),
        ("маяк", "МАЯК"),
        ("σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("հայաստան", "ՀԱՅԱՍՏԱՆ"),
        ("საქართველო", "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ"),
    ] {
        are_one_spelling(&[small, capital]);
    }
}

#[test]
fn what_cannot_be_seen_makes_no_difference() {
    are_one_spelling(&["Vietnam", "Viet\u{ad}nam", "Viet\u{200d}nam", "\u{feff}Vietnam\u{2060}"]);
    are_one_spelling(&["می\u{200c}خواهم", "میخواهم"]);
    are_one_spelling(&["❤1", "❤\u{fe0f}1"]);
}
