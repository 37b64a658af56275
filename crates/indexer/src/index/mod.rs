//! Documents to the bytes of an index.

pub(crate) mod collect;
pub(crate) mod compounds;
pub(crate) mod encode;
pub(crate) mod inflections;
pub(crate) mod invert;
pub(crate) mod stem;
pub(crate) mod stop_words;
pub(crate) mod write;
