//! Documents to the bytes of an index.

pub(crate) mod anchors;
pub(crate) mod article;
pub(crate) mod compounds;
pub(crate) mod documents;
pub(crate) mod inflections;
pub(crate) mod invert;
pub(crate) mod occurrence;
pub(crate) mod stem;
pub(crate) mod stop_words;
pub(crate) mod synonyms;
pub(crate) mod tails;
pub(crate) mod write;
