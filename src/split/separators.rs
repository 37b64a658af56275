//! What stands between words, and where.

use std::cell::{OnceCell, RefCell};

use kwic_core::format::Field;
use kwic_core::format::postings::{Occurrences, low_bits};
use kwic_core::split::FileKind;
use kwic_core::split::place::Place;
use kwic_core::split::root::Root;
use kwic_core::split::separator_file::{self, Separator};
use kwic_postings::bit_set::BitSet;

use super::files::{Files, Stage};
use super::terms::field;

/// See the [module](self).
#[derive(Debug, Default)]
pub(super) struct Separators {
    all: OnceCell<Vec<(Separator, Place)>>,
    /// Where separators stand that were asked for: by their numbers.
    occurrences: RefCell<Vec<(u32, Stands)>>,
}

/// Segment and field of each place.
type Stands = Vec<(u32, Field)>;

impl Separators {
    fn all(&self, root: &Root<'_>, files: &Files) -> &[(Separator, Place)] {
        if self.all.get().is_none() {
            let Some(bytes) = files.get(Stage::Words, FileKind::Separators, 0) else { return &[] };
            self.all.set(separator_file::read(bytes, root.separators, root.limits.lists)).ok();
        }
        self.all.get().map_or(&[], Vec::as_slice)
    }

    /// The separators whose text is wanted.
    pub(super) fn with(
        &self,
        root: &Root<'_>,
        files: &Files,
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> BitSet {
        let all = self.all(root, files);
        let mut set = BitSet::new(all.len());
        for (number, (separator, _)) in (0..).zip(all) {
            if is_wanted(&separator.text) {
                set.insert(number);
            }
        }
        set
    }

    /// Calls `each` with field and text of these separators in a segment.
    pub(super) fn each(
        &self,
        root: &Root<'_>,
        files: &Files,
        segment: u32,
        separators: &BitSet,
        each: &mut dyn FnMut(Field, &str),
    ) {
        for number in separators.iter() {
            let Some((separator, place)) = self.all(root, files).get(number as usize) else {
                continue;
            };
            let mut known = self.occurrences.borrow_mut();
            let at = match known.binary_search_by(|known| known.0.cmp(&number)) {
                Ok(at) => at,
                Err(at) => {
                    let Some(bytes) = files.get(Stage::Lists, FileKind::Lists, place.file) else {
                        continue;
                    };
                    let start = place.offset as usize;
                    let end = start.saturating_add(separator.size as usize);
                    let low = low_bits(separator.segments, root.meta.segments);
                    let all = Occurrences::new(bytes, start..end, low).map(|(s, f)| (s, field(f)));
                    known.insert(at, (number, all.collect()));
                    at
                }
            };
            let own = known.get(at).map_or(&[][..], |known| &known.1);
            let from = own.partition_point(|it| it.0 < segment);
            for &(_, field) in own.iter().skip(from).take_while(|it| it.0 == segment) {
                each(field, &separator.text);
            }
        }
    }
}
