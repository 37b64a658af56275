//! Which stretches of an article answer a query best.
use std::ops::Range;

use kwic_core::text::slice;

use crate::snippet::highlighter::{Mark, follows, starts};

/// The shortest snippet, in graphemes, that may show two passages.
const SHORTEST_PAIR: usize = 80;
/// Two passages that leave something out between them have to be worth so much more than one.
const PAIR: f32 = 1.3;
/// What a word adds when it stands a second time.
const REPEATED: f32 = 0.05;
/// What a word adds, as a part of its worth, when it follows the one before it in the query.
const BESIDE: f32 = 0.3;
/// The part of its worth that a passage loses when it fills all the room.
const SPREAD: f32 = 0.1;
/// Marks beyond so many are not weighed in one passage.
const MAX_MARKS: usize = 64;
/// Graphemes of the sign for text that is left out between two passages, with its spaces.
pub(crate) const GAP: usize = 3;

/// A stretch between the first and the last mark of a passage.
struct Stretch {
    value: f32,
    range: Range<usize>,
    part: usize,
    /// For each concept what it adds.
    shown: Vec<Shown>,
}

/// What a passage shows of one concept.
#[derive(Debug, Clone, Default, PartialEq)]
struct Shown {
    worth: f32,
    repeated: bool,
    beside: bool,
}

/// The stretches of `text` to show, in order: one, or two when none shows as much of the query as
/// two do. Each fits into `length` graphemes together with what it needs, unless a single mark does
/// not.
pub(crate) fn stretches(text: &str, marks: &[Mark], length: usize) -> Vec<Range<usize>> {
    let room = length.saturating_sub(2).clamp(1, text.len().max(1));
    let places = places(text, marks, room);
    let Some(one) = densest(marks, &places, room, &[]) else { return Vec::new() };
    let is_shown = |mark: &Mark| one.shown.get(mark.concept).is_some_and(|s| s.worth > 0.0);
    if length < SHORTEST_PAIR || marks.iter().all(is_shown) {
        return vec![one.range];
    }
    let half = (length.saturating_sub(GAP) / 2).saturating_sub(2).min(room);
    let first = densest(marks, &places, half, &[]);
    let second = first.as_ref().and_then(|first| densest(marks, &places, half, &first.shown));
    if let (Some(mut first), Some(mut second)) = (first, second)
        && first.value + second.value > one.value * PAIR
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

/// The number of graphemes in a range, `most` at most.
fn count(text: &str, range: Range<usize>, most: usize) -> usize {
    starts(slice(text, range), most).len()
}

/// Where each mark begins and ends, in graphemes. A distance longer than `room` is cut short, which
/// makes no passage of what is further apart.
fn places(text: &str, marks: &[Mark], room: usize) -> Vec<Range<usize>> {
    let far = room + 1;
    let mut places: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    let mut start = 0;
    let mut last: Option<&Mark> = None;
    for mark in marks {
        start += match last {
            Some(last) if last.part == mark.part => {
                count(text, last.range.start..mark.range.start, far)
            }
            Some(_) => far,
            None => 0,
        };
        places.push(start..start + count(text, mark.range.clone(), far));
        last = Some(mark);
    }
    places
}

/// The stretch of marks that fits into `room` graphemes and is worth most, without what is `shown`
/// already: each concept counts once in full and repeated little; concepts that follow each other
/// count more, and so do those that stand close together. The first of equal ones.
fn densest(
    marks: &[Mark],
    places: &[Range<usize>],
    room: usize,
    shown: &[Shown],
) -> Option<Stretch> {
    let is_new = |mark: &Mark| shown.get(mark.concept).is_none_or(|shown| shown.worth == 0.0);
    let concepts = marks.iter().map(|mark| mark.concept + 1).max()?;
    let mut accumulators = vec![Shown::default(); concepts];
    let mut best: Option<Stretch> = None;
    let mut weighed = None;
    for (first, from) in marks.iter().enumerate() {
        let start = &places[first];
        // A passage that begins with an earlier mark at this place has this one too.
        if !is_new(from) || weighed == Some(from.range.start) {
            continue;
        }
        weighed = Some(from.range.start);
        accumulators.fill(Shown::default());
        let mut value = 0.0;
        let (mut end, mut size) = (0, 0);
        for (at, mark) in marks.iter().enumerate().skip(first).take(MAX_MARKS) {
            let place = &places[at];
            if place.start - start.start > room {
                break;
            }
            let longer = size.max(place.end - start.start);
            if !is_new(mark) || (at > first && longer > room) {
                continue;
            }
            size = longer;
            end = mark.range.end.max(end);
            let Some(shown) = accumulators.get_mut(mark.concept) else { continue };
            if mark.worth > shown.worth {
                value += mark.worth - shown.worth;
                shown.worth = mark.worth;
            } else if !shown.repeated {
                value += mark.worth * REPEATED;
                shown.repeated = true;
            }
            if !shown.beside && follows(marks, at, &mut |earlier, _| earlier >= first) {
                value += mark.worth * BESIDE;
                shown.beside = true;
            }
            let spread = size.min(room) as f32 / room as f32;
            let value = value * (1.0 - SPREAD * spread);
            if best.as_ref().is_none_or(|best| value > best.value) {
                let (range, shown) = (from.range.start..end, accumulators.clone());
                best = Some(Stretch { value, range, part: from.part, shown });
            }
        }
    }
    best
}
