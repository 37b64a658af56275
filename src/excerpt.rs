//! What is shown around a stretch of text: from the beginning of a sentence to the end of one where
//! that fits, else from word to word, and never a part of a grapheme.

use std::ops::{Range, RangeInclusive};

use kwic_core::text::{graphemes, is_mark, slice};

use crate::matcher::{Mark, is_boundary};

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
    /// What is not to be cut.
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
    let ahead = slice(text, core.end..part.end);
    let to = graphemes(ahead).nth(length).map_or(part.end, |after| core.end + after);
    // The character that says what a block is does not show: it goes with the end of the line.
    let near = slice(text, from..to);
    let shows = |&at: &usize| {
        near.as_bytes().get(at).is_none_or(|&byte| byte == b'\n' || !is_control(byte))
    };
    let starts: Vec<usize> =
        graphemes(near).filter(shows).map(|at| from + at).chain([to]).collect();
    let marks = disjoint(marks.iter().map(|mark| mark.range.clone()));
    let at = |byte: usize| starts.partition_point(|&start| start < byte);
    let (first, last) = (at(core.start), at(core.end));
    let size = last - first;
    // Signs give way to a mark that would not be whole with them.
    let signs = size + 2 <= length || size > length;
    Cutter { text, part, marks, starts, length, signs }.excerpt(first, last)
}

/// Ranges in order, those that overlap made one.
fn disjoint(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

impl Cutter<'_> {
    fn excerpt(&self, first: usize, last: usize) -> Excerpt {
        let begin = self.begin(first, last);
        let end = self.end(begin, last);
        let begin = self.begin_earlier(begin, end);
        let (from, to) = (self.byte(begin), self.byte(end));
        let (before, after) = (self.sign_before(begin), self.sign_after(end));
        let shown = slice(self.text, from..to);
        let from = to - trim_start(shown, is_blank).len();
        let torn = if after > 0 { is_torn } else { is_blank };
        let to = from + trim_end(slice(self.text, from..to), torn).len();
        let size = end - begin + before + after;
        Excerpt { range: from..to, before: before > 0, after: after > 0, spaced: after > 1, size }
    }

    /// The beginning of the sentence in which the stretch begins, if that leaves room for what
    /// follows, else of a clause or a word some way before it.
    fn begin(&self, first: usize, last: usize) -> usize {
        let spare = self.length.saturating_sub(last - first + 2);
        let from = |twelfths: usize| first.saturating_sub(spare / 12 * twelfths)..=first;
        self.latest_begin(from(9), Seam::Sentence)
            .or_else(|| self.earliest_begin(from(6), Seam::Clause))
            .or_else(|| self.earliest_begin(from(4), Seam::Word))
            .or_else(|| self.latest_begin(first.saturating_sub(spare)..=first, Seam::Word))
            .or_else(|| self.latest_begin(first.saturating_sub(spare)..=first, Seam::Sign))
            .unwrap_or(first)
    }

    /// The end of a sentence or clause not far before the room ends, else of a word.
    fn end(&self, begin: usize, last: usize) -> usize {
        let room = self.length.saturating_sub(self.sign_before(begin));
        let limit = begin.saturating_add(room);
        let most = limit.min(self.starts.len() - 1);
        let from = |twelfths: usize| last.max(most.saturating_sub(room / 12 * twelfths));
        let latest = |from: usize, seam: Seam| {
            let fits = |&end: &usize| end + self.sign_after(end) <= limit;
            (from..=most).rev().filter(fits).find(|&end| self.ends(end) && self.seam(end) >= seam)
        };
        latest(from(4), Seam::Sentence)
            .or_else(|| latest(from(2), Seam::Clause))
            .or_else(|| latest(last, Seam::Word))
            .or_else(|| latest(last, Seam::Sign))
            .or_else(|| (begin..=most).rev().find(|&end| end + self.sign_after(end) <= limit))
            .unwrap_or(begin)
    }

    /// Where the part ends before the room does, a beginning that uses it.
    fn begin_earlier(&self, begin: usize, end: usize) -> usize {
        if !trim_end(self.around(end).1, is_blank).is_empty() {
            return begin;
        }
        let fits = |&at: &usize| end - at + self.sign_before(at) <= self.length;
        let least = end.saturating_sub(self.length);
        let Some(least) = (least..begin).find(fits) else { return begin };
        let mut found = self.earliest_begin(least..=begin, Seam::Sentence);
        if self.seam(begin) < Seam::Sentence {
            found = found
                .or_else(|| self.earliest_begin(least..=begin, Seam::Clause))
                .or_else(|| self.earliest_begin(least..=begin, Seam::Word));
        }
        found.unwrap_or(begin)
    }

    fn latest_begin(&self, from: RangeInclusive<usize>, seam: Seam) -> Option<usize> {
        from.rev().find(|&at| self.begins(at) && self.seam(at) >= seam)
    }

    fn earliest_begin(&self, mut from: RangeInclusive<usize>, seam: Seam) -> Option<usize> {
        from.find(|&at| self.begins(at) && self.seam(at) >= seam)
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
        let stop = matches!(last, Some('.' | '!' | '?' | '"' | '”' | '»' | ')'));
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

    /// True where an excerpt can begin: not with a space or a sign that belongs to what is before.
    fn begins(&self, at: usize) -> bool {
        let first = self.around(at).1.chars().next();
        first.is_some_and(|c| {
            !is_blank(c) && (!(is_dash(c) || is_closing(c)) || self.begins_block(at))
        })
    }

    /// True where an excerpt can end.
    fn ends(&self, at: usize) -> bool {
        let last = self.around(at).0.chars().next_back();
        last.is_some_and(|c| {
            !is_blank(c) && (!(is_dash(c) || is_opening(c)) || self.ends_block(at))
        })
    }

    /// What there is between the text before and after a grapheme begins, spaces aside.
    fn seam(&self, at: usize) -> Seam {
        let byte = self.byte(at);
        let (before, after) = self.around(at);
        let is_letter = |c: Option<&u8>| c.is_some_and(u8::is_ascii_alphanumeric);
        if is_letter(before.as_bytes().last()) && is_letter(after.as_bytes().first()) {
            return Seam::None;
        }
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
        let said = trim_end(earlier, is_closing_quote);
        let sign = said.chars().next_back().unwrap_or(left);
        if gap.contains('\n') {
            Seam::Sentence
        } else if gap.is_empty() {
            let dense = is_dense(left) || is_dense(right);
            match sign {
                _ if is_closing(right) || is_opening(left) => Seam::None,
                '。' | '．' | '｡' | '！' | '？' => Seam::Sentence,
                '、' | '､' | '，' | '；' | '：' => Seam::Clause,
                _ if dense => Seam::Word,
                _ if is_in_word(left) && is_in_word(right) => Seam::None,
                _ => Seam::Sign,
            }
        } else if ends_sentence(said) && !right.is_ascii_lowercase() {
            Seam::Sentence
        } else if is_comma(sign)
            || is_dash(sign)
            || is_dash(right)
            || (is_dense(left) && is_dense(right))
        {
            Seam::Clause
        } else {
            Seam::Word
        }
    }
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
fn trim_start(text: &str, what: fn(char) -> bool) -> &str {
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

/// True for what does not show: spaces, and the signs between blocks.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c < ' '
}

/// True for what no excerpt ends with before a sign.
fn is_torn(c: char) -> bool {
    is_blank(c) || is_comma(c)
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '،' | '؛' | '、' | '､' | '，' | '；' | '：')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '·' | '•' | '|')
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '“'
            | '‘'
            | '„'
            | '«'
            | '¿'
            | '¡'
            | '（'
            | '「'
            | '『'
            | '【'
            | '《'
            | '〈'
            | '［'
    )
}

fn is_closing_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | ')'
            | ']'
            | '}'
            | '）'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '］'
    )
}

/// True for a sign that no text begins with.
fn is_closing(c: char) -> bool {
    let quote = is_closing_quote(c) && !matches!(c, '"' | '\'' | '’' | '”' | '»');
    quote
        || matches!(
            c,
            ',' | '.'
                | ';'
                | ':'
                | '!'
                | '?'
                | '%'
                | '…'
                | '。'
                | '．'
                | '｡'
                | '、'
                | '､'
                | '，'
                | '；'
                | '：'
                | '！'
                | '？'
                | '・'
                | 'ー'
        )
}

/// A character of a word, or a sign inside one.
fn is_in_word(c: char) -> bool {
    c.is_alphanumeric()
        || is_mark(c)
        || matches!(
            c,
            '\'' | '’' | 'ʼ' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}'
        )
}

/// A character of a script that has no spaces between words.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{312f}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

/// True for text that ends a sentence, if a space follows and then no small letter.
fn ends_sentence(text: &str) -> bool {
    let mut rest = text.chars();
    match rest.next_back() {
        Some('.') => {}
        Some(last) => {
            return matches!(
                last,
                '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔' | '។' | '။' | '።'
            );
        }
        None => return false,
    }
    // An initial, or `Dr`; numbers are none.
    let mut word = rest.rev().take_while(|&c| is_in_word(c));
    match (word.next(), word.next(), word.next()) {
        (Some(only), None, _) => only.is_ascii_digit(),
        (Some(_), Some(first), None) => !first.is_ascii_uppercase(),
        _ => true,
    }
}
