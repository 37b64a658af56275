//! Reads articles and writes the index; runs on the build machine, never in the browser.
mod document;
mod error;
mod write;

pub use document::{Block, BlockKind, Document};
pub use error::BuildError;
pub use write::build;
