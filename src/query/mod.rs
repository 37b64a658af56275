//! Queries: what a reader asks for.

pub(crate) mod filter;
pub(crate) mod parser;
