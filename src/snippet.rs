//! `Index::snippet`: the passage of an article that answers a query best, as pieces of text.
use std::ops::Range;

use kwic_core::format::{ASIDE_MARK, HEADING_MARK};
use kwic_core::store::vocabulary::DecodedText;
use kwic_core::text::{is_blank, slice};

use crate::excerpt::{excerpt, trim_start};
use crate::expand::Expanded;
use crate::index::{DocId, Index};
use crate::matcher::{Mark, Matcher, follows};
use crate::passage::{GAP, stretches};
use crate::query::Query;

/// A run of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, as the article has it.
    pub text: String,
    /// True where it answers the query.
    pub matched: bool,
}

/// The shortest snippet: a character, and signs that text is left out on both sides of it.
const SHORTEST: usize = 3;
/// Stands where text is left out.
const ELLIPSIS: &str = "…";
/// Stands between two passages.
const BETWEEN: &str = " … ";
/// Words of a phrase are one mark with what is between them if that is no longer, in bytes.
const LONGEST_JOINT: usize = 4;
/// What a word in a heading is worth of one in running text, which says more of the matter.
const HEADING: f32 = 0.9;
/// The same for boilerplate.
const ASIDE: f32 = 0.1;

impl Index<'_> {
    /// The passage of an article that covers most of a query, or two when no single one has words
    /// that two have: `length` graphemes long at most, with the words marked as the article spells
    /// them. "…" stands where text of a paragraph or between two passages is left out; paragraphs
    /// that follow each other have a piece of one space between them. Common words are marked
    /// beside another word of the query, or when there is no other.
    ///
    /// For an article that only its title makes a hit, its beginning. Empty beyond the last
    /// document, and for a `length` below 3.
    pub fn snippet(&self, doc: DocId, query: &Query, length: usize) -> Vec<Piece> {
        self.snippet_marked(doc, &self.marker(&self.expand(query.clone(), true)), length)
    }

    /// The title of an article, marked.
    pub fn title_pieces(&self, doc: DocId, query: &Query) -> Vec<Piece> {
        let title = self.title(doc.0);
        let mut out = Vec::new();
        for (range, matched) in self.marker(&self.expand(query.clone(), true)).title_runs(&title) {
            push(&mut out, slice(&title.text, range), matched);
        }
        out
    }

    /// What marks titles and passages for a query.
    pub(crate) fn marker(&self, expanded: &Expanded) -> Marker {
        Marker(Matcher::new(self, expanded))
    }

    pub(crate) fn snippet_marked(&self, doc: DocId, marker: &Marker, length: usize) -> Vec<Piece> {
        if length < SHORTEST {
            return Vec::new();
        }
        Story::read(&self.text(doc.0), &marker.0).pieces(length)
    }
}

/// Marks titles and passages for a query.
pub(crate) struct Marker(Matcher);

impl Marker {
    /// A title in runs, marked or not, some of them empty.
    pub(crate) fn title_runs(&self, title: &DecodedText) -> Vec<(Range<usize>, bool)> {
        let Marker(matcher) = self;
        let mut marks = Vec::new();
        matcher.find(&title.text, &title.tokens, &mut marks);
        matcher.select(&mut marks);
        runs(&title.text, 0..title.text.len(), &marks)
    }
}

/// An article's text with what in it answers a query.
struct Story<'t> {
    text: &'t str,
    marks: Vec<Mark>,
    parts: Vec<Part>,
    /// Where running text begins, or what comes nearest to it.
    beginning: Option<usize>,
}

/// A heading with the text below it, or boilerplate that stands together.
struct Part {
    range: Range<usize>,
    aside: bool,
}

impl<'t> Story<'t> {
    fn read(written: &'t DecodedText, matcher: &Matcher) -> Story<'t> {
        let DecodedText { text, tokens, .. } = written;
        let mut tokens = tokens.as_slice();
        let mut story = Story { text, marks: Vec::new(), parts: Vec::new(), beginning: None };
        let mut best = 0.0;
        let mut last = 0.0;
        for line in lines(text, 0..text.len()) {
            let Range { end, .. } = line;
            let line = slice(text, line);
            let block = unmarked(line);
            let start = end - block.len();
            let worth = match line.chars().next() {
                Some(HEADING_MARK) => HEADING,
                Some(ASIDE_MARK) => ASIDE,
                _ => 1.0,
            };
            let aside = worth == ASIDE;
            let opens = worth == HEADING && last != HEADING;
            last = worth;
            match story.parts.last_mut() {
                Some(part) if part.aside == aside && !opens => part.range.end = end,
                _ => story.parts.push(Part { range: start..end, aside }),
            }
            if worth > best && !trim_start(block, is_blank).is_empty() {
                best = worth;
                story.beginning = Some(start);
            }
            let found = story.marks.len();
            let (own, rest) = tokens.split_at(tokens.partition_point(|t| t.span.start < end));
            tokens = rest;
            matcher.find(text, own, &mut story.marks);
            for mark in story.marks.iter_mut().skip(found) {
                mark.part = story.parts.len();
                mark.worth *= worth;
            }
        }
        if story.marks.iter().any(|mark| !mark.faint) {
            matcher.select(&mut story.marks);
        }
        story
    }

    /// The text that may be shown around a stretch: its part of the article, and when that is
    /// short the parts after it or before it.
    fn around(&self, core: &Range<usize>, length: usize) -> Range<usize> {
        let after = self.parts.partition_point(|part| part.range.start <= core.start);
        let (earlier, later) = self.parts.split_at(after);
        let Some((part, earlier)) = earlier.split_last() else { return core.clone() };
        // What stands before running text is not its beginning.
        let start = if core.is_empty() { core.start } else { part.range.start };
        let mut around = start..part.range.end;
        let is_short = |around: &Range<usize>| around.len() < length / 2;
        let is_like = |other: &&Part| other.aside == part.aside;
        for next in later.iter().take_while(is_like) {
            if is_short(&around) {
                around.end = next.range.end;
            }
        }
        for before in earlier.iter().rev().take_while(is_like) {
            if is_short(&around) && !core.is_empty() {
                around.start = before.range.start;
            }
        }
        around
    }

    fn pieces(&self, length: usize) -> Vec<Piece> {
        let mut cores = stretches(self.text, &self.marks, length);
        if cores.is_empty() {
            cores.extend(self.beginning.map(|start| start..start));
        }
        let mut out = Vec::new();
        let (mut room, mut end) = (length, 0);
        let count = cores.len();
        for (number, core) in cores.into_iter().enumerate() {
            let is_last = number + 1 == count;
            let share = if is_last { room } else { (room - GAP) / 2 };
            let around = self.around(&core, share);
            let shown = excerpt(self.text, around, core, &self.marks, share);
            if shown.range.is_empty() || shown.range.start < end {
                continue;
            }
            end = shown.range.end;
            room = room.saturating_sub(shown.size + GAP);
            if !out.is_empty() {
                push(&mut out, BETWEEN, false);
            } else if shown.before {
                push(&mut out, ELLIPSIS, false);
            }
            for (range, matched) in runs(self.text, shown.range, &self.marks) {
                for (number, line) in lines(self.text, range).into_iter().enumerate() {
                    if number > 0 {
                        push(&mut out, " ", false);
                    }
                    push(&mut out, unmarked(slice(self.text, line)), matched);
                }
            }
            if is_last && shown.after {
                push(&mut out, if shown.spaced { " " } else { "" }, false);
                push(&mut out, ELLIPSIS, false);
            }
        }
        out
    }
}

/// The lines of a range of text.
fn lines(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
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

/// A line without the character that says what it is.
fn unmarked(line: &str) -> &str {
    let marked = line.starts_with(HEADING_MARK) || line.starts_with(ASIDE_MARK);
    slice(line, usize::from(marked)..line.len())
}

fn push(out: &mut Vec<Piece>, text: &str, matched: bool) {
    if !text.is_empty() {
        out.push(Piece { text: text.to_string(), matched });
    }
}

/// A range of text in runs, marked or not. Words that follow each other in query and text are one
/// mark; a mark that is not wholly in the range is none, unless there is no other.
fn runs(text: &str, range: Range<usize>, marks: &[Mark]) -> Vec<(Range<usize>, bool)> {
    let is_whole = |mark: &Mark| range.start <= mark.range.start && mark.range.end <= range.end;
    let some = marks.iter().any(is_whole);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        if some && !is_whole(mark) {
            continue;
        }
        let mut start = mark.range.start;
        follows(marks, at, &mut |_, earlier| {
            let joined =
                is_whole(earlier) && is_joint(slice(text, earlier.range.end..mark.range.start));
            if joined {
                start = earlier.range.start;
            }
            joined
        });
        let mut start = start.max(range.start);
        let mut end = mark.range.end.min(range.end);
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
    for mark in merged {
        runs.push((at..mark.start, false));
        at = mark.end;
        runs.push((mark, true));
    }
    runs.push((at..range.end, false));
    runs
}

/// True for what may stand between two words of one mark: a space, or the sign of a compound, which
/// may be said twice as in `std::fs`.
fn is_joint(text: &str) -> bool {
    let mut signs = text.chars();
    let first = signs.next();
    text.len() <= LONGEST_JOINT && signs.all(|c| Some(c) == first)
}
