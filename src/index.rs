//! stub
use crate::Query;
/// A document in an index, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);
/// Why bytes are not an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {}
impl std::fmt::Display for OpenError {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}
impl std::error::Error for OpenError {}
/// An open index over borrowed bytes.
pub struct Index<'a> {
    bytes: &'a [u8],
}
/// Options of [`Index::search`].
#[derive(Debug, Clone)]
pub struct SearchOptions {
    /// Hits to return at most.
    pub limit: usize,
    /// Hits to pass over first.
    pub offset: usize,
    /// The last word of the query is a prefix, as in a search box (unless a space follows it).
    pub prefix: bool,
}
impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions { limit: 10, offset: 0, prefix: true }
    }
}
/// One hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which document.
    pub doc: DocId,
    /// Its score; larger is better; comparable within one query only.
    pub score: f64,
}
/// The answer to a query.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// How many documents match in all.
    pub total: usize,
    /// A clearly better spelling of the query.
    pub suggestion: Option<String>,
}
/// What an index says of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article<'a> {
    /// Record id in its collection.
    pub id: &'a str,
    /// Where a hit leads.
    pub url: &'a str,
    /// Title.
    pub title: &'a str,
    /// Language code.
    pub lang: &'a str,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Publisher.
    pub source: Option<&'a str>,
}
/// A run of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// True where it answers the query.
    pub matched: bool,
}
/// Figures about an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// Number of articles.
    pub articles: usize,
    /// Number of distinct terms.
    pub terms: usize,
    /// Language codes present, sorted.
    pub languages: Vec<String>,
    /// Size of the index in bytes.
    pub bytes: usize,
    /// Version of the engine, as in Cargo.toml.
    pub version: &'static str,
}
impl<'a> Index<'a> {
    /// Opens an index; checks it once.
    pub fn open(bytes: &'a [u8]) -> Result<Index<'a>, OpenError> {
        Ok(Index { bytes })
    }
    /// The best hits of a query.
    pub fn search(&self, _query: &Query, _options: &SearchOptions) -> Hits {
        Hits::default()
    }
    /// The best passage of about `length` graphemes.
    pub fn snippet(&self, _doc: DocId, _query: &Query, _length: usize) -> Vec<Piece> {
        vec![]
    }
    /// The title, marked.
    pub fn title_pieces(&self, _doc: DocId, _query: &Query) -> Vec<Piece> {
        vec![]
    }
    /// One document; None beyond the last.
    pub fn article(&self, _doc: DocId) -> Option<Article<'a>> {
        None
    }
    /// Figures.
    pub fn info(&self) -> Info {
        Info { articles: 0, terms: 0, languages: vec![], bytes: self.bytes.len(), version: "" }
    }
    /// Name and size in bytes of every section, in file order.
    pub fn sections(&self) -> Vec<(&'static str, usize)> {
        vec![]
    }
}
