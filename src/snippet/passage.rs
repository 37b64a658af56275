//! The windows of an article that answer a query best.
use std::ops::Range;

use kwic_core::text::slice;

use super::graphemes;
use super::highlight::{Highlight, follows};

/// The shortest snippet, in graphemes, that may show two passages.
const MIN_TWO_PASSAGES: usize = 80;
/// Two passages with something left out between them have to be worth this many times one passage.
pub(crate) const TWO_PASSAGES: f32 = 1.3;
/// What a word adds when it stands a second time, as a part of its weight.
const REPEATED: f32 = 0.05;
/// What a word adds, as a part of its weight, when it follows the one before it in the query.
pub(crate) const BESIDE: f32 = 0.3;
/// The part of its value that a window loses when it fills all the room.
const SPREAD: f32 = 0.1;
/// Highlights beyond this many are not weighed in one window.
const MAX_HIGHLIGHTS: usize = 64;
/// Graphemes of what stands for text that is left out between two passages, with its spaces.
pub(crate) const SEPARATOR_LENGTH: usize = 3;

/// What lies between the first and the last highlight of a passage.
struct Window {
    value: f32,
    range: Range<usize>,
    part: usize,
    /// For each concept what it adds.
    shown: Vec<Shown>,
}

/// What a passage shows of one concept.
#[derive(Debug, Clone, Default, PartialEq)]
struct Shown {
    weight: f32,
    repeated: bool,
    beside: bool,
}

/// The windows of `text` to show, in order: one, or two when no window shows as much of the query as
/// two do. Each fits into `length` graphemes together with the ellipses around it, unless a single
/// highlight does not.
pub(crate) fn windows(text: &str, highlights: &[Highlight], length: usize) -> Vec<Range<usize>> {
    let room = room(text, length);
    let spans = spans(text, highlights, room);
    let Some(one) = densest(highlights, &spans, room, &[]) else { return Vec::new() };
    let is_shown =
        |highlight: &Highlight| one.shown.get(highlight.concept).is_some_and(|s| s.weight > 0.0);
    if length < MIN_TWO_PASSAGES || highlights.iter().all(is_shown) {
        return vec![one.range];
    }
    let half = (length.saturating_sub(SEPARATOR_LENGTH) / 2).saturating_sub(2).min(room);
    let first = densest(highlights, &spans, half, &[]);
    let second = first.as_ref().and_then(|first| densest(highlights, &spans, half, &first.shown));
    if let (Some(mut first), Some(mut second)) = (first, second)
        && first.value + second.value > one.value * TWO_PASSAGES
        && [&first, &second].iter().all(|s| count(text, s.range.clone(), half + 1) <= half)
    {
        if second.range.start < first.range.start {
            std::mem::swap(&mut first, &mut second);
        }
        let both = first.range.start..second.range.end;
        if first.part != second.part || count(text, both, length.saturating_add(1)) > length {
            return vec![first.range, second.range];
        }
    }
    vec![one.range]
}

/// The best single window, with its value.
pub(crate) fn best_window(
    text: &str,
    highlights: &[Highlight],
    length: usize,
) -> Option<(f32, Range<usize>)> {
    let room = room(text, length);
    let best = densest(highlights, &spans(text, highlights, room), room, &[])?;
    Some((best.value, best.range))
}

/// How many graphemes fit between the ellipses.
fn room(text: &str, length: usize) -> usize {
    length.saturating_sub(2).clamp(1, text.len().max(1))
}

/// The number of graphemes in a range, counted up to `limit`.
fn count(text: &str, range: Range<usize>, limit: usize) -> usize {
    graphemes::count(slice(text, range), limit)
}

/// Where each highlight begins and ends, in graphemes. What is further apart than `room` is in no window
/// together, so that longer distances need not be counted to their end.
fn spans(text: &str, highlights: &[Highlight], room: usize) -> Vec<Range<usize>> {
    let far = room + 1;
    let mut spans: Vec<Range<usize>> = Vec::with_capacity(highlights.len());
    let mut start = 0;
    let mut last: Option<&Highlight> = None;
    for highlight in highlights {
        start += match last {
            Some(last) if last.part == highlight.part => {
                count(text, last.range.start..highlight.range.start, far)
            }
            Some(_) => far,
            None => 0,
        };
        spans.push(start..start + count(text, highlight.range.clone(), far));
        last = Some(highlight);
    }
    spans
}

/// The window that fits into `room` graphemes and has the highest value, without what is `shown`
/// already: each concept counts once in full and repeated little; concepts that follow each other
/// count more, and so do those that stand close together. Of equal windows, the first.
fn densest(
    highlights: &[Highlight],
    spans: &[Range<usize>],
    room: usize,
    shown: &[Shown],
) -> Option<Window> {
    let is_new = |highlight: &Highlight| {
        shown.get(highlight.concept).is_none_or(|shown| shown.weight == 0.0)
    };
    let concepts = highlights.iter().map(|highlight| highlight.concept + 1).max()?;
    let mut of_concepts = vec![Shown::default(); concepts];
    let mut best: Option<Window> = None;
    let mut weighed = None;
    for (first, from) in highlights.iter().enumerate() {
        let start = &spans[first];
        // A window that begins with an earlier highlight at this place has this one too.
        if !is_new(from) || weighed == Some(from.range.start) {
            continue;
        }
        weighed = Some(from.range.start);
        of_concepts.fill(Shown::default());
        let mut value = 0.0;
        let (mut end, mut size) = (0, 0);
        for (at, highlight) in highlights.iter().enumerate().skip(first).take(MAX_HIGHLIGHTS) {
            let span = &spans[at];
            if span.start - start.start > room {
                break;
            }
            let longer = size.max(span.end - start.start);
            if !is_new(highlight) || (at > first && longer > room) {
                continue;
            }
            size = longer;
            end = highlight.range.end.max(end);
            let Some(shown) = of_concepts.get_mut(highlight.concept) else { continue };
            if highlight.weight > shown.weight {
                value += highlight.weight - shown.weight;
                shown.weight = highlight.weight;
            } else if !shown.repeated {
                value += highlight.weight * REPEATED;
                shown.repeated = true;
            }
            if !shown.beside && follows(highlights, at, &mut |earlier, _| earlier >= first) {
                value += highlight.weight * BESIDE;
                shown.beside = true;
            }
            let spread = size.min(room) as f32 / room as f32;
            let value = value * (1.0 - SPREAD * spread);
            if best.as_ref().is_none_or(|best| value > best.value) {
                let (range, shown) = (from.range.start..end, of_concepts.clone());
                best = Some(Window { value, range, part: from.part, shown });
            }
        }
    }
    best
}
