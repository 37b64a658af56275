//! Terms of pairs of neighbouring characters, for scripts without spaces: a hash table with open places.

/// The term of each pair of literals that has been met.
#[derive(Debug, Default)]
pub(crate) struct BigramCache {
    /// Pair and term; no place is taken by [`EMPTY`].
    places: Vec<(u64, u32)>,
    count: usize,
}

const EMPTY: u64 = u64::MAX;
/// The least number of places there are; always a power of two.
const LEAST: usize = 64;

/// The pair as one number; no second literal is 0.
fn number(first: u32, second: Option<u32>) -> u64 {
    u64::from(first) << 32 | second.map_or(0, |second| u64::from(second) + 1)
}

impl BigramCache {
    /// The term of a pair, if it has been met.
    pub(crate) fn get(&self, first: u32, second: Option<u32>) -> Option<u32> {
        let pair = number(first, second);
        self.places.get(self.place(pair)).filter(|place| place.0 == pair).map(|place| place.1)
    }

    /// The term of a pair; when it has not been met, that which `make` gives.
    #[inline(never)]
    pub(crate) fn get_or(
        &mut self,
        first: u32,
        second: Option<u32>,
        make: &mut dyn FnMut() -> u32,
    ) -> u32 {
        if let Some(term) = self.get(first, second) {
            return term;
        }
        if self.count * 4 >= self.places.len() * 3 {
            let larger = vec![(EMPTY, 0); (self.places.len() * 2).max(LEAST)];
            let smaller = std::mem::replace(&mut self.places, larger);
            for place in smaller.into_iter().filter(|place| place.0 != EMPTY) {
                let at = self.place(place.0);
                self.places[at] = place;
            }
        }
        let pair = number(first, second);
        let (at, term) = (self.place(pair), make());
        self.places[at] = (pair, term);
        self.count += 1;
        term
    }

    /// Where a pair is, or would be. Some place is always empty.
    fn place(&self, pair: u64) -> usize {
        let mask = self.places.len().wrapping_sub(1);
        // The multiplier is 2^64 by the golden ratio: what is next to each other comes far apart.
        let mut at = (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        while self.places.get(at).is_some_and(|place| place.0 != pair && place.0 != EMPTY) {
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
            let term = pairs.get_or(first, second, &mut || number);
            assert_eq!(term, expected[&(first, second)]);
        }
        for ((first, second), term) in expected {
            assert_eq!(pairs.get(first, second), Some(term));
        }
        assert_eq!(pairs.get(1_000, Some(0)), None);
    }
}
