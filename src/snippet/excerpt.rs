//! What is shown around a window of text: from the beginning of a sentence to the end of one where that
//! fits, else from word to word, and never a part of a grapheme.
use std::ops::Range;

use kwic_core::text::script::is_unspaced;
use kwic_core::text::sentence::{ends_sentence, is_clause_end, is_closing, is_unspaced_end};
use kwic_core::text::{is_blank, is_in_word, slice};

use super::graphemes::{is_boundary, starts};
use super::highlight::Highlight;

/// A piece of text to be shown.
pub(crate) struct Excerpt {
    /// Its bytes, without spaces at its ends.
    pub range: Range<usize>,
    /// An ellipsis stands before it: text of its first block is left out.
    pub before: bool,
    /// An ellipsis stands after it.
    pub after: bool,
    /// A space stands before the ellipsis after it, because a sentence ends there.
    pub spaced: bool,
    /// Graphemes, with the ellipses.
    pub size: usize,
}

/// What lies between two characters: how well an excerpt breaks there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    /// They belong to one word, or to one highlight.
    None,
    /// Something that divides words inside what is written as one, as in `node.js`.
    Literal,
    /// A space, or nothing in a script that has none.
    Word,
    Clause,
    Sentence,
}

/// Text with its breaks.
struct Breaks<'t> {
    text: &'t str,
    /// The bytes that may be shown.
    part: Range<usize>,
    /// What is not broken: highlights, those that overlap made one.
    highlights: Vec<Range<usize>>,
    /// Where graphemes begin around the window, and where the last one ends.
    starts: Vec<usize>,
    length: usize,
    /// There is room for ellipses.
    ellipses: bool,
}

/// An excerpt of the `part` of a text, `length` graphemes long at most, with the `window` in it, or the
/// beginning of that when it is longer. The lines of the part are blocks.
pub(crate) fn excerpt(
    text: &str,
    part: Range<usize>,
    window: Range<usize>,
    highlights: &[Highlight],
    length: usize,
) -> Excerpt {
    let from = back(text, part.start..window.start, length);
    let ahead = starts(slice(text, window.end..part.end), length.saturating_add(1));
    let to = ahead.get(length).map_or(part.end, |after| window.end + after);
    // The control character that says what a block is does not show: it goes with the end of the line.
    let near = slice(text, from..to);
    let mut starts = starts(near, usize::MAX);
    starts.retain_mut(|at| {
        let shows = near.as_bytes().get(*at).is_none_or(|&byte| byte == b'\n' || !is_control(byte));
        *at += from;
        shows
    });
    starts.push(to);
    let mut whole: Vec<Range<usize>> = Vec::new();
    for highlight in highlights {
        match whole.last_mut() {
            Some(last) if highlight.range.start < last.end => {
                last.end = last.end.max(highlight.range.end);
            }
            _ => whole.push(highlight.range.clone()),
        }
    }
    let at = |byte: usize| starts.partition_point(|&start| start < byte);
    let (first, last) = (at(window.start), at(window.end));
    let size = last - first;
    // Ellipses give way to a highlight that would not be whole with them.
    let ellipses = size + 2 <= length || size > length;
    Breaks { text, part, highlights: whole, starts, length, ellipses }.excerpt(first, last)
}

impl Breaks<'_> {
    fn excerpt(&self, first: usize, last: usize) -> Excerpt {
        let begin = self.begin(first, last);
        let end = self.end(begin, last);
        let begin = self.begin_earlier(begin, end);
        let (from, to) = (self.byte(begin), self.byte(end));
        let (before, after) = (self.ellipsis_before(begin), self.ellipsis_after(end));
        let from = to - slice(self.text, from..to).trim_start_matches(is_blank).len();
        let is_trimmed: fn(char) -> bool = if after > 0 { is_comma_or_blank } else { is_blank };
        let to = from + slice(self.text, from..to).trim_end_matches(is_trimmed).len();
        let size = end - begin + before + after;
        Excerpt { range: from..to, before: before > 0, after: after > 0, spaced: after > 1, size }
    }

    /// The beginning of the sentence in which the window begins, if that leaves room for what
    /// follows, else of a clause or a word some way before it.
    fn begin(&self, first: usize, last: usize) -> usize {
        let spare = self.length.saturating_sub(last - first + 2);
        let grade = |at: usize| {
            let before = first - at;
            match self.break_before(at) {
                Break::Sentence if before <= spare / 4 * 3 => (5, at),
                Break::Clause | Break::Sentence if before <= spare / 2 => (4, before),
                Break::Literal => (1, at),
                Break::None => (0, at),
                _ if before <= spare / 3 => (3, before),
                _ => (2, at),
            }
        };
        let mut places = (first.saturating_sub(spare)..=first).rev();
        best(&mut places, 5, &grade, &|_| true).unwrap_or(first)
    }

    /// The end of a sentence or clause not far before the room ends, else of a word.
    fn end(&self, begin: usize, last: usize) -> usize {
        let room = self.length.saturating_sub(self.ellipsis_before(begin));
        let limit = begin.saturating_add(room);
        let last_end = limit.min(self.starts.len() - 1);
        let grade = |at: usize| {
            let kind = if at < last { Break::None } else { self.break_after(at) };
            let left = last_end - at;
            let grade = match kind {
                Break::Sentence if left <= room / 3 => 4,
                Break::Clause | Break::Sentence if left <= room / 6 => 3,
                Break::None => 0,
                Break::Literal => 1,
                _ => 2,
            };
            (grade, at)
        };
        let fits = |at: usize| at + self.ellipsis_after(at) <= limit;
        // No better end is nearer to the beginning, but for one that is cut inside a word.
        best(&mut (last.min(last_end)..=last_end).rev(), 4, &grade, &fits)
            .or_else(|| best(&mut (begin..=last_end).rev(), 4, &grade, &fits))
            .unwrap_or(begin)
    }

    /// Where the part ends before the room does, a beginning that uses it.
    fn begin_earlier(&self, begin: usize, end: usize) -> usize {
        if !self.around(end).1.trim_end_matches(is_blank).is_empty() {
            return begin;
        }
        let least = self.break_before(begin);
        let grade = |at: usize| (self.break_before(at) as usize, end - at);
        let fits = |at: usize| {
            end - at + self.ellipsis_before(at) <= self.length && self.break_before(at) >= least
        };
        let top = Break::Sentence as usize;
        best(&mut (end.saturating_sub(self.length)..=begin), top, &grade, &fits).unwrap_or(begin)
    }

    fn byte(&self, at: usize) -> usize {
        self.starts.get(at).copied().unwrap_or(self.part.end)
    }

    /// The text of the part before and after a grapheme begins.
    fn around(&self, at: usize) -> (&str, &str) {
        let byte = self.byte(at);
        (slice(self.text, self.part.start..byte), slice(self.text, byte..self.part.end))
    }

    fn ellipsis_before(&self, at: usize) -> usize {
        usize::from(self.ellipses && !self.begins_block(at))
    }

    fn ellipsis_after(&self, at: usize) -> usize {
        let last = self.around(at).0.chars().next_back();
        let stop = last.is_some_and(|last| among(".!?\"”»)", last));
        if !self.ellipses || self.ends_block(at) { 0 } else { 1 + usize::from(stop) }
    }

    fn begins_block(&self, at: usize) -> bool {
        let before = self.around(at).0.trim_end_matches(' ');
        before.bytes().next_back().is_none_or(is_control)
    }

    fn ends_block(&self, at: usize) -> bool {
        let after = self.around(at).1.trim_start_matches(' ');
        after.bytes().next().is_none_or(is_control)
    }

    /// The break at which an excerpt may begin: none before a space, or before punctuation that belongs to
    /// what stands before it.
    fn break_before(&self, at: usize) -> Break {
        if self.is_inside(at) {
            return Break::None;
        }
        let Some(first) = self.around(at).1.chars().next() else { return Break::None };
        let is_apart = among(DASHES, first) || among(NEVER_FIRST, first);
        if is_blank(first) || (is_apart && !self.begins_block(at)) {
            return Break::None;
        }
        self.break_at(at)
    }

    /// The break at which an excerpt may end.
    fn break_after(&self, at: usize) -> Break {
        if self.is_inside(at) {
            return Break::None;
        }
        let Some(last) = self.around(at).0.chars().next_back() else { return Break::None };
        let is_apart = among(DASHES, last) || among(OPENING, last);
        if is_blank(last) || (is_apart && !self.ends_block(at)) {
            return Break::None;
        }
        self.break_at(at)
    }

    /// True between two plain letters, which is where most graphemes begin.
    fn is_inside(&self, at: usize) -> bool {
        let byte = self.byte(at);
        let is_letter = |&byte: &u8| byte.is_ascii_alphanumeric();
        let around = byte.saturating_sub(1)..byte.saturating_add(1);
        (self.part.start < byte && byte < self.part.end)
            && self.text.as_bytes().get(around).is_some_and(|pair| pair.iter().all(is_letter))
    }

    /// What lies between the text before a grapheme and the grapheme, spaces aside.
    fn break_at(&self, at: usize) -> Break {
        let byte = self.byte(at);
        let (before, after) = self.around(at);
        let next = self.highlights.partition_point(|highlight| highlight.end <= byte);
        if self.highlights.get(next).is_some_and(|highlight| highlight.start < byte) {
            return Break::None;
        }
        let earlier = before.trim_end_matches(is_blank);
        let later = after.trim_start_matches(is_blank);
        let gap = slice(self.text, self.part.start + earlier.len()..self.part.end - later.len());
        let (Some(left), Some(right)) = (earlier.chars().next_back(), later.chars().next()) else {
            return Break::Sentence;
        };
        let said = earlier.trim_end_matches(is_closing);
        let end = said.chars().next_back().unwrap_or(left);
        if gap.bytes().any(|byte| byte == b'\n') {
            Break::Sentence
        } else if gap.is_empty() {
            if among(NEVER_FIRST, right) || among(OPENING, left) {
                Break::None
            } else if is_unspaced_end(end) {
                Break::Sentence
            } else if end > '~' && is_clause_end(end) {
                Break::Clause
            } else if is_unspaced(left) || is_unspaced(right) {
                Break::Word
            } else if is_in_word_or_apostrophe(left) && is_in_word_or_apostrophe(right) {
                Break::None
            } else {
                Break::Literal
            }
        } else if ends_sentence(said) && !right.is_ascii_lowercase() {
            Break::Sentence
        } else if is_clause_end(end)
            || among(DASHES, end)
            || among(DASHES, right)
            || (is_unspaced(left) && is_unspaced(right))
        {
            Break::Clause
        } else {
            Break::Word
        }
    }
}

/// The place of the highest grade of those that fit. No later place has a higher grade than one of the `top` grade.
fn best(
    places: &mut dyn Iterator<Item = usize>,
    top: usize,
    grade: &dyn Fn(usize) -> (usize, usize),
    fits: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let mut best: Option<((usize, usize), usize)> = None;
    for at in places {
        let grade = grade(at);
        if best.is_none_or(|best| grade > best.0) && fits(at) {
            best = Some((grade, at));
            if grade.0 == top {
                break;
            }
        }
    }
    best.map(|best| best.1)
}

/// The byte this number of graphemes before the end of a range of text, or where the range begins.
fn back(text: &str, range: Range<usize>, graphemes: usize) -> usize {
    let mut left = graphemes;
    for (at, _) in slice(text, range.clone()).char_indices().rev() {
        if left == 0 {
            break;
        }
        if is_boundary(text, range.start + at) {
            left -= 1;
            if left == 0 {
                return range.start + at;
            }
        }
    }
    range.start
}

fn is_control(byte: u8) -> bool {
    byte < b' '
}

/// True for what no excerpt ends with before an ellipsis.
fn is_comma_or_blank(c: char) -> bool {
    is_blank(c) || is_clause_end(c)
}

const DASHES: &str = "-–—―·•|";
const OPENING: &str = "([{“‘„«¿¡（「『【《〈［";
/// Punctuation that no text begins with.
const NEVER_FIRST: &str = ")]}）」』】》〉］,.;:!?%…。．｡、､，；：！？・ー";

fn among(characters: &str, c: char) -> bool {
    // Most of what is asked for is a plain letter or a space. Character by character: these strings are short,
    // and a search for a text would bring a machine of its own.
    !c.is_ascii_alphanumeric() && c != ' ' && characters.chars().any(|other| other == c)
}

/// A character of a word, or an apostrophe, which no excerpt breaks a word at.
fn is_in_word_or_apostrophe(c: char) -> bool {
    is_in_word(c) || among("'’ʼ", c)
}
