//! Full-text search for static pages: the engine that runs in the reader's browser, and natively.
//!
//! An index is bytes that `kwic_indexer::build` wrote. [`Index::open`] checks them; a [`Query`] is
//! any string; [`Index::search`] ranks articles and [`Index::snippet`] shows each in its context.
//!
//! ```ignore-wasm32
//! # let bytes = kwic_indexer::build(&[kwic_indexer::Document {
//! #     id: "a".into(), url: "a.html".into(), title: "Hà Nội".into(), lang: "vi".into(),
//! #     blocks: vec![kwic_indexer::Block {
//! #         kind: kwic_indexer::BlockKind::Body,
//! #         text: "Hà Nội là thủ đô của Việt Nam.".into(),
//! #     }],
//! #     ..Default::default()
//! # }]).unwrap();
//! use kwic::{Index, Query, SearchOptions};
//!
//! let index = Index::open(&bytes)?;
//! let query = Query::parse("hanoi");
//! let hits = index.search(&query, &SearchOptions::default());
//! assert_eq!(hits.total, 1);
//! let passage = index.snippet(hits.hits[0].doc, &query, 200);
//! assert_eq!(passage[0].text, "Hà Nội");
//! assert!(passage[0].matched);
//! # Ok::<(), kwic::OpenError>(())
//! ```

mod bound;
mod correction;
#[cfg(feature = "js")]
pub mod embedded;
mod excerpt;
mod expand;
mod facets;
mod filter;
mod index;
#[cfg(feature = "js")]
pub mod js;
mod matcher;
mod neighbours;
mod passage;
mod query;
mod score;
mod search;
mod snippet;
mod suggest;
mod typo;
mod wanted;

pub use facets::{Count, Facets};
pub use filter::Day;
pub use index::{Article, DocId, Index, Info};
pub use kwic_core::format::sections::OpenError;
pub use query::Query;
pub use search::{Hit, Hits, SearchOptions, Sort};
pub use snippet::Piece;
