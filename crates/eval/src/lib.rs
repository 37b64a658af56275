//! How good the results of an index are.
//!
//! A judged collection ([`dataset`]) has queries and says which documents are relevant to each. An
//! index answers the queries ([`retrieval`]), which gives a run ([`trec`]); [`metrics`] turn the run
//! into figures, and [`significance`] says whether two runs differ by more than chance. A golden
//! list ([`golden`]) is smaller: queries of a site, each with the one article that it must find.
//!
//! The `kwic eval` and `kwic compare` commands print what this crate finds out.

pub mod dataset;
mod error;
pub mod golden;
mod lines;
pub mod metrics;
pub mod retrieval;
pub mod significance;
pub mod trec;

pub use error::EvalError;
