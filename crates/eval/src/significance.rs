//! The paired randomisation test (Fisher 1935; for retrieval: Smucker, Allan and Carterette 2007).
//!
//! If two systems are equally good, the sign of each query's difference is a coin toss. The test
//! tosses the coins many times and counts how often the mean difference is at least as far from zero
//! as the observed one. It assumes nothing about how the differences are distributed.

use serde::Serialize;

use crate::split_mix::SplitMix64;

/// Whether two lists of scores over the same queries differ by more than chance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PairedTest {
    /// Mean of the second list less mean of the first.
    pub difference: f64,
    /// How often chance gives a difference at least as large, in either direction; in (0, 1].
    pub p: f64,
    /// Queries at which the second list is better.
    pub better: usize,
    /// Queries at which the second list is worse.
    pub worse: usize,
    /// Queries at which both are the same.
    pub equal: usize,
}

impl PairedTest {
    /// Tests the scores of the same queries in two systems: `pairs` of first and second score. Signs
    /// are tossed `permutations` times, by random numbers that start from `seed`. The same pairs,
    /// permutations and seed give the same result on every machine.
    pub fn of(pairs: &[(f64, f64)], permutations: u32, seed: u64) -> PairedTest {
        let differences: Vec<f64> = pairs.iter().map(|(a, b)| b - a).collect();
        let sum: f64 = differences.iter().sum();
        let better = differences.iter().filter(|&&difference| difference > 0.0).count();
        let worse = differences.iter().filter(|&&difference| difference < 0.0).count();
        PairedTest {
            difference: sum / pairs.len().max(1) as f64,
            p: p_value(&differences, sum, permutations, seed),
            better,
            worse,
            equal: pairs.len() - better - worse,
        }
    }
}

/// (extreme + 1) / (permutations + 1): the observed signs are one of the outcomes that chance could
/// give, so p is never 0 (Davison and Hinkley 1997, section 4.3).
fn p_value(differences: &[f64], sum: f64, permutations: u32, seed: u64) -> f64 {
    // The same sum in another order of additions may differ in its last bits.
    let observed = sum.abs() * (1.0 - 1e-12);
    let mut coins = SplitMix64::new(seed);
    let extreme = (0..permutations)
        .filter(|_| {
            let mut tossed = 0.0;
            for chunk in differences.chunks(64) {
                let mut signs = coins.next_number();
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
        let test = PairedTest::of(&[(0.1, 0.4), (0.2, 0.5), (0.3, 0.6)], 10_000, 1);
        assert!((test.p - 0.25).abs() < 0.015, "{}", test.p);
        assert!((test.difference - 0.3).abs() < 1e-12);
    }

    #[test]
    fn the_sample_agrees_with_all_sign_changes() {
        let pairs = [(0.1, 0.5), (0.4, 0.3), (0.2, 0.9), (0.5, 0.5), (0.3, 0.45), (0.8, 0.7)];
        let sampled = PairedTest::of(&pairs, 10_000, 7).p;
        assert!((sampled - exact(&pairs)).abs() < 0.02, "{sampled} and {}", exact(&pairs));
    }

    #[test]
    fn equal_systems_have_p_one() {
        let test = PairedTest::of(&[(0.5, 0.5); 9], 1_000, 1);
        assert_eq!((test.p, test.equal), (1.0, 9));
    }

    #[test]
    fn a_gain_at_every_query_of_many_is_no_chance() {
        let pairs: Vec<_> = (0..100).map(|at| (f64::from(at) / 200.0, 0.7)).collect();
        let test = PairedTest::of(&pairs, 10_000, 1);
        assert!(test.p < 0.001);
        assert_eq!((test.better, test.worse, test.equal), (100, 0, 0));
    }

    #[test]
    fn the_same_seed_gives_the_same_p_and_the_order_of_systems_does_not_matter() {
        let pairs = [(0.1, 0.5), (0.4, 0.3), (0.2, 0.9), (0.3, 0.45)];
        let swapped = pairs.map(|(a, b)| (b, a));
        let p = |pairs: &[(f64, f64)]| PairedTest::of(pairs, 5_000, 3).p;
        assert_eq!(p(&pairs), p(&pairs));
        assert_eq!(p(&pairs), p(&swapped));
    }
}
