//! How the place for an index looks in a finished module, where the engine reads it and a build fills it.
//!
//! In memory stand one after the other: [`BEFORE`], a reference to a slice of bytes (address and length, each
//! four bytes, little-endian), and [`AFTER`]. Until an index is there the reference is to `BEFORE` itself.

/// By these bytes a build finds the slot.
pub const BEFORE: [u8; 16] = *b"slot of an index";

/// Without an end an optimiser might take the zeros at the end of the length for memory that is zero anyway.
pub const AFTER: [u8; 4] = *b"end.";
