//! What the index builder and the engine share: text analysis and the index format.
pub mod format;
pub mod heap;
pub mod text;
