//! Damaged indexes and odd queries: no bytes and no text make the engine panic.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;
use std::sync::LazyLock;

use kwic::{Day, DocId, Index, OpenError, Query, SearchOptions, Sort};
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::Extent;
use kwic_core::format::sections::{self, Section};
use kwic_core::format::term_info;
use kwic_indexer::{Block, BlockKind, Document};
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

fn built(documents: &[Document]) -> Vec<u8> {
    let recency = Some(kwic_indexer::Recency { half_life: 30, boost: 0.5 });
    let settings = kwic_indexer::Settings { recency, ..Default::default() };
    kwic_indexer::build_with(documents, &settings).expect("the documents make an index")
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A small index of everything that an index can hold.
fn small() -> Vec<u8> {
    let document = |number: usize, lang: &str, title: &str, text: &str| Document {
        id: format!("id {number}"),
        url: format!("{number}.html"),
        title: title.into(),
        lang: lang.into(),
        date: Some(format!("2025-01-1{number}")),
        source: Some("Kwic".into()),
        tags: vec!["test".into()],
        blocks: vec![
            Block::new(BlockKind::Heading, "A heading"),
            Block::new(BlockKind::Body, text),
            Block::new(BlockKind::Aside, "Related news"),
        ],
        ..Document::default()
    };
    built(&[
        document(0, "vi", "Hà Nội", "Hà Nội là thủ đô của Việt Nam."),
        document(1, "en", "Visits", "They visit and visited, visiting Hanoi."),
        document(2, "ja", "東京", "東京都は日本の首都。"),
    ])
}

/// Asks an index for all that it can be asked.
fn ask(index: &Index<'_>) {
    index.info();
    for query in [
        "hanoi",
        "hà nội",
        "visit",
        "vist",
        "v",
        "東京",
        "東",
        "\"hà nội\"",
        "-related",
        "hanoi OR 首都",
        "title:visits",
        "lang:vi",
        "source:kwic tag:test",
        "after:2025-01-11",
        "vi* thủ đô",
        "",
    ] {
        let query = Query::parse(query);
        let hits = index.searcher().search(&query, &SearchOptions::default());
        for hit in hits.hits.iter().take(4) {
            assert!(index.article(hit.doc).is_some(), "a hit is an article");
            index.searcher().snippet(hit.doc, &query, 20);
            index.searcher().title_pieces(hit.doc, &query);
        }
    }
    let mut options = SearchOptions { facets: true, sort: Sort::Date, ..SearchOptions::default() };
    for tag in ["test", "other"] {
        index.searcher().search(&Query::parse("hanoi"), &options);
        options = options.only("tag", [tag]);
        options.after = Day::parse("2025-01-11");
    }
    for query in ["v", "hà n", "lang:vi t", "東", "visit "] {
        index.searcher().suggest(query, 5);
    }
    for number in [0, 1, 2, 3, u32::MAX] {
        index.article(DocId(number));
        index.searcher().snippet(DocId(number), &Query::parse("visit"), 50);
    }
}

#[test]
fn an_index_with_any_byte_changed_does_not_open() {
    let good = small();
    ask(&Index::open(&good).expect("a fresh index opens"));
    for at in 0..good.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut bytes = good.clone();
            bytes[at] ^= change;
            assert!(Index::open(&bytes).is_err(), "byte {at} changed by {change:#x}");
        }
    }
}

#[test]
fn an_index_of_another_length_does_not_open() {
    let good = small();
    for length in 0..good.len() {
        assert!(Index::open(&good[..length]).is_err(), "cut to {length} of {} bytes", good.len());
    }
    let longer: Vec<u8> = good.iter().copied().chain([0]).collect();
    let lengths = OpenError::Length { expected: good.len(), found: longer.len() };
    assert_eq!(Index::open(&longer).map(|_| ()), Err(lengths));
}

#[test]
fn an_index_of_another_version_says_which_one_it_is() {
    let mut bytes = small();
    bytes[4] = sections::VERSION + 1;
    let error = Index::open(&bytes).map(|_| ()).expect_err("another version");
    assert_eq!(error, OpenError::Version { found: sections::VERSION + 1 });
    assert!(error.to_string().contains("build the index and the engine"), "{error}");
}

/// The sections of a good index, to be spoilt and put together anew with checksums that are right.
fn contents(bytes: &[u8]) -> [Vec<u8>; Section::ALL.len()] {
    let index = Index::open(bytes).expect("a fresh index opens");
    let sections = index.sections();
    std::array::from_fn(|number| sections[number].1.to_vec())
}

/// Asks an index of which some byte of a section is wrong, for each byte.
fn ask_with_each_byte_wrong(section: Section) {
    let good = contents(&small());
    let number = section as usize - 1;
    for at in 0..good[number].len() {
        for change in [0x01, 0x10, 0x80, 0xff] {
            let mut spoilt = good.clone();
            spoilt[number][at] ^= change;
            if let Ok(index) = Index::open(&sections::write(&spoilt)) {
                ask(&index);
            }
        }
    }
}

#[test]
fn a_section_of_which_any_byte_is_wrong_is_searched_without_panic() {
    for section in Section::ALL {
        if section != Section::Dictionary {
            ask_with_each_byte_wrong(section);
        }
    }
}

#[test]
fn a_dictionary_of_which_any_byte_is_wrong_is_searched_without_panic() {
    ask_with_each_byte_wrong(Section::Dictionary);
}

/// Asks an index of which a stretch of a section is other bytes.
fn ask_with_a_stretch_replaced(section: Section, from: &Pick, to: &Pick, with: Vec<u8>) {
    let mut contents = contents(&small());
    let content = &mut contents[section as usize - 1];
    let (from, to) = (from.index(content.len() + 1), to.index(content.len() + 1));
    content.splice(from.min(to)..from.max(to), with);
    if let Ok(index) = Index::open(&sections::write(&contents)) {
        ask(&index);
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn a_section_of_any_bytes_is_searched_without_panic(
        section in select(&Section::ALL),
        from: Pick,
        to: Pick,
        with in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        ask_with_a_stretch_replaced(section, &from, &to, with);
    }

    #[test]
    fn a_dictionary_of_any_bytes_is_searched_without_panic(
        from: Pick,
        to: Pick,
        with in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        ask_with_a_stretch_replaced(Section::Dictionary, &from, &to, with);
    }

    #[test]
    fn bytes_that_are_no_index_do_not_open(mut bytes: Vec<u8>, header: bool) {
        if header {
            bytes.splice(0..0, sections::LABEL.into_iter().chain([sections::VERSION, Section::ALL.len() as u8]));
        }
        prop_assert!(Index::open(&bytes).is_err());
    }
}

static DEMO: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
    built(&Vec::from(
        kwic_indexer::read(&[folder]).expect("the demo articles can be read").documents,
    ))
});

static DEMO_INDEX: LazyLock<Index<'static>> =
    LazyLock::new(|| Index::open(&DEMO).expect("a fresh index opens"));

#[test]
fn sizes_of_postings_that_are_wrong_are_counted_anew() {
    let mut contents = contents(&DEMO);
    let Meta { documents, segments, .. } = Meta::read(&contents[Section::Meta as usize - 1]);
    let all = Extent { documents, segments };
    let listed = &mut contents[Section::Terms as usize - 1];
    // Two varints a term.
    let count = listed.iter().filter(|&&byte| byte < 0x80).count() / 2;
    let (terms, sizes) = term_info::read(listed, count);
    let sizes = term_info::sizes(&terms, sizes, all);
    let wrong: [fn(u32, u32) -> u32; 4] = [
        |size, at| if at % 7 == 3 { size + 1 } else { size },
        |size, at| if at % 5 == 3 { size - 1 } else { size },
        |_, at| at * 7919 % 300,
        |_, at| at << 20,
    ];
    for wrong in wrong {
        let sizes: Vec<u32> = sizes.iter().zip(0..).map(|(&size, at)| wrong(size, at)).collect();
        contents[Section::Terms as usize - 1] = term_info::write(&terms, &sizes, all);
        let bytes = sections::write(&contents);
        let index = Index::open(&bytes).expect("the checksums are right");
        for query in
            ["vietnam", "việt nam", "russia", "the price of oil", "\"ha noi\"", "nothingness", "t"]
        {
            let query = Query::parse(query);
            let options = SearchOptions::default();
            assert_eq!(
                index.searcher().search(&query, &options),
                DEMO_INDEX.searcher().search(&query, &options),
                "{query:?}"
            );
        }
    }
}

/// Searches the demo and shows the first hits; the hits are in order and no more than the total.
fn answered(query: &str) {
    let parsed = Query::parse(query);
    for prefix in [true, false] {
        let options = SearchOptions { prefix, ..SearchOptions::default() };
        let hits = DEMO_INDEX.searcher().search(&parsed, &options);
        assert!(hits.hits.len() <= hits.total && hits.hits.len() <= 10);
        assert!(hits.total <= DEMO_INDEX.info().articles);
        assert!(hits.hits.iter().all(|hit| hit.score.is_finite() && hit.score >= 0.0), "{hits:?}");
        assert!(hits.hits.is_sorted_by(|a, b| a.score >= b.score), "{hits:?}");
        for hit in hits.hits.iter().take(3) {
            DEMO_INDEX.searcher().snippet(hit.doc, &parsed, 120);
            DEMO_INDEX.searcher().title_pieces(hit.doc, &parsed);
        }
    }
    DEMO_INDEX.searcher().snippet(DocId(0), &parsed, 120);
    for suggested in DEMO_INDEX.searcher().suggest(query, 3) {
        assert!(!suggested.is_empty());
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_string_is_answered(query: String) {
        answered(&query);
    }

    #[test]
    fn any_signs_of_the_query_language_are_answered(
        query in "([-\"*: ]|OR |title:|lang:|after:|before:|source:|tag:|Hà |nội|gaz|“|»|東|\u{301}|2025-){0,20}",
    ) {
        answered(&query);
    }
}

#[test]
fn long_words_control_characters_and_pasted_pages_are_answered() {
    let page: String = (0..4_000).map(|n| format!("wordy{n} Việt Nam gazprom, ")).collect();
    let queries = [
        "x".repeat(10_000),
        "vietnam".repeat(1_500),
        "ма".repeat(5_000),
        "東京".repeat(5_000),
        "e\u{301}".repeat(5_000),
        format!("\"{}\"", "a b ".repeat(3_000)),
        "a OR ".repeat(3_000),
        "-x ".repeat(3_000),
        "* ".repeat(3_000),
        (0..0x20).filter_map(char::from_u32).collect(),
        "viet\0nam\u{1}\u{2}\u{7f}\u{85}\u{2028}".into(),
        "\u{feff}\u{202e}hanoi\u{200b}\u{200d}\u{fe0f}".into(),
        "👨\u{200d}👩\u{200d}👧 🇻🇳".into(),
        page,
    ];
    for query in &queries {
        answered(query);
    }
}
