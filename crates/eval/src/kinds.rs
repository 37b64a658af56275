//! Success by kind of query, for collections whose queries say their kind: an id such as `title-17` begins with it.

use serde::Serialize;

use crate::dataset::JudgedQuery;
use crate::trec::Run;

/// The ranks up to which a relevant document is a success.
pub const RANKS: [usize; 3] = [1, 3, 10];

/// How often queries of a kind find a relevant document near the top.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KindSuccess {
    /// The kind.
    pub kind: String,
    /// How many queries are of it.
    pub queries: usize,
    /// The share of them with a relevant document among the first 1, 3 and 10 ([`RANKS`]), from 0 to 1.
    pub success: [f64; RANKS.len()],
}

impl KindSuccess {
    /// The kinds of all queries, in the order of their first queries; none where an id has no kind, or all
    /// have the same.
    pub fn of_run(run: &Run, queries: &[JudgedQuery]) -> Vec<KindSuccess> {
        let mut kinds: Vec<(&str, Vec<Option<usize>>)> = Vec::new();
        for query in queries {
            let Some(kind) = kind_of(&query.id) else { return Vec::new() };
            let is_relevant = |id| query.judgments.get(id).is_some_and(|&grade| grade > 0);
            let rank = run.ranking(&query.id).position(is_relevant);
            match kinds.iter_mut().find(|(other, _)| *other == kind) {
                Some((_, ranks)) => ranks.push(rank),
                None => kinds.push((kind, vec![rank])),
            }
        }
        if kinds.len() < 2 {
            return Vec::new();
        }
        let success = |(kind, ranks): (&str, Vec<Option<usize>>)| KindSuccess {
            kind: kind.to_owned(),
            queries: ranks.len(),
            success: RANKS.map(|most| {
                let found = ranks.iter().filter(|rank| rank.is_some_and(|rank| rank < most));
                found.count() as f64 / ranks.len() as f64
            }),
        };
        kinds.into_iter().map(success).collect()
    }
}

/// What an id begins with: letters, and digits behind them, up to a dash.
fn kind_of(id: &str) -> Option<&str> {
    let (kind, _) = id.split_once('-')?;
    let is_kind = kind.starts_with(|c: char| c.is_ascii_alphabetic())
        && kind.chars().all(|c| c.is_ascii_alphanumeric());
    is_kind.then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Judgments;
    use crate::trec::Retrieved;

    fn queries(ids: &[&str]) -> Vec<JudgedQuery> {
        let judgments = Judgments::from([("a".to_owned(), 1), ("b".to_owned(), 0)]);
        let query = |id: &&str| JudgedQuery {
            id: (*id).to_owned(),
            text: String::new(),
            judgments: judgments.clone(),
        };
        ids.iter().map(query).collect()
    }

    fn run(rankings: &[(&str, &str)]) -> Run {
        let mut run = Run::default();
        for (id, documents) in rankings {
            let retrieved =
                |document: &str| Retrieved { document: document.to_owned(), score: 1.0 };
            let ranking = documents.split(' ').map(retrieved).collect();
            run.rankings.insert((*id).to_owned(), ranking);
        }
        run
    }

    #[test]
    fn each_kind_has_its_successes() {
        let queries = queries(&["title-1", "name2-1", "title-2", "title-3"]);
        let run = run(&[("title-1", "a b"), ("title-2", "b x a"), ("name2-1", "b x y z a")]);
        let kinds = KindSuccess::of_run(&run, &queries);
        let third = 1.0 / 3.0;
        assert_eq!((&*kinds[0].kind, kinds[0].queries), ("title", 3));
        assert_eq!(kinds[0].success, [third, 2.0 * third, 2.0 * third]);
        assert_eq!((&*kinds[1].kind, kinds[1].queries), ("name2", 1));
        assert_eq!(kinds[1].success, [0.0, 0.0, 1.0]);
    }

    #[test]
    fn ids_without_kinds_have_none() {
        for ids in [&["1", "2"][..], &["q-1", "q-2"], &["a-1", "2-1"], &["a-1", "b"]] {
            assert_eq!(KindSuccess::of_run(&run(&[]), &queries(ids)), []);
        }
    }
}
