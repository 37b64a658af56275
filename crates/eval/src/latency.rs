//! How long queries take: a summary over many of them.
use serde::Serialize;

use crate::metrics::{mean, percentile};

/// Milliseconds per query.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Latency {
    /// Arithmetic mean.
    pub mean: f64,
    /// The median: half of the queries take no longer.
    pub p50: f64,
    /// 95 per cent of the queries take no longer.
    pub p95: f64,
    /// 99 per cent of the queries take no longer.
    pub p99: f64,
}

impl Latency {
    /// Sums up the milliseconds of single queries; all 0 of none.
    pub fn of(milliseconds: &[f64]) -> Latency {
        Latency {
            mean: mean(milliseconds.iter().copied()),
            p50: percentile(milliseconds, 50.0),
            p95: percentile(milliseconds, 95.0),
            p99: percentile(milliseconds, 99.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_query_of_a_hundred_moves_the_mean_and_no_percentile() {
        let mut milliseconds = vec![1.0; 100];
        milliseconds[7] = 101.0;
        assert_eq!(Latency::of(&milliseconds), Latency { mean: 2.0, p50: 1.0, p95: 1.0, p99: 1.0 });
    }
}
