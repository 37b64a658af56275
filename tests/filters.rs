//! Conditions on language, source, tag and date, in the options of a search and in its query, and
//! the order by date.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use kwic::{Day, Index, Query, SearchOptions, Sort};
use kwic_indexer::{Block, BlockKind, Document};
use proptest::collection::vec;
use proptest::prelude::*;

/// Url, language, source, date, tags.
type Article = (
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    &'static [&'static str],
);

const ARTICLES: [Article; 6] = [
    ("a", "vi", Some("Nhân Dân"), Some("2024-05-31"), &["năng lượng", "C++"]),
    ("b", "vi", Some("Dân Trí"), Some("2024-06-01"), &["trade"]),
    ("c", "en", Some("Nhân Dân"), Some("2025-01-13"), &["Trade", "Energy policy"]),
    ("d", "en", None, None, &[]),
    ("e", "ru", Some("Маяк"), Some("2024-12-31"), &["🎵", "energy"]),
    ("f", "ru", Some("Маяк"), Some("2024-06-01"), &["energy", "energy"]),
];

/// Name and value of each own filter of an article.
fn own(url: &str) -> Vec<(String, String)> {
    let own: &[(&str, &str)] = match url {
        "a" => &[("version", "1"), ("version", "2"), ("kind", "user guide")],
        "b" => &[("version", "2.1"), ("kind", "reference")],
        "c" => &[("version", "2"), ("Größe", "klein")],
        "d" => &[("version", "3 beta"), ("kind", "guide")],
        "e" => &[("kind", "🎵")],
        _ => &[],
    };
    own.iter().map(|&(name, value)| (name.into(), value.into())).collect()
}

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let document = |&(url, lang, source, date, tags): &Article| Document {
        id: url.into(),
        url: url.into(),
        title: format!("Title {url}"),
        lang: lang.into(),
        source: source.map(String::from),
        date: date.map(String::from),
        tags: tags.iter().map(ToString::to_string).collect(),
        filters: own(url),
        blocks: vec![Block::new(
            BlockKind::Body,
            format!("The harbour {}", "harbour ".repeat(url.as_bytes()[0] as usize % 5)),
        )],
        ..Document::default()
    };
    let documents: Vec<Document> = ARTICLES.iter().map(document).collect();
    kwic_indexer::build(&documents).expect("six documents fit into an index")
});

static INDEX: LazyLock<Index<'static>> =
    LazyLock::new(|| Index::open(&BYTES).expect("a fresh index opens"));

/// The urls of all hits, in order.
fn in_order(query: &str, options: SearchOptions) -> Vec<String> {
    let hits = INDEX.searcher().search(&Query::parse(query), &options);
    assert_eq!(hits.total, hits.hits.len());
    hits.hits.iter().map(|hit| INDEX.article(hit.doc).expect("a hit is an article").url).collect()
}

fn found(query: &str, options: SearchOptions) -> String {
    let urls: BTreeSet<String> = in_order(query, options).into_iter().collect();
    urls.into_iter().collect()
}

fn lang(wanted: &[&str]) -> SearchOptions {
    SearchOptions::default().only("lang", wanted.iter().copied())
}

fn source(wanted: &[&str]) -> SearchOptions {
    SearchOptions::default().only("source", wanted.iter().copied())
}

fn tag(wanted: &[&str]) -> SearchOptions {
    SearchOptions::default().only("tag", wanted.iter().copied())
}

fn dated(after: Option<&str>, before: Option<&str>) -> SearchOptions {
    let day = |text: Option<&str>| text.map(|text| Day::parse(text).expect("a date"));
    SearchOptions { after: day(after), before: day(before), ..SearchOptions::default() }
}

#[test]
fn an_option_leaves_the_articles_of_any_of_its_names() {
    assert_eq!(found("harbour", lang(&["vi"])), "ab");
    assert_eq!(found("harbour", lang(&["vi", "RU"])), "abef");
    assert_eq!(found("harbour", tag(&["energy"])), "ef");
    assert_eq!(found("harbour", tag(&["energy", "trade"])), "bcef");
    assert_eq!(found("harbour", lang(&[])), "abcdef", "no name is no condition");
}

#[test]
fn an_option_compares_whole_names_without_case_and_accents() {
    assert_eq!(found("harbour", source(&["nhan dan"])), "ac");
    assert_eq!(found("harbour", source(&["МАЯК"])), "ef");
    assert_eq!(found("harbour", source(&["Dân"])), "");
    assert_eq!(found("harbour", tag(&["Nang luong"])), "a");
    assert_eq!(found("harbour", tag(&["c++"])), "a");
    assert_eq!(found("harbour", tag(&["🎵"])), "e");
}

#[test]
fn a_query_compares_words_within_names() {
    let all = SearchOptions::default;
    assert_eq!(found("harbour source:dan", all()), "abc");
    assert_eq!(found("harbour tag:energy", all()), "cef");
    assert_eq!(found("harbour -tag:energy", all()), "abd");
    assert_eq!(found("harbour lang:EN", all()), "cd");
    assert_eq!(found("harbour lang:e", all()), "");
    assert_eq!(found("harbour source:dan", lang(&["en"])), "c", "beside the options");
}

#[test]
fn a_name_that_no_article_has_gives_no_hits() {
    for options in [lang(&["ja"]), source(&["Nobody"]), tag(&["nothing"]), tag(&[""]), lang(&["?"])]
    {
        assert_eq!(found("harbour", options.clone()), "", "{options:?}");
    }
}

#[test]
fn dates_begin_with_the_day_of_after_and_end_before_that_of_before() {
    assert_eq!(found("harbour", dated(Some("2024-06"), None)), "bcef");
    assert_eq!(found("harbour", dated(None, Some("2024-06"))), "a");
    assert_eq!(found("harbour", dated(None, Some("2024-06-02"))), "abf");
    assert_eq!(found("harbour", dated(Some("2024"), Some("2025"))), "abef");
    assert_eq!(found("harbour", dated(Some("2025-01-13"), None)), "c");
    assert_eq!(found("harbour", dated(Some("2025-01-14"), None)), "");
    for (after, before) in [("2024-06", "2024-12-31"), ("2024", "2025"), ("2026", "2020")] {
        assert_eq!(
            found("harbour", dated(Some(after), Some(before))),
            found(&format!("harbour after:{after} before:{before}"), SearchOptions::default()),
        );
    }
}

#[test]
fn conditions_hold_together() {
    let options = dated(Some("2024-07"), None).only("lang", ["ru"]);
    assert_eq!(found("harbour", options), "e");
    let options = tag(&["trade"]).only("source", ["Маяк"]);
    assert_eq!(found("harbour", options), "");
}

#[test]
fn conditions_without_words_list_all_articles_that_meet_them() {
    assert_eq!(found("", lang(&["vi"])), "ab");
    assert_eq!(found("-title:c", lang(&["en"])), "d");
    assert_eq!(found("", SearchOptions::default()), "");
    assert_eq!(found("", SearchOptions { sort: Sort::Date, ..SearchOptions::default() }), "");
}

#[test]
fn the_newest_come_first_and_those_without_a_date_last() {
    let by_date = || SearchOptions { sort: Sort::Date, ..SearchOptions::default() };
    let urls = in_order("harbour", by_date());
    assert_eq!(urls[..2], ["c", "e"]);
    assert_eq!(urls[4..], ["a", "d"]);
    let by_relevance = in_order("harbour", SearchOptions::default());
    let order = |urls: &[String]| -> Vec<String> {
        let of_that_day = urls.iter().filter(|url| ["b", "f"].contains(&&***url));
        of_that_day.cloned().collect()
    };
    assert_eq!(order(&urls), order(&by_relevance));
    let page = |offset, limit| in_order_of_page(SearchOptions { offset, limit, ..by_date() });
    assert_eq!(page(1, 2), urls[1..3]);
    assert_eq!(page(4, 10), urls[4..]);
}

fn in_order_of_page(options: SearchOptions) -> Vec<String> {
    let hits = INDEX.searcher().search(&Query::parse("harbour"), &options);
    assert_eq!(hits.total, ARTICLES.len(), "the total is that of all pages");
    hits.hits.iter().map(|hit| INDEX.article(hit.doc).expect("a hit is an article").url).collect()
}

#[test]
fn a_date_is_a_year_a_month_or_a_day_that_exists() {
    let day = |text| Day::parse(text);
    assert_eq!(day("2024"), day("2024-01-01"));
    assert_eq!(day("2024-06"), day("2024-06-01"));
    assert!(day("2024-2-29").is_some() && day("2000-02-29").is_some());
    assert!(day("2024-02-01") < day("2024-10-01") && day("2023-12-31") < day("2024"));
    for wrong in [
        "",
        "24",
        "02024",
        "2024-",
        "2024-13",
        "2024-00",
        "2024-06-31",
        "2023-02-29",
        "1900-02-29",
        "2024-06-15-1",
        "2024/06/15",
        "+202",
        "2024-+6",
        " 2024",
        "june",
    ] {
        assert_eq!(day(wrong), None, "{wrong:?}");
    }
}

fn own_filter(name: &str, values: &[&str]) -> SearchOptions {
    SearchOptions::default().only(name, values.iter().copied())
}

#[test]
fn an_own_filter_leaves_the_articles_of_any_of_its_values() {
    assert_eq!(found("harbour", own_filter("version", &["2"])), "ac");
    assert_eq!(found("harbour", own_filter("version", &["1", "3 Beta"])), "ad");
    assert_eq!(found("harbour", own_filter("kind", &["guide"])), "d", "whole values");
    assert_eq!(found("harbour", own_filter("kind", &["🎵"])), "e");
    assert_eq!(found("harbour", own_filter("version", &[])), "abcdef", "no value is no condition");
    assert_eq!(found("", own_filter("version", &["2"])), "ac", "without a word");
}

#[test]
fn several_own_filters_hold_together_and_beside_all_others() {
    let options = own_filter("version", &["2", "3 beta"]).only("kind", ["guide", "user guide"]);
    assert_eq!(found("harbour", options.clone()), "ad");
    assert_eq!(found("harbour", options.clone().only("lang", ["en"])), "d");
    assert_eq!(found("harbour lang:vi", options), "a");
    assert_eq!(found("harbour", own_filter("version", &["2"]).only("version", ["1"])), "a");
}

#[test]
fn years_are_filtered_by_their_name_too() {
    assert_eq!(found("harbour", own_filter("year", &["2024"])), "abef");
    assert_eq!(found("harbour year:2025", SearchOptions::default()), "c");
}

#[test]
fn a_filter_or_a_value_that_no_article_has_gives_no_hits() {
    for (name, value) in [("version", "9"), ("versoin", "2"), ("kind", ""), ("", "2")] {
        assert_eq!(found("harbour", own_filter(name, &[value])), "", "{name} {value}");
    }
}

#[test]
fn a_query_names_own_filters_as_it_does_tags() {
    let all = SearchOptions::default;
    assert_eq!(found("harbour version:2", all()), "ac");
    assert_eq!(found("harbour Version:2", all()), "ac", "in any case");
    assert_eq!(found("harbour version:2.1", all()), "b");
    assert_eq!(found("harbour kind:guide", all()), "d", "a whole value");
    assert_eq!(found("harbour kind:user", all()), "a", "else a word of it");
    assert_eq!(found("harbour kind:\"user guide\"", all()), "a");
    assert_eq!(found("harbour -kind:guide", all()), "abcef");
    assert_eq!(found("version:3", all()), "d", "alone");
    assert_eq!(found("harbour Größe:klein", all()), "c");
    assert_eq!(found("harbour version:2 lang:en", all()), "c");
    assert_eq!(found("harbour version:2", own_filter("version", &["1"])), "a");
}

#[test]
fn a_value_that_no_article_has_is_words_and_so_is_a_name_that_is_no_filter() {
    let all = SearchOptions::default;
    for query in ["harbour version:9", "harbour versoin:2", "harbour: 2", "std::harbour"] {
        assert_eq!(found(query, all()), "abcdef", "{query}");
    }
    assert_eq!(found("version:title", all()), "abcdef");
    assert_eq!(found("harbour -version:9", all()), "abcdef", "it leaves out nothing");
}

#[test]
fn nothing_is_completed_in_the_name_of_an_own_filter() {
    assert!(INDEX.searcher().suggest("version:harb", 5).is_empty());
    assert_eq!(INDEX.searcher().suggest("versoin:harb", 5), ["versoin:harbour"]);
    assert_eq!(INDEX.searcher().suggest("version:2 harb", 5), ["version:2 harbour"]);
}

/// Names and values by number; the last name and the last value are those of no article.
const NAMES: [&str; 4] = ["version", "kind", "tag of mine", "nothing"];
const VALUES: [&str; 5] = ["1", "2", "user guide", "☂", "missing"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_filters_leave_and_count_what_a_look_at_each_article_does(
        articles in vec(vec((0..3usize, 0..4usize), 0..5), 1..40),
        asked in vec((0..4usize, vec(0..5usize, 0..3)), 0..4),
    ) {
        let document = |(number, own): (usize, &Vec<(usize, usize)>)| Document {
            id: number.to_string(),
            url: number.to_string(),
            title: "Harbour".into(),
            lang: "en".into(),
            author: (number % 3 == 0).then(|| "1".into()),
            breadcrumbs: vec!["2".into(); number % 2],
            filters: own.iter().map(|&(name, value)| (NAMES[name].into(), VALUES[value].into())).collect(),
            ..Document::default()
        };
        let documents: Vec<Document> = articles.iter().enumerate().map(document).collect();
        let bytes = kwic_indexer::build(&documents).expect("so few documents fit into an index");
        let index = Index::open(&bytes).expect("a fresh index opens");
        let mut options = SearchOptions { limit: 100, facets: true, ..SearchOptions::default() };
        for (name, values) in &asked {
            options = options.only(NAMES[*name], values.iter().map(|&value| VALUES[value]));
        }
        let holds = |own: &&Vec<(usize, usize)>| asked.iter().all(|(name, values)| {
            values.is_empty() || values.iter().any(|value| own.contains(&(*name, *value)))
        });
        let left: Vec<&Vec<(usize, usize)>> = articles.iter().filter(holds).collect();
        let found = index.searcher().search(&Query::parse("harbour"), &options);
        prop_assert_eq!(found.total, left.len());
        let facets = found.facets.expect("facets were asked for");
        for (name, shown) in NAMES.iter().enumerate() {
            for (value, text) in VALUES.iter().enumerate() {
                let expected = left.iter().filter(|own| own.contains(&(name, value))).count();
                let counted = facets.of(shown).iter().find(|count| count.value == *text);
                prop_assert_eq!(counted.map_or(0, |count| count.count as usize), expected);
            }
        }
    }
}
