//! The text section: articles as symbols of a vocabulary.

pub mod symbols;
pub mod vocabulary;
