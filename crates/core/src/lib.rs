//! What the index builder and the engine share: text analysis and the index format.
#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod decimal;
pub mod format;
pub mod heap;
pub mod lexicon;
pub mod slot;
pub mod text;
