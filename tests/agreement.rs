//! Builder, query and snippet agree about the demo articles: what one of them calls a word, the
//! others find, count and mark.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use kwic::{DocId, Index, Piece, Query, SearchOptions};
use kwic_core::format::dictionary::Dictionary;
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::{Extent, Writer};
use kwic_core::format::{Field, term_info};
use kwic_core::text::{TokenKind, graphemes, tokens};
use kwic_indexer::{Block, BlockKind, Document};
use kwic_postings::inverted_index::InvertedIndex;

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
    Vec::from(kwic_indexer::read(&[folder]).expect("the demo articles can be read").documents)
});

static BYTES: LazyLock<Vec<u8>> =
    LazyLock::new(|| kwic_indexer::build(&DOCUMENTS).expect("the demo articles fit into an index"));

static INDEX: LazyLock<Index<'static>> =
    LazyLock::new(|| Index::open(&BYTES).expect("a fresh index opens"));

/// A word as a token has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    written: String,
    folded: String,
    exact: String,
}

/// The distinct words of a text, parts of words among them; symbols such as the stop of `.NET` are
/// no words when they stand alone.
fn words(text: &str) -> BTreeSet<Word> {
    let mut words = BTreeSet::new();
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        if token.folded.chars().any(char::is_alphanumeric) {
            words.insert(Word {
                written: text[token.span.clone()].to_owned(),
                folded: token.folded.to_owned(),
                exact: token.exact.to_owned(),
            });
        }
    }
    words
}

fn words_of(document: &Document) -> BTreeSet<Word> {
    let texts = document.blocks.iter().map(|block| &block.text).chain([&document.title]);
    texts.flat_map(|text| words(text)).collect()
}

fn numbered() -> impl Iterator<Item = (DocId, &'static Document)> {
    DOCUMENTS.iter().enumerate().map(|(number, document)| (DocId(number as u32), document))
}

/// The articles that a query finds when its last word may not go on.
fn found(index: &Index<'_>, query: &str) -> BTreeSet<DocId> {
    let options = SearchOptions { limit: usize::MAX, prefix: false, ..SearchOptions::default() };
    let hits = index.searcher().search(&Query::parse(query), &options);
    assert_eq!(hits.total, hits.hits.len(), "the total of {query:?} without a limit");
    hits.hits.iter().map(|hit| hit.doc).collect()
}

/// Every word, spelled by `spelling`, finds each article that has it.
fn every_word_finds_its_articles(spelling: impl Fn(&Word) -> String) {
    let mut holding: BTreeMap<String, BTreeSet<DocId>> = BTreeMap::new();
    for (doc, document) in numbered() {
        for word in words_of(document) {
            holding.entry(spelling(&word)).or_default().insert(doc);
        }
    }
    assert!(holding.len() > 1_000, "only {} words in the demo articles", holding.len());
    let lost: Vec<String> = holding
        .iter()
        .filter(|(query, holding)| !found(&INDEX, query).is_superset(holding))
        .map(|(query, holding)| format!("{query} of {holding:?}"))
        .collect();
    assert!(lost.is_empty(), "{} words do not find their articles: {lost:?}", lost.len());
}

#[test]
fn every_word_finds_its_articles_as_written() {
    every_word_finds_its_articles(|word| word.written.clone());
}

#[test]
fn every_word_finds_its_articles_without_accents() {
    every_word_finds_its_articles(|word| word.folded.clone());
}

#[test]
fn every_word_finds_its_articles_in_upper_case() {
    every_word_finds_its_articles(|word| word.written.to_uppercase());
}

#[test]
fn every_word_finds_its_articles_decomposed() {
    // An exact form is decomposed but for й, which is и and a breve when it is typed so.
    every_word_finds_its_articles(|word| word.exact.replace('й', "и\u{306}"));
}

#[test]
fn the_index_says_of_each_article_what_its_document_says() {
    assert_eq!(INDEX.info().articles, DOCUMENTS.len());
    assert_eq!(INDEX.info().bytes, BYTES.len());
    for (doc, document) in numbered() {
        let article = INDEX.article(doc).expect("an article for each document");
        assert_eq!(article.id, document.id);
        assert_eq!(article.url, document.url);
        assert_eq!(article.title, document.title);
        assert_eq!(article.lang, document.lang);
        assert_eq!(article.date, document.date);
        assert_eq!(article.source, document.source.as_deref());
        assert_eq!(article.tags, document.tags);
    }
    assert!(INDEX.article(DocId(DOCUMENTS.len() as u32)).is_none());
}

#[test]
fn the_index_counts_the_words_and_languages_of_its_articles() {
    let mut folded: BTreeSet<String> = BTreeSet::new();
    for text in DOCUMENTS.iter().flat_map(|d| d.blocks.iter().map(|b| &b.text).chain([&d.title])) {
        let mut tokens = tokens(text);
        while let Some(token) = tokens.next() {
            folded.insert(token.folded.to_owned());
        }
    }
    let languages: BTreeSet<&String> = DOCUMENTS.iter().map(|document| &document.lang).collect();
    let info = INDEX.info();
    assert_eq!(info.terms, folded.len());
    assert_eq!(
        info.languages.iter().collect::<Vec<_>>(),
        languages.into_iter().collect::<Vec<_>>()
    );
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    let again = kwic_indexer::build(&DOCUMENTS.clone()).expect("the documents fit into an index");
    assert!(again == *BYTES);
}

/// Urls and scores of all hits, in the order of urls.
fn scores(index: &Index<'_>, query: &str) -> BTreeMap<String, f64> {
    let options = SearchOptions { limit: usize::MAX, ..SearchOptions::default() };
    let hits = index.searcher().search(&Query::parse(query), &options).hits;
    let url = |doc| index.article(doc).expect("a hit is an article").url;
    hits.iter().map(|hit| (url(hit.doc), hit.score)).collect()
}

#[test]
fn an_article_has_the_same_score_wherever_it_stands_among_the_others() {
    let reversed: Vec<Document> = DOCUMENTS.iter().rev().cloned().collect();
    let bytes = kwic_indexer::build(&reversed).expect("the documents fit into an index");
    let other = Index::open(&bytes).expect("a fresh index opens");
    let mut compared = 0;
    for (_, document) in numbered() {
        let written: Vec<String> = words_of(document).into_iter().map(|w| w.written).collect();
        let pairs = written.windows(2).step_by(17).map(|pair| pair.join(" "));
        for query in
            written.iter().step_by(13).cloned().chain(pairs).chain([document.title.clone()])
        {
            let here = scores(&INDEX, &query);
            assert_eq!(here, scores(&other, &query), "{query}");
            compared += here.len();
        }
    }
    assert!(compared > 1_000, "only {compared} hits");
}

/// The text of an article, its blocks joined as a short passage joins them.
fn running_text(document: &Document) -> String {
    let texts: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    texts.join(" ")
}

fn is_ellipsis(piece: &Piece) -> bool {
    piece.text.trim() == "…" && !piece.matched
}

/// The passages of a snippet, without the signs that text was left out around them.
fn quoted(pieces: &[Piece]) -> Vec<String> {
    let passages = pieces.split(is_ellipsis);
    passages.map(|pieces| pieces.iter().map(|piece| piece.text.as_str()).collect()).collect()
}

/// Queries that find something in a document, and some that do not.
fn queries_about(document: &Document) -> Vec<String> {
    let written: Vec<String> = words_of(document).into_iter().map(|w| w.written).collect();
    let mut queries: Vec<String> = written.iter().step_by(11).cloned().collect();
    queries.extend(written.chunks(3).step_by(9).map(|words| words.join(" ")));
    queries.extend(document.blocks.iter().filter_map(|block| {
        let words: Vec<&str> = block.text.split(' ').skip(2).take(3).collect();
        (words.len() == 3).then(|| format!("\"{}\"", words.join(" ")))
    }));
    queries.extend([document.title.clone(), "zyzzyva".into(), String::new(), "a b c d".into()]);
    queries
}

#[test]
fn a_snippet_quotes_its_article_and_keeps_to_the_length_asked_for() {
    for (doc, document) in numbered() {
        let text = running_text(document);
        for query in queries_about(document) {
            for length in [3, 10, 40, 120, 200, 1_000, 100_000] {
                let pieces = INDEX.searcher().snippet(doc, &Query::parse(&query), length);
                for quoted in quoted(&pieces) {
                    assert!(
                        text.contains(quoted.trim()),
                        "{query:?} at {length} in {}: {quoted:?}",
                        document.url
                    );
                }
                let shown: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
                let count = graphemes(&shown).count();
                assert!(count <= length, "{count} of {length} for {query:?}: {shown:?}");
                assert!(pieces.iter().all(|piece| !piece.text.is_empty()), "{query:?}: {pieces:?}");
                assert!(!shown.contains(char::is_control), "{query:?}: {shown:?}");
            }
        }
    }
}

#[test]
fn a_snippet_of_less_than_three_characters_keeps_to_its_length_too() {
    for (doc, document) in numbered() {
        for query in [document.title.as_str(), "zyzzyva"] {
            for length in [0, 1, 2] {
                let pieces = INDEX.searcher().snippet(doc, &Query::parse(query), length);
                let shown: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
                let count = graphemes(&shown).count();
                assert!(count <= length, "{count} of {length} for {query:?}: {shown:?}");
            }
        }
    }
}

/// A text's tokens with the byte ranges that they stand for.
fn spans(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let mut spans = Vec::new();
    let mut tokens = tokens(text);
    while let Some(token) = tokens.next() {
        spans.push((token.folded.to_owned(), token.span.clone()));
    }
    spans
}

/// The byte ranges of the marked pieces in the text of all.
fn marked(pieces: &[Piece]) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut ranges) = (String::new(), Vec::new());
    for piece in pieces {
        let start = text.len();
        text.push_str(&piece.text);
        if piece.matched {
            ranges.push(start..text.len());
        }
    }
    (text, ranges)
}

/// The demo articles as a language without a stemmer, in which only a word itself is marked.
fn unstemmed() -> Vec<Document> {
    let of_no_language = |document: &Document| Document { lang: "und".into(), ..document.clone() };
    DOCUMENTS.iter().map(of_no_language).collect()
}

#[test]
fn one_word_marks_itself_wherever_it_stands_and_nothing_else() {
    let documents = unstemmed();
    let bytes = kwic_indexer::build(&documents).expect("the documents fit into an index");
    let index = Index::open(&bytes).expect("a fresh index opens");
    let mut checked = 0;
    for (number, document) in documents.iter().enumerate() {
        let doc = DocId(number as u32);
        let in_text = words(&running_text(document));
        for word in words_of(document).into_iter().step_by(3) {
            // The space says that the word does not go on.
            let query = Query::parse(&format!("{} ", word.written));
            let title = index.searcher().title_pieces(doc, &query);
            let snippet = index.searcher().snippet(doc, &query, 160);
            let holds = in_text.iter().any(|other| other.folded == word.folded);
            assert!(
                !holds || snippet.iter().any(|piece| piece.matched),
                "{} is not marked in {snippet:?}",
                word.written
            );
            for pieces in [title, snippet] {
                let (text, marks) = marked(&pieces);
                for (folded, span) in spans(&text) {
                    let inside =
                        marks.iter().any(|mark| mark.start <= span.start && span.end <= mark.end);
                    assert!(
                        inside || folded != word.folded,
                        "{} is not marked throughout {pieces:?}",
                        word.written
                    );
                }
                for mark in &marks {
                    // Written apart, it is marked as a whole.
                    let joined: String =
                        spans(&text[mark.clone()]).into_iter().map(|s| s.0).collect();
                    let alone = spans(&text).iter().any(|(f, s)| *f == word.folded && s == mark);
                    assert!(
                        alone || joined == word.folded,
                        "{} marks {:?}",
                        word.written,
                        &text[mark.clone()]
                    );
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 1_000, "only {checked} marks");
}

#[test]
fn the_pieces_of_a_title_are_the_title() {
    for (doc, document) in numbered() {
        for query in queries_about(document) {
            let pieces = INDEX.searcher().title_pieces(doc, &Query::parse(&query));
            assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<String>(), document.title);
        }
    }
}

#[test]
fn an_exact_title_marks_every_word_of_the_title() {
    for (doc, document) in numbered() {
        let (text, marks) =
            marked(&INDEX.searcher().title_pieces(doc, &Query::parse(&document.title)));
        let mut tokens = tokens(&text);
        while let Some(token) = tokens.next() {
            let inside = |mark: &std::ops::Range<usize>| {
                mark.start <= token.range.start && token.range.end <= mark.end
            };
            assert!(
                token.kind == TokenKind::Part || marks.iter().any(inside),
                "{:?} in {text:?}: {marks:?}",
                token.folded
            );
        }
    }
}

fn document(lang: &str, title: &str, body: &str) -> Document {
    let url = format!("{}.html", title.replace(' ', "-"));
    Document {
        id: url.clone(),
        url,
        title: title.into(),
        lang: lang.into(),
        blocks: vec![Block::new(BlockKind::Body, body)],
        ..Document::default()
    }
}

#[test]
fn compounds_written_together_apart_or_with_a_hyphen_find_each_other() {
    let spellings = [
        ["e-mail", "email", "e mail"],
        ["x-ray", "xray", "x ray"],
        ["Việt-Nam", "Vietnam", "Việt Nam"],
        ["snake_case", "snakecase", "snake case"],
        ["web-site", "website", "web site"],
    ];
    for spellings in spellings {
        for written in spellings {
            let documents = [
                document("en", "One", &format!("Here is {written} again.")),
                document("en", "Two", "Nothing."),
            ];
            let bytes = kwic_indexer::build(&documents).expect("two documents fit into an index");
            let index = Index::open(&bytes).expect("a fresh index opens");
            for typed in spellings {
                assert_eq!(
                    found(&index, typed),
                    [DocId(0)].into(),
                    "{typed} where {written} stands"
                );
                let snippet =
                    index.searcher().snippet(DocId(0), &Query::parse(&format!("{typed} ")), 200);
                let marks: Vec<&str> =
                    snippet.iter().filter(|p| p.matched).map(|p| p.text.as_str()).collect();
                let letters = |text: &str| text.replace(['-', '_', ' '], "").to_lowercase();
                assert_eq!(
                    letters(&marks.concat()),
                    letters(written),
                    "{typed} marks {marks:?} where {written} stands"
                );
            }
        }
    }
}

#[test]
fn words_with_signs_are_found_as_typed_and_by_their_parts() {
    let cases: [(&str, &[&str]); 9] = [
        ("K.V.Vnukov", &["K.V.Vnukov", "Vnukov", "\"K.V.Vnukov\"", "vnukov"]),
        ("U.S.", &["U.S.", "\"U.S.\"", "u s"]),
        ("C++", &["C++", "c++", "\"C++\""]),
        ("C#", &["C#", "c#"]),
        (".NET", &[".NET", ".net", "net"]),
        ("node.js", &["node.js", "node", "js", "Node JS"]),
        ("camelCase", &["camelCase", "camelcase", "camel", "case"]),
        ("std::fs::read", &["std::fs::read", "std::fs", "fs", "read"]),
        ("2025-01-13", &["2025-01-13", "\"2025-01-13\"", "2025"]),
    ];
    for (written, queries) in cases {
        let documents = [
            document("en", "One", &format!("It says {written} there.")),
            document("en", "Two", "Quite another text."),
        ];
        let bytes = kwic_indexer::build(&documents).expect("two documents fit into an index");
        let index = Index::open(&bytes).expect("a fresh index opens");
        for query in queries {
            assert_eq!(found(&index, query), [DocId(0)].into(), "{query} where {written} stands");
        }
    }
}

/// Where they differ, the first search takes twice as long, and nothing else shows it.
#[test]
fn postings_take_as_many_bytes_as_the_index_says() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/articles");
    let golden = Vec::from(
        kwic_indexer::read(&[golden]).expect("the golden articles can be read").documents,
    );
    for documents in [&golden, &*DOCUMENTS] {
        let bytes = kwic_indexer::build(documents).expect("the articles fit into an index");
        let index = Index::open(&bytes).expect("a fresh index opens");
        let sections: BTreeMap<&str, &[u8]> = index.sections().into_iter().collect();
        let (meta, dictionary) = (Meta::read(sections["meta"]), sections["dictionary"]);
        let dictionary = Dictionary::read(dictionary).expect("a dictionary");
        let all = Extent { documents: meta.documents, segments: meta.segments };
        let (inverted, _) = InvertedIndex::new(
            (sections["terms"], meta.terms),
            sections["literals"],
            sections["text"],
            all,
            &|key| dictionary.get(key),
        );
        let (terms, rest) = term_info::read(sections["terms"], meta.terms as usize);
        for ((term, ordinal), size) in
            terms.iter().zip(0..).zip(term_info::sizes(&terms, rest, all))
        {
            let mut writer = Writer::new(all.low_bits(term.documents()));
            let bits: u32 = inverted
                .segment_occurrences(ordinal)
                .map(|(segment, field)| writer.code(segment, Field::ALL[field]).1)
                .sum();
            assert_eq!(bits.div_ceil(8), size, "{:?}", dictionary.key(ordinal));
        }
    }
}
