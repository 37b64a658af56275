//! How the placeholder of an index looks in a finished module, where the engine reads it and a build
//! fills it.
//!
//! In memory stand one after the other: [`START`], a reference to a slice of bytes (address and length, each
//! four bytes, little-endian), and [`END`]. Until an index is there the reference is to `START` itself.

/// By these bytes a build finds the placeholder.
pub const START: [u8; 16] = *b"kwic placeholder";

/// Without an end an optimiser might take the zeros at the end of the length for memory that is zero anyway.
pub const END: [u8; 4] = *b"end.";
