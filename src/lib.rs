//! Full-text search for static pages: the engine that runs in the reader's browser, and natively.
//!
//! An index is bytes that `kwic_indexer::build` wrote. [`Index::open`] checks them; a [`Query`] is
//! any string; [`Searcher::search`] ranks articles and [`Searcher::snippet`] shows each in its context.
//!
//! ```ignore-wasm32
//! # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
//! #     id: "a".into(), url: "a.html".into(), title: "Hà Nội".into(), lang: "vi".into(),
//! #     blocks: vec![kwic_indexer::Block::new(
//! #         kwic_indexer::BlockKind::Body,
//! #         "Hà Nội là thủ đô của Việt Nam.",
//! #     )],
//! #     ..Default::default()
//! # }]).unwrap();
//! use kwic::{Index, Query, SearchOptions};
//!
//! let index = Index::open(&bytes)?;
//! let searcher = index.searcher();
//! let query = Query::parse("hanoi");
//! let hits = searcher.search(&query, &SearchOptions::default());
//! assert_eq!(hits.total, 1);
//! let passage = searcher.snippet(hits.hits[0].doc, &query, 200);
//! assert_eq!(passage[0].text, "Hà Nội");
//! assert!(passage[0].matched);
//! # Ok::<(), kwic::OpenError>(())
//! ```

mod article;
mod attributes;
#[cfg(all(feature = "js", not(feature = "split")))]
pub mod embedded;
mod expand;
mod in_memory;
mod index;
mod index_reader;
#[cfg(feature = "js")]
pub mod js;
mod options;
mod query;
mod rank;
mod searcher;
mod snippet;
pub mod split;
mod suggest;

pub use article::{Article, DocId};
pub use index::{Index, Info};
pub use kwic_core::format::sections::OpenError;
pub use options::{SearchOptions, Sort};
pub use query::Query;
pub use query::day::Day;
pub use rank::facets::{Count, Facet, Facets};
pub use rank::hit::{Hit, Hits};
pub use searcher::Searcher;
pub use snippet::piece::Piece;
pub use snippet::section::Section;
