//! A split index gives the answers of the index in one piece, whatever it had loaded before.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kwic::split::{SplitFiles, SplitIndex, write};
use kwic::{DocId, Index, Query, SearchOptions, Sort};
use kwic_core::split::{Limits, order_file};
use kwic_indexer::{Block, BlockKind, Document};
use serde_json::Value;

/// No question takes more rounds.
const MAX_ROUNDS: usize = 6;

/// A split index with a fetcher, which loads what is missing.
struct Site<'f> {
    index: SplitIndex<'f>,
    files: BTreeMap<&'f str, &'f [u8]>,
    /// For each article its number in the index in one piece.
    numbers: Vec<u32>,
}

impl<'f> Site<'f> {
    fn open(split: &'f SplitFiles) -> Site<'f> {
        let files: BTreeMap<&str, &[u8]> =
            split.files.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
        let index = SplitIndex::open(&split.root).expect("a fresh root opens");
        let numbers = order_file::read(files["o0"], u32::MAX);
        Site { index, files, numbers }
    }

    /// The number of an article of the index in one piece.
    fn number(&self, whole: DocId) -> DocId {
        let found = self.numbers.iter().position(|&number| number == whole.0);
        DocId(found.expect("all articles are in both") as u32)
    }

    /// An answer for which nothing is missing.
    fn ask<A>(&mut self, ask: impl Fn(&SplitIndex<'f>) -> A) -> A {
        let mut asked = BTreeSet::new();
        for _ in 0..MAX_ROUNDS {
            let answer = ask(&self.index);
            let missing = self.index.take_missing();
            if missing.is_empty() {
                return answer;
            }
            for name in missing {
                let bytes =
                    self.files.get(&*name).unwrap_or_else(|| panic!("there is no file {name}"));
                self.index.supply(&name, Box::from(*bytes));
                assert!(asked.insert(name.clone()), "{name} is missing though it was given");
            }
        }
        panic!("more than {MAX_ROUNDS} rounds");
    }
}

fn article(folder: &str) -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    Vec::from(kwic_indexer::read(&[folder]).expect("the articles can be read").documents)
}

/// The queries of the golden hits.
fn queries() -> Vec<String> {
    let hits = include_str!("golden/hits.json");
    let hits: Value = serde_json::from_str(hits).expect("the golden hits are JSON");
    let queries = hits.as_array().expect("the golden hits are a list").iter();
    queries.map(|entry| entry["query"].as_str().expect("each has a query").to_owned()).collect()
}

/// Compares all answers for a query.
fn compare(whole: &Index<'_>, site: &mut Site<'_>, text: &str, options: &SearchOptions) {
    let query = Query::parse(text);
    let searcher = whole.searcher();
    let hits = searcher.search(&query, options);
    let mut found = site.ask(|index| index.search(&query, options));
    found.hits.iter_mut().for_each(|hit| hit.doc = DocId(site.numbers[hit.doc.0 as usize]));
    assert_eq!(found, hits, "{text:?}");
    for hit in &hits.hits {
        let (whole_doc, doc) = (hit.doc, site.number(hit.doc));
        let article = whole.article(whole_doc).expect("a hit is an article");
        site.ask(|index| _ = index.article(doc));
        assert_eq!(site.index.article(doc), Some(article), "{text:?}");
        let sections = searcher.sections(whole_doc, &query);
        assert_eq!(site.ask(|index| index.sections(doc, &query)), sections, "{text:?}");
        let pieces = searcher.snippet(whole_doc, &query, 200);
        assert_eq!(site.ask(|index| index.snippet(doc, None, &query, 200)), pieces, "{text:?}");
        for section in &sections {
            let fragment = section.fragment.as_str();
            assert_eq!(
                site.ask(|index| index.snippet(doc, Some(fragment), &query, 120)),
                searcher.section_snippet(whole_doc, fragment, &query, 120),
                "{text:?} in {fragment}"
            );
        }
    }
    assert_eq!(site.ask(|index| index.suggest(text, 5)), searcher.suggest(text, 5), "{text:?}");
}

fn check(documents: &[Document], limits: Limits, queries: &[String]) {
    let bytes = kwic_indexer::build(documents).expect("the articles fit into an index");
    let whole = Index::open(&bytes).expect("a fresh index opens");
    let split = write(&whole, limits);
    let mut site = Site::open(&split);
    let facets = SearchOptions { facets: true, limit: 3, ..SearchOptions::default() };
    for (number, query) in queries.iter().enumerate() {
        if number % 50 == 0 {
            site = Site::open(&split);
        }
        compare(&whole, &mut site, query, &SearchOptions::default());
        let options = match number % 4 {
            0 => SearchOptions { sort: Sort::Date, ..facets.clone() },
            1 => SearchOptions { prefer_lang: Some("vi".into()), ..facets.clone() },
            2 => SearchOptions { offset: 2, prefix: false, ..facets.clone() },
            _ => facets.clone(),
        };
        compare(&whole, &mut site, query, &options);
    }
    let mut info = site.ask(SplitIndex::info);
    info.bytes = whole.info().bytes;
    assert_eq!(info, whole.info());
}

#[test]
fn a_split_index_answers_as_the_whole_one_does() {
    check(&article("articles"), Limits::default(), &queries());
}

#[test]
fn so_it_does_when_all_files_are_small() {
    let limits = Limits { dictionary: 200, lists: 32, text: 100 };
    check(&article("tests/golden/articles"), limits, &queries());
}

/// Long pages with headings, code and names.
fn manual() -> Vec<Document> {
    let words =
        ["anchor", "useRope", "deck", "the", "sail-cloth", "--trim", "boat", "bootbau", "wind"];
    let sentence = |seed: usize| -> String {
        let words: Vec<&str> =
            (0..14).map(|n| words[(seed * 7 + n * n * (seed + 3)) % words.len()]).collect();
        format!("{}.", words.join(" "))
    };
    (0..12usize)
        .map(|page| {
            let mut blocks = Vec::new();
            for section in 0..9usize {
                let number = page * 31 + section;
                let mut heading = Block::new(
                    BlockKind::Heading,
                    format!("Rigging {section}: {}", sentence(number)),
                );
                heading.anchor = (section % 3 > 0).then(|| format!("rigging-{section}"));
                blocks.push(heading);
                for part in 0..3 {
                    blocks.push(Block::new(BlockKind::Body, sentence(number * 5 + part)));
                }
                blocks.push(Block::new(
                    BlockKind::Code,
                    format!("haul --trim={number} => useRope(deck)\nif (wind) {{ reef() }}"),
                ));
            }
            Document {
                id: format!("{page}"),
                url: format!("manual/{page}.html"),
                title: format!("Manual {page} of the boat"),
                lang: if page % 5 == 4 { "de" } else { "en" }.into(),
                blocks,
                ..Document::default()
            }
        })
        .collect()
}

#[test]
fn long_pages_with_sections_names_and_signs_are_answered_alike() {
    let queries = [
        "anchor",
        "the boat",
        "\"anchor useRope\"",
        "useRope deck",
        "--trim",
        "sail-cloth",
        "=>",
        "=> deck",
        "bootbau",
        "boot",
        "rigging 3",
        "manual of the bo",
        "ancor wnd",
        "deck -wind",
        "deck OR reef",
        "title:manual wind",
        "haul --trim=12",
        "use rope",
        "re",
        "lang:de wind",
        "reef()",
        "\"wind reef\"",
    ];
    let queries: Vec<String> = queries.iter().map(ToString::to_string).collect();
    check(&manual(), Limits::default(), &queries);
    check(&manual(), Limits { dictionary: 64, lists: 16, text: 64 }, &queries);
}

#[test]
fn no_file_is_asked_for_by_a_query_that_was_answered() {
    let documents = manual();
    let bytes = kwic_indexer::build(&documents).expect("the pages fit into an index");
    let split = write(&Index::open(&bytes).expect("a fresh index opens"), Limits::default());
    let mut site = Site::open(&split);
    let query = Query::parse("useRope wind");
    let ask = |index: &SplitIndex<'_>| {
        let hits = index.search(&query, &SearchOptions::default());
        hits.hits.iter().map(|hit| index.snippet(hit.doc, None, &query, 100)).collect::<Vec<_>>()
    };
    site.ask(ask);
    ask(&site.index);
    assert!(site.index.take_missing().is_empty());
    assert!(site.index.article(DocId(1 << 30)).is_none());
    assert!(site.index.take_missing().is_empty());
}
