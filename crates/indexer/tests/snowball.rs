//! The stemmers against the vocabularies that Snowball publishes with the output it expects. They
//! are read from the folder that `KWIC_DATA` names: English, French, German, Russian and Spanish.
//! Of the other languages in `stem.rs` there is no vocabulary there; `tests/laws` of the engine
//! searches for a few inflections in thirteen of them (Arabic, Danish, Dutch, Finnish, Greek, Hindi,
//! Hungarian, Italian, Norwegian, Portuguese, Romanian, Swedish, Turkish), and the rest (Armenian,
//! Basque, Catalan, Czech, Esperanto, Estonian, Indonesian, Irish, Lithuanian, Nepali, Persian,
//! Polish, Serbian, Tamil, Ukrainian, Yiddish) is only asked for a stem below.

use std::collections::BTreeSet;
use std::path::PathBuf;

use kwic_indexer::algorithm;
use snowball_stemmers_rs::Stemmer;

/// The lines of a file of one vocabulary; none when there is no data here.
fn lines(folder: &str, file: &str) -> Option<Vec<String>> {
    let Some(data) = std::env::var_os("KWIC_DATA") else {
        println!("left out: KWIC_DATA is not set, so there is no Snowball vocabulary to stem");
        return None;
    };
    let path = PathBuf::from(data).join("oracle/snowball").join(folder).join(file);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()));
    Some(text.lines().map(str::to_owned).collect())
}

fn stems_are_those_of_snowball(lang: &str, folder: &str, least: usize) {
    let Some(words) = lines(folder, "voc.txt") else { return };
    let Some(stems) = lines(folder, "output.txt") else { return };
    assert_eq!(words.len(), stems.len(), "words and stems of {folder}");
    assert!(words.len() >= least, "only {} words of {folder}", words.len());
    let stemmer = Stemmer::create(algorithm(lang).expect("a language with a stemmer"));
    for (line, (word, stem)) in words.iter().zip(&stems).enumerate() {
        assert_eq!(stemmer.stem(word), *stem, "{word}, line {} of {folder}", line + 1);
    }
}

#[test]
fn every_vocabulary_that_is_there_is_compared_with() {
    let Some(data) = std::env::var_os("KWIC_DATA") else {
        println!("left out: KWIC_DATA is not set, so there are no vocabularies to look for");
        return;
    };
    let folder = PathBuf::from(data).join("oracle/snowball");
    let entries = std::fs::read_dir(&folder).expect("the folder of vocabularies can be read");
    let vocabularies: BTreeSet<String> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    let compared = ["english", "french", "german", "russian", "spanish"];
    assert_eq!(vocabularies, compared.map(str::to_owned).into());
}

#[test]
fn english_words_have_the_stems_that_snowball_gives_them() {
    stems_are_those_of_snowball("en", "english", 20_000);
}

#[test]
fn french_words_have_the_stems_that_snowball_gives_them() {
    stems_are_those_of_snowball("fr", "french", 20_000);
}

#[test]
fn german_words_have_the_stems_that_snowball_gives_them() {
    stems_are_those_of_snowball("de", "german", 20_000);
}

#[test]
fn russian_words_have_the_stems_that_snowball_gives_them() {
    stems_are_those_of_snowball("ru", "russian", 20_000);
}

#[test]
fn spanish_words_have_the_stems_that_snowball_gives_them() {
    stems_are_those_of_snowball("es", "spanish", 20_000);
}

#[test]
fn languages_without_a_vocabulary_here_have_one_stem_for_two_forms() {
    for (lang, one, other) in [
        ("ca", "ports", "port"),
        ("cs", "lodě", "lodí"),
        ("eo", "lampoj", "lampon"),
        ("et", "paadid", "paadi"),
        ("eu", "etxeak", "etxe"),
        ("fa", "کتاب‌ها", "کتاب"),
        ("ga", "mbád", "bhád"),
        ("hy", "քաղաքը", "քաղաքներ"),
        ("id", "perahunya", "perahu"),
        ("lt", "valtys", "valtis"),
        ("ne", "डुङ्गाहरू", "डुङ्गा"),
        ("pl", "lampami", "lampach"),
        ("sr", "лампама", "лампе"),
        ("ta", "படகுகள்", "படகு"),
        ("uk", "човнами", "човнів"),
        ("yi", "לאָמפּ", "לאָמפּן"),
    ] {
        let stemmer = Stemmer::create(algorithm(lang).expect("a language with a stemmer"));
        assert_eq!(stemmer.stem(one), stemmer.stem(other), "{one} and {other} in {lang}");
    }
}

#[test]
fn languages_without_inflection_have_no_stemmer() {
    for lang in ["vi", "ja", "zh", "th", "und", ""] {
        assert!(algorithm(lang).is_none(), "{lang}");
    }
}
