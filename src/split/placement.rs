//! Where terms stand in segments, by their lists of positions.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use kwic_core::format::Field;
use kwic_core::split::FileKind;
use kwic_core::split::positions::{self, Position};

use super::files::{Files, Stage};
use super::terms::{Dictionary, field, occurrences};

/// A term at a place in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub position: Position,
    pub term: u32,
    pub field: Field,
}

/// The occurrences of a term, whose positions are read when they are asked for.
#[derive(Debug)]
pub(super) struct Placement {
    /// Segment and field of each.
    occurrences: Vec<(u32, Field)>,
    files: Vec<PositionsFile>,
}

/// The positions of a term in one file.
#[derive(Debug)]
struct PositionsFile {
    number: u32,
    offset: u32,
    /// The occurrences whose positions it has.
    range: Range<usize>,
    positions: OnceCell<Vec<Position>>,
}

/// The placements of terms that were asked for, which are kept.
#[derive(Debug, Default)]
pub(super) struct Placements(RefCell<Vec<(u32, Rc<Placement>)>>);

impl Placements {
    /// The placement of a term; none where its list is not there, which is noted.
    pub(super) fn get(
        &self,
        dictionary: Dictionary<'_, '_>,
        ordinal: u32,
    ) -> Option<Rc<Placement>> {
        let known = self.0.borrow().binary_search_by(|known| known.0.cmp(&ordinal));
        match known {
            Ok(at) => Some(Rc::clone(&self.0.borrow().get(at)?.1)),
            Err(at) => {
                let placement = Rc::new(Placement::read(dictionary, ordinal)?);
                self.0.borrow_mut().insert(at, (ordinal, Rc::clone(&placement)));
                Some(placement)
            }
        }
    }
}

impl Placement {
    fn read(dictionary: Dictionary<'_, '_>, ordinal: u32) -> Option<Placement> {
        let found = dictionary.term(ordinal)?;
        let (list, of_positions) = found.places;
        let bytes = dictionary.files.get(Stage::Lists, FileKind::Lists, list.file)?;
        let occurrences: Vec<(u32, Field)> = occurrences(bytes, found, dictionary.root.extent())
            .map(|(s, f)| (s, field(f)))
            .collect();
        let start = list.offset.saturating_add(found.term.list) as usize;
        let end = start.saturating_add(found.term.firsts as usize);
        let firsts = match found.term.position_files {
            1 => vec![0],
            count => positions::firsts(bytes.get(start..end).unwrap_or_default(), count),
        };
        let index = |segment: u32| occurrences.partition_point(|it| it.0 < segment);
        let mut files = Vec::new();
        for (number, (at, &first)) in (of_positions.file..).zip(firsts.iter().enumerate()) {
            let end = firsts.get(at + 1).map_or(occurrences.len(), |&next| index(next));
            let start = if at == 0 { 0 } else { index(first) };
            files.push(PositionsFile {
                number,
                offset: if firsts.len() == 1 { of_positions.offset } else { 0 },
                range: start..end.max(start),
                positions: OnceCell::new(),
            });
        }
        Some(Placement { occurrences, files })
    }

    /// Adds where the term stands in a segment; where its positions are not there, that is noted.
    pub(super) fn push_placed(
        &self,
        files: &Files,
        segment: u32,
        term: u32,
        out: &mut Vec<Placed>,
    ) {
        let start = self.occurrences.partition_point(|it| it.0 < segment);
        if self.occurrences.get(start).is_none_or(|it| it.0 != segment) {
            return;
        }
        let number = self.files.partition_point(|file| file.range.end <= start);
        let Some(file) = self.files.get(number) else { return };
        if file.positions.get().is_none() {
            let Some(bytes) = files.get(Stage::Positions, FileKind::Positions, file.number) else {
                return;
            };
            let own = self.occurrences.get(file.range.clone()).unwrap_or_default();
            let bytes = bytes.get(file.offset as usize..).unwrap_or_default();
            file.positions.set(positions::read(bytes, own.iter().map(|it| it.0))).ok();
        }
        let Some(positions) = file.positions.get() else { return };
        for (at, &(_, field)) in
            self.occurrences.iter().enumerate().skip(start).take_while(|it| it.1.0 == segment)
        {
            let position = positions.get(at - file.range.start).copied().unwrap_or_default();
            out.push(Placed { term, position, field });
        }
    }
}
