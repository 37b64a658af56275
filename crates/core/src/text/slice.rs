//! Slicing text without a panic.

use std::ops::Range;

/// The text between two byte offsets; empty where they do not fit the text.
pub fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}
