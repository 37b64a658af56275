//! `Index::snippet`: the passage of an article that answers a query best, as pieces of text.

use std::ops::Range;

use kwic_core::format::{ASIDE_MARK, HEADING_MARK};
use kwic_core::text::slice;

use crate::excerpt::excerpt;
use crate::expand::Expanded;
use crate::index::{DocId, Index};
use crate::matcher::{Mark, Matcher, before};
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
        self.snippet_expanded(doc, &self.expand(query, true), length)
    }

    /// The title of an article, marked.
    pub fn title_pieces(&self, doc: DocId, query: &Query) -> Vec<Piece> {
        self.title_pieces_expanded(doc, &self.expand(query, true))
    }

    pub(crate) fn title_pieces_expanded(&self, doc: DocId, expanded: &Expanded) -> Vec<Piece> {
        let Some(record) = self.documents.get(doc.0 as usize) else { return Vec::new() };
        let matcher = Matcher::new(self, expanded);
        let mut marks = Vec::new();
        matcher.find(record.title, 0, 0, &mut marks);
        matcher.drop_common(&mut marks);
        let mut out = Vec::new();
        for (range, matched) in runs(record.title, 0..record.title.len(), &marks) {
            push(&mut out, slice(record.title, range), matched);
        }
        out
    }

    pub(crate) fn snippet_expanded(
        &self,
        doc: DocId,
        expanded: &Expanded,
        length: usize,
    ) -> Vec<Piece> {
        let Some(record) = self.documents.get(doc.0 as usize) else { return Vec::new() };
        if length < SHORTEST {
            return Vec::new();
        }
        let text = self.text(&record);
        Story::read(text, &Matcher::new(self, expanded)).pieces(length)
    }
}

/// An article's text with what in it answers a query.
struct Story<'t> {
    text: &'t str,
    marks: Vec<Mark>,
    /// Blocks that follow each other and are all boilerplate, or none of them.
    parts: Vec<Range<usize>>,
    /// Where headings begin, of those that follow each other the first.
    sections: Vec<usize>,
    /// Where running text begins, or what comes nearest to it, and the number of its part.
    beginning: Option<(usize, usize)>,
}

impl<'t> Story<'t> {
    fn read(text: &'t str, matcher: &Matcher<'_>) -> Story<'t> {
        let mut story = Story {
            text,
            marks: Vec::new(),
            parts: Vec::new(),
            sections: Vec::new(),
            beginning: None,
        };
        let mut offset = 0;
        let mut position = 0u32;
        let mut worth_at_beginning = 0.0;
        let mut in_aside = None;
        let mut in_heading = false;
        for line in text.split('\n') {
            let block = line.trim_start_matches([HEADING_MARK, ASIDE_MARK]);
            let start = offset + line.len() - block.len();
            offset += line.len() + 1;
            let aside = line.starts_with(ASIDE_MARK);
            let worth = match aside {
                true => ASIDE,
                false if line.starts_with(HEADING_MARK) => HEADING,
                false => 1.0,
            };
            match story.parts.last_mut() {
                Some(part) if in_aside == Some(aside) => part.end = start + block.len(),
                _ => story.parts.push(start..start + block.len()),
            }
            in_aside = Some(aside);
            if worth == HEADING && !in_heading {
                story.sections.push(start);
            }
            in_heading = worth == HEADING;
            let part = story.parts.len() - 1;
            if worth > worth_at_beginning && !block.trim().is_empty() {
                worth_at_beginning = worth;
                story.beginning = Some((start, part));
            }
            let found = story.marks.len();
            // A word is no neighbour of one in another block.
            position = matcher.find(block, start, position, &mut story.marks).saturating_add(1);
            for mark in story.marks.iter_mut().skip(found) {
                mark.part = part;
                mark.worth *= worth;
            }
        }
        if story.marks.iter().any(|mark| !mark.common) {
            matcher.drop_common(&mut story.marks);
        }
        story
    }

    /// The text that may be shown around a stretch: its section, and when that is short the next
    /// one or the one before.
    fn around(&self, core: &Range<usize>, length: usize) -> Range<usize> {
        let holds = |part: &&Range<usize>| part.start <= core.start && core.end <= part.end;
        let part = self.parts.iter().find(holds).cloned().unwrap_or_default();
        let after = self.sections.partition_point(|&section| section <= core.start);
        let starts = |number: usize| self.sections.get(number).copied();
        let mut from = after.checked_sub(1).and_then(starts).unwrap_or_default().max(part.start);
        let mut to = part.end;
        for start in self.sections.iter().copied().filter(|&start| start >= core.end) {
            if start > from + length / 2 {
                to = to.min(start);
                break;
            }
        }
        if core.is_empty() {
            from = core.start;
        } else if to.saturating_sub(from) < length / 2 {
            from = part.start;
        }
        from..to
    }

    fn pieces(&self, length: usize) -> Vec<Piece> {
        let mut cores = stretches(self.text, &self.marks, length);
        if cores.is_empty() {
            cores.extend(self.beginning.map(|(start, _)| start..start));
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
                for (line_number, line) in slice(self.text, range).split('\n').enumerate() {
                    if line_number > 0 {
                        push(&mut out, " ", false);
                    }
                    push(&mut out, line.trim_start_matches([HEADING_MARK, ASIDE_MARK]), matched);
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
        let joined = |&earlier: &usize| {
            let gap = marks[earlier].range.end..mark.range.start;
            is_whole(&marks[earlier]) && is_joint(slice(text, gap))
        };
        let first = before(marks, at).find(joined).unwrap_or(at);
        let mut start = marks[first].range.start.max(range.start);
        let mut end = mark.range.end.min(range.end);
        while let Some(last) = merged.pop_if(|last| start <= last.end && start < end) {
            start = start.min(last.start);
            end = end.max(last.end);
        }
        if start < end {
            merged.push(start..end);
        }
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

/// True for what may stand between two words of one mark: a space, or the sign of a compound.
fn is_joint(text: &str) -> bool {
    let blank = text.trim().is_empty();
    text.len() <= LONGEST_JOINT && (blank || !text.contains(char::is_whitespace))
}
