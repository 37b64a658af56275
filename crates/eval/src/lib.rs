//! How good the results of an index are.
//!
//! A judged collection ([`Dataset`]) holds queries and says which documents are relevant to each of
//! them. A [`Retrieval`] searches an index for the queries and gives a [`Run`], the ranking of every
//! query. [`Scores`] are the measures of a run ([`metrics`] has the formulas), and [`compare`] says
//! whether two runs differ by more than chance.
//!
//! A golden list is smaller: each [`Expectation`] is a query of a site and the one article that the
//! query must find, and a [`Finding`] says where the article stands.
//!
//! The commands `kwic eval` and `kwic compare` print what this crate finds out.

mod comparison;
mod dataset;
mod error;
mod golden;
mod kinds;
mod latency;
mod lines;
pub mod metrics;
mod retrieval;
mod scores;
mod significance;
mod split_mix;
mod trec;

pub use comparison::{MeasureComparison, compare};
pub use dataset::{Dataset, JudgedQuery, Judgments};
pub use error::EvalError;
pub use golden::{Expectation, Finding};
pub use kinds::{KindSuccess, RANKS};
pub use latency::Latency;
pub use retrieval::Retrieval;
pub use scores::Scores;
pub use significance::PairedTest;
pub use split_mix::SplitMix64;
pub use trec::{Retrieved, Run};
