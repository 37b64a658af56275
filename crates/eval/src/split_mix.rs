//! Random numbers that are the same on every machine for ever.

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): enough
/// for coin tosses and draws. The generator of a library does not promise to stay the same.
#[derive(Debug, Clone)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// The sequence that `seed` begins.
    pub fn new(seed: u64) -> SplitMix64 {
        SplitMix64(seed)
    }

    /// The next number of the sequence.
    pub fn next_number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to one less than `limit`; 0 where `limit` is 0. The remainder prefers small
    /// numbers by `limit` parts in 2^64, which no measurement sees.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next_number() % limit.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_published_numbers() {
        // First outputs of SplitMix64 from seed 1234567, as its reference program prints them.
        let mut numbers = SplitMix64::new(1_234_567);
        assert_eq!(numbers.next_number(), 6_457_827_717_110_365_317);
        assert_eq!(numbers.next_number(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn draws_stay_below_their_limit_and_reach_all_of_it() {
        let mut numbers = SplitMix64::new(1);
        let mut seen = [false; 3];
        for _ in 0..100 {
            seen[numbers.below(3)] = true;
        }
        assert_eq!(seen, [true; 3]);
        assert_eq!(numbers.below(0), 0);
    }
}
