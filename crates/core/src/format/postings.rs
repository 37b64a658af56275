//! Postings: for each term where it stands, segment by segment, as bits. In the postings of compounds, which stand in
//! the index, documents take the place of segments.
//!
//! Bits are counted from the lowest of the first byte on. An occurrence is zeros, a one, and what follows: no
//! zeros in the segment of the occurrence before it; else the distance from that segment (the first one's
//! from -1), less one, as a Golomb-Rice code[^rice]: its upper part, plus one, in zeros, and its lower bits behind
//! the one. Twenty-four zeros say that the distance less one follows in 24 bits. Then the field: `1` body,
//! `01` title, `001` heading, `000` aside, the first bit lowest. The last byte is filled with zeros.
//!
//! [^rice]: R. F. Rice, Some Practical Universal Noiseless Coding Techniques, JPL 79-22, 1979.
use std::ops::Range;

use super::{FIELDS, Field};

/// Occurrences of a term in each field of a document.
pub type Frequencies = [u32; FIELDS];

/// One document that holds a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Posting {
    /// Number of the document, from 0.
    pub document: u32,
    /// How often the term stands in each field.
    pub frequencies: Frequencies,
}

/// Bits of the number of a document, and of that of a segment.
const DOCUMENT: u32 = 24;

/// No index has more documents.
pub const MAX_DOCUMENTS: u32 = (1 << DOCUMENT) - 1;

/// No index has more bytes of postings: their bits are counted in 32.
pub const MAX_BYTES: u32 = (1 << 29) - 32;

/// This number of zeros says that the distance is written out: a Golomb-Rice code has fewer.
const ESCAPE: u32 = 24;
/// How many bytes there have to be behind postings for [`put`] to write the last of them.
pub const ROOM: usize = 7;

/// For each field the bits that stand for it, and above the third bit their number.
const CODE_OF: [u32; FIELDS] = [0b10 | 2 << 3, 0b100 | 3 << 3, 1 | 1 << 3, 3 << 3];

/// For each value of the next three bits, four bits: the number of the field that they begin with, and above it
/// the number of bits that stand for that field, less one.
const FIELD_OF: u32 = {
    let mut all = 0;
    let mut bits = 0u32;
    while bits < 8 {
        let (field, length) = match bits.trailing_zeros() {
            0 => (Field::Body, 1),
            1 => (Field::Title, 2),
            2 => (Field::Heading, 3),
            _ => (Field::Aside, 3),
        };
        all |= (field as u32 | (length - 1) << 2) << (4 * bits);
        bits += 1;
    }
    all
};

/// How many lower bits of a distance stand behind the one, for what is in `documents` of `all` documents.
pub fn low_bits(documents: u32, all: u32) -> u32 {
    ((all / documents.saturating_add(1)) | 1).ilog2().min(DOCUMENT)
}

/// How much an index has, which decides how the distances in its postings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The number of documents.
    pub documents: u32,
    /// The number of [segments](crate::store::scan) of all of them.
    pub segments: u32,
}

impl Extent {
    /// In how many segments a term of this many documents is expected: in one of each, and in the more others, the
    /// more documents have it.
    pub fn expected(self, documents: u32) -> u32 {
        let others = f64::from(self.segments.saturating_sub(self.documents));
        let share = f64::from(documents) / (f64::from(self.documents) + 1.0);
        documents.saturating_add((others * share * share * share) as u32)
    }

    /// How many lower bits a distance between segments has, for a term of this many documents.
    pub fn low_bits(self, documents: u32) -> u32 {
        low_bits(self.expected(documents), self.segments)
    }
}

/// Writes the occurrences of one term, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Writer {
    /// The segment after the last, and above its bits the number of lower bits of a distance.
    state: u32,
}

impl Writer {
    /// A writer of postings whose distances have this number of [`low_bits`].
    pub fn new(low: u32) -> Writer {
        Writer { state: low << DOCUMENT }
    }

    /// The bits that stand for an occurrence, and their number, which is at most 52. The segment is not before
    /// the last one.
    #[inline]
    pub fn code(&mut self, segment: u32, field: Field) -> (u64, u32) {
        let low = self.state >> DOCUMENT;
        let next = segment.wrapping_add(1) & MAX_DOCUMENTS;
        let distance = next.wrapping_sub(self.state & MAX_DOCUMENTS);
        // The segment goes up by as much, and what is above it stays.
        self.state = self.state.wrapping_add(distance);
        // No processor can predict whether a word stands in the same segment again, so there is no branch on it: then
        // there are no zeros and no lower bits.
        let if_other = u32::from(distance > 0).wrapping_neg();
        let rest = distance.saturating_sub(1);
        let (zeros, low) = ((rest >> low).saturating_add(1) & if_other, low & if_other);
        let (bits, length) = if zeros < ESCAPE {
            ((u64::from(rest & !(u32::MAX << low)) << 1 | 1) << zeros, zeros + 1 + low)
        } else {
            ((u64::from(rest) << 1 | 1) << ESCAPE, ESCAPE + 1 + DOCUMENT)
        };
        let of_field = CODE_OF[field as usize];
        (bits | u64::from(of_field & 7) << length, length + (of_field >> 3))
    }

    /// Appends the occurrences of a posting to postings of `bits` bits, whose last byte may not be full.
    pub fn push(&mut self, out: &mut Vec<u8>, bits: &mut u32, posting: &Posting) {
        for field in Field::ALL {
            for _ in 0..posting.frequencies[field as usize] {
                let (code, length) = self.code(posting.document, field);
                out.resize(*bits as usize / 8 + 1 + ROOM, 0);
                put(out, *bits, code);
                *bits += length;
                out.truncate(bits.div_ceil(8) as usize);
            }
        }
    }
}

/// Puts the bits of an occurrence behind the first `at` bits, where there are zeros. Does nothing where there is
/// no [`ROOM`].
#[inline]
pub fn put(bytes: &mut [u8], at: u32, code: u64) {
    let first = at as usize / 8;
    if let Some(Some(place)) = bytes.get_mut(first..first + 8).map(<[u8]>::first_chunk_mut) {
        *place = (u64::from_le_bytes(*place) | code << (at % 8)).to_le_bytes();
    }
}

/// At least 57 of the bits behind the first `at`; zeros behind the last.
#[inline]
fn bits_at(bytes: &[u8], at: u32) -> u64 {
    let rest = bytes.get(at as usize / 8..).unwrap_or_default();
    let eight = match rest.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => last_bits(rest),
    };
    eight >> (at % 8)
}

#[cold]
#[inline(never)]
fn last_bits(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |bits, &byte| bits << 8 | u64::from(byte))
}

/// Reads occurrences: each as the number of its segment, or of its document, and that of its field.
#[derive(Debug, Clone)]
pub struct Occurrences<'a> {
    bytes: &'a [u8],
    /// Where the next one begins, in bits.
    at: u32,
    end: u32,
    low: u32,
    /// The segment of the last, counted from 1.
    number: u32,
}

impl<'a> Occurrences<'a> {
    /// The occurrences in a range of bytes, whose distances have this number of [`low_bits`]. Reading is fastest
    /// where more bytes follow.
    pub fn new(bytes: &'a [u8], range: Range<usize>, low: u32) -> Occurrences<'a> {
        let bit = |at: usize| at.min(bytes.len()).min(MAX_BYTES as usize) as u32 * 8;
        let low = low.min(DOCUMENT);
        Occurrences { bytes, at: bit(range.start), end: bit(range.end), low, number: 0 }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = (u32, usize);

    #[inline]
    fn next(&mut self) -> Option<(u32, usize)> {
        let bits = bits_at(self.bytes, self.at);
        let zeros = bits.trailing_zeros();
        // Zeros that fill the last byte have no one behind them.
        if self.at + zeros >= self.end {
            return None;
        }
        // Wrong bytes may have more zeros than any code.
        let mut bits = bits.wrapping_shr(zeros) >> 1;
        let mut length = zeros + 1;
        let if_other = u32::from(zeros > 0).wrapping_neg();
        let (high, low) = if zeros < ESCAPE {
            ((zeros << self.low).wrapping_sub((1 << self.low) - 1) & if_other, self.low & if_other)
        } else {
            (1, DOCUMENT)
        };
        let rest = bits as u32 & ((1 << low) - 1);
        self.number = self.number.wrapping_add(high + rest);
        bits >>= low;
        length += low;
        let field = FIELD_OF >> ((bits as u32 & 7) * 4) & 15;
        self.at += length + (field >> 2) + 1;
        Some((self.number.wrapping_sub(1), field as usize & 3))
    }
}

/// Reads occurrences in segments: each as the number of its document and that of its field.
#[derive(Debug, Clone)]
pub struct DocumentOccurrences<'a> {
    occurrences: Occurrences<'a>,
    /// The document of each segment.
    documents: &'a [u32],
}

impl<'a> DocumentOccurrences<'a> {
    /// Occurrences in segments, of which `documents` are the documents. Beyond its last one, a segment has the
    /// number of its document.
    pub fn new(occurrences: Occurrences<'a>, documents: &'a [u32]) -> DocumentOccurrences<'a> {
        DocumentOccurrences { occurrences, documents }
    }
}

impl Iterator for DocumentOccurrences<'_> {
    type Item = (u32, usize);

    #[inline]
    fn next(&mut self) -> Option<(u32, usize)> {
        let (segment, field) = self.occurrences.next()?;
        let document = self.documents.get(segment as usize).copied().unwrap_or(segment);
        Some((document, field))
    }
}

/// Reads postings.
#[derive(Debug, Clone)]
pub struct Postings<'a> {
    occurrences: DocumentOccurrences<'a>,
    ahead: Option<(u32, usize)>,
}

impl<'a> Postings<'a> {
    /// The postings of these occurrences.
    pub fn new(mut occurrences: DocumentOccurrences<'a>) -> Postings<'a> {
        let ahead = occurrences.next();
        Postings { occurrences, ahead }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let (document, _) = self.ahead?;
        let mut frequencies = [0; FIELDS];
        while let Some((_, field)) = self.ahead.filter(|ahead| ahead.0 == document) {
            frequencies[field] += 1;
            self.ahead = self.occurrences.next();
        }
        Some(Posting { document, frequencies })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn postings() -> impl Strategy<Value = Vec<Posting>> {
        let gap = prop_oneof![0u32..3, 0u32..1000, 0u32..MAX_DOCUMENTS / 64];
        let frequencies = [0u32..3, 0u32..2, 0u32..40, 0u32..3];
        proptest::collection::vec((gap, frequencies), 0..60).prop_map(|gaps| {
            let mut next = 0;
            gaps.into_iter()
                .filter(|(_, frequencies)| frequencies.iter().any(|&f| f > 0))
                .map(|(gap, frequencies)| {
                    let document = next + gap;
                    next = document + 1;
                    Posting { document, frequencies }
                })
                .collect()
        })
    }

    fn written(postings: &[Posting], low: u32) -> (Vec<u8>, u32) {
        let (mut bytes, mut bits) = (Vec::new(), 0);
        let mut writer = Writer::new(low);
        postings.iter().for_each(|posting| writer.push(&mut bytes, &mut bits, posting));
        (bytes, bits)
    }

    proptest! {
        #[test]
        fn postings_come_back(postings in postings(), low in 0..=DOCUMENT, more: [Vec<u8>; 2]) {
            let (mut bytes, bits) = written(&postings, low);
            prop_assert_eq!(bits.div_ceil(8) as usize, bytes.len());
            let range = more[0].len()..more[0].len() + bytes.len();
            bytes.splice(0..0, more[0].iter().copied());
            bytes.extend(&more[1]);
            let occurrences = Occurrences::new(&bytes, range, low);
            let occurrences = DocumentOccurrences::new(occurrences, &[]);
            let read: Vec<Posting> = Postings::new(occurrences).collect();
            prop_assert_eq!(read, postings);
        }

        #[test]
        fn any_bytes_end(
            // Many of them zeros, which say most.
            bytes in proptest::collection::vec(prop_oneof![3 => Just(0u8), 1 => 0..=u8::MAX], 0..80),
            start: u8,
            end: u8,
            low: u32,
        ) {
            let range = start as usize % 16..end as usize;
            // An occurrence takes two bits at least.
            prop_assert!(Occurrences::new(&bytes, range, low).count() <= 4 * bytes.len());
        }
    }

    #[test]
    fn a_term_is_expected_in_the_more_segments_the_more_documents_have_it() {
        let extent = Extent { documents: 216, segments: 7_418 };
        let expected: Vec<u32> = (0..=216).map(|documents| extent.expected(documents)).collect();
        assert!(expected.is_sorted());
        assert_eq!((expected[1], expected[10], expected[216]), (1, 10, 7_318));
        for documents in [0, 1, 2, 50_000, MAX_DOCUMENTS] {
            let extent = Extent { documents, segments: documents };
            for holding in [0, 1, documents / 3, documents] {
                assert_eq!(extent.expected(holding), holding);
                assert_eq!(extent.low_bits(holding), low_bits(holding, documents));
            }
        }
    }

    #[test]
    fn zeros_without_an_end_are_answered() {
        for count in 0..40 {
            let bytes = [vec![0; count], vec![1, 0, 0, 0]].concat();
            assert!(Occurrences::new(&bytes, 0..bytes.len(), 0).count() <= 4 * bytes.len());
        }
    }

    #[test]
    fn distances_at_the_limits_come_back() {
        for low in 0..=DOCUMENT {
            let parts = 0..=u64::from(ESCAPE) + 2;
            let steps = parts.flat_map(|part| (part << low).saturating_sub(1)..=(part << low) + 2);
            let last = u64::from(MAX_DOCUMENTS) - 1;
            for document in steps.chain([last - 1, last]).filter(|&document| document <= last) {
                let first = Posting { document: document as u32, frequencies: [1, 1, 2, 1] };
                let postings = [first, Posting { document: last as u32, ..first }];
                let postings = &postings[..1 + usize::from(document < last)];
                let (bytes, _) = written(postings, low);
                let range = 0..bytes.len();
                let occurrences = Occurrences::new(&bytes, range, low);
                let occurrences = DocumentOccurrences::new(occurrences, &[]);
                let read: Vec<_> = Postings::new(occurrences).collect();
                assert_eq!(read, postings, "{low}");
            }
        }
    }

    #[test]
    fn terms_at_chance_take_little_more_than_their_entropy() {
        let all = 100_000u32;
        let mut state = 1u64;
        for documents in [10u32, 300, 5_000, 40_000, 99_000] {
            let mut postings = Vec::new();
            for document in 0..all {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                if ((state >> 33) as u32) % all < documents {
                    postings.push(Posting { document, frequencies: [0, 0, 1, 0] });
                }
            }
            let (_, bits) = written(&postings, low_bits(postings.len() as u32, all));
            let share = f64::from(documents) / f64::from(all);
            let entropy = -share.log2() - (1.0 - share) / share * (1.0 - share).log2();
            // One bit says that the document is another, and one which field it is.
            let measured = f64::from(bits) / postings.len() as f64 - 2.0;
            assert!(measured < entropy + 1.0, "{documents}: {measured} for {entropy}");
        }
    }
}
