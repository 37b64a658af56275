//! `Index::snippet`: the passage of an article that answers a query best, as pieces of text.

use std::ops::Range;

use kwic_core::format::terms::write_key;
use kwic_core::format::{ASIDE_MARK, HEADING_MARK};
use kwic_core::heap::sort;
use kwic_core::text::{graphemes, slice, tokens};

use crate::expand::{Expanded, Expansion};
use crate::index::{DocId, Index};
use crate::query::Query;
use crate::score;

/// A run of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, as the article has it.
    pub text: String,
    /// True where it answers the query.
    pub matched: bool,
}

/// Signs that text is left out, and a character between them.
const SHORTEST: usize = 3;

/// Stands where text was left out.
const ELLIPSIS: &str = "…";

/// A stretch of text that answers part of a query.
#[derive(Debug, Clone, PartialEq)]
struct Mark {
    range: Range<usize>,
    /// Number of the concept, and how much it weighs here.
    concept: usize,
    weight: f32,
}

impl Index<'_> {
    /// The passage of an article that covers most of a query, `length` graphemes long at most,
    /// with the words marked as the article spells them. "…" stands where the passage is cut. For
    /// an article that only its title makes a hit, its beginning. Empty beyond the last document.
    pub fn snippet(&self, doc: DocId, query: &Query, length: usize) -> Vec<Piece> {
        self.snippet_expanded(doc, &self.expand(query, true), length)
    }

    /// The title of an article, marked.
    pub fn title_pieces(&self, doc: DocId, query: &Query) -> Vec<Piece> {
        self.title_pieces_expanded(doc, &self.expand(query, true))
    }

    pub(crate) fn title_pieces_expanded(&self, doc: DocId, expanded: &Expanded) -> Vec<Piece> {
        let Some(record) = self.documents.get(doc.0 as usize) else { return Vec::new() };
        let marks = Matcher::new(self, expanded).marks(record.title);
        pieces(record.title, 0..record.title.len(), &marks)
    }

    pub(crate) fn snippet_expanded(
        &self,
        doc: DocId,
        expanded: &Expanded,
        length: usize,
    ) -> Vec<Piece> {
        let Some(record) = self.documents.get(doc.0 as usize) else { return Vec::new() };
        let text = self.text(&record);
        let matcher = Matcher::new(self, expanded);
        let mut best: Option<Passage<'_>> = None;
        for block in blocks(text) {
            let marks = matcher.marks(block.text);
            let Some((value, core)) = densest(&marks, block.text, length) else { continue };
            let value = value * block.weight;
            if best.as_ref().is_none_or(|best| value > best.value) {
                best = Some(Passage { value, block, marks, core });
            }
        }
        let beginning = || {
            let block = blocks(text).find(|block| !block.text.is_empty())?;
            Some(Passage { value: 0.0, block, marks: Vec::new(), core: 0..0 })
        };
        best.or_else(beginning).map_or_else(Vec::new, |passage| passage.cut(length))
    }
}

/// A block with the stretch of it that answers the query best.
struct Passage<'t> {
    value: f32,
    block: Block<'t>,
    marks: Vec<Mark>,
    core: Range<usize>,
}

/// A block of an article's text.
struct Block<'t> {
    text: &'t str,
    weight: f32,
    /// The text that follows in the same part of the article, for filling a short passage.
    rest: &'t str,
}

fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    let mut from = 0;
    text.split('\n').map(move |line| {
        let rest = text.get(from + line.len()..).unwrap_or_default();
        from += line.len() + 1;
        let (text, weight) = if let Some(heading) = line.strip_prefix(HEADING_MARK) {
            (heading, 0.8)
        } else if let Some(aside) = line.strip_prefix(ASIDE_MARK) {
            (aside, 0.2)
        } else {
            (line, 1.0)
        };
        Block { text, weight, rest }
    })
}

/// Finds the words of a query in text.
struct Matcher<'e> {
    /// Keys of terms with concept and weight, sorted by key.
    keys: Vec<(&'e [u8], usize, f32)>,
    sequences: Vec<KeySequence<'e>>,
}

/// A sequence of terms by their keys.
struct KeySequence<'e> {
    concept: usize,
    weight: f32,
    /// For each place its keys, sorted.
    places: Vec<Vec<&'e [u8]>>,
}

impl<'e> Matcher<'e> {
    fn new(index: &Index<'_>, expanded: &'e Expanded) -> Matcher<'e> {
        let documents = index.meta.documents;
        let mut matcher = Matcher { keys: Vec::new(), sequences: Vec::new() };
        for (number, concept) in expanded.concepts.iter().enumerate() {
            if concept.excluded {
                continue;
            }
            let weight_of = |expansion: &Expansion| {
                expansion.weight * score::idf(documents, expansion.term.documents)
            };
            for expansion in &concept.terms {
                matcher.keys.push((&expansion.key, number, weight_of(expansion)));
            }
            for sequence in &concept.sequences {
                let keys = |place: &'e Vec<Expansion>| {
                    let mut keys: Vec<&[u8]> = place.iter().map(|e| e.key.as_slice()).collect();
                    sort(&mut keys, |a, b| a < b);
                    keys
                };
                let rarest = sequence
                    .places
                    .iter()
                    .filter_map(|place| place.iter().map(weight_of).reduce(f32::min))
                    .fold(0f32, f32::max);
                let places = sequence.places.iter().map(keys).collect();
                let weight = rarest * sequence.weight;
                matcher.sequences.push(KeySequence { concept: number, weight, places });
            }
        }
        sort(&mut matcher.keys, |a, b| a.0 < b.0 || (a.0 == b.0 && a.1 < b.1));
        matcher
    }

    /// The marks in `text`, in order.
    fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        // For each sequence, the ends of its beginnings: position, places done, where it began.
        let mut begun: Vec<Vec<(u32, usize, usize)>> = vec![Vec::new(); self.sequences.len()];
        let mut key = Vec::new();
        let mut tokens = tokens(text);
        while let Some(token) = tokens.next() {
            write_key(&mut key, token.folded, token.exact);
            let range = token.span.clone();
            let from = self.keys.partition_point(|entry| entry.0 < key.as_slice());
            for &(_, concept, weight) in
                self.keys[from..].iter().take_while(|entry| entry.0 == key.as_slice())
            {
                marks.push(Mark { range: range.clone(), concept, weight });
            }
            for (sequence, begun) in self.sequences.iter().zip(&mut begun) {
                let KeySequence { concept, weight, places } = sequence;
                begun.retain(|(position, _, _)| *position + 1 >= token.position);
                let mut next: Vec<(u32, usize, usize)> = Vec::new();
                let starts = std::iter::once((token.position.wrapping_sub(1), 0, range.start));
                for (position, done, start) in begun.iter().copied().chain(starts) {
                    let follows = position.wrapping_add(1) == token.position;
                    let fits = places
                        .get(done)
                        .is_some_and(|keys| keys.binary_search(&key.as_slice()).is_ok());
                    if !(follows && fits) {
                        continue;
                    }
                    if done + 1 == places.len() {
                        let range = start..range.end;
                        marks.push(Mark { range, concept: *concept, weight: *weight });
                    } else {
                        next.push((token.position, done + 1, start));
                    }
                }
                begun.extend(next);
            }
        }
        sort(&mut marks, |a, b| {
            (a.range.start, a.range.end, a.concept) < (b.range.start, b.range.end, b.concept)
        });
        marks
    }
}

/// The stretch of marks that fits into `length` characters and is worth most: each concept counts
/// once in full and repeated little; concepts that follow in order and side by side count more.
fn densest(marks: &[Mark], text: &str, length: usize) -> Option<(f32, Range<usize>)> {
    // Where bytes are many and characters few, a byte limit would be too short; a character is at
    // most four bytes, and the exact count is taken only of the best stretch.
    let room = length.max(1);
    let mut best: Option<(f32, Range<usize>)> = None;
    let mut counted: Vec<usize> = Vec::new();
    for (first, mark) in marks.iter().enumerate() {
        counted.clear();
        let mut value = 0.0;
        let mut end = mark.range.end;
        let mut previous: Option<&Mark> = None;
        for other in marks[first..].iter().take(64) {
            if other.range.end > end
                && slice(text, mark.range.start..other.range.end).chars().count() > room
            {
                break;
            }
            end = end.max(other.range.end);
            value += if counted.contains(&other.concept) {
                other.weight * 0.05
            } else {
                counted.push(other.concept);
                other.weight
            };
            if previous.is_some_and(|p| {
                p.concept + 1 == other.concept && p.range.end + 2 > other.range.start
            }) {
                value += other.weight * 0.3;
            }
            previous = Some(other);
        }
        if best.as_ref().is_none_or(|best| value > best.0) {
            best = Some((value, mark.range.start..end));
        }
    }
    best
}

impl Passage<'_> {
    /// What is shown of it, `length` graphemes at most.
    fn cut(&self, length: usize) -> Vec<Piece> {
        let Passage { block, marks, core, .. } = self;
        if length < SHORTEST {
            return Vec::new();
        }
        let text = block.text;
        let starts: Vec<usize> = graphemes(text).chain([text.len()]).collect();
        let total = starts.len() - 1;
        let at = |byte: usize| starts.partition_point(|&start| start < byte).min(total);
        if total <= length {
            let mut out = pieces(text, 0..text.len(), marks);
            if core.is_empty() && total < length {
                fill(&mut out, block.rest, length - total);
            }
            return out;
        }
        // Two places are kept for the signs that text is left out.
        let room = length.saturating_sub(2).max(1);
        let (first, last) = (at(core.start), at(core.end));
        let spare = room.saturating_sub(last - first);
        let begin = beginning(text, &starts, first, spare);
        let mut end = (begin + room).min(total);
        let begin =
            if end == total { clean_start(text, &starts, total - room).min(first) } else { begin };
        if end < total {
            end = ending(text, &starts, last.min(end), end);
        }
        let (from, to) = (starts[begin], starts[end]);
        let from = to - slice(text, from..to).trim_start().len();
        let to = from + slice(text, from..to).trim_end().len();
        let mut out = Vec::new();
        if from > 0 {
            out.push(Piece { text: ELLIPSIS.to_string(), matched: false });
        }
        out.extend(pieces(text, from..to, marks));
        if to < text.len() {
            out.push(Piece { text: ELLIPSIS.to_string(), matched: false });
        }
        out
    }
}

/// Adds unmarked text of the blocks that follow, as long as it fits.
fn fill(out: &mut Vec<Piece>, rest: &str, room: usize) {
    let mut room = room;
    for block in blocks(rest).skip(1) {
        if block.text.is_empty() || block.weight < 0.5 {
            break;
        }
        let starts: Vec<usize> = graphemes(block.text).chain([block.text.len()]).collect();
        let total = starts.len() - 1;
        if room < 24 {
            break;
        }
        let whole = total < room;
        let end = if whole { total } else { ending(block.text, &starts, 0, room - 2) };
        let text = slice(block.text, 0..starts[end]).trim_end();
        out.push(Piece { text: format!(" {text}"), matched: false });
        if !whole {
            out.push(Piece { text: ELLIPSIS.to_string(), matched: false });
            break;
        }
        room -= total + 1;
    }
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', ')', '»', '」']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', ';'])
}

/// True where a word begins: after a space, or between characters that need none.
fn is_word_start(text: &str, at: usize) -> bool {
    let before = slice(text, 0..at).chars().next_back();
    let after = slice(text, at..text.len()).chars().next();
    match (before, after) {
        (Some(before), Some(after)) => {
            !after.is_whitespace()
                && (before.is_whitespace()
                    || (!before.is_alphanumeric() && before != '\'')
                    || is_unspaced(before)
                    || is_unspaced(after))
        }
        _ => true,
    }
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The grapheme to begin with: that of the sentence in which the core is, if there is room for it,
/// else a word some way before the core.
fn beginning(text: &str, starts: &[usize], first: usize, spare: usize) -> usize {
    let earliest = first.saturating_sub(spare * 3 / 4);
    for begin in (earliest..=first).rev() {
        let before = slice(text, 0..starts[begin]).trim_end();
        let at_word = begin == 0 || is_word_start(text, starts[begin]);
        if at_word && (before.is_empty() || (ends_sentence(before) && before.len() < starts[begin]))
        {
            return begin;
        }
    }
    clean_start(text, starts, first.saturating_sub(spare / 3)).min(first)
}

/// The first beginning of a word from a grapheme on.
fn clean_start(text: &str, starts: &[usize], from: usize) -> usize {
    (from..starts.len()).find(|&g| is_word_start(text, starts[g])).unwrap_or(from)
}

/// The grapheme to end before: after a sentence if one ends in the last third, else after a word.
fn ending(text: &str, starts: &[usize], least: usize, most: usize) -> usize {
    let third = least.max(most - most / 3);
    for end in (third..=most).rev() {
        if ends_sentence(slice(text, 0..starts[end])) && is_word_start(text, starts[end]) {
            return end;
        }
        let follows_space = slice(text, starts[end]..text.len()).starts_with(char::is_whitespace);
        if follows_space && ends_sentence(slice(text, 0..starts[end])) {
            return end;
        }
    }
    (least.max(1)..=most)
        .rev()
        .find(|&end| {
            slice(text, starts[end]..text.len()).starts_with(char::is_whitespace)
                || is_word_start(text, starts[end])
        })
        .unwrap_or(most)
}

/// A range of text as pieces. Marks of words that follow each other in query and text are one.
fn pieces(text: &str, range: Range<usize>, marks: &[Mark]) -> Vec<Piece> {
    let mut merged: Vec<(Range<usize>, usize)> = Vec::new();
    for mark in marks {
        let start = mark.range.start.max(range.start);
        let end = mark.range.end.min(range.end);
        if start >= end {
            continue;
        }
        match merged.last_mut() {
            Some((last, concept))
                if start <= last.end
                    || (text.get(last.end..start) == Some(" ") && mark.concept == *concept + 1) =>
            {
                last.end = last.end.max(end);
                *concept = mark.concept;
            }
            _ => merged.push((start..end, mark.concept)),
        }
    }
    let mut out = Vec::new();
    let mut push = |text: &str, matched: bool| {
        if !text.is_empty() {
            out.push(Piece { text: text.to_string(), matched });
        }
    };
    let mut at = range.start;
    for (mark, _) in merged {
        push(slice(text, at..mark.start), false);
        push(slice(text, mark.clone()), true);
        at = mark.end;
    }
    push(slice(text, at..range.end), false);
    out
}
