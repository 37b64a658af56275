//! A site of a few articles, to search in.

use kwic::{DocId, Index, Query, SearchOptions};
use kwic_indexer::{Block, BlockKind, Document};

/// A small site, built and ready.
pub struct Site {
    bytes: Vec<u8>,
}

/// An article with a title that no query asks for.
pub fn article(lang: &str, body: &str) -> Document {
    Document {
        title: "~".into(),
        lang: lang.into(),
        blocks: vec![Block::new(BlockKind::Body, body)],
        ..Document::default()
    }
}

impl Site {
    pub fn of(documents: &[Document]) -> Site {
        let bytes = kwic_indexer::build(documents).expect("a few articles fit into an index");
        Site { bytes }
    }

    /// A site of articles in one language.
    pub fn in_language(lang: &str, bodies: &[&str]) -> Site {
        let articles: Vec<Document> = bodies.iter().map(|body| article(lang, body)).collect();
        Site::of(&articles)
    }

    pub fn index(&self) -> Index<'_> {
        Index::open(&self.bytes).expect("a fresh index opens")
    }

    /// The numbers and scores of the articles that a query finds, best first. Its last word is
    /// whole.
    pub fn scores(&self, query: &str) -> Vec<(u32, f64)> {
        let options =
            SearchOptions { limit: usize::MAX, prefix: false, ..SearchOptions::default() };
        let hits = self.index().searcher().search(&Query::parse(query), &options).hits;
        hits.into_iter().map(|hit| (hit.doc.0, hit.score)).collect()
    }

    /// The numbers of the articles that a query finds, best first.
    pub fn found(&self, query: &str) -> Vec<u32> {
        self.scores(query).into_iter().map(|hit| hit.0).collect()
    }

    /// The numbers of the articles that a query finds, in their own order.
    pub fn found_in_order(&self, query: &str) -> Vec<u32> {
        let mut found = self.found(query);
        found.sort_unstable();
        found
    }

    /// What a snippet of an article marks for a query.
    pub fn marked(&self, article: u32, query: &str) -> Vec<String> {
        // The space says that the last word is whole.
        let query = Query::parse(&format!("{query} "));
        let pieces = self.index().searcher().snippet(DocId(article), &query, 400);
        pieces.into_iter().filter(|piece| piece.matched).map(|piece| piece.text).collect()
    }
}
