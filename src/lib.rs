//! Full-text search for static pages.
mod index;
mod query;
pub use index::*;
pub use query::*;
