//! Phrases: the documents in which the terms of a sequence follow each other.

use kwic_core::format::postings::{Frequencies, Posting};
use kwic_core::format::{FIELDS, Field};
use kwic_core::small::sort::keep;
use kwic_postings::bit_set::BitSet;

use super::term_set::TermSet;
use crate::expand::expansion::Expansion;
use crate::expand::sequence::Sequence;
use crate::index_reader::IndexReader;

/// The number of documents in which the terms of a sequence follow each other.
pub(crate) fn count(reader: &impl IndexReader, sequence: &Sequence) -> u32 {
    let mut documents = 0u32;
    postings(reader, sequence, &mut |_| {
        documents = documents.saturating_add(1);
        true
    });
    documents
}

/// True when the terms of a sequence follow each other somewhere.
pub(crate) fn occurs(reader: &impl IndexReader, sequence: &Sequence) -> bool {
    let mut occurs = false;
    postings(reader, sequence, &mut |_| {
        occurs = true;
        false
    });
    occurs
}

/// Calls `each` with the documents in which terms of a sequence follow each other, as postings of a
/// term of their own, until it gives false.
pub(crate) fn postings(
    reader: &impl IndexReader,
    sequence: &Sequence,
    each: &mut dyn FnMut(&Posting) -> bool,
) {
    if let Some(compound) = sequence.compound {
        reader.compound_postings(compound.word, compound.cut, each);
        return;
    }
    let segments = segments_with_all(reader, &sequence.positions);
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    for (number, terms) in sequence.positions.iter().enumerate() {
        numbers.extend(terms.iter().map(|expansion| (expansion.ordinal, number)));
    }
    let terms = TermSet::new(reader, numbers);
    // Where the terms of each position of the sequence stand in a segment.
    let mut found: Vec<Vec<(u32, Field)>> = vec![Vec::new(); sequence.positions.len()];
    let mut count = |segment| {
        found.iter_mut().for_each(Vec::clear);
        terms.scan(reader, segment, &mut |number, occurrence| {
            let here = (occurrence.position, occurrence.field);
            if found[number].last() != Some(&here) {
                found[number].push(here);
            }
        });
        let mut frequencies = [0; FIELDS];
        for &(_, field) in ends(&mut found) {
            frequencies[field as usize] += 1;
        }
        frequencies
    };
    each_document(reader, &segments, &mut count, &mut |posting| {
        posting.frequencies == [0; FIELDS] || each(posting)
    });
}

/// Calls `each` with the document of these `segments` and what is counted in all of its own, until it gives false.
pub(crate) fn each_document(
    reader: &impl IndexReader,
    segments: &BitSet,
    count: &mut dyn FnMut(u32) -> Frequencies,
    each: &mut dyn FnMut(&Posting) -> bool,
) {
    let mut posting = Posting::default();
    let mut segments = segments.iter().peekable();
    while let Some(segment) = segments.next() {
        posting.document = reader.segments().document(segment);
        for (sum, frequency) in posting.frequencies.iter_mut().zip(count(segment)) {
            *sum = sum.saturating_add(frequency);
        }
        let next = segments.peek().map(|&next| reader.segments().document(next));
        if next != Some(posting.document) {
            if !each(&posting) {
                return;
            }
            posting.frequencies = [0; FIELDS];
        }
    }
}

/// The segments that have a term for each position.
pub(crate) fn segments_with_all(reader: &impl IndexReader, positions: &[Vec<Expansion>]) -> BitSet {
    let count = reader.segments().count() as usize;
    let mut segments = BitSet::all(count);
    for terms in positions {
        let mut holding = BitSet::new(count);
        for expansion in terms {
            reader.add_segments(expansion.ordinal, &mut holding);
        }
        segments.keep(&holding, true);
    }
    segments
}

/// Where a sequence ends in a segment: what is left of the places of its last position when each
/// position keeps those places only which follow one of the position before.
fn ends(found: &mut [Vec<(u32, Field)>]) -> &[(u32, Field)] {
    for number in 1..found.len() {
        let (before, here) = found.split_at_mut(number);
        let (Some(before), Some(here)) = (before.last(), here.first_mut()) else { break };
        keep(here, &mut |&(position, _)| {
            let at = before.partition_point(|place| place.0.saturating_add(1) < position);
            before.get(at).is_some_and(|place| place.0.checked_add(1) == Some(position))
        });
    }
    found.last().map_or(&[], Vec::as_slice)
}
