//! How terms are spelled that were asked for lately: a text is mostly made of few words, and each is a walk
//! through the dictionary.

use atomic_refcell::AtomicRefCell;
use kwic_core::text::slice;

/// So many are kept. Frequent terms come first in the alphabet, so that the most frequent have places of their own.
const PLACES: usize = 4096;
/// Bytes of all of them, beyond which they begin anew.
const MOST: usize = 1 << 15;

/// See the [module](self). Each term has one place, by that in the alphabet, which it shares with others.
#[derive(Debug, Default)]
pub(crate) struct TermCache(AtomicRefCell<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// The place of a term in the alphabet, and where its spelling begins and ends.
    places: Vec<(u32, u32, u32)>,
    text: String,
}

impl TermCache {
    /// Appends the spelling of the term with this place in the alphabet; where it is not kept, that which `spell` appends.
    pub(crate) fn push(&self, symbol: u32, out: &mut String, spell: &dyn Fn(&mut String)) {
        // A second thread spells for itself.
        let Ok(mut kept) = self.0.try_borrow_mut() else { return spell(out) };
        let Kept { places, text } = &mut *kept;
        if places.is_empty() || text.len() > MOST {
            text.clear();
            places.clear();
            places.resize(PLACES, (u32::MAX, 0, 0));
        }
        let place = &mut places[symbol as usize % PLACES];
        if place.0 != symbol {
            let start = text.len() as u32;
            spell(text);
            *place = (symbol, start, text.len() as u32);
        }
        out.push_str(slice(text, place.1 as usize..place.2 as usize));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_term_is_spelled_once_until_another_takes_its_place() {
        let spellings = TermCache::default();
        let spelled = Cell::new(0);
        let other = PLACES as u32 + 7;
        for (symbol, times) in [(7, 1), (7, 1), (8, 2), (other, 3), (other, 3), (7, 4)] {
            let mut out = "so ".to_string();
            spellings.push(symbol, &mut out, &|out| {
                spelled.set(spelled.get() + 1);
                out.push_str(&symbol.to_string());
            });
            assert_eq!((out, spelled.get()), (["so ", &symbol.to_string()].concat(), times));
        }
    }

    #[test]
    fn spellings_stay_right_however_many_there_are() {
        let spellings = TermCache::default();
        for symbol in (0..3 * PLACES as u32).chain(0..PLACES as u32) {
            let mut out = String::new();
            spellings.push(symbol, &mut out, &|out| out.push_str(&symbol.to_string()));
            assert_eq!(out, symbol.to_string());
        }
        assert!(spellings.0.borrow().text.len() <= MOST + 8);
    }
}
