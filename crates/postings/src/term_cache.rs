//! A cache of the composed forms of terms that were decoded lately. Most of a text is made of few words, and
//! to find the form of one takes a path through the dictionary.

use std::sync::Mutex;

use kwic_core::text::slice;

/// How many terms are kept. Frequent terms have the lowest symbols, so the most frequent ones share their slot
/// with no other that is frequent.
const SLOTS: usize = 4096;
/// When all forms together are longer than this, in bytes, the cache starts anew.
const MAX_TEXT: usize = 1 << 15;

/// See the [module](self). A term has one slot, by its symbol, which it shares with others.
#[derive(Debug, Default)]
pub(crate) struct TermCache(Mutex<CachedForms>);

#[derive(Debug, Default)]
struct CachedForms {
    /// The symbol of a term, and where its form begins and ends in the text.
    slots: Vec<(u32, u32, u32)>,
    text: String,
}

impl TermCache {
    /// Appends the composed form of the term with this symbol, which is its index in the vocabulary. If the
    /// cache does not have it, `spell` appends it.
    pub(crate) fn push(&self, symbol: u32, out: &mut String, spell: &dyn Fn(&mut String)) {
        // A second thread does not wait, and goes without the cache.
        let Ok(mut cached) = self.0.try_lock() else { return spell(out) };
        let CachedForms { slots, text } = &mut *cached;
        if slots.is_empty() || text.len() > MAX_TEXT {
            text.clear();
            slots.clear();
            slots.resize(SLOTS, (u32::MAX, 0, 0));
        }
        let slot = &mut slots[symbol as usize % SLOTS];
        if slot.0 != symbol {
            let start = text.len() as u32;
            spell(text);
            *slot = (symbol, start, text.len() as u32);
        }
        out.push_str(slice(text, slot.1 as usize..slot.2 as usize));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_term_is_spelled_once_until_another_takes_its_slot() {
        let cache = TermCache::default();
        let spelled = Cell::new(0);
        let other = SLOTS as u32 + 7;
        for (symbol, times) in [(7, 1), (7, 1), (8, 2), (other, 3), (other, 3), (7, 4)] {
            let mut out = "so ".to_string();
            cache.push(symbol, &mut out, &|out| {
                spelled.set(spelled.get() + 1);
                out.push_str(&symbol.to_string());
            });
            assert_eq!((out, spelled.get()), (format!("so {symbol}"), times));
        }
    }

    #[test]
    fn forms_stay_right_however_many_there_are() {
        let cache = TermCache::default();
        for symbol in (0..3 * SLOTS as u32).chain(0..SLOTS as u32) {
            let mut out = String::new();
            cache.push(symbol, &mut out, &|out| out.push_str(&symbol.to_string()));
            assert_eq!(out, symbol.to_string());
        }
        assert!(cache.0.lock().unwrap().text.len() <= MAX_TEXT + 8);
    }
}
