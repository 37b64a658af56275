//! Two runs over the same queries, compared measure by measure.
use serde::Serialize;

use crate::metrics::mean;
use crate::scores::Scores;
use crate::significance::PairedTest;

/// Where a measure stands among the scores of a query.
type Value = fn(&Scores) -> f64;

/// The measures that runs are compared by.
const MEASURES: [(&str, Value); 2] =
    [("nDCG@10", |scores| scores.ndcg), ("MAP", |scores| scores.average_precision)];

/// One measure of two runs, A and B.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MeasureComparison {
    /// Name of the measure.
    pub name: &'static str,
    /// Mean over the queries in run A.
    pub a: f64,
    /// Mean over the queries in run B.
    pub b: f64,
    /// Whether B differs from A by more than chance.
    #[serde(flatten)]
    pub test: PairedTest,
}

/// Compares two runs by nDCG@10 and MAP. `a` and `b` are the scores of the same queries in the same
/// order; `permutations` and `seed` are those of [`PairedTest::of`].
pub fn compare(
    a: &[Scores],
    b: &[Scores],
    permutations: u32,
    seed: u64,
) -> [MeasureComparison; MEASURES.len()] {
    MEASURES.map(|(name, value)| {
        let pairs: Vec<_> = a.iter().map(value).zip(b.iter().map(value)).collect();
        MeasureComparison {
            name,
            a: mean(a.iter().map(value)),
            b: mean(b.iter().map(value)),
            test: PairedTest::of(&pairs, permutations, seed),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_measure_is_compared_by_its_own_values() {
        let scores =
            |ndcg, average_precision| Scores { ndcg, average_precision, ..Scores::default() };
        let a = [scores(0.5, 0.25), scores(0.5, 0.25)];
        let b = [scores(0.5, 0.75), scores(1.0, 0.25)];
        let [ndcg, map] = compare(&a, &b, 1_000, 1);
        assert_eq!((ndcg.name, ndcg.a, ndcg.b, ndcg.test.difference), ("nDCG@10", 0.5, 0.75, 0.25));
        assert_eq!((map.name, map.a, map.b, map.test.difference), ("MAP", 0.25, 0.5, 0.25));
        assert_eq!((ndcg.test.better, map.test.better), (1, 1));
    }
}
