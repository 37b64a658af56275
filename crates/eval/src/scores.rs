//! The measures of a query, or their means over many.
use serde::Serialize;

use crate::dataset::{JudgedQuery, Judgments};
use crate::metrics::{
    NDCG_DEPTH, RECALL_DEPTH, average_precision, mean, ndcg, recall, reciprocal_rank,
};
use crate::trec::Run;

/// All measures of one query, or their means; in JSON under the names that people know them by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Scores {
    /// [`ndcg`] at [`NDCG_DEPTH`].
    #[serde(rename = "nDCG@10")]
    pub ndcg: f64,
    /// [`average_precision`] over the whole list.
    #[serde(rename = "MAP")]
    pub average_precision: f64,
    /// [`recall`] at [`RECALL_DEPTH`].
    #[serde(rename = "recall@100")]
    pub recall: f64,
    /// [`reciprocal_rank`] over the whole list.
    #[serde(rename = "MRR")]
    pub reciprocal_rank: f64,
}

impl Scores {
    /// The scores of each query, in the order of the queries; a query without a ranking scores 0.
    pub fn of_run(run: &Run, queries: &[JudgedQuery]) -> Vec<Scores> {
        queries.iter().map(|query| Scores::of(run.ranking(&query.id), &query.judgments)).collect()
    }

    /// Measures a ranking of document ids, best first and each once.
    pub fn of<'a>(ranking: impl IntoIterator<Item = &'a str>, judgments: &Judgments) -> Scores {
        let grade = |id| judgments.get(id).copied().unwrap_or(0);
        let grades: Vec<u32> = ranking.into_iter().map(grade).collect();
        let judged: Vec<u32> = judgments.values().copied().collect();
        let relevant = judged.iter().filter(|&&grade| grade > 0).count();
        Scores {
            ndcg: ndcg(&grades, &judged, NDCG_DEPTH),
            average_precision: average_precision(&grades, relevant),
            recall: recall(&grades, relevant, RECALL_DEPTH),
            reciprocal_rank: reciprocal_rank(&grades),
        }
    }

    /// The mean of each measure over queries.
    pub fn mean(queries: &[Scores]) -> Scores {
        Scores {
            ndcg: mean(queries.iter().map(|query| query.ndcg)),
            average_precision: mean(queries.iter().map(|query| query.average_precision)),
            recall: mean(queries.iter().map(|query| query.recall)),
            reciprocal_rank: mean(queries.iter().map(|query| query.reciprocal_rank)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
    }

    #[test]
    fn nothing_retrieved_or_nothing_relevant_scores_zero() {
        let judged = Judgments::from([("a".to_owned(), 1)]);
        assert_eq!(Scores::of([], &judged), Scores::default());
        assert_eq!(Scores::of(["a"], &Judgments::new()), Scores::default());
    }

    #[test]
    fn all_measures_of_a_query_agree_with_hand_computation() {
        let judged = Judgments::from([("a".to_owned(), 2), ("b".to_owned(), 1), ("c".into(), 0)]);
        let scores = Scores::of(["c", "a", "x", "b"], &judged);
        // DCG 2/log2(3) + 1/log2(5); ideal 2 + 1/log2(3).
        close(
            scores.ndcg,
            (1.261_859_507_142_915 + 0.430_676_558_073_393_1) / 2.630_929_753_571_457,
        );
        close(scores.average_precision, (0.5 + 0.5) / 2.0);
        close(scores.recall, 1.0);
        close(scores.reciprocal_rank, 0.5);
    }
}
