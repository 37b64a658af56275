//! Which titles begin with the words of a query, told by lists: titles themselves would be many files.

use std::cell::RefCell;

use kwic_core::small::sort::sort;
use kwic_core::split::{FileKind, title_starts};

use kwic_postings::bit_set::BitSet;

use super::files::Stage;
use super::terms::Dictionary;
use crate::index_reader::TitleStart;

/// See the [module](self).
#[derive(Debug, Default)]
pub(super) struct TitleStarts(RefCell<Option<Known>>);

/// The terms that were last asked for, and the articles whose titles begin with one of them, each with the term.
#[derive(Debug)]
struct Known {
    terms: BitSet,
    starts: Vec<(u32, u32)>,
}

impl TitleStarts {
    /// What the title of an article begins with, if that is one of these terms.
    pub(super) fn begins(
        &self,
        dictionary: Dictionary<'_, '_>,
        document: u32,
        terms: &BitSet,
    ) -> TitleStart {
        let mut known = self.0.borrow_mut();
        if known.as_ref().is_none_or(|known| known.terms != *terms) {
            let misses = dictionary.files.misses();
            *known = Some(Known { terms: terms.clone(), starts: starts(dictionary, terms) });
            if dictionary.files.misses() > misses {
                // Asked again when they are there.
                *known = None;
                return TitleStart::Other;
            }
        }
        let starts = known.as_ref().map_or(&[][..], |known| &known.starts);
        match starts.binary_search_by(|start| start.0.cmp(&document)) {
            Ok(at) => TitleStart::Term(starts[at].1),
            Err(_) => TitleStart::Other,
        }
    }
}

/// The articles whose titles begin with one of these terms.
fn starts(dictionary: Dictionary<'_, '_>, terms: &BitSet) -> Vec<(u32, u32)> {
    let mut starts = Vec::new();
    for ordinal in terms.iter() {
        let Some(found) = dictionary.term(ordinal).filter(|found| found.term.titles > 0) else {
            continue;
        };
        let place = found.places.0;
        let Some(bytes) = dictionary.files.get(Stage::Lists, FileKind::Lists, place.file) else {
            continue;
        };
        let before = found.term.list.saturating_add(found.term.firsts);
        let start = place.offset.saturating_add(before) as usize;
        let end = start.saturating_add(found.term.titles as usize);
        let bytes = bytes.get(start..end).unwrap_or_default();
        title_starts::each(bytes, &mut |document| starts.push((document, ordinal)));
    }
    sort(&mut starts, |a, b| a < b);
    starts
}
