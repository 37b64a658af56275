//! The index inside this crate (feature `module`).

/// Bytes of the index of `articles/`, or of the folder that `KWIC_ARTICLES` named at build time, or
/// those of the file that `KWIC_INDEX` named.
pub static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/index.kwic"));
