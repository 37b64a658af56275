//! Law 5: in scripts without spaces and in Hangul any two characters or more are found.

use crate::site::Site;
use kwic_core::text::is_mark;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const RUNS: [&str; 12] = [
    "東京都庁の展望室",
    "上海天气很好今天去公园",
    "カタカナデータベースガガ",
    "ﾃﾚﾋﾞｶﾞ東京時々",
    "อาคารสูงอยู่ริมแม่น้ำกำลังสร้าง",
    "ພາສາລາວກຳລັງ",
    "ភាសាខ្មែរនៅភ្នំពេញ",
    "မြန်မာဘာသာဖြစ်သည်",
    "대한민국의수도서울에서",
    "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}\u{110b}\u{1165}",
    "〇一二々𠮷野家",
    "ភាសា\u{200b}ខ្មែរ\u{200b}នៅ",
];

/// True for a part of a character: a voicing of kana, or a letter inside a Hangul syllable.
fn goes_on(c: char) -> bool {
    is_mark(c) || matches!(c, 'ﾞ' | 'ﾟ' | '\u{1160}'..='\u{11ff}')
}

/// All stretches of two characters or more.
fn stretches(run: &str) -> impl Iterator<Item = &str> {
    let begins = run.char_indices().filter(|&(_, c)| !goes_on(c)).map(|(at, _)| at);
    let bounds: Vec<usize> = begins.chain([run.len()]).collect();
    let starts = bounds.clone();
    starts.into_iter().enumerate().flat_map(move |(number, start)| {
        let ends: Vec<usize> = bounds.iter().skip(number + 2).copied().collect();
        ends.into_iter().map(move |end| &run[start..end])
    })
}

fn all_stretches_are_found(run: &str) {
    let site = Site::in_language("und", &[run, "~", &format!("Here is {run} inside.")]);
    for stretch in stretches(run).filter(|stretch| !stretch.contains('\u{200b}')) {
        assert_eq!(site.found_in_order(stretch), [0, 2], "{stretch:?} of {run}");
        assert_eq!(
            site.found_in_order(&format!("\"{stretch}\"")),
            [0, 2],
            "\"{stretch}\" of {run}"
        );
    }
}

#[test]
fn any_two_characters_or_more_are_found() {
    RUNS.into_iter().for_each(all_stretches_are_found);
}

#[test]
fn one_character_alone_is_found_too() {
    for run in ["東京", "서울", "ไทย"] {
        let site = Site::in_language("und", &[run, "~"]);
        for character in run.chars() {
            assert_eq!(site.found(&character.to_string()), [0], "{character} of {run}");
        }
    }
}

#[test]
fn characters_in_another_order_are_no_phrase_of_the_text() {
    let site = Site::in_language("ja", &["東京都", "京都東"]);
    assert_eq!(site.found("\"東京都\""), [0]);
    assert_eq!(site.found("\"京都東\""), [1]);
    assert_eq!(site.found("\"都京\""), [0; 0]);
}

#[test]
fn a_place_to_break_the_line_divides_no_word() {
    let site = Site::in_language("km", &["ភាសា\u{200b}ខ្មែរ", "ភាសាខ្មែរ"]);
    for query in ["ភាសាខ្មែរ", "ភាសា\u{200b}ខ្មែរ", "\"សាខ្មែ\"", "ាខ"]
    {
        let scores = site.scores(query);
        assert_eq!(scores.len(), 2, "{query}");
        assert_eq!(scores[0].1, scores[1].1, "{query}");
    }
    assert_eq!(site.marked(0, "ភាសាខ្មែរ").concat(), "ភាសា\u{200b}ខ្មែរ");
}

#[test]
fn scripts_change_in_the_middle_of_a_word() {
    let site = Site::in_language("ja", &["iPhone15を買うLinux入門2025年版", "~"]);
    for query in ["iPhone15", "買う", "Linux入門", "入門2025年版", "年版", "Linux", "\"買うLinux\""]
    {
        assert_eq!(site.found(query), [0], "{query}");
    }
}

#[test]
fn a_phrase_goes_on_after_a_run() {
    for (text, phrases) in [
        (
            "대한민국의 수도는 서울이다",
            &["\"대한민국의 수도는\"", "\"국의 수도는 서울\""] as &[&str],
        ),
        ("東京 大阪 and Kyoto", &["\"東京 大阪\"", "\"大阪 and Kyoto\""]),
        ("ไทย ลาว 2025", &["\"ไทย ลาว\"", "\"ลาว 2025\""]),
    ] {
        let other: String = text.split(' ').rev().collect::<Vec<_>>().join(" ");
        let site = Site::in_language("und", &[text, &other]);
        for phrase in phrases {
            assert_eq!(site.found(phrase), [0], "{phrase}");
            let bare = phrase.trim_matches('"');
            assert_eq!(site.found(bare)[0], 0, "{bare}");
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod any {
    use super::all_stretches_are_found;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn two_characters_or_more_of_any_text_without_spaces_are_found(
            run in prop_oneof![
                "[一-龥ぁ-んァ-ヶー]{2,9}",
                "[ｱ-ﾝﾞﾟ]{0,3}[ガ-ポ\u{3099}]{2,5}",
                "[ก-ฮะ-ูเ-์]{2,9}",
                "[ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະ-ູເ-ໄ່-ໍ]{2,9}",
                "[က-အါ-်]{2,9}",
                "[ក-អា-្]{2,9}",
                "[가-힣]{2,9}",
                "[가-힣一-龥ก-ฮ]{2,9}",
            ]
        ) {
            // In another order of its marks a stretch of the text would be none of the same text.
            all_stretches_are_found(&run.nfc().collect::<String>());
        }
    }
}
