//! A cache of the terms of bigrams, which are pairs of neighbouring characters in scripts without spaces: a
//! hash table with open addressing.

/// The term of each pair of literals that was asked for so far.
#[derive(Debug, Default)]
pub(crate) struct BigramCache {
    /// Pair and term; [`EMPTY`] stands in a slot without a pair.
    slots: Vec<(u64, u32)>,
    count: usize,
}

const EMPTY: u64 = u64::MAX;
/// How many slots the first table has. The number of slots is always a power of two.
const MIN_SLOTS: usize = 64;

/// The pair as one number, whose lower half is 0 where there is no second literal.
fn number(first: u32, second: Option<u32>) -> u64 {
    u64::from(first) << 32 | second.map_or(0, |second| u64::from(second) + 1)
}

impl BigramCache {
    /// The term of a pair, if the cache has it.
    pub(crate) fn get(&self, first: u32, second: Option<u32>) -> Option<u32> {
        let pair = number(first, second);
        self.slots.get(self.slot(pair)).filter(|slot| slot.0 == pair).map(|slot| slot.1)
    }

    /// The term of a pair. If the cache does not have it, `make` gives it.
    #[inline(never)]
    pub(crate) fn get_or_insert(
        &mut self,
        first: u32,
        second: Option<u32>,
        make: &mut dyn FnMut() -> u32,
    ) -> u32 {
        if let Some(term) = self.get(first, second) {
            return term;
        }
        if self.count * 4 >= self.slots.len() * 3 {
            let larger = vec![(EMPTY, 0); (self.slots.len() * 2).max(MIN_SLOTS)];
            let smaller = std::mem::replace(&mut self.slots, larger);
            for slot in smaller.into_iter().filter(|slot| slot.0 != EMPTY) {
                let at = self.slot(slot.0);
                self.slots[at] = slot;
            }
        }
        let pair = number(first, second);
        let (at, term) = (self.slot(pair), make());
        self.slots[at] = (pair, term);
        self.count += 1;
        term
    }

    /// The slot of a pair, or the one it would take. Some slot is always empty.
    fn slot(&self, pair: u64) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        // Fibonacci hashing: the multiplier is 2^64 divided by the golden ratio, which spreads neighbours.
        let mut at = (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        while self.slots.get(at).is_some_and(|slot| slot.0 != pair && slot.0 != EMPTY) {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_keeps_its_term() {
        let mut pairs = BigramCache::default();
        let all = || (0..2_000u32).map(|n| (n % 50, (n % 3 > 0).then_some(n / 50)));
        let expected: std::collections::HashMap<_, u32> =
            all().rev().zip((0..2_000).rev()).collect();
        assert_eq!(pairs.get(0, None), None);
        for (number, (first, second)) in (0..).zip(all()) {
            let term = pairs.get_or_insert(first, second, &mut || number);
            assert_eq!(term, expected[&(first, second)]);
        }
        for ((first, second), term) in expected {
            assert_eq!(pairs.get(first, second), Some(term));
        }
        assert_eq!(pairs.get(1_000, Some(0)), None);
    }
}
