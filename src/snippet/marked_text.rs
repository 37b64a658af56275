//! The text of an article with the marks of its blocks, and with what in it answers a query.

use std::ops::Range;

use kwic_core::format::{ASIDE_MARK, CODE_MARK, DESCRIPTION_MARK, HEADING_MARK};
use kwic_core::store::decoded_text::DecodedText;
use kwic_core::text::{is_blank, slice};

use super::highlight::Highlight;
use super::highlighter::Highlighter;

/// What a word in a heading is worth of one in running text, which says more of the matter.
pub(crate) const HEADING: f32 = 0.9;
/// The same for code: it is shown where no running text has the words.
const CODE: f32 = 0.4;
/// The same for boilerplate.
pub(crate) const ASIDE: f32 = 0.1;

/// See the [module](self).
pub(crate) struct MarkedText {
    pub decoded: DecodedText,
    pub highlights: Vec<Highlight>,
    parts: Vec<Part>,
    /// It has a description or running text.
    pub has_text: bool,
    /// Where the description begins, or running text, or what comes nearest to it.
    pub beginning: Option<usize>,
}

/// A heading with the text below it, or boilerplate that stands together.
struct Part {
    range: Range<usize>,
    aside: bool,
    /// Text is left out before it.
    apart: bool,
}

impl MarkedText {
    pub(crate) fn new(decoded: DecodedText, highlighter: &Highlighter) -> MarkedText {
        let DecodedText { text, tokens, gaps, .. } = &decoded;
        let mut tokens = tokens.as_slice();
        let (mut highlights, mut parts, mut beginning) = (Vec::new(), Vec::<Part>::new(), None);
        let mut best = 0.0;
        let mut last = 0.0;
        for line in lines(text, 0..text.len()) {
            let Range { end, .. } = line;
            let apart = gaps.contains(&line.start);
            let line = slice(text, line);
            let block = unmarked(line);
            let start = end - block.len();
            let weight = match line.chars().next() {
                Some(HEADING_MARK) => HEADING,
                Some(ASIDE_MARK) => ASIDE,
                Some(CODE_MARK) => CODE,
                _ => 1.0,
            };
            let aside = weight == ASIDE;
            let opens = weight == HEADING && last != HEADING;
            last = weight;
            match parts.last_mut() {
                Some(part) if part.aside == aside && !opens && !apart => part.range.end = end,
                _ => parts.push(Part { range: start..end, aside, apart }),
            }
            if begins(line, DESCRIPTION) {
                beginning = Some(start);
                best = f32::INFINITY;
            }
            if weight > best && !block.chars().all(is_blank) {
                best = weight;
                beginning = Some(start);
            }
            let found = highlights.len();
            let (own, rest) = tokens.split_at(tokens.partition_point(|t| t.span.start < end));
            tokens = rest;
            highlighter.find(text, own, &mut highlights);
            for highlight in highlights.iter_mut().skip(found) {
                highlight.part = parts.len();
                highlight.weight *= weight;
            }
        }
        if highlights.iter().any(|highlight| !highlight.weak) {
            highlighter.select(&mut highlights);
        }
        MarkedText { decoded, highlights, parts, has_text: best >= 1.0, beginning }
    }

    pub(crate) fn text(&self) -> &str {
        &self.decoded.text
    }

    /// True for a part that begins with the text, and may have begun before it.
    pub(crate) fn is_beginning(&self, around: &Range<usize>) -> bool {
        let first = self.parts.first();
        first.is_some_and(|part| part.range.start == around.start)
            && !begins(self.text(), &[HEADING_MARK])
    }

    /// The text that may be shown around a window: its part of the article, and where that is short the
    /// parts after it or before it.
    pub(crate) fn around(&self, window: &Range<usize>, length: usize) -> Range<usize> {
        let after = self.parts.partition_point(|part| part.range.start <= window.start);
        let (earlier, later) = self.parts.split_at(after);
        let Some((part, earlier)) = earlier.split_last() else { return window.clone() };
        // What stands before running text is not its beginning.
        let start = if window.is_empty() { window.start } else { part.range.start };
        let mut around = start..part.range.end;
        let is_short = |around: &Range<usize>| around.len() < length / 2;
        let goes_on = |other: &&Part| other.aside == part.aside && !other.apart;
        for next in later.iter().take_while(goes_on) {
            if is_short(&around) {
                around.end = next.range.end;
            }
        }
        let mut apart = part.apart;
        for before in earlier.iter().rev().take_while(|other| other.aside == part.aside) {
            if is_short(&around) && !window.is_empty() && !apart {
                around.start = before.range.start;
            }
            apart |= before.apart;
        }
        around
    }
}

/// The lines of a range of text.
pub(crate) fn lines(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if text.as_bytes()[at] == b'\n' {
            lines.push(start..at);
            start = at + 1;
        }
    }
    lines.push(start..range.end);
    lines
}

/// A line without the character that says what block it is.
pub(crate) fn unmarked(line: &str) -> &str {
    let marks = if begins(line, DESCRIPTION) { 2 } else { 1 };
    if begins(line, &[HEADING_MARK]) || begins(line, &[ASIDE_MARK]) || begins(line, &[CODE_MARK]) {
        // Each is one byte.
        slice(line, marks..line.len())
    } else {
        line
    }
}

/// What a description begins with.
const DESCRIPTION: &[char] = &[ASIDE_MARK, DESCRIPTION_MARK];

fn begins(line: &str, marks: &[char]) -> bool {
    let mut characters = line.chars();
    marks.iter().all(|&mark| characters.next() == Some(mark))
}
