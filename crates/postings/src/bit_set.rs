//! A set of small numbers.

use std::ops::Range;

/// See the [module](self): a bit for each number.
#[derive(Debug, Clone, PartialEq)]
pub struct BitSet(Vec<u64>);

impl BitSet {
    /// An empty set of numbers below `end`.
    pub fn new(end: usize) -> BitSet {
        BitSet(vec![0; end.div_ceil(64)])
    }

    /// The set of all numbers below `end`.
    pub fn all(end: usize) -> BitSet {
        let mut all = BitSet::new(end);
        all.insert_all(0..end as u32);
        all
    }

    /// Whether the set has a number.
    #[inline]
    pub fn has(&self, number: u32) -> bool {
        self.0.get(number as usize / 64).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }

    /// Adds a number; one that is too large is ignored.
    #[inline]
    pub fn insert(&mut self, number: u32) {
        if let Some(bits) = self.0.get_mut(number as usize / 64) {
            *bits |= 1 << (number % 64);
        }
    }

    /// Adds all numbers of a range; those that are too large are ignored.
    #[inline(never)]
    pub fn insert_all(&mut self, range: Range<u32>) {
        let (first, last) = (range.start as usize / 64, range.end as usize / 64);
        for (at, bits) in (first..).zip(self.0.iter_mut().take(last + 1).skip(first)) {
            let from = if at == first { u64::MAX << (range.start % 64) } else { u64::MAX };
            let to = if at == last { !(u64::MAX << (range.end % 64)) } else { u64::MAX };
            *bits |= from & to;
        }
    }

    /// Takes a number out.
    pub fn remove(&mut self, number: u32) {
        if let Some(bits) = self.0.get_mut(number as usize / 64) {
            *bits &= !(1 << (number % 64));
        }
    }

    /// Adds the numbers of another set.
    pub fn add(&mut self, other: &BitSet) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    /// Adds the numbers that two other sets have in common.
    #[inline(never)]
    pub fn add_common(&mut self, one: &BitSet, other: &BitSet) {
        for (own, (one, other)) in self.0.iter_mut().zip(one.0.iter().zip(&other.0)) {
            *own |= one & other;
        }
    }

    /// Keeps the numbers that another set has, or with `has` false the numbers that it does not have.
    pub fn keep(&mut self, other: &BitSet, has: bool) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own &= if has { *other } else { !other };
        }
    }

    /// The numbers, in order.
    #[inline]
    pub fn iter(&self) -> Numbers<'_> {
        Numbers { words: &self.0, word: 0, start: 0u32.wrapping_sub(64) }
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

/// The numbers of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers<'b> {
    /// The words that come next.
    words: &'b [u64],
    /// What is left of the word that is being read, and the number of its lowest bit.
    word: u64,
    start: u32,
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        while self.word == 0 {
            let (&word, words) = self.words.split_first()?;
            self.start = self.start.wrapping_add(64);
            (self.word, self.words) = (word, words);
        }
        let number = self.start + self.word.trailing_zeros();
        self.word &= self.word - 1;
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ranges_are_inserted_whole() {
        for end in [1, 63, 64, 65, 200] {
            for (from, to) in [(0, 0), (0, 64), (3, 64), (60, 70), (64, 128), (5, 199), (63, 300)] {
                let mut set = BitSet::new(end);
                set.insert_all(from..to);
                let room = end.div_ceil(64) as u32 * 64;
                assert!(set.iter().eq(from..to.min(room)), "{from}..{to} of {end}");
            }
        }
    }

    #[test]
    fn a_set_has_what_was_added() {
        let (mut even, mut third) = (BitSet::new(100), BitSet::new(100));
        (0..200).step_by(2).for_each(|number| even.insert(number));
        (0..100).step_by(3).for_each(|number| third.insert(number));
        even.add(&third);
        let expected: BTreeSet<u32> = (0..100).filter(|n| n % 2 == 0 || n % 3 == 0).collect();
        let has =
            |set: &BitSet| (0..100).filter(|&number| set.has(number)).collect::<BTreeSet<_>>();
        assert_eq!(has(&even), expected);
        // There is room for whole words of bits.
        assert!(even.iter().take_while(|&number| number < 100).eq(expected));
        assert!(BitSet::all(100).iter().eq(0..100));
        assert_eq!(third.count(), 34);
        third.remove(99);
        third.remove(98);
        third.remove(10_000);
        assert_eq!(third.count(), 33);
        for has in [true, false] {
            let mut some = even.clone();
            some.keep(&third, has);
            let expected = even.iter().filter(|&number| third.has(number) == has);
            assert!(some.iter().eq(expected), "{has}");
        }
        assert!(!even.has(10_000));
        let mut common = BitSet::new(100);
        common.insert(1);
        common.add_common(&even, &third);
        common.remove(0);
        assert!(common.iter().eq([1].into_iter().chain(third.iter().skip(1))));
    }
}
