//! Highlights: where a text answers a query.

use std::ops::Range;

use kwic_core::text::slice;

/// A piece of text that answers one concept of a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Highlight {
    /// Its bytes in the text: whole graphemes.
    pub range: Range<usize>,
    /// Positions of its first and its last word.
    pub words: (u32, u32),
    /// Number of the concept in the query.
    pub concept: usize,
    /// What showing it is worth.
    pub weight: f32,
    /// It is a stop word, or another word than the one that was typed but for its accents.
    pub weak: bool,
    /// It is a term that may be meant by what was typed: a continuation or a correction.
    pub inexact: bool,
    /// Number of the part of the article that it is in.
    pub part: usize,
}

/// Highlights that begin more than this many words before another one are not followed by it.
const MAX_RUN: u32 = 32;

/// Calls `is_asked` with the numbers of the highlights that one follows in text and query, until it gives
/// true: highlights that end with the word before it and whose concept is the one before its own. A
/// word that answers both concepts counts as two.
pub(crate) fn follows(
    highlights: &[Highlight],
    at: usize,
    is_asked: &mut dyn FnMut(usize, &Highlight) -> bool,
) -> bool {
    let (earlier, later) = highlights.split_at(at.min(highlights.len()));
    let Some(highlight) = later.first() else { return false };
    for (number, other) in earlier.iter().enumerate().rev() {
        let is_far = other.words.0.saturating_add(MAX_RUN) < highlight.words.0;
        if other.part != highlight.part || is_far {
            break;
        }
        let beside = other.words.1.checked_add(1) == Some(highlight.words.0);
        if other.concept + 1 == highlight.concept
            && (beside || other.words == highlight.words)
            && is_asked(number, other)
        {
            return true;
        }
    }
    false
}

/// A range of a text in runs, highlighted or not, some of them empty. Words that follow each other in
/// query and text are one run. A highlight that is not wholly in the range is none, unless there is no
/// other.
pub(crate) fn runs(
    text: &str,
    range: Range<usize>,
    highlights: &[Highlight],
) -> Vec<(Range<usize>, bool)> {
    let is_whole = |highlight: &Highlight| {
        range.start <= highlight.range.start && highlight.range.end <= range.end
    };
    let some = highlights.iter().any(is_whole);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for (at, highlight) in highlights.iter().enumerate() {
        if some && !is_whole(highlight) {
            continue;
        }
        let mut start = highlight.range.start;
        follows(highlights, at, &mut |_, earlier| {
            // A word that the query has twice follows itself; what is before it counts.
            let joined = is_whole(earlier)
                && earlier.range.end <= highlight.range.start
                && is_joint(slice(text, earlier.range.end..highlight.range.start));
            if joined {
                start = earlier.range.start;
            }
            joined
        });
        let mut start = start.max(range.start);
        let mut end = highlight.range.end.min(range.end);
        if start >= end {
            continue;
        }
        while let Some(last) = merged.last().filter(|last| start <= last.end) {
            start = start.min(last.start);
            end = end.max(last.end);
            merged.pop();
        }
        merged.push(start..end);
    }
    let mut runs = Vec::new();
    let mut at = range.start;
    for range in merged {
        runs.push((at..range.start, false));
        at = range.end;
        runs.push((range, true));
    }
    runs.push((at..range.end, false));
    runs
}

/// Two highlights that follow each other are one run with what is between them if that is no longer, in
/// bytes.
const MAX_JOINT: usize = 4;

/// True for what may stand between two words of one run: a space, or what joins a compound, which may
/// be said twice as in `std::fs`.
fn is_joint(text: &str) -> bool {
    let mut joint = text.chars();
    let first = joint.next();
    text.len() <= MAX_JOINT && joint.all(|c| Some(c) == first)
}
