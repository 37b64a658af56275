//! The sections of an article that answer a query: a section is a heading to which a link leads, and what stands behind
//! it up to the next such heading.

use kwic_core::format::Field;
use kwic_core::format::anchors::Heading;
use kwic_core::store::decoded_text::DecodedText;
use kwic_core::text::slice;

use super::choice::{promises, sorted};
use super::highlighter::Highlighter;
use super::marked_text::ASIDE;
use super::part::Part;
use super::passage::BESIDE;
use super::piece::{Piece, push};
use crate::index_reader::IndexReader;

/// So many sections of an article are given.
const MAX_SECTIONS: usize = 3;
/// In at most this many segments of an article they are looked for.
const MAX_SCANNED: usize = 4;
/// What a word is worth in the heading of a section, by what it is in its text.
const IN_HEADING: f32 = 1.5;
/// What a word adds that a section has once more, and how often that counts.
const AGAIN: f32 = 0.02;
const MAX_AGAIN: u32 = 5;
/// A section that is worth less of the best, or of what stands before all headings, is not given.
const WORTH: f32 = 0.6;

/// A section of an article that answers a query.
///
/// ```ignore-wasm32
/// # use kwic_indexer::{Block, BlockKind, Document};
/// # let heading = Block { anchor: Some("fees".into()), ..Block::new(BlockKind::Heading, "Fees") };
/// # let bytes = kwic_indexer::build(&[Document {
/// #     id: "a".into(), url: "visa.html".into(), title: "Visa".into(), lang: "en".into(),
/// #     blocks: vec![heading, Block::new(BlockKind::Body, "It costs ten piastres.")],
/// #     ..Default::default()
/// # }]).unwrap();
/// use kwic::{DocId, Index, Query};
///
/// let index = Index::open(&bytes)?;
/// let sections = index.searcher().sections(DocId(0), &Query::parse("piastres"));
/// assert_eq!((&*sections[0].title, &*sections[0].fragment), ("Fees", "fees"));
/// # Ok::<(), kwic::OpenError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The text of its heading.
    pub title: String,
    /// The same, with the words of the query marked.
    pub title_pieces: Vec<Piece>,
    /// What the url of the article is followed by, behind `#`, to lead there.
    pub fragment: String,
}

/// A word of the query in a section.
struct Place {
    section: usize,
    concept: usize,
    position: u32,
    weight: f32,
}

/// The sections of a document that answer a query best, the best first.
pub(crate) fn sections(
    reader: &impl IndexReader,
    document: u32,
    highlighter: &Highlighter,
) -> Vec<Section> {
    let headings = reader.headings(document);
    if headings.is_empty() {
        return Vec::new();
    }
    let places = places(reader, document, highlighter, &headings);
    // The number of a section is that of its heading, and 0 stands for what is before all headings.
    let mut values = vec![0.0f32; headings.len() + 1];
    let mut known: Vec<(usize, usize, f32, u32)> = Vec::new();
    let mut before: Option<&Place> = None;
    for place in &places {
        let value = &mut values[place.section];
        let same =
            known.iter_mut().find(|known| (known.0, known.1) == (place.section, place.concept));
        match same {
            Some((_, _, weight, again)) => {
                *value += (place.weight - *weight).max(0.0);
                *weight = weight.max(place.weight);
                *again += 1;
                if *again <= MAX_AGAIN {
                    *value += place.weight * AGAIN;
                }
            }
            None => {
                *value += place.weight;
                known.push((place.section, place.concept, place.weight, 0));
                let is_beside = before.is_some_and(|before| {
                    before.section == place.section
                        && before.concept + 1 == place.concept
                        && before.position.checked_add(1) == Some(place.position)
                });
                if is_beside {
                    *value += place.weight * BESIDE;
                }
            }
        }
        before = Some(place);
    }
    let best = values.iter().copied().fold(0.0, f32::max);
    let mut found: Vec<(f32, usize)> = Vec::new();
    for _ in 0..MAX_SECTIONS {
        let mut next: Option<(f32, usize)> = None;
        for (section, &value) in values.iter().enumerate().skip(1) {
            let is_new = !found.iter().any(|found| found.1 == section);
            if is_new
                && value > 0.0
                && value >= best * WORTH
                && next.is_none_or(|next| value > next.0)
            {
                next = Some((value, section));
            }
        }
        let Some(next) = next else { break };
        found.push(next);
    }
    found
        .into_iter()
        .filter_map(|(_, section)| named(reader, &headings, section - 1, highlighter))
        .collect()
}

/// The words of the query in those segments of a document that promise most, with their sections.
fn places(
    reader: &impl IndexReader,
    document: u32,
    highlighter: &Highlighter,
    headings: &[Heading<'_>],
) -> Vec<Place> {
    let all = reader.segments().of(document);
    let concepts = highlighter.segments(reader);
    let mut places = Vec::new();
    let mut begun = Vec::new();
    for promise in sorted(promises(concepts, &all, 0)).take(MAX_SCANNED) {
        let segment = promise.segment();
        let before = headings.partition_point(|heading| heading.segment < segment);
        begun.clear();
        reader.scan(segment, highlighter.terms(reader), &mut |occurrence| {
            let of_field = match occurrence.field {
                Field::Title => return,
                Field::Heading => IN_HEADING,
                Field::Aside => ASIDE,
                Field::Body => 1.0,
            };
            let section = linked(headings, before + occurrence.headings as usize);
            let position = occurrence.position;
            highlighter.each_answer(
                occurrence.term,
                position,
                &mut begun,
                &mut |concept, weight| {
                    places.push(Place { section, concept, position, weight: weight * of_field });
                },
            );
        });
    }
    places
}

/// The last of the first `count` headings to which a link leads, as its number from 1 up; 0 where there is none.
fn linked(headings: &[Heading<'_>], count: usize) -> usize {
    let headings = headings.get(..count).unwrap_or(headings);
    headings.iter().rposition(|heading| heading.anchor.is_some()).map_or(0, |last| last + 1)
}

/// How many headings of its own segment are before a heading.
fn number_in_segment(headings: &[Heading<'_>], at: usize) -> u32 {
    let segment = headings[at].segment;
    headings[..at].iter().rev().take_while(|heading| heading.segment == segment).count() as u32
}

fn title(
    reader: &impl IndexReader,
    headings: &[Heading<'_>],
    at: usize,
    highlighter: &Highlighter,
) -> DecodedText {
    let number = number_in_segment(headings, at);
    reader.heading(headings[at].segment, number, highlighter.terms(reader))
}

fn named(
    reader: &impl IndexReader,
    headings: &[Heading<'_>],
    at: usize,
    highlighter: &Highlighter,
) -> Option<Section> {
    let anchor = headings.get(at)?.anchor?;
    let title = title(reader, headings, at, highlighter);
    let mut title_pieces = Vec::new();
    for (range, matched) in highlighter.title_runs(&title) {
        push(&mut title_pieces, slice(&title.text, range), matched);
    }
    Some(Section { fragment: anchor.fragment(&title.text), title: title.text, title_pieces })
}

/// The part of a document that a fragment leads to; `None` if it leads to none of its headings.
pub(crate) fn part(
    reader: &impl IndexReader,
    document: u32,
    highlighter: &Highlighter,
    fragment: &str,
) -> Option<Part> {
    let headings = reader.headings(document);
    let leads = |at: &usize| {
        let anchor = headings[*at].anchor;
        anchor.is_some_and(|anchor| {
            anchor.fragment(&title(reader, &headings, *at, highlighter).text) == fragment
        })
    };
    let at = (0..headings.len()).find(leads)?;
    let next = (at + 1..headings.len()).find(|&next| headings[next].anchor.is_some());
    let (end, last) = match next {
        Some(next) => (number_in_segment(&headings, next) + 1, headings[next].segment),
        None => (u32::MAX, reader.segments().of(document).end.max(1) - 1),
    };
    let first = number_in_segment(&headings, at) + 1;
    Some(Part { segments: headings[at].segment..last.saturating_add(1), first, end })
}
