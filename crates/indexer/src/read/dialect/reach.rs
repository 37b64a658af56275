//! How far the end of something is looked for.

/// What is looked through for the end of a tag or a template that has begun, in bytes. A longer one is none, and so
/// text with very many beginnings does not take the square of its length.
const REACH: usize = 4096;

/// The beginning of a text within [`REACH`].
pub(super) fn within_reach(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
