//! Which segments of a long article are read for a passage: those that may show most of a query.

use std::ops::Range;

use kwic_core::format::Field;
use kwic_core::store::decoded_text::DecodedText;
use kwic_core::text::slice;
use kwic_postings::top_k::sort_set;

use super::graphemes::count;
use super::highlighter::{ConceptSegments, Highlighter};
use super::marked_text::{ASIDE, HEADING, MarkedText};
use super::part::Part;
use super::passage::{BESIDE, TWO_PASSAGES, best_window};
use crate::index_reader::IndexReader;

/// Bytes for which a text has room before it grows.
const TEXT_ROOM: usize = 1024;
/// An article of no more segments is read whole.
const WHOLE: usize = 3;
/// In at most this many segments it is looked how close the words of the query stand.
const MAX_SCANNED: usize = 6;
/// At most this many segments are read to find the one with the best passage.
const MAX_READ: usize = 3;
/// A passage that is worth this part of what its segment promised is good enough.
const GOOD: f32 = 0.8;
/// Graphemes of a word with the space behind it, as most languages have them.
const WORD: usize = 6;

/// What a segment promises, as one number that sorts the best segment first; of equal ones the first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Promise(u64);

impl Promise {
    /// `value` is not negative, so values are in the order of their bits.
    fn new(segment: u32, value: f32) -> Promise {
        Promise(u64::from(!value.to_bits()) << 32 | u64::from(segment))
    }

    pub(super) fn segment(self) -> u32 {
        self.0 as u32
    }

    fn value(self) -> f32 {
        f32::from_bits(!((self.0 >> 32) as u32))
    }
}

/// Some promises, the best first.
pub(super) fn sorted(promises: Vec<Promise>) -> impl Iterator<Item = Promise> {
    let mut all: Vec<u64> = promises.into_iter().map(|promise| promise.0).collect();
    sort_set(&mut all);
    all.into_iter().map(Promise)
}

/// A word of the query in a segment.
struct Place {
    position: u32,
    concept: usize,
    weight: f32,
}

/// The text that the passage of an article, or of a `part` of it, is chosen from: all of it where it is short, else
/// the segments that promise most, with what stands around them.
pub(crate) fn text(
    reader: &impl IndexReader,
    document: u32,
    part: Option<&Part>,
    highlighter: &Highlighter,
    length: usize,
) -> MarkedText {
    let all = part.map_or_else(|| reader.segments().of(document), Part::segments);
    let wanted = highlighter.terms(reader);
    let push_text = |segments: Range<u32>, text: &mut DecodedText| match part {
        None => reader.push_text(segments, wanted, text),
        Some(part) => segments
            .for_each(|segment| reader.push_blocks(segment, part.headings(segment), wanted, text)),
    };
    let read = |segments: Range<u32>| {
        let mut text = DecodedText::with_room(TEXT_ROOM);
        push_text(segments, &mut text);
        MarkedText::new(text, highlighter)
    };
    if all.len() <= WHOLE {
        return read(all);
    }
    let concepts = highlighter.segments(reader);
    let mut scanned = Vec::new();
    for promise in sorted(promises(concepts, &all, 0)) {
        // A segment has all words of a sequence also where they do not follow each other.
        let value = closeness(reader, promise.segment(), highlighter, length);
        if value > 0.0 {
            scanned.push(Promise::new(promise.segment(), value));
        }
        if scanned.len() == MAX_SCANNED {
            break;
        }
    }
    let mut best: Option<(f32, u32, MarkedText, Around)> = None;
    let mut count_read = 0;
    for promise in sorted(scanned) {
        let segment = promise.segment();
        let text = read(segment..segment + 1);
        let Some((value, around)) = passage(&text, length) else { continue };
        if best.as_ref().is_none_or(|best| value > best.0) {
            best = Some((value, segment, text, around));
        }
        count_read += 1;
        if value >= promise.value() * GOOD || count_read == MAX_READ {
            break;
        }
    }
    let Some((value, segment, text, around)) = best else {
        let beginning = read(all.start..all.start + WHOLE as u32);
        return if beginning.has_text { beginning } else { read(all) };
    };
    let mut chosen: Vec<u64> = Vec::new();
    if around.begins_before && segment > all.start {
        chosen.push(u64::from(segment - 1));
    }
    if around.ends_behind && segment + 1 < all.end {
        chosen.push(u64::from(segment + 1));
    }
    // Another segment may have the rest of the query, and enough of it for a second passage.
    let shown = promised(concepts, segment, 0).1;
    for other in sorted(promises(concepts, &all, shown)).take(1) {
        if other.value() > value * (TWO_PASSAGES - 1.0) {
            chosen.push(u64::from(other.segment()));
        }
    }
    sort_set(&mut chosen);
    let Some(first) = chosen.first().map(|&first| first as u32) else { return text };
    let (mut text, mut next) = (text.decoded, segment + 1);
    if first < segment {
        chosen.push(u64::from(segment));
        sort_set(&mut chosen);
        (text, next) = (DecodedText::with_room(TEXT_ROOM), first);
    }
    for segment in chosen.into_iter().map(|segment| segment as u32) {
        if next < segment {
            text.leave_out();
        }
        push_text(segment..segment + 1, &mut text);
        next = segment + 1;
    }
    MarkedText::new(text, highlighter)
}

/// Whether a passage may go on beyond the segment that it is in.
struct Around {
    begins_before: bool,
    ends_behind: bool,
}

/// The value of the best passage of a segment.
fn passage(marked: &MarkedText, length: usize) -> Option<(f32, Around)> {
    let text = marked.text();
    let (value, window) = best_window(text, &marked.highlights, length)?;
    let shown = marked.around(&window, length);
    // With half the room on each side there is enough to fill it.
    let half = length.saturating_sub(count(slice(text, window.clone()), length)) / 2;
    let is_near = |range: Range<usize>| count(slice(text, range), half) < half;
    let around = Around {
        begins_before: marked.is_beginning(&shown) && is_near(shown.start..window.start),
        ends_behind: shown.end == text.len() && is_near(window.end..shown.end),
    };
    Some((value, around))
}

/// What a segment promises of the concepts that are not `shown`, by what these are worth together; and all concepts
/// that are shown or that it has. A concept is a bit.
fn promised(of_concepts: &[ConceptSegments], segment: u32, shown: u64) -> (f32, u64) {
    let (mut value, mut concepts) = (0.0, shown);
    for own in of_concepts.iter().filter(|own| own.segments.has(segment)) {
        let bit = 1u64.checked_shl(own.concept as u32).unwrap_or_default();
        // The first of a concept is worth most.
        if concepts & bit == 0 {
            concepts |= bit;
            value += own.weight;
        }
    }
    (value, concepts)
}

/// The segments that promise something of the concepts that are not `shown`.
pub(super) fn promises(
    of_concepts: &[ConceptSegments],
    segments: &Range<u32>,
    shown: u64,
) -> Vec<Promise> {
    let mut promises = Vec::new();
    for segment in segments.clone() {
        let (value, _) = promised(of_concepts, segment, shown);
        if value > 0.0 {
            promises.push(Promise::new(segment, value));
        }
    }
    promises
}

/// About what the best passage of a segment is worth, by the positions of its words alone.
fn closeness(
    reader: &impl IndexReader,
    segment: u32,
    highlighter: &Highlighter,
    length: usize,
) -> f32 {
    let mut places: Vec<Place> = Vec::new();
    let mut begun = Vec::new();
    reader.scan(segment, highlighter.terms(reader), &mut |occurrence| {
        let of_field = match occurrence.field {
            Field::Title => 0.0,
            Field::Heading => HEADING,
            Field::Aside => ASIDE,
            Field::Body => 1.0,
        };
        let position = occurrence.position;
        highlighter.each_answer(occurrence.term, position, &mut begun, &mut |concept, weight| {
            places.push(Place { position, concept, weight: weight * of_field });
        });
    });
    let words = (length / WORD) as u32;
    let mut best = 0.0;
    let mut weights: Vec<f32> = Vec::new();
    for (first, from) in places.iter().enumerate() {
        weights.clear();
        let mut value = 0.0;
        let mut before = from;
        for place in &places[first..] {
            if place.position.saturating_sub(from.position) > words {
                break;
            }
            if weights.len() <= place.concept {
                weights.resize(place.concept + 1, 0.0);
            }
            let known = &mut weights[place.concept];
            if place.weight > *known {
                value += place.weight - *known;
                if before.concept + 1 == place.concept
                    && before.position.checked_add(1) == Some(place.position)
                {
                    value += place.weight * BESIDE;
                }
                *known = place.weight;
            }
            before = place;
        }
        if value > best {
            best = value;
        }
    }
    best
}
