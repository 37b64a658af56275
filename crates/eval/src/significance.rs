//! The paired randomisation test (Fisher 1935; for retrieval: Smucker, Allan and Carterette 2007).
//!
//! If two systems are equally good, the sign of each query's difference is a coin toss. The test
//! tosses the coins many times and counts how often the mean difference is at least as far from zero
//! as the observed one. It assumes nothing about how the differences are distributed.

/// Whether two lists of scores over the same queries differ by more than chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// Mean of the second list less mean of the first.
    pub difference: f64,
    /// Two-sided p, in (0, 1].
    pub p: f64,
    /// Queries at which the second list is better.
    pub better: usize,
    /// Queries at which the second list is worse.
    pub worse: usize,
    /// Queries at which both are the same.
    pub equal: usize,
}

impl Comparison {
    /// Compares the scores of the same queries in two systems: `pairs` of first and second. The same
    /// pairs, permutations and seed give the same result on every machine.
    pub fn of(pairs: &[(f64, f64)], permutations: u32, seed: u64) -> Comparison {
        let differences: Vec<f64> = pairs.iter().map(|(a, b)| b - a).collect();
        let sum: f64 = differences.iter().sum();
        let better = differences.iter().filter(|&&difference| difference > 0.0).count();
        let worse = differences.iter().filter(|&&difference| difference < 0.0).count();
        Comparison {
            difference: sum / pairs.len().max(1) as f64,
            p: p_value(&differences, sum, permutations, seed),
            better,
            worse,
            equal: pairs.len() - better - worse,
        }
    }
}

/// (count + 1) / (permutations + 1): the observed order is one of those that chance could give, so p
/// is never 0 (Davison and Hinkley 1997, section 4.3).
fn p_value(differences: &[f64], sum: f64, permutations: u32, seed: u64) -> f64 {
    // The same sum in another order of additions may differ in its last bits.
    let observed = sum.abs() * (1.0 - 1e-12);
    let mut coins = SplitMix64(seed);
    let extreme = (0..permutations)
        .filter(|_| {
            let mut tossed = 0.0;
            for chunk in differences.chunks(64) {
                let mut signs = coins.next();
                for difference in chunk {
                    tossed += if signs & 1 == 0 { *difference } else { -difference };
                    signs >>= 1;
                }
            }
            f64::abs(tossed) >= observed
        })
        .count();
    (extreme as f64 + 1.0) / (f64::from(permutations) + 1.0)
}

/// Steele, Lea and Flood 2014: enough for coin tosses, and the same on every machine for ever, which
/// a generator of a library does not promise.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// p over all sign changes, not a sample of them.
    fn exact(pairs: &[(f64, f64)]) -> f64 {
        let differences: Vec<f64> = pairs.iter().map(|(a, b)| b - a).collect();
        let observed = f64::abs(differences.iter().sum());
        let all = 1u32 << differences.len();
        let extreme = (0..all).filter(|signs| {
            let signed = differences.iter().enumerate();
            let sum: f64 = signed.map(|(at, d)| if signs >> at & 1 == 0 { *d } else { -d }).sum();
            sum.abs() >= observed - 1e-12
        });
        extreme.count() as f64 / f64::from(all)
    }

    #[test]
    fn three_equal_gains_have_p_one_quarter() {
        // Of eight sign changes, all plus and all minus are as extreme: 2 / 8.
        let comparison = Comparison::of(&[(0.1, 0.4), (0.2, 0.5), (0.3, 0.6)], 10_000, 1);
        assert!((comparison.p - 0.25).abs() < 0.015, "{}", comparison.p);
        assert!((comparison.difference - 0.3).abs() < 1e-12);
    }

    #[test]
    fn the_sample_agrees_with_all_sign_changes() {
        let pairs = [(0.1, 0.5), (0.4, 0.3), (0.2, 0.9), (0.5, 0.5), (0.3, 0.45), (0.8, 0.7)];
        let sampled = Comparison::of(&pairs, 10_000, 7).p;
        assert!((sampled - exact(&pairs)).abs() < 0.02, "{sampled} and {}", exact(&pairs));
    }

    #[test]
    fn equal_systems_have_p_one() {
        let comparison = Comparison::of(&[(0.5, 0.5); 9], 1_000, 1);
        assert_eq!((comparison.p, comparison.equal), (1.0, 9));
    }

    #[test]
    fn a_gain_at_every_query_of_many_is_no_chance() {
        let pairs: Vec<_> = (0..100).map(|at| (f64::from(at) / 200.0, 0.7)).collect();
        let comparison = Comparison::of(&pairs, 10_000, 1);
        assert!(comparison.p < 0.001);
        assert_eq!((comparison.better, comparison.worse, comparison.equal), (100, 0, 0));
    }

    #[test]
    fn the_same_seed_gives_the_same_p_and_the_order_of_systems_does_not_matter() {
        let pairs = [(0.1, 0.5), (0.4, 0.3), (0.2, 0.9), (0.3, 0.45)];
        let swapped = pairs.map(|(a, b)| (b, a));
        let p = |pairs: &[(f64, f64)]| Comparison::of(pairs, 5_000, 3).p;
        assert_eq!(p(&pairs), p(&pairs));
        assert_eq!(p(&pairs), p(&swapped));
    }

    #[test]
    fn the_generator_gives_the_published_numbers() {
        // First outputs of SplitMix64 from seed 1234567, as its reference program prints them.
        let mut numbers = SplitMix64(1_234_567);
        assert_eq!(numbers.next(), 6_457_827_717_110_365_317);
        assert_eq!(numbers.next(), 3_203_168_211_198_807_973);
    }
}
