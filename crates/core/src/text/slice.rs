//! Slicing text without a panic, and without the tables that the panic of the standard library
//! prints characters with, which are larger than all of this module.

use std::ops::Range;

/// The text between two byte offsets; empty where they do not fit the text.
pub fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}
