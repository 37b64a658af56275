//! The sections of an article that answer a query, and their passages.
#![cfg(not(target_arch = "wasm32"))]

use kwic::{DocId, Index, Piece, Query};
use kwic_indexer::{Block, BlockKind, Document, build};

fn heading(text: &str, anchor: Option<&str>) -> Block {
    Block { anchor: anchor.map(str::to_owned), ..Block::new(BlockKind::Heading, text) }
}

fn body(text: &str) -> Block {
    Block::new(BlockKind::Body, text)
}

fn document(title: &str, blocks: Vec<Block>) -> Document {
    let url = format!("{}.html", title.to_lowercase());
    Document {
        id: url.clone(),
        url,
        title: title.into(),
        lang: "en".into(),
        blocks,
        ..Document::default()
    }
}

/// Sentences without any of the words that are looked for.
fn filler(count: usize) -> Block {
    let words = ["harbour", "water", "evening", "boats", "keeper", "stones", "wind", "winter"];
    let words: Vec<&str> = (0..count).map(|at| words[(at * 5 + at / 7) % words.len()]).collect();
    body(&words.join(" "))
}

fn texts(pieces: &[Piece]) -> String {
    let marked = |piece: &Piece| match piece.matched {
        true => format!("[{}]", piece.text),
        false => piece.text.clone(),
    };
    pieces.iter().map(marked).collect()
}

/// Titles and fragments of the sections of the first document.
fn sections(documents: &[Document], query: &str) -> Vec<(String, String)> {
    let bytes = build(documents).unwrap();
    let index = Index::open(&bytes).unwrap();
    let found = index.searcher().sections(DocId(0), &Query::parse(query));
    found.into_iter().map(|section| (texts(&section.title_pieces), section.fragment)).collect()
}

fn found(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(title, fragment)| (title.to_owned(), fragment.to_owned())).collect()
}

fn guide() -> Vec<Document> {
    vec![
        document(
            "Lamps",
            vec![
                body("A lamp gives light."),
                heading("Oil", Some("oil")),
                body("Whale oil burns slowly."),
                heading("Wicks and oil", Some("wicks")),
                body("A wick is cut every morning."),
                heading("No link", None),
                body("The lens is of glass."),
                heading("Ropes", Some("ropes-2")),
                body("A rope of hemp holds the lens."),
            ],
        ),
        document("Other", vec![body("Whales swim far from any lens, rope, wick or oil.")]),
    ]
}

#[test]
fn the_section_that_has_the_words_is_given_with_its_fragment() {
    assert_eq!(sections(&guide(), "hemp rope"), found(&[("[Ropes]", "ropes-2")]));
    assert_eq!(sections(&guide(), "wick morning"), found(&[("[Wicks] and oil", "wicks")]));
    // What stands below a heading without a link belongs to the section above.
    assert_eq!(sections(&guide(), "glass"), found(&[("Wicks and oil", "wicks")]));
}

#[test]
fn a_word_in_the_heading_counts_more_and_all_that_are_about_as_good_are_given() {
    assert_eq!(sections(&guide(), "oil"), found(&[("[Oil]", "oil"), ("Wicks and [oil]", "wicks")]));
    assert_eq!(sections(&guide(), "whale oil"), found(&[("[Oil]", "oil")]));
}

#[test]
fn what_stands_before_all_headings_has_no_section() {
    assert!(sections(&guide(), "light").is_empty());
    assert!(sections(&guide(), "lamps").is_empty());
    assert!(sections(&guide(), "nothing").is_empty());
    let none = vec![document("Plain", vec![heading("Oil", None), body("Whale oil.")])];
    assert!(sections(&none, "oil").is_empty());
}

#[test]
fn a_long_article_gives_three_of_its_sections() {
    let mut blocks = Vec::new();
    for at in 0..40 {
        let id = format!("part-{at}");
        blocks.push(heading(&format!("Part {at}"), Some(&id)));
        blocks.push(filler(60 + at * 3));
        if at % 9 == 4 {
            blocks.push(body("Here the anchor chain is told of."));
        }
        if at == 22 {
            blocks.push(body("An anchor chain needs a chain stopper."));
        }
        blocks.push(filler(50));
    }
    let documents =
        [document("Ships", blocks), document("Other", vec![body("No anchor, no stopper.")])];
    let best = sections(&documents, "anchor chain stopper");
    assert_eq!(best.first(), found(&[("Part 22", "part-22")]).first());
    let three = sections(&documents, "anchor chain");
    assert_eq!(three.len(), 3);
    for (_, fragment) in three {
        assert!(["part-4", "part-13", "part-22", "part-31"].contains(&&*fragment), "{fragment}");
    }
}

#[test]
fn a_passage_of_a_section_is_taken_from_it_alone() {
    let bytes = build(&guide()).unwrap();
    let index = Index::open(&bytes).unwrap();
    let passage = |fragment: &str, query: &str| {
        texts(&index.searcher().section_snippet(DocId(0), fragment, &Query::parse(query), 200))
    };
    assert_eq!(passage("oil", "oil"), "Whale [oil] burns slowly.");
    assert_eq!(
        passage("wicks", "lens"),
        "A wick is cut every morning. No link The [lens] is of glass."
    );
    assert_eq!(passage("ropes-2", "lens"), "A rope of hemp holds the [lens].");
    // Of a section without the words its beginning.
    assert_eq!(passage("oil", "hemp"), "Whale oil burns slowly.");
    // No such section: the article.
    assert_eq!(
        passage("nowhere", "hemp"),
        texts(&index.searcher().snippet(DocId(0), &Query::parse("hemp"), 200))
    );
}

#[test]
fn sections_of_a_long_article_have_their_passages_where_segments_begin_and_end() {
    for size in [3, 40, 90, 130, 200] {
        let mut blocks = vec![filler(size / 2)];
        for at in 0..12 {
            blocks.push(heading(&format!("Part {at}"), Some(&format!("part-{at}"))));
            blocks.push(filler(size + at));
            blocks.push(body(&format!("Signal number{at} is a lantern.")));
            blocks.push(filler(size / 3));
        }
        let bytes = build(&[document("Signals", blocks)]).unwrap();
        let index = Index::open(&bytes).unwrap();
        for at in 0..12 {
            let query = Query::parse(&format!("number{at} "));
            let sections = index.searcher().sections(DocId(0), &query);
            assert_eq!(sections.len(), 1, "{size} {at}");
            assert_eq!(sections[0].fragment, format!("part-{at}"));
            let own = index.searcher().section_snippet(
                DocId(0),
                &sections[0].fragment,
                &Query::parse("lantern"),
                60,
            );
            assert!(
                texts(&own).contains(&format!("number{at} is a [lantern]")),
                "{size} {at} {own:?}"
            );
        }
    }
}

#[test]
fn details_of_a_page_come_back_with_it() {
    let details = Document {
        author: Some("Lan Anh".into()),
        image: Some("/lamp.jpg".into()),
        breadcrumbs: vec!["Guide".into(), "Light".into()],
        filters: vec![("kind".into(), "how-to".into())],
        ..document("Lamps", vec![body("A lamp gives light.")])
    };
    let bytes = build(&[document("Other", vec![]), details]).unwrap();
    let index = Index::open(&bytes).unwrap();
    let article = index.article(DocId(1)).unwrap();
    assert_eq!((article.author, article.image), (Some("Lan Anh"), Some("/lamp.jpg")));
    assert_eq!(article.breadcrumbs, ["Guide", "Light"]);
    assert_eq!(article.filters, [("kind", "how-to")]);
    let other = index.article(DocId(0)).unwrap();
    assert!(other.author.is_none() && other.breadcrumbs.is_empty() && other.filters.is_empty());
}
