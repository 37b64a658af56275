//! Completions of the last word of a query.
#![cfg(not(target_arch = "wasm32"))]

use kwic::Index;
use kwic_indexer::{Block, BlockKind, Document};

/// An index with an article for each text, in a language of its own.
fn built(texts: &[(&str, &str)]) -> Vec<u8> {
    let document = |(number, (lang, text)): (usize, &(&str, &str))| Document {
        id: number.to_string(),
        url: format!("{number}.html"),
        title: (*text).into(),
        title_from_body: true,
        lang: (*lang).into(),
        blocks: vec![Block::new(BlockKind::Body, *text)],
        ..Document::default()
    };
    let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
    kwic_indexer::build(&documents).expect("a few documents fit into an index")
}

fn suggested(texts: &[(&str, &str)], query: &str) -> Vec<String> {
    let bytes = built(texts);
    Index::open(&bytes).expect("a fresh index opens").searcher().suggest(query, 10)
}

#[test]
fn the_word_of_most_articles_comes_first_and_ties_are_in_the_order_of_words() {
    let texts = [
        ("en", "The harbour has a hall and a hat, a hat, a hat."),
        ("en", "Harbour and hall."),
        ("en", "The Harbour."),
        ("en", "A hare."),
    ];
    assert_eq!(suggested(&texts, "ha"), ["harbour", "hall", "hare", "has", "hat"]);
    assert_eq!(suggested(&texts, "har"), ["harbour", "hare"]);
    assert_eq!(suggested(&texts, "Har"), ["harbour", "hare"]);
    assert_eq!(suggested(&texts, "harbour"), [""; 0]);
    assert_eq!(suggested(&texts, "x"), [""; 0]);
}

#[test]
fn a_limit_leaves_the_best() {
    let texts = [("en", "one oak"), ("en", "one oar"), ("en", "one oat"), ("en", "oat")];
    let bytes = built(&texts);
    let index = Index::open(&bytes).expect("a fresh index opens");
    for limit in 0..=5 {
        let all = ["one", "oat", "oak", "oar"];
        assert_eq!(index.searcher().suggest("o", limit), all[..limit.min(4)]);
    }
}

#[test]
fn a_word_that_stands_with_the_others_of_the_query_comes_before_more_frequent_ones() {
    let texts = [
        ("en", "red fox"),
        ("en", "blue flower"),
        ("en", "blue flower"),
        ("en", "blue flag"),
        ("en", "red flag"),
        ("en", "red flag and fox"),
        ("en", "flower"),
    ];
    assert_eq!(suggested(&texts, "f"), ["flag", "flower", "fox"]);
    assert_eq!(suggested(&texts, "red f"), ["red flag", "red fox", "red flower"]);
    assert_eq!(suggested(&texts, "blue f"), ["blue flower", "blue flag", "blue fox"]);
    assert_eq!(suggested(&texts, "-red f")[0], "-red flower");
    assert_eq!(suggested(&texts, "\"red f")[..2], ["\"red flag", "\"red fox"]);
}

#[test]
fn a_word_that_follows_the_one_before_it_comes_first() {
    let texts = [
        ("vi", "Hà Nội, Việt Nam, năm nay"),
        ("vi", "Ở Hà Nội năm nay người Việt Nam"),
        ("vi", "Việt Nam có Hà Tĩnh"),
        ("vi", "nam nam năm"),
    ];
    let suggested = suggested(&texts, "hà n");
    assert_eq!(suggested[..2], ["hà nội", "hà nam"], "{suggested:?}");
}

#[test]
fn accents_are_completed_too_and_words_that_differ_in_nothing_else_are_one() {
    let texts = [
        ("vi", "Hà Nội nói"),
        ("vi", "Hà Nội là nơi đó"),
        ("vi", "HÀ NỘI năm nay"),
        ("en", "Ha noi in May"),
    ];
    assert_eq!(suggested(&texts, "hà n")[0], "hà nội");
    assert_eq!(suggested(&texts, "Ha n")[0], "Ha nội");
    let all = suggested(&texts, "n");
    assert_eq!(
        all.iter().filter(|word| ["nội", "nói", "nơi", "noi"].contains(&&***word)).count(),
        1
    );
    assert_eq!(
        suggested(&texts, "ha noi"),
        ["ha nội"],
        "a word without its accents is not finished"
    );
    assert_eq!(suggested(&texts, "hà nội"), ["hà nói"; 0]);
}

#[test]
fn the_accents_that_were_typed_are_kept() {
    let texts = [
        ("vi", "nội nội nóng nón"),
        ("vi", "nội năm nong"),
        ("vi", "nói nóng"),
        ("vi", "nọc đường"),
        ("vi", "dương dầu đường"),
    ];
    assert_eq!(suggested(&texts, "nó"), ["nóng", "nói", "nón", "nọc"]);
    assert_eq!(suggested(&texts, "nô")[0], "nội", "on the way to both of its marks");
    assert_eq!(suggested(&texts, "no\u{323}i"), ["nội"]);
    assert_eq!(suggested(&texts, "du"), ["đường"]);
    assert_eq!(suggested(&texts, "đu"), ["đường"]);
    assert_eq!(suggested(&texts, "ĐƯ"), ["đường"]);
}

#[test]
fn completions_are_composed_characters() {
    let texts = [("vi", "nôi"), ("ru", "ёлка"), ("ru", "йод")];
    assert_eq!(suggested(&texts, "н"), [""; 0]);
    assert_eq!(suggested(&texts, "е"), ["ёлка"]);
    assert_eq!(suggested(&texts, "й"), ["йод"]);
    let decomposed = [("vi", "Vie\u{323}\u{302}t Nam")];
    assert_eq!(suggested(&decomposed, "vi"), ["việt"]);
}

#[test]
fn nothing_is_completed_where_no_word_is_being_typed() {
    let texts = [("vi", "Việt Nam"), ("ja", "東京都は日本の首都"), ("ko", "대한민국")];
    for query in ["", " ", "vi ", "vi, ", "vi*", "\"vi\"", "lang:vi", "tag:v", "after:2", "-"] {
        assert_eq!(suggested(&texts, query), [""; 0], "{query:?}");
    }
    for query in ["東", "東京", "Việt 東", "日本の首", "대", "대한"] {
        assert_eq!(suggested(&texts, query), [""; 0], "{query:?}");
    }
}

#[test]
fn a_filter_in_the_query_prefers_the_words_of_its_articles() {
    let texts = [("en", "sea song"), ("en", "sea song"), ("de", "sea Sonne"), ("en", "song")];
    assert_eq!(suggested(&texts, "so"), ["song", "sonne"]);
    assert_eq!(suggested(&texts, "lang:de so")[0], "lang:de sonne");
    assert_eq!(suggested(&texts, "sea title:so"), ["sea title:song", "sea title:sonne"]);
}

#[test]
fn the_most_frequent_word_is_found_among_thousands_of_others() {
    let many: String = (0..3000).map(|n| format!("z{n:04} ")).collect();
    let texts = [("en", many.as_str()), ("en", "zz"), ("en", "zz"), ("en", "zebra z2999")];
    assert_eq!(suggested(&texts, "z")[..2], ["z2999", "zz"]);
    assert_eq!(suggested(&texts, "zebra z")[0], "zebra z2999");
}
