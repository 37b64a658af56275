//! The index that the build compiled into this crate (feature `embed`).

/// Bytes of the index of `articles/`, or of the folder that `KWIC_ARTICLES` named at build time.
pub static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/index.kwic"));
