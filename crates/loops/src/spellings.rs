//! How terms are spelled that were asked for lately: a text is mostly made of few words, and each is a walk
//! through the dictionary.

use alloc::string::String;
use alloc::vec::Vec;

use atomic_refcell::AtomicRefCell;
use kwic_core::lexicon::NO_SLOT;

/// So many are kept. Frequent terms have low slots, so that the most frequent have places of their own.
const PLACES: usize = 2048;

/// See the [module](self). Each term has one place, by its slot, which it shares with others.
#[derive(Debug, Default)]
pub(crate) struct Spellings(AtomicRefCell<Vec<(u32, String)>>);

impl Spellings {
    /// Appends the spelling of the term with a slot; where it is not kept, that which `spell` appends.
    pub(crate) fn push(&self, slot: u32, out: &mut String, spell: &dyn Fn(&mut String)) {
        // A second thread spells for itself.
        let Ok(mut places) = self.0.try_borrow_mut() else { return spell(out) };
        if places.is_empty() {
            places.resize_with(PLACES, || (NO_SLOT, String::new()));
        }
        let place = &mut places[slot as usize % PLACES];
        if place.0 != slot {
            place.0 = slot;
            place.1.clear();
            spell(&mut place.1);
        }
        out.push_str(&place.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use core::cell::Cell;

    #[test]
    fn a_term_is_spelled_once_until_another_takes_its_place() {
        let spellings = Spellings::default();
        let spelled = Cell::new(0);
        let other = PLACES as u32 + 7;
        for (slot, times) in [(7, 1), (7, 1), (8, 2), (other, 3), (other, 3), (7, 4)] {
            let mut out = "so ".to_string();
            spellings.push(slot, &mut out, &|out| {
                spelled.set(spelled.get() + 1);
                out.push_str(&slot.to_string());
            });
            assert_eq!((out, spelled.get()), (["so ", &slot.to_string()].concat(), times));
        }
    }
}
