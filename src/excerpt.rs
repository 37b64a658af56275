//! What is shown around a stretch of text: from the beginning of a sentence to the end of one where
//! that fits, else from word to word, and never a part of a grapheme.
use std::ops::{Range, RangeInclusive};

use kwic_core::text::script::is_unspaced;
use kwic_core::text::sentence::{ends_sentence, is_clause_end, is_closing, is_unspaced_end};
use kwic_core::text::{self, is_blank, slice};

use crate::matcher::{Mark, is_boundary, starts};

/// A stretch of text to be shown.
pub(crate) struct Excerpt {
    /// Its bytes, without spaces at its ends.
    pub range: Range<usize>,
    /// A sign stands before it: text of its first block is left out.
    pub before: bool,
    /// A sign stands after it.
    pub after: bool,
    /// A space stands before the sign after it, because a sentence ends there.
    pub spaced: bool,
    /// Graphemes, with the signs.
    pub size: usize,
}

/// What two characters have between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seam {
    /// They belong to one word, or to one mark.
    None,
    /// Something that divides words inside what is written as one, as in `node.js`.
    Sign,
    /// A space, or nothing in a script that has none.
    Word,
    Clause,
    Sentence,
}

/// Text with the places where it can be cut.
struct Cutter<'t> {
    text: &'t str,
    /// The bytes that may be shown.
    part: Range<usize>,
    /// What is not to be cut: marks, those that overlap made one.
    marks: Vec<Range<usize>>,
    /// Where graphemes begin around the stretch, and where the last one ends.
    starts: Vec<usize>,
    length: usize,
    signs: bool,
}

/// An excerpt of the `part` of a text, `length` graphemes long at most, with the stretch `core` in
/// it, or the beginning of that when it is longer. The lines of the part are blocks.
pub(crate) fn excerpt(
    text: &str,
    part: Range<usize>,
    core: Range<usize>,
    marks: &[Mark],
    length: usize,
) -> Excerpt {
    let from = back(text, part.start..core.start, length);
    let ahead = starts(slice(text, core.end..part.end), length.saturating_add(1));
    let to = ahead.get(length).map_or(part.end, |after| core.end + after);
    // The character that says what a block is does not show: it goes with the end of the line.
    let near = slice(text, from..to);
    let mut starts = starts(near, usize::MAX);
    starts.retain_mut(|at| {
        let shows = near.as_bytes().get(*at).is_none_or(|&byte| byte == b'\n' || !is_control(byte));
        *at += from;
        shows
    });
    starts.push(to);
    let mut whole: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match whole.last_mut() {
            Some(last) if mark.range.start < last.end => last.end = last.end.max(mark.range.end),
            _ => whole.push(mark.range.clone()),
        }
    }
    let at = |byte: usize| starts.partition_point(|&start| start < byte);
    let (first, last) = (at(core.start), at(core.end));
    let size = last - first;
    // Signs give way to a mark that would not be whole with them.
    let signs = size + 2 <= length || size > length;
    Cutter { text, part, marks: whole, starts, length, signs }.excerpt(first, last)
}

impl Cutter<'_> {
    fn excerpt(&self, first: usize, last: usize) -> Excerpt {
        let begin = self.begin(first, last);
        let end = self.end(begin, last);
        let begin = self.begin_earlier(begin, end);
        let (from, to) = (self.byte(begin), self.byte(end));
        let (before, after) = (self.sign_before(begin), self.sign_after(end));
        let from = to - trim_start(slice(self.text, from..to), is_blank).len();
        let torn = if after > 0 { is_torn } else { is_blank };
        let to = from + trim_end(slice(self.text, from..to), torn).len();
        let size = end - begin + before + after;
        Excerpt { range: from..to, before: before > 0, after: after > 0, spaced: after > 1, size }
    }

    /// The beginning of the sentence in which the stretch begins, if that leaves room for what
    /// follows, else of a clause or a word some way before it.
    fn begin(&self, first: usize, last: usize) -> usize {
        let spare = self.length.saturating_sub(last - first + 2);
        let grade = |at: usize| {
            let before = first - at;
            Some(match self.seam_before(at) {
                Seam::Sentence if before <= spare / 4 * 3 => (5, at),
                Seam::Clause | Seam::Sentence if before <= spare / 2 => (4, before),
                Seam::Sign => (1, at),
                Seam::None => (0, at),
                _ if before <= spare / 3 => (3, before),
                _ => (2, at),
            })
        };
        best(first.saturating_sub(spare)..=first, &grade).unwrap_or(first)
    }

    /// The end of a sentence or clause not far before the room ends, else of a word.
    fn end(&self, begin: usize, last: usize) -> usize {
        let room = self.length.saturating_sub(self.sign_before(begin));
        let limit = begin.saturating_add(room);
        let most = limit.min(self.starts.len() - 1);
        let grade = |at: usize| {
            let seam = if at < last { Seam::None } else { self.seam_after(at) };
            let left = most - at;
            let grade = match seam {
                Seam::Sentence if left <= room / 3 => 4,
                Seam::Clause | Seam::Sentence if left <= room / 6 => 3,
                Seam::None => 0,
                Seam::Sign => 1,
                _ => 2,
            };
            (at + self.sign_after(at) <= limit).then_some((grade, at))
        };
        // No better end is nearer to the beginning, but for one that is cut inside a word.
        best(last.min(most)..=most, &grade).or_else(|| best(begin..=most, &grade)).unwrap_or(begin)
    }

    /// Where the part ends before the room does, a beginning that uses it.
    fn begin_earlier(&self, begin: usize, end: usize) -> usize {
        if !trim_end(self.around(end).1, is_blank).is_empty() {
            return begin;
        }
        let least = self.seam_before(begin);
        let grade = |at: usize| {
            let seam = self.seam_before(at);
            let fits = end - at + self.sign_before(at) <= self.length;
            (fits && seam >= least).then_some((seam as usize, end - at))
        };
        best(end.saturating_sub(self.length)..=begin, &grade).unwrap_or(begin)
    }

    fn byte(&self, at: usize) -> usize {
        self.starts.get(at).copied().unwrap_or(self.part.end)
    }

    /// The text of the part before and after a grapheme begins.
    fn around(&self, at: usize) -> (&str, &str) {
        let byte = self.byte(at);
        (slice(self.text, self.part.start..byte), slice(self.text, byte..self.part.end))
    }

    fn sign_before(&self, at: usize) -> usize {
        usize::from(self.signs && !self.begins_block(at))
    }

    fn sign_after(&self, at: usize) -> usize {
        let last = self.around(at).0.chars().next_back();
        let stop = last.is_some_and(|last| among(".!?\"”»)", last));
        if !self.signs || self.ends_block(at) { 0 } else { 1 + usize::from(stop) }
    }

    fn begins_block(&self, at: usize) -> bool {
        let before = trim_end(self.around(at).0, is_space);
        before.bytes().next_back().is_none_or(is_control)
    }

    fn ends_block(&self, at: usize) -> bool {
        let after = trim_start(self.around(at).1, is_space);
        after.bytes().next().is_none_or(is_control)
    }

    /// The seam at which an excerpt begins: not before a space or a sign that belongs to what is
    /// before it.
    fn seam_before(&self, at: usize) -> Seam {
        if self.is_inside(at) {
            return Seam::None;
        }
        let Some(first) = self.around(at).1.chars().next() else { return Seam::None };
        let torn = among(DASHES, first) || among(NEVER_FIRST, first);
        if is_blank(first) || (torn && !self.begins_block(at)) {
            return Seam::None;
        }
        self.seam(at)
    }

    /// The seam at which an excerpt ends.
    fn seam_after(&self, at: usize) -> Seam {
        if self.is_inside(at) {
            return Seam::None;
        }
        let Some(last) = self.around(at).0.chars().next_back() else { return Seam::None };
        let torn = among(DASHES, last) || among(OPENING, last);
        if is_blank(last) || (torn && !self.ends_block(at)) {
            return Seam::None;
        }
        self.seam(at)
    }

    /// True between two plain letters, which is where most graphemes begin.
    fn is_inside(&self, at: usize) -> bool {
        let byte = self.byte(at);
        let is_letter = |&byte: &u8| byte.is_ascii_alphanumeric();
        let around = byte.saturating_sub(1)..byte.saturating_add(1);
        (self.part.start < byte && byte < self.part.end)
            && self.text.as_bytes().get(around).is_some_and(|pair| pair.iter().all(is_letter))
    }

    /// What there is between the text before and after a grapheme begins, spaces aside.
    fn seam(&self, at: usize) -> Seam {
        let byte = self.byte(at);
        let (before, after) = self.around(at);
        let mark = self.marks.partition_point(|mark| mark.end <= byte);
        if self.marks.get(mark).is_some_and(|mark| mark.start < byte) {
            return Seam::None;
        }
        let earlier = trim_end(before, is_blank);
        let later = trim_start(after, is_blank);
        let gap = slice(self.text, self.part.start + earlier.len()..self.part.end - later.len());
        let (Some(left), Some(right)) = (earlier.chars().next_back(), later.chars().next()) else {
            return Seam::Sentence;
        };
        let said = trim_end(earlier, is_closing);
        let sign = said.chars().next_back().unwrap_or(left);
        if gap.bytes().any(|byte| byte == b'\n') {
            Seam::Sentence
        } else if gap.is_empty() {
            if among(NEVER_FIRST, right) || among(OPENING, left) {
                Seam::None
            } else if is_unspaced_end(sign) {
                Seam::Sentence
            } else if sign > '~' && is_clause_end(sign) {
                Seam::Clause
            } else if is_unspaced(left) || is_unspaced(right) {
                Seam::Word
            } else if is_in_word(left) && is_in_word(right) {
                Seam::None
            } else {
                Seam::Sign
            }
        } else if ends_sentence(said) && !right.is_ascii_lowercase() {
            Seam::Sentence
        } else if is_clause_end(sign)
            || among(DASHES, sign)
            || among(DASHES, right)
            || (is_unspaced(left) && is_unspaced(right))
        {
            Seam::Clause
        } else {
            Seam::Word
        }
    }
}

/// The first of the best places; those without a grade are none.
fn best(
    places: RangeInclusive<usize>,
    grade: &dyn Fn(usize) -> Option<(usize, usize)>,
) -> Option<usize> {
    let mut best = (None, None);
    for at in places {
        let grade = grade(at);
        if grade > best.0 {
            best = (grade, Some(at));
        }
    }
    best.1
}

/// The byte so many graphemes before the end of a range of text, or where that begins.
fn back(text: &str, range: Range<usize>, most: usize) -> usize {
    let mut left = most;
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

// Taking a pointer, these are compiled once.
pub(crate) fn trim_start(text: &str, what: fn(char) -> bool) -> &str {
    text.trim_start_matches(what)
}

fn trim_end(text: &str, what: fn(char) -> bool) -> &str {
    text.trim_end_matches(what)
}

fn is_control(byte: u8) -> bool {
    byte < b' '
}

fn is_space(c: char) -> bool {
    c == ' '
}

/// True for what no excerpt ends with before a sign.
fn is_torn(c: char) -> bool {
    is_blank(c) || is_clause_end(c)
}

const DASHES: &str = "-–—―·•|";
const OPENING: &str = "([{“‘„«¿¡（「『【《〈［";
/// Signs that no text begins with.
const NEVER_FIRST: &str = ")]}）」』】》〉］,.;:!?%…。．｡、､，；：！？・ー";

fn among(signs: &str, c: char) -> bool {
    // Most of what is asked for is a plain letter or a space, and no sign.
    !c.is_ascii_alphanumeric() && c != ' ' && signs.chars().any(|sign| sign == c)
}

/// A character of a word, or a sign inside one.
fn is_in_word(c: char) -> bool {
    text::is_in_word(c) || among("'’ʼ", c)
}
