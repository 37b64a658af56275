//! Hits: what a search finds.

use super::facets::Facets;
use crate::article::DocId;

/// One hit.
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
/// #     id: "a".into(), url: "a.html".into(), title: "Red river".into(), lang: "en".into(),
/// #     ..Default::default()
/// # }]).unwrap();
/// use kwic::{DocId, Index, Query, SearchOptions};
///
/// let index = Index::open(&bytes)?;
/// let found = index.searcher().search(&Query::parse("river"), &SearchOptions::default());
/// let hit = &found.hits[0];
/// assert_eq!(hit.doc, DocId(0));
/// assert!(hit.score > 0.0);
/// # Ok::<(), kwic::OpenError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which article.
    pub doc: DocId,
    /// Its score; larger is better; comparable within one query only.
    pub score: f64,
}

/// The answer to a query.
///
/// ```ignore-wasm32
/// # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
/// #     id: "a".into(), url: "a.html".into(), title: "Red river".into(), lang: "en".into(),
/// #     ..Default::default()
/// # }]).unwrap();
/// use kwic::{Index, Query, SearchOptions};
///
/// let index = Index::open(&bytes)?;
/// let found = index.searcher().search(&Query::parse("rivre"), &SearchOptions::default());
/// assert_eq!((found.hits.len(), found.total), (1, 1));
/// assert_eq!(found.suggestion.as_deref(), Some("river"));
/// assert!(found.facets.is_none());
/// # Ok::<(), kwic::OpenError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// The first hits in the order asked for. Of equal scores the shorter article is first, by its title, then by its
    /// headings, its text and what stands around it; of equal ones, and where no word asks for a score, the earlier article.
    pub hits: Vec<Hit>,
    /// How many articles match in all.
    pub total: usize,
    /// What the query was probably meant to be, with words misspelt, run together or cut in two made
    /// right; `None` where that is in doubt.
    pub suggestion: Option<String>,
    /// What all articles that match have, not only those of this page, if asked for.
    pub facets: Option<Facets>,
}
