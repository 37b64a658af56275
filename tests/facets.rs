//! Facets: the counts that a page shows beside its filters.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::LazyLock;

use kwic::{Count, Facets, Index, Query, SearchOptions};
use kwic_indexer::{Block, BlockKind, Document};

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let document = |(number, lang, source, date, tags, text): (
        usize,
        &str,
        Option<&str>,
        Option<&str>,
        &[&str],
        &str,
    )| Document {
        id: number.to_string(),
        url: format!("{number}.html"),
        title: format!("Title {number}"),
        lang: lang.into(),
        source: source.map(String::from),
        date: date.map(String::from),
        tags: tags.iter().map(ToString::to_string).collect(),
        blocks: vec![Block::new(BlockKind::Body, text)],
        ..Document::default()
    };
    let documents = [
        (0, "vi", Some("Mai"), Some("2024-05-31"), &["sea", "trade"][..], "fog"),
        (1, "en", Some("Lan"), Some("2025-01-01"), &["sea", "sea"], "fog"),
        (2, "en", Some("Lan"), Some("2024-12-31"), &[], "rain"),
        (3, "ru", None, None, &["trade"], "fog and rain"),
        (4, "vi", Some("Mai"), Some("1999-02-03"), &["sea"], "fog"),
    ];
    kwic_indexer::build(&documents.map(document)).expect("five documents fit into an index")
});

static INDEX: LazyLock<Index<'static>> =
    LazyLock::new(|| Index::open(&BYTES).expect("a fresh index opens"));

fn shown(counts: &[Count]) -> String {
    let shown: Vec<String> = counts.iter().map(|c| format!("{} {}", c.value, c.count)).collect();
    shown.join(", ")
}

fn facets(query: &str, options: SearchOptions) -> Facets {
    let options = SearchOptions { facets: true, ..options };
    INDEX.searcher().search(&Query::parse(query), &options).facets.expect("facets were asked for")
}

#[test]
fn the_facets_of_an_index_count_all_articles_the_most_frequent_value_first() {
    let facets = INDEX.info().facets;
    assert_eq!(shown(&facets.lang), "en 2, vi 2, ru 1");
    assert_eq!(shown(&facets.source), "Lan 2, Mai 2");
    assert_eq!(shown(&facets.tag), "sea 3, trade 2", "a tag given twice counts once");
    assert_eq!(shown(&facets.year), "2024 2, 1999 1, 2025 1");
}

#[test]
fn the_facets_of_a_query_count_all_its_hits_and_not_only_those_shown() {
    let page = SearchOptions { limit: 1, offset: 1, ..SearchOptions::default() };
    let facets = facets("fog", page);
    assert_eq!(shown(&facets.lang), "vi 2, en 1, ru 1");
    assert_eq!(shown(&facets.source), "Mai 2, Lan 1");
    assert_eq!(shown(&facets.tag), "sea 3, trade 2");
    assert_eq!(shown(&facets.year), "1999 1, 2024 1, 2025 1");
}

#[test]
fn a_filter_by_a_value_finds_as_many_articles_as_its_facet_counts() {
    let all = facets("fog", SearchOptions::default());
    let total =
        |options: &SearchOptions| INDEX.searcher().search(&Query::parse("fog"), options).total;
    for Count { value, count } in &all.lang {
        let options = SearchOptions { lang: vec![value.clone()], ..SearchOptions::default() };
        assert_eq!(total(&options), *count, "{value}");
    }
    for Count { value, count } in &all.source {
        let options = SearchOptions { source: vec![value.clone()], ..SearchOptions::default() };
        assert_eq!(total(&options), *count, "{value}");
    }
    for Count { value, count } in &all.tag {
        let options = SearchOptions { tag: vec![value.clone()], ..SearchOptions::default() };
        assert_eq!(total(&options), *count, "{value}");
        assert_eq!(facets("fog", options).lang.iter().map(|c| c.count).sum::<usize>(), *count);
    }
}

#[test]
fn a_query_without_hits_has_facets_without_values() {
    assert_eq!(facets("zyzzyva", SearchOptions::default()), Facets::default());
}

#[test]
fn nothing_is_counted_unless_asked_for() {
    assert_eq!(
        INDEX.searcher().search(&Query::parse("fog"), &SearchOptions::default()).facets,
        None
    );
}
