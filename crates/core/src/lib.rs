//! What the index builder and the engine share: text analysis and the index format.
pub mod format;
pub mod placeholder;
pub mod small;
pub mod split;
pub mod store;
pub mod text;
