//! What an author's settings do to the order of hits.
#![cfg(not(target_arch = "wasm32"))]

use kwic::{Index, Query, SearchOptions, Sort};
use kwic_indexer::{Block, BlockKind, Document, Recency, Settings};

fn document(url: &str, date: Option<&str>, title: &str, blocks: &[(BlockKind, &str)]) -> Document {
    let block = |&(kind, text): &(BlockKind, &str)| Block::new(kind, text);
    Document {
        id: url.into(),
        url: url.into(),
        title: title.into(),
        lang: "en".into(),
        date: date.map(String::from),
        blocks: blocks.iter().map(block).collect(),
        ..Document::default()
    }
}

/// Urls and scores, best first.
fn ranked(documents: &[Document], settings: &Settings, query: &str) -> Vec<(String, f64)> {
    let bytes =
        kwic_indexer::build_with(documents, settings).expect("a few documents make an index");
    let index = Index::open(&bytes).expect("a fresh index opens");
    let hits = index.searcher().search(&Query::parse(query), &SearchOptions::default()).hits;
    let url = |doc| index.article(doc).expect("a hit is an article").url;
    hits.iter().map(|hit| (url(hit.doc), hit.score)).collect()
}

fn order(documents: &[Document], settings: &Settings, query: &str) -> Vec<String> {
    ranked(documents, settings, query).into_iter().map(|(url, _)| url).collect()
}

fn by_field() -> [Document; 4] {
    use BlockKind::{Aside, Body, Heading};
    let text = "Words about other things stand here.";
    [
        document("aside", None, "One", &[(Heading, "First"), (Body, text), (Aside, "harbour")]),
        document(
            "body",
            None,
            "Two",
            &[(Heading, "Second"), (Body, "A harbour stands here."), (Aside, "more")],
        ),
        document("heading", None, "Three", &[(Heading, "Harbour"), (Body, text), (Aside, "more")]),
        document("title", None, "Harbour", &[(Heading, "Fourth"), (Body, text), (Aside, "more")]),
    ]
}

#[test]
fn weights_change_the_order() {
    let documents = by_field();
    let order = |weights| order(&documents, &Settings { weights, recency: None }, "harbour ashore");
    assert_eq!(order(Settings::default().weights), ["title", "heading", "body", "aside"]);
    assert_eq!(order([1.0, 2.0, 3.0, 4.0]), ["aside", "body", "heading", "title"]);
    assert_eq!(order([0.1, 0.1, 50.0, 0.1])[0], "body");
}

#[test]
fn what_weighs_nothing_is_not_found() {
    let settings = Settings { weights: [6.0, 1.5, 1.0, 0.0], recency: None };
    assert_eq!(order(&by_field(), &settings, "harbour"), ["title", "heading", "body"]);
}

fn by_date() -> Vec<Document> {
    let dates = [
        ("none", None),
        ("year old", Some("2024-03-01")),
        ("newest", Some("2025-03-01")),
        ("two years old", Some("2023-03-02")),
        ("month old", Some("2025-01-30")),
    ];
    let text = "A harbour with red boats.";
    dates.map(|(url, date)| document(url, date, "Title", &[(BlockKind::Body, text)])).to_vec()
}

fn preferring(half_life: u32, boost: f32) -> Settings {
    Settings { recency: Some(Recency { half_life, boost }), ..Settings::default() }
}

#[test]
fn recency_breaks_a_tie_towards_the_newer() {
    let newest_first = ["newest", "month old", "year old", "two years old", "none"];
    let documents = by_date();
    for query in ["harbour", "red boats", "\"red boats\"", "harb"] {
        assert_eq!(order(&documents, &preferring(365, 0.2), query), newest_first, "{query}");
        assert_eq!(order(&documents, &Settings::default(), query)[0], "none", "{query}");
    }
}

#[test]
fn the_boost_halves_with_each_half_life_before_the_newest_article() {
    let documents = by_date();
    for query in ["harbour", "red boats"] {
        let plain = ranked(&documents, &Settings::default(), query)[0].1;
        let boosted = ranked(&documents, &preferring(365, 0.8), query);
        let factors: Vec<f64> = boosted.iter().map(|hit| hit.1 / plain).collect();
        let expected = [1.8, 1.0 + 0.8 * (1.0 - 15.0 / 365.0), 1.4, 1.2 + 0.2 / 365.0, 1.0];
        for (factor, expected) in factors.iter().zip(expected) {
            assert!((factor - expected).abs() < 2e-2, "{query}: {factors:?}");
        }
        assert!((factors[0] - 1.8).abs() < 1e-4 && (factors[2] - 1.4).abs() < 1e-4, "{factors:?}");
    }
}

#[test]
fn a_small_boost_does_not_outweigh_a_better_match() {
    let body = |text| [(BlockKind::Body, text)];
    let documents = [
        document("old", Some("1999-01-01"), "Harbour", &body("Boats in the harbour.")),
        document("new", Some("2025-01-01"), "Weather", &body("Rain, and later on a harbour.")),
    ];
    assert_eq!(order(&documents, &preferring(365, 0.2), "harbour"), ["old", "new"]);
    assert_eq!(order(&documents, &preferring(365, 50.0), "harbour"), ["new", "old"]);
}

#[test]
fn an_index_without_dates_has_the_scores_that_it_has_without_recency() {
    let documents = by_field();
    let plain = ranked(&documents, &Settings::default(), "harbour");
    assert_eq!(ranked(&documents, &preferring(30, 1.0), "harbour"), plain);
}

#[test]
fn the_order_by_date_stays_what_it_is_with_recency() {
    let bytes = kwic_indexer::build_with(&by_date(), &preferring(30, 1.0)).expect("an index");
    let index = Index::open(&bytes).expect("a fresh index opens");
    let options = SearchOptions { sort: Sort::Date, ..SearchOptions::default() };
    let hits = index.searcher().search(&Query::parse("harbour"), &options).hits;
    let dates: Vec<Option<String>> =
        hits.iter().map(|hit| index.article(hit.doc).expect("an article").date).collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
}
