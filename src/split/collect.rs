//! What one pass over all segments of an index in one piece finds.

use std::collections::BTreeMap;

use kwic_core::format::Field;
use kwic_core::format::varint::{Cursor, push};
use kwic_core::split::positions::Position;
use kwic_core::split::root::Lengths;
use kwic_postings::bit_set::BitSet;

use super::numbering::Numbering;
use crate::in_memory::InMemory;
use crate::index_reader::{IndexReader, TitleStart};

/// Where a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stands {
    pub(super) segment: u32,
    pub(super) field: Field,
    pub(super) position: Position,
}

/// Where the tokens of a term stand, in the order of the segments: some three bytes for each, since those of all terms
/// are held at once.
#[derive(Debug, Default)]
struct PackedStands {
    bytes: Vec<u8>,
    /// The segment of the last.
    last: u32,
}

impl PackedStands {
    /// Set where other tokens have the same position and are before it.
    const HAS_ORDER: u32 = 1;
    const FIELD_SHIFT: u32 = 1;
    const FIELD_BITS: u32 = 2;

    fn push(&mut self, stands: Stands) {
        let Stands { segment, field, position: Position { position, order } } = stands;
        push(&mut self.bytes, segment - self.last);
        self.last = segment;
        let has_order = if order > 0 { PackedStands::HAS_ORDER } else { 0 };
        let head = position << PackedStands::FIELD_BITS | field as u32;
        push(&mut self.bytes, head << PackedStands::FIELD_SHIFT | has_order);
        if order > 0 {
            push(&mut self.bytes, order);
        }
    }

    fn unpacked(&self) -> Vec<Stands> {
        let mut cursor = Cursor::new(&self.bytes);
        let (mut all, mut segment) = (Vec::new(), 0);
        while !cursor.is_done() {
            segment += cursor.varint();
            let flags = cursor.varint();
            let head = flags >> PackedStands::FIELD_SHIFT;
            let has_order = flags & PackedStands::HAS_ORDER != 0;
            let order = if has_order { cursor.varint() } else { 0 };
            let field = Field::ALL[head as usize & ((1 << PackedStands::FIELD_BITS) - 1)];
            let position = Position { position: head >> PackedStands::FIELD_BITS, order };
            all.push(Stands { segment, field, position });
        }
        all
    }
}

/// See the [module](self).
pub(super) struct Collected {
    pub(super) numbering: Numbering,
    /// Of the articles in their new order.
    pub(super) lengths: Vec<Lengths>,
    /// For each term the articles whose titles begin with it.
    pub(super) titles: Vec<Vec<u32>>,
    /// The articles for which that is not certain.
    pub(super) uncertain_titles: Vec<u32>,
    /// For each segment of the index in one piece the positions at which its headings begin.
    pub(super) headings: Vec<Vec<u32>>,
    /// For each term where it stands, by the segments of the index in one piece.
    terms: Vec<PackedStands>,
    /// For each separator but a lone space where it stands; positions are not told.
    separators: BTreeMap<String, PackedStands>,
}

impl Collected {
    pub(super) fn new(reader: &InMemory<'_>) -> Collected {
        let segments = reader.segments();
        let mut lengths = vec![Lengths::default(); segments.documents() as usize];
        let mut headings = vec![Vec::new(); segments.count() as usize];
        let mut terms = Vec::new();
        terms.resize_with(reader.terms(), PackedStands::default);
        let mut separators: BTreeMap<String, PackedStands> = BTreeMap::new();
        let all = BitSet::all(reader.terms());
        let all_separators = reader.separators_with(&|_| true);
        for segment in 0..segments.count() {
            let lengths = &mut lengths[segments.document(segment) as usize];
            let headings: &mut Vec<u32> = &mut headings[segment as usize];
            let mut last: Option<Position> = None;
            reader.scan(segment, &all, &mut |occurrence| {
                let (field, position) = (occurrence.field, occurrence.position);
                let same = last.filter(|last| last.position == position);
                let position = Position { position, order: same.map_or(0, |last| last.order + 1) };
                last = Some(position);
                lengths[field as usize] += u32::from(!occurrence.part);
                terms[occurrence.term as usize].push(Stands { segment, field, position });
                let begun = (occurrence.headings as usize).max(headings.len());
                headings.resize(begun, position.position);
            });
            reader.separators(segment, &all_separators, &mut |field, text| {
                if !matches!(text, "" | " ") {
                    let stands = Stands { segment, field, position: Position::default() };
                    match separators.get_mut(text) {
                        Some(all) => all.push(stands),
                        None => separators.entry(text.to_owned()).or_default().push(stands),
                    }
                }
            });
        }
        let numbering = Numbering::new(&lengths, segments);
        let mut titles = vec![Vec::new(); terms.len()];
        let (mut uncertain_titles, none) = (Vec::new(), BitSet::new(0));
        for (number, &document) in (0..).zip(numbering.documents()) {
            match reader.title_begins(document, &none) {
                TitleStart::Term(term) => titles[term as usize].push(number),
                _ => uncertain_titles.push(number),
            }
        }
        let lengths = numbering.documents().iter().map(|&it| lengths[it as usize]).collect();
        Collected { numbering, lengths, titles, uncertain_titles, headings, terms, separators }
    }

    /// Where a term stands, by the new numbers of segments.
    pub(super) fn stands(&self, ordinal: usize) -> Vec<Stands> {
        self.numbered(&self.terms[ordinal])
    }

    /// The separators in order, each with where it stands by the new numbers.
    pub(super) fn separators(&self) -> impl Iterator<Item = (&str, Vec<Stands>)> {
        self.separators.iter().map(|(text, packed)| (&**text, self.numbered(packed)))
    }

    /// Bytes of all that is said of where terms stand, which lists and positions have about as many of.
    pub(super) fn bytes(&self) -> usize {
        self.terms.iter().map(|packed| packed.bytes.len()).sum()
    }

    fn numbered(&self, packed: &PackedStands) -> Vec<Stands> {
        let mut stands = packed.unpacked();
        stands.iter_mut().for_each(|it| it.segment = self.numbering.segment(it.segment));
        stands.sort_by_key(|it| it.segment);
        stands
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let at = |segment, field, position, order| Stands {
            segment,
            field,
            position: Position { position, order },
        };
        let all = [
            at(0, Field::Title, 0, 0),
            at(0, Field::Title, 7, 2),
            at(3, Field::Aside, 1 << 20, 0),
            at(900_000, Field::Body, 5, 0),
        ];
        let mut packed = PackedStands::default();
        all.iter().for_each(|&stands| packed.push(stands));
        assert_eq!(packed.unpacked(), all);
    }
}
