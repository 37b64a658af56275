//! Measures of one ranking against its judgments, and summaries over queries: pure functions.
//!
//! Definitions are those of trec_eval (NIST), names included: `ndcg_cut_10`, `map`, `recall_100`,
//! `recip_rank`. A ranking is given as the grade of the document at each rank, best first, 0 where
//! the document is not relevant or not judged.

/// How deep nDCG looks.
pub const NDCG_DEPTH: usize = 10;

/// How deep recall looks.
pub const RECALL_DEPTH: usize = 100;

/// Normalised discounted cumulative gain at `depth`: the sum of grade / log2(rank + 1), ranks from 1,
/// divided by the same sum for the best possible order of all judged documents (Järvelin and
/// Kekäläinen 2002, with the grade itself as gain). 0 when nothing is relevant.
pub fn ndcg(grades: &[u32], judged: &[u32], depth: usize) -> f64 {
    let mut ideal = judged.to_vec();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best = dcg(&ideal, depth);
    if best > 0.0 { dcg(grades, depth) / best } else { 0.0 }
}

fn dcg(grades: &[u32], depth: usize) -> f64 {
    let gains = grades.iter().take(depth).enumerate();
    gains.map(|(at, &grade)| f64::from(grade) / (at as f64 + 2.0).log2()).sum()
}

/// Average precision: the precision at the rank of each relevant document, averaged over all
/// `relevant` documents; one that was not retrieved counts 0. 0 when nothing is relevant.
pub fn average_precision(grades: &[u32], relevant: usize) -> f64 {
    let mut found = 0.0;
    let mut sum = 0.0;
    for (at, &grade) in grades.iter().enumerate() {
        if grade > 0 {
            found += 1.0;
            sum += found / (at as f64 + 1.0);
        }
    }
    if relevant == 0 { 0.0 } else { sum / relevant as f64 }
}

/// Share of the `relevant` documents among the first `depth`; 0 when nothing is relevant.
pub fn recall(grades: &[u32], relevant: usize, depth: usize) -> f64 {
    let found = grades.iter().take(depth).filter(|&&grade| grade > 0).count();
    if relevant == 0 { 0.0 } else { found as f64 / relevant as f64 }
}

/// 1 / rank of the first relevant document; 0 when there is none.
pub fn reciprocal_rank(grades: &[u32]) -> f64 {
    match grades.iter().position(|&grade| grade > 0) {
        Some(at) => 1.0 / (at as f64 + 1.0),
        None => 0.0,
    }
}

/// Arithmetic mean; 0 of nothing.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) =
        values.into_iter().fold((0.0, 0u32), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

/// The smallest of `values` that is not below `percent` per cent of them (nearest rank); 0 of
/// nothing. `percent` is above 0 and at most 100.
pub fn percentile(values: &[f64], percent: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let rank = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
    }

    #[test]
    fn ndcg_of_a_known_ranking_is_what_the_formula_gives_by_hand() {
        // Gains 3, 0, 2 in ranks 1 to 3: 3/1 + 0 + 2/log2(4) = 4.
        // Ideal 3, 2, 1: 3/1 + 2/log2(3) + 1/log2(4) = 3 + 1.2618595071429148 + 0.5.
        close(ndcg(&[3, 0, 2], &[1, 2, 3, 0], 10), 4.0 / 4.761_859_507_142_915);
    }

    #[test]
    fn ndcg_counts_ranks_up_to_its_depth_and_no_further() {
        close(ndcg(&[0, 0, 1], &[1], 3), 0.5);
        close(ndcg(&[0, 0, 1], &[1], 2), 0.0);
    }

    #[test]
    fn the_ideal_of_ndcg_is_cut_at_its_depth_too() {
        close(ndcg(&[1, 1], &[1, 1, 1, 1], 2), 1.0);
    }

    #[test]
    fn documents_that_were_not_retrieved_lower_the_average_precision() {
        // Relevant at ranks 1, 3 and 5 of four: (1/1 + 2/3 + 3/5) / 4.
        close(average_precision(&[1, 0, 1, 0, 2], 4), (1.0 + 2.0 / 3.0 + 0.6) / 4.0);
    }

    #[test]
    fn recall_is_the_share_of_relevant_documents_within_the_depth() {
        close(recall(&[1, 0, 1, 1], 5, 3), 0.4);
        close(recall(&[1, 0, 1, 1], 5, 100), 0.6);
    }

    #[test]
    fn reciprocal_rank_looks_at_the_first_relevant_document_only() {
        close(reciprocal_rank(&[0, 0, 1, 1]), 1.0 / 3.0);
        close(reciprocal_rank(&[0, 0]), 0.0);
    }

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        close(percentile(&values, 50.0), 10.0);
        close(percentile(&values, 95.0), 19.0);
        close(percentile(&values, 99.0), 20.0);
        close(percentile(&[7.0], 50.0), 7.0);
        close(percentile(&[], 50.0), 0.0);
    }

    #[test]
    fn the_mean_of_nothing_is_zero() {
        close(mean([]), 0.0);
        close(mean([1.0, 2.0]), 1.5);
    }
}
