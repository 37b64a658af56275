//! An index does not tell how many threads built it.

use kwic_indexer::{Block, BlockKind, Document};

/// Articles with words that many have, words that few have, joined words and odd ones; the titles of
/// some are the beginning of their text, cut in the middle of a word.
fn articles(count: usize) -> Vec<Document> {
    let article = |n: usize| {
        let text = format!(
            "Lighthouse number {n} by the light house, keeper{}, Tàu hoả {}! LuaJIT東京{} …",
            n % 700,
            n % 13,
            if n.is_multiple_of(3) { "都" } else { "湾" },
        );
        let from_body = n.is_multiple_of(5);
        let title = if from_body { text[..20].to_owned() } else { format!("Report {n}") };
        Document {
            title,
            title_from_body: from_body,
            lang: ["en", "vi", "und"][n % 3].into(),
            blocks: vec![Block::new(BlockKind::Body, text)],
            ..Document::default()
        }
    };
    (0..count).map(article).collect()
}

#[test]
fn any_number_of_threads_builds_the_same_bytes() {
    let documents = articles(2_500);
    let build = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| kwic_indexer::build(&documents).unwrap())
    };
    let one = build(1);
    for threads in [2, 5] {
        assert!(build(threads) == one, "{threads} threads build other bytes than one");
    }
}
