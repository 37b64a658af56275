//! A set of small numbers.

use alloc::vec;
use alloc::vec::Vec;

/// See the [module](self): a bit for each number.
#[derive(Debug, Clone)]
pub struct Bits(Vec<u32>);

impl Bits {
    /// An empty set of numbers below `end`.
    pub fn new(end: usize) -> Bits {
        Bits(vec![0; end.div_ceil(32)])
    }

    /// Whether the set has a number.
    #[inline]
    pub fn has(&self, number: u32) -> bool {
        self.0.get(number as usize / 32).is_some_and(|bits| bits >> (number % 32) & 1 == 1)
    }

    /// Adds a number, which is passed over when it is too large.
    #[inline]
    pub fn insert(&mut self, number: u32) {
        if let Some(bits) = self.0.get_mut(number as usize / 32) {
            *bits |= 1 << (number % 32);
        }
    }

    /// Adds the numbers of another set.
    pub fn add(&mut self, other: &Bits) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    /// Takes all numbers out.
    pub fn clear(&mut self) {
        self.0.fill(0);
    }

    /// How many numbers the set has.
    pub fn count(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_set_has_what_was_added() {
        let (mut even, mut third) = (Bits::new(100), Bits::new(100));
        (0..200).step_by(2).for_each(|number| even.insert(number));
        (0..100).step_by(3).for_each(|number| third.insert(number));
        even.add(&third);
        let expected: BTreeSet<u32> = (0..100).filter(|n| n % 2 == 0 || n % 3 == 0).collect();
        // There is room for whole words of bits.
        let has = |set: &Bits| (0..100).filter(|&number| set.has(number)).collect::<BTreeSet<_>>();
        assert_eq!(has(&even), expected);
        assert_eq!(third.count(), 34);
        assert!(!even.has(10_000));
    }
}
