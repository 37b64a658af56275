//! Graphemes, which are what a reader takes for a character: text is never cut inside one.

use std::ops::Range;

use kwic_core::text::{graphemes, slice};

/// A range made longer where it ends inside a grapheme.
pub(crate) fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = range;
    let mut before = slice(text, 0..start).chars();
    // Words that came out of one original character share it.
    while start == end || !is_boundary(text, start) {
        let Some(c) = before.next_back() else { break };
        start -= c.len_utf8();
    }
    let mut after = slice(text, end..text.len()).chars();
    while !is_boundary(text, end) {
        let Some(c) = after.next() else { break };
        end += c.len_utf8();
    }
    start..end
}

/// True where a grapheme ends for certain: between flags only a look at all of them would tell.
pub(crate) fn is_boundary(text: &str, at: usize) -> bool {
    let plain = |pair: &[u8]| pair.iter().all(u8::is_ascii);
    if text.as_bytes().get(at.saturating_sub(1)..at + 1).is_some_and(plain) {
        return true;
    }
    let before = slice(text, 0..at).chars().next_back();
    let after = slice(text, at..text.len()).chars().next();
    let (Some(before), Some(after)) = (before, after) else { return true };
    let pair = at - before.len_utf8()..at + after.len_utf8();
    starts(slice(text, pair), 2).len() == 2
}

/// The number of graphemes of a text, counted up to `limit`.
pub(crate) fn count(text: &str, limit: usize) -> usize {
    if is_plain(text) { text.len().min(limit) } else { starts(text, limit).len() }
}

/// True for a text in which each byte is a grapheme.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && byte != b'\r')
}

/// Where the first graphemes of a text begin, at most `limit`.
pub(crate) fn starts(text: &str, limit: usize) -> Vec<usize> {
    if is_plain(text) {
        return (0..text.len().min(limit)).collect();
    }
    let mut starts = Vec::new();
    for at in graphemes(text) {
        if starts.len() == limit {
            break;
        }
        starts.push(at);
    }
    starts
}
