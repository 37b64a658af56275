//! Which titles may begin with the words of a query, told by positions: titles themselves would be many files.

use std::cell::RefCell;

use kwic_core::format::Field;

use super::placement::Placements;
use super::terms::Dictionary;
use crate::index_reader::TitleStart;

/// More terms that begin with the words of a query are not looked for.
const MAX_TERMS: usize = 64;

/// The terms that a title which begins with the words of the last query can begin with; none where they are too many.
#[derive(Debug, Default)]
pub(super) struct TitleStarts(RefCell<Option<(String, Option<Vec<u32>>)>>);

impl TitleStarts {
    /// What the title in a segment may begin with.
    pub(super) fn begins(
        &self,
        dictionary: Dictionary<'_, '_>,
        placements: &Placements,
        segment: u32,
        words: &str,
    ) -> TitleStart {
        let mut known = self.0.borrow_mut();
        if known.as_ref().is_none_or(|known| known.0 != words) {
            *known = Some((words.to_owned(), terms(dictionary, words)));
        }
        let Some((_, Some(terms))) = &*known else { return TitleStart::Unknown };
        let mut placed = Vec::new();
        for &term in terms {
            if let Some(placement) = placements.get(dictionary, term) {
                placement.push_placed(dictionary.files, segment, term, &mut placed);
            }
        }
        let is_first =
            placed.iter().any(|it| it.field == Field::Title && it.position.position == 0);
        if dictionary.files.lacks() {
            // Asked again when they are there.
            *known = None;
        }
        if is_first { TitleStart::Unknown } else { TitleStart::Other }
    }
}

/// The terms that are a beginning of the words, or that begin with all of them.
fn terms(dictionary: Dictionary<'_, '_>, words: &str) -> Option<Vec<u32>> {
    let continuing = dictionary.terms_with(words.as_bytes());
    if continuing.len() > MAX_TERMS {
        return None;
    }
    let mut terms: Vec<u32> = continuing.collect();
    for (end, _) in words.char_indices().skip(1) {
        let beginning = words.get(..end).unwrap_or_default();
        dictionary.forms(beginning, &mut |_, ordinal| terms.push(ordinal));
    }
    Some(terms)
}
