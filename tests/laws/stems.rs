//! Law 8: words are stemmed in the language of their article. The forms are such as Snowball unites.

use crate::site::{Site, article};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// An article in each language, and words of it, each with forms that do not stand there.
const INFLECTED: [(&str, &str, &[&str]); 18] = [
    (
        "en",
        "The keepers of the lighthouses were painting the railings before the storms began.",
        &["keepers keeper", "lighthouses lighthouse", "painting paint painted paints"],
    ),
    (
        "ru",
        "Смотрители маяков красили перила перед сильными бурями и чистили старые лампы.",
        &[
            "маяков маяк маяки маяками",
            "бурями буря",
            "лампы лампа лампами",
            "старые старый старая",
        ],
    ),
    (
        "fr",
        "Les gardiens des grands phares peignaient les rambardes avant les tempêtes.",
        &["gardiens gardien", "grands grande grandes", "tempêtes tempête"],
    ),
    (
        "de",
        "Die Wächter der alten Leuchttürme strichen die Geländer vor den schweren Stürmen.",
        &["alten alte alter", "schweren schwere schwerer", "Stürmen Stürme"],
    ),
    (
        "es",
        "Los guardianes de los faros antiguos pintaban las barandillas antes de las tormentas.",
        &[
            "faros faro",
            "antiguos antiguo antigua",
            "tormentas tormenta",
            "pintaban pintar pintando",
        ],
    ),
    (
        "it",
        "I guardiani dei vecchi fari dipingevano le ringhiere prima delle tempeste.",
        &["vecchi vecchio", "fari faro", "tempeste tempesta"],
    ),
    (
        "pt",
        "Os guardas dos faróis antigos pintavam as grades antes das tempestades.",
        &["guardas guarda", "antigos antigo antiga", "tempestades tempestade", "pintavam pintar"],
    ),
    (
        "nl",
        "De wachters van de oude vuurtorens schilderden de leuningen voor de zware stormen.",
        &["wachters wachter", "leuningen leuning", "stormen storm"],
    ),
    (
        "sv",
        "Vakterna i de gamla fyrarna målade räckena före de svåra stormarna.",
        &["fyrarna fyrar fyren", "stormarna storm stormar stormen"],
    ),
    (
        "nb",
        "Vokterne i de gamle fyrene malte rekkverkene før de harde stormene.",
        &["fyrene fyren", "stormene storm stormen stormer"],
    ),
    (
        "da",
        "Vogterne i de gamle fyrtårne malede rækværkerne før de hårde storme.",
        &["fyrtårne fyrtårn fyrtårnet", "storme storm stormen"],
    ),
    (
        "fi",
        "Vanhojen majakoiden vartijat maalasivat kaiteita ennen kovia myrskyjä talossa.",
        &["vartijat vartija vartijan", "talossa talo talon talosta"],
    ),
    (
        "ro",
        "Paznicii farurilor vechi vopseau balustradele înaintea furtunilor din porturile noastre.",
        &["furtunilor furtună furtuni furtunile", "porturile porturi"],
    ),
    (
        "hu",
        "A régi világítótornyok őrei a nagy viharok előtt festették a korlátokat a házakban.",
        &["viharok vihar viharban", "házakban ház házak házban"],
    ),
    (
        "tr",
        "Eski deniz fenerlerinin bekçileri fırtınalardan önce evlerde korkulukları boyadılar.",
        &["bekçileri bekçi bekçiler", "fırtınalardan fırtınalar"],
    ),
    (
        "el",
        "Οι φύλακες των παλιών φάρων έβαφαν τα κάγκελα πριν από τις μεγάλες καταιγίδες.",
        &["φάρων φάρος φάροι", "μεγάλες μεγάλος μεγάλη", "καταιγίδες καταιγίδα"],
    ),
    (
        "ar",
        "وصف المعلم الجديد مدينته القديمة في كتابه وسمع الناس كلماته.",
        &["مدينته مدينة", "كتابه كتاب", "كلماته كلمات"],
    ),
    (
        "hi",
        "पुराने लड़कों ने किताबें पढ़ीं और लड़कियों ने कहानियाँ सुनीं।",
        &["लड़कों लड़का लड़के", "किताबें किताब किताबों", "कहानियाँ कहानी कहानियों"],
    ),
];

#[test]
fn a_word_is_found_by_its_other_forms_where_these_stand_too() {
    for (lang, body, words) in INFLECTED {
        for forms in words.iter().map(|words| words.split(' ').collect::<Vec<_>>()) {
            for form in &forms[1..] {
                let site = Site::in_language(lang, &[body, form, "0"]);
                assert_eq!(site.found(form), [1, 0], "{form} where {} and {form} stand", forms[0]);
                assert_eq!(site.found_in_order(forms[0]), [0, 1], "{}", forms[0]);
                assert!(
                    site.marked(0, form).contains(&forms[0].to_owned()),
                    "{form} marks nothing"
                );
            }
        }
    }
}

#[test]
fn a_word_is_found_by_forms_that_stand_nowhere() {
    let mut lost = Vec::new();
    for (lang, body, words) in INFLECTED {
        let site = Site::in_language(lang, &[body, "0"]);
        for forms in words.iter().map(|words| words.split(' ').collect::<Vec<_>>()) {
            let unknown = forms[1..].iter().filter(|form| site.found(form) != [0]);
            lost.extend(
                unknown.map(|form| format!("{lang}: {form} where only {} stands", forms[0])),
            );
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn forms_are_typed_without_accents_too() {
    for (lang, written, typed) in
        [("hu", "házakban", "hazak"), ("fr", "tempêtes", "tempete"), ("de", "Stürmen", "sturme")]
    {
        assert_eq!(Site::in_language(lang, &[written, "0"]).found(typed), [0], "{typed}");
    }
}

#[test]
fn each_article_is_stemmed_in_its_own_language() {
    let site = Site::of(&[
        article("en", "Many houses."),
        article("de", "Viele Häuser und Straßen, sagt der Lehrer."),
        article("fr", "Beaucoup de maisons et de chevaux."),
        article("ru", "Много домов и улиц."),
        article("de", "Eine Straße, viele Lehrern."),
        article("en", "The house."),
        article("ru", "На улице."),
        article("fr", "La maison."),
    ]);
    for (query, found) in [
        ("house", [0, 5]),
        ("houses", [0, 5]),
        ("Straßen", [1, 4]),
        ("Lehrer", [1, 4]),
        ("maison", [2, 7]),
        ("улице", [3, 6]),
    ] {
        assert_eq!(site.found_in_order(query), found, "{query}");
    }
}

#[test]
fn the_endings_of_one_language_are_no_endings_in_another() {
    let words = ["painting", "painted"];
    assert_eq!(Site::in_language("en", &words).found("painting"), [0, 1]);
    // Vietnamese is not inflected, and of an unknown language nothing is known.
    for lang in ["vi", "und", "ja"] {
        assert_eq!(Site::in_language(lang, &words).found("painting"), [0], "{lang}");
    }
    let vietnamese = Site::in_language("vi", &["các con", "cá cons"]);
    assert_eq!(vietnamese.found("con"), [0]);
}

#[test]
fn a_rare_word_is_not_lost_among_its_other_forms() {
    for rare in [1, 4, 8] {
        let mut articles: Vec<_> = (0..12)
            .map(|n| {
                let mut other = article("en", "A harbour is painted and painted again.");
                other.title = format!("What is painted, part {n}");
                other
            })
            .collect();
        let filler =
            "The keeper told us about the storms of the winter and the lamps of the tower. ";
        let text = [&filler.repeat(6), "He was painting."].concat();
        articles.extend((0..rare).map(|_| article("en", &text)));
        let found = Site::of(&articles).found("painting");
        assert!(found.iter().take(rare).all(|&number| number >= 12), "{found:?}");
        assert_eq!(found.len(), 12 + rare);
    }
}
