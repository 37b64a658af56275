//! What must not change unless somebody decides that it does: the bytes of an index, the hits of
//! five hundred queries, and the articles that a reader of the demo rightly expects on top.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use kwic::{DocId, Index, Query, SearchOptions};
use kwic_core::format::sections::VERSION;
use kwic_core::text::{TokenKind, tokens};
use kwic_indexer::{Block, BlockKind, Document};
use serde_json::{Value, json};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn golden(name: &str) -> PathBuf {
    repository().join("tests/golden").join(name)
}

fn blessing() -> bool {
    std::env::var_os("KWIC_BLESS").is_some_and(|value| !value.is_empty() && value != "0")
}

fn built(documents: &[Document]) -> Vec<u8> {
    kwic_indexer::build(documents).expect("the articles fit into an index")
}

fn read(folder: PathBuf) -> Vec<Document> {
    Vec::from(kwic_indexer::read(&[folder]).expect("the articles can be read").documents)
}

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| read(repository().join("articles")));

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| built(&DOCUMENTS));

static INDEX: LazyLock<Index<'static>> =
    LazyLock::new(|| Index::open(&BYTES).expect("a fresh index opens"));

#[test]
fn the_bytes_of_the_committed_index_are_those_of_its_articles() {
    let bytes = built(&read(golden("articles")));
    let file = golden("index.kwic");
    if blessing() {
        std::fs::write(&file, &bytes).expect("the golden index can be written");
    }
    let committed = std::fs::read(&file).expect("tests/golden/index.kwic can be read");
    let differs = committed.iter().zip(&bytes).position(|(a, b)| a != b);
    assert!(
        committed == bytes,
        "the bytes of the format or of text analysis changed ({} bytes where {} are committed, the \
         first other one at {differs:?}): decide about VERSION in \
         crates/core/src/format/sections.rs and about CHANGELOG.md, then \
         `KWIC_BLESS=1 cargo test --test golden`",
        bytes.len(),
        committed.len()
    );
    assert_eq!(committed[4], VERSION, "the version in the committed index");
}

#[test]
fn the_committed_index_opens_and_answers() {
    opens_and_answers("index.kwic");
}

/// Version 3 of the format lacks what the version of today adds, and nothing else.
#[test]
fn an_index_of_the_version_before_opens_and_answers() {
    let bytes = std::fs::read(golden("version-3.kwic")).expect("it can be read");
    assert_eq!(bytes[4], 3);
    opens_and_answers("version-3.kwic");
}

fn opens_and_answers(name: &str) {
    let bytes = std::fs::read(golden(name)).expect("a committed index can be read");
    let index = Index::open(&bytes).expect("the committed index opens");
    for (query, url) in [
        ("foggiest", "lighthouse.en.html"),
        ("fog_report.txt", "lighthouse.en.html"),
        ("c++", "lighthouse.en.html"),
        ("hai phong", "ben-cang.vi.html"),
        ("hoà vào", "ben-cang.vi.html"),
        ("\"duong ra bien\"", "ben-cang.vi.html"),
        ("елки", "mayak.html"),
        ("корабл", "mayak.html"),
        ("東京湾", "notes/records.html#todai"),
        ("\"天気を\"", "notes/records.html#todai"),
        ("harbor spellings", "notes/harbour.html"),
    ] {
        let query = Query::parse(query);
        let hits = index.searcher().search(&query, &SearchOptions::default()).hits;
        let first = hits.first().unwrap_or_else(|| panic!("nothing found for {query:?}")).doc;
        assert_eq!(index.article(first).expect("a hit is an article").url, url, "{query:?}");
        let snippet = index.searcher().snippet(first, &query, 80);
        assert!(snippet.iter().any(|piece| piece.matched), "{query:?} marks nothing: {snippet:?}");
    }
}

/// A word of an article with the sign that follows it.
struct Word {
    written: String,
    folded: String,
    /// Only a space stands between it and the word before.
    follows: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut end = 0;
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        if token.kind == TokenKind::Part || !token.folded.chars().any(char::is_alphanumeric) {
            continue;
        }
        words.push(Word {
            written: text[token.span.clone()].to_owned(),
            folded: token.folded.to_owned(),
            follows: text.get(end..token.range.start) == Some(" "),
        });
        end = token.range.end;
    }
    words
}

fn begun(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

/// A word with its third and fourth letter swapped.
fn swapped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.swap(2, 3);
    letters.into_iter().collect()
}

/// The queries about one article, by kind.
fn queries_about(document: &Document) -> Vec<Vec<String>> {
    let texts: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    let words: Vec<Vec<Word>> = texts.iter().map(|text| words(text)).collect();
    let all = || words.iter().flatten();
    let long = |least: usize| all().filter(move |word| word.folded.chars().count() >= least);
    let neighbours = |count: usize| {
        words.iter().flat_map(move |words| {
            words.windows(count).filter(|window| window[1..].iter().all(|word| word.follows)).map(
                |window| window.iter().map(|w| w.written.as_str()).collect::<Vec<_>>().join(" "),
            )
        })
    };
    let marked = || all().filter(|word| word.written.to_lowercase() != word.folded);
    vec![
        all().map(|word| word.written.clone()).collect(),
        neighbours(2).collect(),
        long(5).map(|word| begun(&word.written, 3)).collect(),
        long(6).map(|word| begun(&word.written, 4)).collect(),
        marked().map(|word| word.folded.clone()).collect(),
        long(6).map(|word| swapped(&word.folded)).collect(),
        neighbours(3).map(|phrase| format!("\"{phrase}\"")).collect(),
        neighbours(3).collect(),
        long(4).zip(long(8)).map(|(a, b)| format!("{} -{}", a.written, b.written)).collect(),
        vec![document.title.clone()],
        self::words(&document.title)
            .iter()
            .filter(|word| word.written.chars().count() > 3)
            .map(|word| format!("title:{}", word.written))
            .collect(),
        long(5).map(|word| word.written.to_uppercase()).collect(),
        long(5).map(|word| format!("{} lang:{}", word.written, document.lang)).collect(),
        long(6)
            .zip(long(7).skip(5))
            .map(|(a, b)| format!("{} OR {}", a.written, b.written))
            .collect(),
    ]
}

/// Queries of the golden list.
const QUERIES: usize = 500;

/// The queries of the golden list: from every article some of each kind, always the same.
fn queries() -> Vec<String> {
    let by_article: Vec<Vec<Vec<String>>> = DOCUMENTS.iter().map(queries_about).collect();
    let mut queries = Vec::new();
    let mut seen = BTreeSet::new();
    for round in 0.. {
        for (number, kinds) in by_article.iter().enumerate() {
            let kind = &kinds[(round + number) % kinds.len()];
            // A step that has no factor in common with most lengths spreads them over the article.
            let Some(query) = kind.get((round * 37 + number * 11) % kind.len().max(1)) else {
                continue;
            };
            if seen.insert(query.clone()) {
                queries.push(query.clone());
            }
            if queries.len() == QUERIES {
                return queries;
            }
        }
    }
    queries
}

fn answer(query: &str) -> Value {
    let hits = INDEX.searcher().search(&Query::parse(query), &SearchOptions::default());
    let hit = |hit: &kwic::Hit| json!({ "id": hit.doc.0, "score": format!("{:.5e}", hit.score) });
    json!({
        "query": query,
        "total": hits.total,
        "hits": hits.hits.iter().map(hit).collect::<Vec<Value>>(),
    })
}

#[test]
fn five_hundred_queries_have_the_hits_of_the_committed_list() {
    let answers: Vec<Value> = queries().iter().map(|query| answer(query)).collect();
    let file = golden("hits.json");
    if blessing() {
        let lines: Vec<String> = answers.iter().map(Value::to_string).collect();
        let text = format!("[\n{}\n]\n", lines.join(",\n"));
        std::fs::write(&file, text).expect("the golden hits can be written");
    }
    let text = std::fs::read_to_string(&file).expect("tests/golden/hits.json can be read");
    let committed: Vec<Value> =
        serde_json::from_str(&text).expect("tests/golden/hits.json is JSON");
    let changed: Vec<String> = committed
        .iter()
        .zip(&answers)
        .filter(|(committed, answer)| committed != answer)
        .map(|(committed, answer)| format!("committed {committed}\nfound now {answer}"))
        .collect();
    let some: Vec<&str> = changed.iter().take(3).map(String::as_str).collect();
    assert!(
        changed.is_empty() && committed.len() == answers.len(),
        "{} of {QUERIES} answers are others, such as\n{}\nIf the articles or the ranking were meant \
         to change: `KWIC_BLESS=1 cargo test --test golden`",
        changed.len(),
        some.join("\n")
    );
}

#[test]
fn the_golden_list_asks_for_all_kinds_of_things() {
    let answers: Vec<Value> = queries().iter().map(|query| answer(query)).collect();
    let count = |test: fn(&str) -> bool| {
        answers.iter().filter(|a| a["query"].as_str().is_some_and(test)).count()
    };
    assert_eq!(answers.len(), QUERIES);
    assert!(count(|q| q.contains(|c| ('а'..='я').contains(&c))) > 80, "Russian");
    assert!(count(|q| q.contains(|c| "ăâđêôơưảạấầếệộợáàíóờủứữ".contains(c))) > 80, "Vietnamese");
    assert!(count(|q| q.starts_with('"')) > 20, "phrases");
    assert!(count(|q| q.contains(" -")) > 20, "exclusions");
    let found = answers.iter().filter(|answer| answer["total"] != 0).count();
    assert!(found > 450, "only {found} of {QUERIES} queries find anything");
}

/// Number of an article and its score, best first.
fn ranking(index: &Index<'_>, query: &str) -> Vec<(DocId, f64)> {
    let options = SearchOptions { limit: usize::MAX, ..SearchOptions::default() };
    let hits = index.searcher().search(&Query::parse(query), &options).hits;
    hits.iter().map(|hit| (hit.doc, hit.score)).collect()
}

fn first(query: &str) -> String {
    let ranking = ranking(&INDEX, query);
    let (doc, _) = ranking.first().unwrap_or_else(|| panic!("nothing found for {query}"));
    INDEX.article(*doc).expect("a hit is an article").url
}

fn text_of(document: &Document) -> String {
    let blocks = document.blocks.iter().map(|block| block.text.as_str());
    let texts: Vec<&str> = std::iter::once(document.title.as_str()).chain(blocks).collect();
    texts.join("\n")
}

#[test]
fn every_spelling_of_vietnam_has_the_same_article_on_top() {
    let top = first("Việt Nam");
    for query in ["viet nam", "vietnam", "Vietnam", "VIỆT NAM", "việt nam"] {
        assert_eq!(first(query), top, "{query}");
    }
}

#[test]
fn every_spelling_of_hanoi_has_the_same_article_on_top() {
    let top = first("Hà Nội");
    for query in ["hanoi", "ha noi", "Hanoi", "hà nội", "HÀ NỘI"] {
        assert_eq!(first(query), top, "{query}");
    }
}

#[test]
fn a_name_without_accents_finds_the_article_about_its_bearer() {
    for query in ["dang minh khoi", "Đặng Minh Khôi", "đặng minh khôi", "Dang Minh Khoi"] {
        let (doc, _) = ranking(&INDEX, query)[0];
        let text = text_of(&DOCUMENTS[doc.0 as usize]);
        assert!(
            text.contains("Đặng Minh Khôi") || text.contains("Dang Minh Khoi"),
            "{query}: {}",
            first(query)
        );
    }
}

#[test]
fn the_beginning_of_a_word_brings_the_article_about_it_first() {
    for query in ["gazpro", "gazprom", "Gazp"] {
        assert_eq!(first(query), "energy/gazprom-shelf.en.html", "{query}");
    }
}

#[test]
fn a_swap_of_two_letters_finds_what_was_meant() {
    assert_eq!(first("Vietsovperto"), "energy/vietsovpetro-platform.en.html");
    assert_eq!(first("gazporm"), "energy/gazprom-shelf.en.html");
}

#[test]
fn an_exact_title_brings_its_article_first() {
    for document in DOCUMENTS.iter() {
        assert_eq!(first(&document.title), document.url);
    }
}

#[test]
fn an_exact_title_in_small_letters_without_accents_brings_its_article_first() {
    for document in DOCUMENTS.iter() {
        let folded: Vec<String> = words(&document.title).into_iter().map(|w| w.folded).collect();
        assert_eq!(first(&folded.join(" ")), document.url);
    }
}

#[test]
fn a_decomposed_query_has_the_same_hits_and_scores_as_a_composed_one() {
    for (composed, decomposed) in [
        ("Hà Nội", "Ha\u{300} No\u{323}\u{302}i"),
        ("Hà Nội", "Ha\u{300} No\u{302}\u{323}i"),
        ("Việt Nam", "Vie\u{323}\u{302}t Nam"),
        ("Đặng Minh Khôi", "Đa\u{323}\u{306}ng Minh Kho\u{302}i"),
        ("\"hợp tác\"", "\"ho\u{31b}\u{323}p ta\u{301}c\""),
        ("Российский", "Российскии\u{306}"),
        ("ёлка", "е\u{308}лка"),
        ("chuyến b", "chuye\u{302}\u{301}n b"),
        ("title:tiếng", "title:tie\u{302}\u{301}ng"),
    ] {
        let ranking = (ranking(&INDEX, composed), ranking(&INDEX, decomposed));
        assert_eq!(ranking.0, ranking.1, "{composed}");
    }
    assert!(
        !ranking(&INDEX, "\"hợp tác\"").is_empty() && !ranking(&INDEX, "Российский").is_empty()
    );
}

fn document(title: &str, blocks: &[(BlockKind, &str)]) -> Document {
    let url = format!("{}.html", title.replace(' ', "-"));
    let block = |&(kind, text): &(BlockKind, &str)| Block::new(kind, text);
    Document {
        id: url.clone(),
        url,
        title: title.into(),
        lang: "en".into(),
        blocks: blocks.iter().map(block).collect(),
        ..Document::default()
    }
}

/// Titles of all hits over a few articles, best first.
fn titles(documents: &[Document], query: &str) -> Vec<String> {
    let bytes = built(documents);
    let index = Index::open(&bytes).expect("a fresh index opens");
    let title = |doc: DocId| documents[doc.0 as usize].title.clone();
    ranking(&index, query).into_iter().map(|(doc, _)| title(doc)).collect()
}

#[test]
fn an_article_about_a_word_comes_before_those_that_only_link_to_it() {
    use BlockKind::{Aside, Body};
    let related =
        "Related news: Oil prices fall. Gazprom opens an office. Gazprom, Gazprom, Gazprom.";
    let long = "The company Gazprom works on the shelf. ".to_owned()
        + &"Ships carry people and goods along the coast for days and weeks. ".repeat(40);
    let documents = [
        document("Weather", &[(Body, "Rain."), (Aside, related)]),
        document("Sport", &[(Body, "A match."), (Aside, related), (Aside, "Gazprom oil prices")]),
        document("Shelf", &[(Body, &long), (Body, "Oil prices are another matter.")]),
    ];
    for query in ["gazprom", "gazpro", "oil prices", "gazprom oil", "gazporm", "\"oil prices\""] {
        let titles = titles(&documents, query);
        assert_eq!(titles[0], "Shelf", "{query}");
        assert_eq!(titles.len(), 3, "boilerplate is found too, for {query}");
    }
}

#[test]
fn a_word_as_typed_comes_before_its_continuations_and_corrections() {
    use BlockKind::Body;
    let documents = [
        document("A", &[(Body, "Portrait, portrait, portrait; portal, portal, portal.")]),
        document("B", &[(Body, "A town by the sea has a port, a market and a church.")]),
        document("C", &[(Body, "Portugal")]),
    ];
    assert_eq!(titles(&documents, "port")[0], "B");
    let documents = [
        document("A", &[(Body, "form form form form form")]),
        document("B", &[(Body, "One letter from home among many other words of another kind.")]),
    ];
    assert_eq!(titles(&documents, "from"), ["B"], "a word that exists is not corrected");
}

#[test]
fn an_orchid_is_not_or() {
    use BlockKind::Body;
    let documents = [
        document("A", &[(Body, "This or that, or neither, or both.")]),
        document("B", &[(Body, "An orchid in the window.")]),
    ];
    assert_eq!(titles(&documents, "orchid"), ["B"]);
}

#[test]
fn accents_as_typed_come_before_other_accents_and_before_none() {
    use BlockKind::Body;
    let documents = [
        document("none", &[(Body, "ma one two three")]),
        document("acute", &[(Body, "má one two three")]),
        document("grave", &[(Body, "mà one two three")]),
    ];
    for (query, expected) in [("ma", "none"), ("má", "acute"), ("mà", "grave")] {
        let titles = titles(&documents, query);
        assert_eq!(titles[0], expected, "{query}");
        assert_eq!(titles.len(), 3, "{query} finds all three");
    }
    assert_eq!(titles(&documents, "má")[2], "none", "other marks come before no marks");
}

#[test]
fn all_words_of_a_query_come_before_one_of_them_repeated() {
    use BlockKind::Body;
    let filler = "Here is some text about nothing at all that dilutes every word in it.";
    let documents = [
        document("Both", &[(Body, &format!("{filler} The harbour has a lighthouse."))]),
        document("One", &[(Body, "Harbour, harbour, harbour.")]),
        document("Other", &[(Body, "Lighthouse, lighthouse, lighthouse.")]),
    ];
    for query in ["harbour lighthouse", "lighthouse harbour", "Harbour, a lighthouse"] {
        let titles = titles(&documents, query);
        assert_eq!(titles[0], "Both", "{query}: {titles:?}");
    }
}

#[test]
fn a_correction_is_suggested_as_the_article_spells_it_and_only_when_nothing_else_is_found() {
    use BlockKind::Body;
    let documents = [
        document("Shelf", &[(Body, "Oil of Vietsovpetro near Vũng Tàu.")]),
        document("Form", &[(Body, "A form to fill in.")]),
    ];
    let bytes = built(&documents);
    let index = Index::open(&bytes).expect("a fresh index opens");
    let suggestion = |query: &str| {
        index.searcher().search(&Query::parse(query), &SearchOptions::default()).suggestion
    };
    assert_eq!(suggestion("oil vietsovperto "), Some("oil Vietsovpetro".to_owned()));
    assert_eq!(suggestion("Vietsovpetro"), None);
    assert_eq!(suggestion("vietsov"), None, "the beginning of a word is not a mistake");
    assert_eq!(suggestion("fill"), None);
    assert_eq!(suggestion("zzzzzzzz"), None);
}
