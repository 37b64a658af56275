//! Which segments of a long article are read for a passage: those that may show most of a query.

use std::ops::Range;

use kwic_core::format::Field;
use kwic_core::store::decoded_text::DecodedText;
use kwic_postings::bit_set::BitSet;
use kwic_postings::top_k::sort_set;

use super::highlighter::{ConceptSegments, Highlighter};
use super::marked_text::{ASIDE, HEADING, MarkedText};
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
struct Promise(u64);

impl Promise {
    /// `value` is not negative, so values are in the order of their bits.
    fn new(segment: u32, value: f32) -> Promise {
        Promise(u64::from(!value.to_bits()) << 32 | u64::from(segment))
    }

    fn segment(self) -> u32 {
        self.0 as u32
    }

    fn value(self) -> f32 {
        f32::from_bits(!((self.0 >> 32) as u32))
    }
}

/// The best of some promises, in order.
fn best_of(promises: Vec<Promise>, most: usize) -> Vec<Promise> {
    let mut all: Vec<u64> = promises.into_iter().map(|promise| promise.0).collect();
    sort_set(&mut all);
    all.truncate(most);
    all.into_iter().map(Promise).collect()
}

/// A word of the query in a segment.
struct Place {
    position: u32,
    concept: usize,
    weight: f32,
}

/// The text that the passage of an article is chosen from: all of it where it is short, else the segments that
/// promise most, with what stands around them.
pub(crate) fn text(
    reader: &impl IndexReader,
    document: u32,
    highlighter: &Highlighter,
    length: usize,
) -> MarkedText {
    let all = reader.segments().of(document);
    let wanted = highlighter.terms(reader);
    let read = |segments: Range<u32>| {
        let mut text = DecodedText::with_room(TEXT_ROOM);
        reader.push_text(segments, wanted, &mut text);
        MarkedText::new(text, highlighter)
    };
    if all.len() <= WHOLE {
        return read(all);
    }
    let concepts = highlighter.segments(reader);
    let mut scanned = best_of(promises(concepts, &all, 0), MAX_SCANNED);
    for promise in &mut scanned {
        let value = closeness(reader, promise.segment(), highlighter, length);
        *promise = Promise::new(promise.segment(), value);
    }
    let mut best: Option<(f32, u32, MarkedText, Around)> = None;
    for promise in best_of(scanned, MAX_READ) {
        let segment = promise.segment();
        let text = read(segment..segment + 1);
        let Some((value, around)) = passage(&text, length) else { continue };
        if best.as_ref().is_none_or(|best| value > best.0) {
            best = Some((value, segment, text, around));
        }
        if value >= promise.value() * GOOD {
            break;
        }
    }
    let Some((value, segment, text, around)) = best else {
        return read(all.start..all.start + WHOLE as u32);
    };
    let mut chosen = BitSet::new(all.end as usize);
    if around.begins_before && segment > all.start {
        chosen.insert(segment - 1);
    }
    if around.ends_behind {
        chosen.insert(segment + 1);
    }
    // Another segment may have the rest of the query, and enough of it for a second passage.
    let shown = promised(concepts, segment, 0).1;
    for other in best_of(promises(concepts, &all, shown), 1) {
        if other.value() > value * (TWO_PASSAGES - 1.0) {
            chosen.insert(other.segment());
        }
    }
    chosen.remove(segment);
    let Some(first) = chosen.iter().next() else { return text };
    let (mut text, mut next) = (text.decoded, segment + 1);
    if first < segment {
        chosen.insert(segment);
        (text, next) = (DecodedText::with_room(TEXT_ROOM), first);
    }
    for segment in chosen.iter() {
        if next < segment {
            text.leave_out();
        }
        reader.push_text(segment..segment + 1, wanted, &mut text);
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
    let size = marked.text().len();
    let (value, window) = best_window(marked.text(), &marked.highlights, length)?;
    let shown = marked.around(&window, length);
    let room = length.saturating_sub(window.len()) / 2;
    let is_short = size < length;
    let is_near = |distance: usize| is_short || distance < room;
    let around = Around {
        begins_before: shown.start == 0 && is_near(window.start) && !marked.begins_with_heading(),
        ends_behind: shown.end == size && is_near(shown.end - window.end),
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
fn promises(of_concepts: &[ConceptSegments], segments: &Range<u32>, shown: u64) -> Vec<Promise> {
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
    reader.scan(segment, highlighter.terms(reader), &mut |occurrence| {
        let of_field = match occurrence.field {
            Field::Title => 0.0,
            Field::Heading => HEADING,
            Field::Aside => ASIDE,
            Field::Body => 1.0,
        };
        highlighter.each_answer(occurrence.term, &mut |concept, weight| {
            let (position, weight) = (occurrence.position, weight * of_field);
            places.push(Place { position, concept, weight });
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
                if before.concept + 1 == place.concept && before.position + 1 == place.position {
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
