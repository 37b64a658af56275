//! What the author of a site lists as synonyms, in searches and in passages.
#![cfg(not(target_arch = "wasm32"))]

use kwic::{DocId, Index, Query, SearchOptions};
use kwic_indexer::{Articles, Block, BlockKind, Document, Synonym};

const TEXTS: [(&str, &str); 6] = [
    ("estate", "The estate car stood in the harbour all night."),
    ("car", "A car with a flat tyre."),
    ("kubernetes", "Kubernetes restarts what has stopped."),
    ("containers", "Container orchestration is an art of its own."),
    ("apart", "An estate by the sea, and no car anywhere near it."),
    ("mother", "Mẹ về nhà."),
];

fn index(synonyms: &[(&str, &str)]) -> Vec<u8> {
    let mut articles = Articles::default();
    articles.documents = TEXTS
        .map(|(url, text)| Document {
            id: url.into(),
            url: url.into(),
            title: "Notes".into(),
            lang: if url == "mother" { "vi" } else { "en" }.into(),
            blocks: vec![Block::new(BlockKind::Body, text)],
            ..Document::default()
        })
        .into_iter()
        .collect();
    articles.synonyms = synonyms
        .iter()
        .map(|&(typed, found)| Synonym { typed: typed.into(), found: found.into() })
        .collect();
    kwic_indexer::build_articles(&articles).expect("a few documents make an index")
}

/// Urls, best first.
fn found(bytes: &[u8], query: &str) -> Vec<String> {
    let index = Index::open(bytes).expect("a fresh index opens");
    let hits = index.searcher().search(&Query::parse(query), &SearchOptions::default()).hits;
    hits.iter().map(|hit| index.article(hit.doc).expect("a hit is an article").url).collect()
}

/// What is marked in the passage of a document.
fn marked(bytes: &[u8], doc: u32, query: &str) -> Vec<String> {
    let index = Index::open(bytes).expect("a fresh index opens");
    let pieces = index.searcher().snippet(DocId(doc), &Query::parse(query), 200);
    pieces.into_iter().filter(|piece| piece.matched).map(|piece| piece.text).collect()
}

const LIST: &[(&str, &str)] = &[
    ("k8s", "kubernetes"),
    ("k8s", "container orchestration"),
    ("kubernetes", "container orchestration"),
    ("container orchestration", "kubernetes"),
    ("van", "estate car"),
    ("saloon", "car"),
    ("big machine", "car"),
    ("mummy", "mẹ"),
    ("walrus", "narwhal"),
];

#[test]
fn a_word_finds_its_synonym_and_not_the_other_way_round() {
    let bytes = index(LIST);
    assert_eq!(found(&bytes, "saloon"), ["car", "estate", "apart"]);
    assert!(found(&index(&[]), "saloon").is_empty());
    assert_eq!(found(&bytes, "Saloon flat"), ["car", "estate", "apart"]);
    assert!(found(&bytes, "walrus").is_empty());
    let marks = marked(&bytes, 1, "car");
    assert_eq!(marks, ["car"]);
}

#[test]
fn several_words_stand_side_by_side_on_both_sides() {
    let bytes = index(LIST);
    assert_eq!(found(&bytes, "van"), ["estate"]);
    assert_eq!(found(&bytes, "big machine"), ["car", "estate", "apart"]);
    assert!(found(&bytes, "big").is_empty() && found(&bytes, "machine big").is_empty());
    let mut both = found(&bytes, "k8s");
    both.sort();
    assert_eq!(both, ["containers", "kubernetes"]);
    assert_eq!(found(&bytes, "container orchestration"), ["containers", "kubernetes"]);
    assert_eq!(found(&bytes, "kubernetes"), ["kubernetes", "containers"]);
}

#[test]
fn synonyms_are_marked_in_passages() {
    let bytes = index(LIST);
    assert_eq!(marked(&bytes, 2, "k8s"), ["Kubernetes"]);
    assert_eq!(marked(&bytes, 3, "k8s").join(" "), "Container orchestration");
    assert_eq!(marked(&bytes, 0, "van").join(" "), "estate car");
    assert_eq!(marked(&bytes, 5, "mummy"), ["Mẹ"]);
    assert_eq!(marked(&bytes, 1, "big machine"), ["car"]);
}

#[test]
fn the_last_word_has_synonyms_once_it_is_whole() {
    let bytes = index(LIST);
    assert!(found(&bytes, "saloo").is_empty());
    assert!(!found(&bytes, "saloon").is_empty());
    assert!(found(&bytes, "k8").is_empty());
}

#[test]
fn what_is_meant_as_it_is_typed_has_no_synonyms() {
    let bytes = index(LIST);
    for query in ["\"saloon\"", "\"big machine\"", "title:saloon"] {
        assert!(found(&bytes, query).is_empty(), "{query}");
    }
    assert_eq!(found(&bytes, "flat -saloon"), ["car"]);
}

#[test]
fn forms_of_words_and_words_without_their_marks_are_the_same_words() {
    let bytes = index(&[("restarted", "harbours"), ("mummy", "me"), ("mẹ", "car")]);
    // `restarts` stands in an article, and has the stem of what is listed; so has `harbour`.
    assert!(found(&bytes, "restarts").contains(&"estate".to_owned()));
    assert_eq!(found(&bytes, "mummy"), ["mother"]);
    assert!(found(&bytes, "me").contains(&"car".to_owned()));
}

#[test]
fn without_synonyms_nothing_is_written() {
    let plain = index(&[]);
    assert!(plain == index(&[("walrus", "narwhal")]));
    assert!(plain.len() < index(LIST).len());
    let twice: Vec<(&str, &str)> = LIST.iter().chain(LIST).rev().copied().collect();
    assert!(index(&twice) == index(LIST));
}

#[test]
fn a_damaged_list_of_synonyms_is_read() {
    let good = index(LIST);
    for at in good.len() - 200..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 0xFF;
        let Ok(index) = Index::open_unchecked(&bytes) else { continue };
        let searcher = index.searcher();
        for query in ["k8s", "big machine", "van"] {
            let hits = searcher.search(&Query::parse(query), &SearchOptions::default()).hits;
            hits.iter().for_each(|hit| drop(searcher.snippet(hit.doc, &Query::parse(query), 100)));
        }
    }
}
