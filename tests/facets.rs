//! Facets: the counts that a page shows beside its filters.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::LazyLock;

use kwic::{Count, Facet, Facets, Index, Query, SearchOptions};
use kwic_indexer::{Block, BlockKind, Document};

/// Name and value of each own filter of an article.
fn own(number: usize) -> Vec<(String, String)> {
    let own: &[(&str, &str)] = match number {
        0 => &[("version", "1"), ("kind", "guide")],
        1 => &[("version", "2"), ("kind", "guide")],
        2 => &[("version", "2"), ("version", "1"), ("version", "2")],
        3 => &[("version", "2")],
        _ => &[],
    };
    own.iter().map(|&(name, value)| (name.into(), value.into())).collect()
}

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
        author: Some("Ada".into()),
        filters: own(number),
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
    assert_eq!(shown(facets.of("lang")), "en 2, vi 2, ru 1");
    assert_eq!(shown(facets.of("source")), "Lan 2, Mai 2");
    assert_eq!(shown(facets.of("tag")), "sea 3, trade 2", "a tag given twice counts once");
    assert_eq!(shown(facets.of("year")), "2024 2, 1999 1, 2025 1");
}

#[test]
fn the_facets_of_a_query_count_all_its_hits_and_not_only_those_shown() {
    let page = SearchOptions { limit: 1, offset: 1, ..SearchOptions::default() };
    let facets = facets("fog", page);
    assert_eq!(shown(facets.of("lang")), "vi 2, en 1, ru 1");
    assert_eq!(shown(facets.of("source")), "Mai 2, Lan 1");
    assert_eq!(shown(facets.of("tag")), "sea 3, trade 2");
    assert_eq!(shown(facets.of("year")), "1999 1, 2024 1, 2025 1");
}

#[test]
fn a_filter_by_a_value_finds_as_many_articles_as_its_facet_counts() {
    let all = facets("fog", SearchOptions::default());
    let total =
        |options: &SearchOptions| INDEX.searcher().search(&Query::parse("fog"), options).total;
    assert_eq!(all.0.len(), 6);
    for Facet { name, values } in &all.0 {
        assert!(!values.is_empty(), "{name}");
        for Count { value, count } in values {
            let options = SearchOptions::default().only(name, [value]);
            assert_eq!(total(&options), *count as usize, "{name} {value}");
            let langs = facets("fog", options);
            assert_eq!(langs.of("lang").iter().map(|c| c.count).sum::<u32>(), *count);
        }
    }
}

#[test]
fn own_filters_are_counted_behind_what_every_index_has() {
    let info = INDEX.info();
    let names: Vec<&str> = info.facets.0.iter().map(|facet| &*facet.name).collect();
    assert_eq!(names, ["lang", "source", "tag", "year", "version", "kind"]);
    assert_eq!(shown(info.facets.of("version")), "2 3, 1 2", "an article may have several");
    assert_eq!(shown(info.facets.of("kind")), "guide 2");
    assert_eq!(shown(facets("rain", SearchOptions::default()).of("version")), "2 2, 1 1");
    assert_eq!(info.facets.of("nothing"), []);
}

#[test]
fn what_hits_have_beside_filters_is_no_facet() {
    let facets = INDEX.info().facets;
    assert!(facets.0.iter().flat_map(|facet| &facet.values).all(|value| value.value != "Ada"));
}

#[test]
fn an_index_without_own_filters_has_the_four_facets_of_every_index() {
    let bytes = kwic_indexer::build(&[]).expect("no document fits into an index");
    let facets = Index::open(&bytes).expect("a fresh index opens").info().facets;
    let names: Vec<&str> = facets.0.iter().map(|facet| &*facet.name).collect();
    assert_eq!(names, ["lang", "source", "tag", "year"]);
}

#[test]
fn a_query_without_hits_has_facets_without_values() {
    let facets = facets("zyzzyva", SearchOptions::default());
    assert!(facets.0.iter().all(|facet| facet.values.is_empty()));
}

#[test]
fn nothing_is_counted_unless_asked_for() {
    assert_eq!(
        INDEX.searcher().search(&Query::parse("fog"), &SearchOptions::default()).facets,
        None
    );
}
