//! The engine: damaged indexes, damaged files of a split index, queries, and passages of any text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use kwic::split::{SplitFiles, SplitIndex, write};
use kwic::{DocId, Index, Query, SearchOptions, Sort};
use kwic_core::split::Limits;
use kwic_indexer::{Block, BlockKind, Document};

use super::text_of;

pub(crate) const WORDS: &[&str] = &[
    " OR ",
    "\"",
    "-",
    "*",
    "title:",
    "lang:",
    "tag:",
    "after:2024-02",
    "before:",
    "version:",
    "==",
    "Hà Nội",
    "useRope",
    "東京",
    "\u{301}",
    "…",
    "ferry",
];

/// After so many rounds a caller may give up: damaged files may lead from one to the other.
const ROUNDS: usize = 6;

fn documents() -> Vec<Document> {
    let document = |number: usize, lang: &str, title: &str, text: &str, parts: usize| {
        let mut blocks = Vec::new();
        for part in 0..parts {
            let mut heading = Block::new(BlockKind::Heading, format!("Part {part}"));
            heading.anchor = Some(format!("part-{part}"));
            blocks.push(heading);
            blocks.push(Block::new(BlockKind::Body, text));
            blocks
                .push(Block::new(BlockKind::Code, format!("useRope({part}) => quay == \"ferry\"")));
        }
        blocks.push(Block::new(BlockKind::Aside, "See the harbour too"));
        Document {
            id: format!("id {number}"),
            url: format!("{number}.html"),
            title: title.into(),
            lang: lang.into(),
            date: Some(format!("2024-0{}-11", 1 + number)),
            source: Some("Harbour".into()),
            tags: vec!["sea".into()],
            author: Some("Nguyễn An".into()),
            filters: vec![("version".into(), number.to_string())],
            blocks,
            ..Document::default()
        }
    };
    vec![
        document(0, "vi", "Hà Nội", "Hà Nội là thủ đô của Việt Nam.", 1),
        document(1, "en", "The ferry", "The ferries leave the quay, ferrying Hanoi's post.", 9),
        document(2, "ja", "東京", "東京都は日本の首都。", 1),
        document(3, "de", "Hafen", "Der Hafenmeister ist der Meister im Hafen.", 1),
    ]
}

static INDEX: LazyLock<Vec<u8>> =
    LazyLock::new(|| kwic_indexer::build(&documents()).expect("the documents make an index"));

pub(crate) fn indexes() -> Vec<Vec<u8>> {
    let one = kwic_indexer::build(&documents()[2..3]).expect("the document makes an index");
    vec![INDEX.clone(), one]
}

/// Any bytes as an index, whose checksums are taken for right.
pub(crate) fn index(bytes: &[u8]) {
    let Ok(index) = Index::open_unchecked(bytes) else { return };
    index.info();
    let searcher = index.searcher();
    for text in ["ferry quay", "fery", "\"the quay\" ==", "meis", "-東京 lang:en", "v"] {
        let query = Query::parse(text);
        let facets = text.contains(':');
        let sort = if facets { Sort::Date } else { Sort::Relevance };
        let options = SearchOptions { facets, sort, ..SearchOptions::default() };
        for hit in searcher.search(&query, &options).hits.iter().take(2) {
            index.article(hit.doc);
            searcher.title_pieces(hit.doc, &query);
            searcher.sections(hit.doc, &query);
            searcher.snippet(hit.doc, &query, 90);
        }
    }
    searcher.suggest("the fe", 5);
}

/// The files of a split index, each behind its name and its length.
fn packed(split: SplitFiles) -> Vec<u8> {
    let mut out = Vec::new();
    let root = ("root".to_owned(), split.root);
    for (name, bytes) in std::iter::once(root).chain(split.files) {
        out.push(name.len() as u8);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&(bytes.len() as u16).to_le_bytes());
        out.extend_from_slice(&bytes);
    }
    out
}

pub(crate) fn splits() -> Vec<Vec<u8>> {
    let index = Index::open(&INDEX).expect("a fresh index opens");
    let small = Limits { dictionary: 200, lists: 64, text: 200 };
    [Limits::default(), small].map(|limits| packed(write(&index, limits))).to_vec()
}

fn take<'b>(bytes: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

/// Any files as a split index.
pub(crate) fn split(mut bytes: &[u8]) {
    let mut files: BTreeMap<String, &[u8]> = BTreeMap::new();
    while let Some([length]) = take(&mut bytes, 1) {
        let Some(name) = take(&mut bytes, (*length).into()) else { break };
        let Some(size) = take(&mut bytes, 2).and_then(|size| size.try_into().ok()) else { break };
        let size = usize::from(u16::from_le_bytes(size)).min(bytes.len());
        files.insert(text_of(name), take(&mut bytes, size).unwrap_or_default());
    }
    let Some(Ok(mut index)) = files.get("root").map(|root| SplitIndex::open(root)) else { return };
    let mut all = |ask: &dyn Fn(&SplitIndex<'_>)| {
        for _ in 0..ROUNDS {
            ask(&index);
            let missing = index.take_missing();
            if missing.is_empty() {
                break;
            }
            for name in missing {
                index.supply(&name, files.get(&name).copied().unwrap_or_default().into());
            }
        }
    };
    all(&|index| _ = index.info());
    for text in ["ferry quay", "fery", "\"the quay\" ==", "meis", "-東京 lang:en"] {
        let query = Query::parse(text);
        all(&|index| {
            for hit in index.search(&query, &SearchOptions::default()).hits.iter().take(2) {
                index.article(hit.doc);
                index.sections(hit.doc, &query);
                index.snippet(hit.doc, None, &query, 90);
            }
        });
    }
    all(&|index| _ = index.suggest("the fe", 5));
}

pub(crate) fn queries() -> Vec<Vec<u8>> {
    let all = [
        "ferry quay",
        "\"hà nội\" -ferry",
        "title:tokyo OR 東京",
        "lang:vi after:2024-01 version:0",
        "useRop*",
        "hafenmeister",
        "rope == ferry",
        "thu đô viet nam",
        "\u{1F6A2} f\u{301}erry",
    ];
    all.map(|query| query.as_bytes().to_vec()).to_vec()
}

/// Any bytes as a query of a good index: hits are in order, as many as were asked for, and articles that there are.
pub(crate) fn query(bytes: &[u8]) {
    static OPEN: LazyLock<Index<'static>> =
        LazyLock::new(|| Index::open(&INDEX).expect("a fresh index opens"));
    let (searcher, text) = (OPEN.searcher(), text_of(bytes));
    let query = Query::parse(&text);
    let many = text.len() % 5;
    let options = SearchOptions {
        limit: many,
        prefix: text.len().is_multiple_of(2),
        facets: many == 3,
        sort: if many == 4 { Sort::Date } else { Sort::Relevance },
        ..SearchOptions::default()
    };
    let found = searcher.search(&query, &options);
    assert!(found.hits.len() <= many.min(found.total) && found.total <= 4, "{text:?}");
    assert!(found.hits.iter().all(|hit| hit.score.is_finite() && hit.score >= 0.0), "{text:?}");
    let in_order = found.hits.is_sorted_by(|a, b| a.score >= b.score);
    assert!(in_order || options.sort == Sort::Date, "{text:?}");
    for hit in &found.hits {
        assert!(OPEN.article(hit.doc).is_some(), "{text:?}");
        let pieces = searcher.snippet(hit.doc, &query, 60);
        assert!(pieces.iter().all(|piece| !piece.text.is_empty()), "{text:?}");
        let title: String =
            searcher.title_pieces(hit.doc, &query).iter().map(|piece| &*piece.text).collect();
        assert_eq!(title, OPEN.article(hit.doc).map(|it| it.title).unwrap_or_default(), "{text:?}");
        searcher.sections(hit.doc, &query);
    }
    assert!(searcher.suggest(&text, 3).len() <= 3, "{text:?}");
}

pub(crate) fn passages() -> Vec<Vec<u8>> {
    let all = [
        "ferry\0The ferry\0The ferry leaves. It comes back at night. The ferry waits at the quay.",
        "hà nội\0Hà Nội\0Hà Nội là thủ đô của Việt Nam. Ở đây có hồ.",
        "首都\0東京\0東京都は日本の首都。人口が多い。",
        "use rope\0useRope\0let rope = useRope(deck); rope.haul()\nif (wind) { reef() }",
    ];
    all.map(|text| text.as_bytes().to_vec()).to_vec()
}

/// Any query, title and text of an article: what is shown of it stands in it.
pub(crate) fn passage(bytes: &[u8]) {
    let text = text_of(bytes);
    let mut parts = text.splitn(3, '\0');
    let [query, title, body] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    let body = kwic_indexer::on_one_line(body);
    let title = kwic_indexer::on_one_line(title);
    let document = Document {
        id: "a".into(),
        url: "a.html".into(),
        title: title.to_string(),
        lang: "en".into(),
        blocks: vec![Block::new(BlockKind::Body, body.to_string())],
        ..Document::default()
    };
    let Ok(bytes) = kwic_indexer::build(&[document]) else { return };
    let index = Index::open(&bytes).expect("a fresh index opens");
    let (searcher, query) = (index.searcher(), Query::parse(query));
    let hits = searcher.search(&query, &SearchOptions::default());
    assert!(hits.total <= 1);
    for length in [0, 1, 30, 200] {
        let pieces = searcher.snippet(DocId(0), &query, length);
        let shown: String = pieces.iter().map(|piece| &*piece.text).collect();
        // What stands between two cuts is a stretch of the text.
        for stretch in shown.split('…').map(str::trim).filter(|_| !body.contains('…')) {
            assert!(body.contains(stretch), "{stretch:?} of {body:?}");
        }
    }
    let whole: String =
        searcher.title_pieces(DocId(0), &query).iter().map(|it| &*it.text).collect();
    assert_eq!(whole, index.article(DocId(0)).expect("the article").title);
}
