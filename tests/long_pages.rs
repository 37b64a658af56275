//! Long pages, of which a search reads only the parts that matter: what it finds and shows is as if it read all.
#![cfg(not(target_arch = "wasm32"))]

use kwic::{DocId, Index, Piece, Query, SearchOptions};
use kwic_indexer::{Block, BlockKind, Document};
use proptest::prelude::*;

/// Fillers, none of which the queries have.
const FILLERS: [&str; 12] = [
    "harbour", "bridge", "lantern", "meadow", "copper", "window", "garden", "winter", "signal",
    "anchor", "marble", "ladder",
];

fn block(kind: BlockKind, text: &str) -> Block {
    Block::new(kind, text.to_owned())
}

fn body(text: &str) -> Block {
    block(BlockKind::Body, text)
}

/// A paragraph of thirty words that no query has, other words for each number.
fn filler(number: usize) -> Block {
    let word = |at: usize| FILLERS[(number * 7 + at * 5 + at * at) % FILLERS.len()];
    let words: Vec<&str> = (0..30).map(word).collect();
    body(&format!("{}.", words.join(" ")))
}

/// A page of many paragraphs, with some blocks at the places of their numbers.
fn page(title: &str, own: &[(usize, Block)]) -> Document {
    let mut blocks: Vec<Block> = (0..60).map(filler).collect();
    for (at, block) in own {
        blocks[*at] = block.clone();
    }
    Document {
        id: title.into(),
        url: format!("{title}.html"),
        title: title.into(),
        lang: "en".into(),
        blocks,
        ..Document::default()
    }
}

fn open(documents: &[Document]) -> Index<'static> {
    let bytes = kwic_indexer::build(documents).expect("the pages fit into an index");
    Index::open(Vec::leak(bytes)).expect("a fresh index opens")
}

fn titles(index: &Index<'_>, query: &str) -> Vec<String> {
    let options = SearchOptions { prefix: false, ..SearchOptions::default() };
    let hits = index.searcher().search(&Query::parse(query), &options).hits;
    hits.iter().filter_map(|hit| index.article(hit.doc)).map(|article| article.title).collect()
}

fn passage(index: &Index<'_>, query: &str) -> String {
    let show = |piece: Piece| match piece.matched {
        true => format!("[{}]", piece.text),
        false => piece.text,
    };
    let pieces = index.searcher().snippet(DocId(0), &Query::parse(query), 120);
    pieces.into_iter().map(show).collect()
}

#[test]
fn words_side_by_side_come_first_wherever_they_stand() {
    let scattered = [(3, body("A quartz clock.")), (50, body("The violin case."))];
    let index = open(&[
        page("Scattered", &scattered),
        page("Beside", &[(41, body("Tune the quartz violin by ear."))]),
        page("Other", &[]),
    ]);
    assert_eq!(titles(&index, "quartz violin"), ["Beside", "Scattered"]);
    assert_eq!(titles(&index, "\"quartz violin\""), ["Beside"]);
    assert_eq!(titles(&index, "\"violin quartz\""), [""; 0]);
}

#[test]
fn no_pair_and_no_phrase_crosses_two_blocks() {
    // A stop word may part the two words of a pair, but no block.
    let index = open(&[
        page("Across", &[(30, body("Tune the quartz")), (31, body("of violin strings."))]),
        page("Within", &[(30, body("Tune the")), (31, body("quartz of violin strings."))]),
    ]);
    assert_eq!(titles(&index, "\"quartz of violin\""), ["Within"]);
    assert_eq!(titles(&index, "quartz of violin"), ["Within", "Across"]);
}

#[test]
fn names_are_found_and_marked_deep_in_a_page() {
    let index = open(&[
        page("Name", &[(47, block(BlockKind::Code, "run --dry-quartz=violin.case"))]),
        page("Parts", &[(5, body("dry case")), (30, body("quartz")), (55, body("a violin"))]),
    ]);
    for query in ["--dry-quartz", "violin.case", "dry-quartz"] {
        assert_eq!(titles(&index, query).first().map(String::as_str), Some("Name"), "{query}");
    }
    assert!(passage(&index, "--dry-quartz").contains("[dry-quartz]"));
}

#[test]
fn signs_are_found_deep_in_a_page() {
    let index =
        open(&[page("Plain", &[]), page("Sign", &[(52, body("The quartz ||> violin operator."))])]);
    assert_eq!(titles(&index, "||>"), ["Sign"]);
}

#[test]
fn a_heading_deep_in_a_page_counts_as_one() {
    let index = open(&[
        page("Text", &[(44, body("The quartz violin."))]),
        page("Heading", &[(44, block(BlockKind::Heading, "The quartz violin"))]),
    ]);
    assert_eq!(titles(&index, "quartz violin"), ["Heading", "Text"]);
}

#[test]
fn the_word_that_follows_is_completed_from_deep_in_a_page() {
    let own = [(1, body("A velvet violin.")), (2, body("A velvet violin."))];
    let deep = (49, body("The quartz vial and the quartz vial."));
    let index = open(&[page("A", &[own[0].clone(), deep]), page("B", &own)]);
    assert_eq!(index.searcher().suggest("quartz vi", 2), ["quartz vial", "quartz violin"]);
}

#[test]
fn a_passage_is_that_which_shows_most_of_the_query() {
    let own = [
        (9, body("Of quartz there is much, and of violins nothing is said.")),
        (22, body("A quartz clock hung beside the velvet curtain of the hall.")),
        (51, body("She tuned the quartz violin in velvet gloves.")),
    ];
    let index = open(&[page("Page", &own)]);
    let shown = passage(&index, "quartz violin velvet");
    assert!(shown.starts_with("She tuned the [quartz violin] in [velvet] gloves."), "{shown}");
    let shown = passage(&index, "curtain");
    assert!(shown.starts_with("A quartz clock hung beside the velvet [curtain] of"), "{shown}");
}

#[test]
fn two_passages_far_apart_have_what_none_has_alone() {
    let own = [(12, body("A violin made of spruce.")), (48, body("The quartz of a watch."))];
    let shown = passage(&open(&[page("Page", &own)]), "quartz violin");
    let (first, second) = shown.split_once(" … ").expect("two passages");
    assert!(first.contains("[violin]") && second.contains("[quartz]"), "{shown}");
}

#[test]
fn running_text_comes_before_code_that_has_as_much() {
    let own = [
        (8, block(BlockKind::Code, "let quartz = violin();")),
        (40, body("The quartz is a violin, says the manual.")),
    ];
    let shown = passage(&open(&[page("Page", &own)]), "quartz violin");
    assert!(shown.contains("The [quartz] is a [violin], says"), "{shown}");
}

#[test]
fn a_page_that_only_its_title_finds_shows_its_beginning() {
    let own = [(0, body("It begins with this sentence."))];
    assert!(passage(&open(&[page("Quartz", &own)]), "quartz").starts_with("It begins with"));
}

#[test]
fn a_passage_ends_with_its_page() {
    // The word stands in the last block, and pages of the same kind follow.
    let last = |word: &str| body(&format!("The end is {word}."));
    let pages = [
        page("First", &[(58, body("Short.")), (59, last("quartz"))]),
        page("Second", &[(0, body("Second begins here."))]),
        page("Third", &[(0, body("Third begins here."))]),
    ];
    let shown = passage(&open(&pages), "quartz");
    assert!(shown.ends_with("The end is [quartz]."), "{shown}");
}

#[test]
fn a_phrase_is_shown_where_its_words_follow_each_other() {
    let apart = body("The quartz of a clock, and a violin.");
    let mut own: Vec<(usize, Block)> = (0..12).map(|number| (number * 4, apart.clone())).collect();
    own.push((55, body("Here is the quartz violin.")));
    let shown = passage(&open(&[page("Page", &own)]), "\"quartz violin\"");
    assert!(shown.contains("Here is the [quartz violin]"), "{shown}");
}

#[test]
fn words_of_the_title_are_looked_for_in_the_text() {
    let own = [(20, body("The quartz of a watch.")), (45, body("A violin made of spruce."))];
    let shown = passage(&open(&[page("Violin", &own)]), "quartz violin");
    assert!(shown.contains("[quartz]") && shown.contains("[violin]"), "{shown}");
}

#[test]
fn the_word_itself_comes_before_other_forms_of_it() {
    let other = body("All installations are done.");
    let mut own: Vec<(usize, Block)> = (0..12).map(|number| (number * 4, other.clone())).collect();
    own.push((55, body("Here you install it.")));
    // Forms of a word are known where its stem is.
    let shown = passage(&open(&[page("Page", &own)]), "install");
    assert!(shown.contains("Here you [install] it."), "{shown}");
}

#[test]
fn a_page_that_begins_with_code_shows_its_first_text() {
    let code =
        |at: usize| block(BlockKind::Code, &format!("let {} = {at};", FILLERS[at % 12]).repeat(9));
    let mut own: Vec<(usize, Block)> = (0..50).map(|at| (at, code(at))).collect();
    own.push((50, body("Here the text begins.")));
    let shown = passage(&open(&[page("Quartz", &own)]), "quartz");
    assert!(shown.starts_with("Here the text begins."), "{shown}");
}

#[test]
fn every_hit_comes_on_its_page_however_many_there_are() {
    let short = |number: usize| Document {
        id: number.to_string(),
        url: format!("{number}.html"),
        title: format!("Note {number}"),
        lang: "en".into(),
        blocks: vec![body(&format!(
            "A quartz {} violin. {}",
            FILLERS[number % 12],
            "x ".repeat(number % 40)
        ))],
        ..Document::default()
    };
    let index = open(&(0..300).map(short).collect::<Vec<_>>());
    let found = |offset: usize, limit: usize| {
        let options = SearchOptions { offset, limit, ..SearchOptions::default() };
        index.searcher().search(&Query::parse("quartz violin"), &options).hits
    };
    for limit in [10, 100, 128, 129, 200, 300] {
        assert_eq!(found(0, limit).len(), limit);
    }
    let first = found(0, 120);
    for offset in (0..120).step_by(10) {
        assert_eq!(found(offset, 10), first[offset..offset + 10]);
    }
    assert_eq!(found(290, 10).len(), 10);
}

/// The text of a page in one line, blocks parted by spaces.
fn line(document: &Document) -> String {
    document.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What a passage shows in one piece stands in one piece in the page.
    #[test]
    fn nothing_is_joined_that_does_not_follow(
        places in proptest::collection::vec((0..60usize, 0..4usize, 0..3usize), 1..12),
        asked in proptest::sample::subsequence(vec!["quartz", "violin", "velvet", "spruce"], 1..4),
        length in 20..260usize,
    ) {
        const WORDS: [&str; 4] = ["quartz", "violin", "velvet", "spruce"];
        let mut own = Vec::new();
        for (at, word, kind) in places {
            let kind = [BlockKind::Body, BlockKind::Heading, BlockKind::Code][kind];
            own.push((at, block(kind, &format!("On {} and {}.", WORDS[word], FILLERS[at % 12]))));
        }
        let page = page("Untitled", &own);
        let whole = line(&page);
        let index = open(&[page, self::page("Another", &[(0, body("Another begins."))])]);
        let query = Query::parse(&asked.join(" "));
        let pieces = index.searcher().snippet(DocId(0), &query, length);
        let shown: String = pieces.into_iter().map(|piece| piece.text).collect();
        for part in shown.split('…').map(str::trim) {
            prop_assert!(whole.contains(part), "{part:?} of {shown:?}");
        }
        let has = |word: &&str| whole.contains(*word);
        let shows = |word: &&str| shown.contains(*word);
        prop_assert_eq!(asked.iter().any(has), asked.iter().any(shows), "{}", shown);
    }
}
