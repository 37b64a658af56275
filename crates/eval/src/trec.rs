//! Rankings as TREC runs: lines `query Q0 document rank score name`.
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use crate::error::EvalError;
use crate::lines::{Line, Lines};

/// The last column of the runs that this crate writes.
const NAME: &str = "kwic";

const MEND: &str = "a line of a TREC run is `query Q0 document rank score name`";

/// What a program retrieved for each query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Run {
    /// Query id to its ranking, best first. A file has no line for a query without hits, so such a
    /// query is missing here after reading.
    pub rankings: BTreeMap<String, Vec<Retrieved>>,
}

/// One document of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Retrieved {
    /// Id of the document in its collection.
    pub document: String,
    /// Larger is better.
    pub score: f64,
}

impl Run {
    /// The document ids for a query, best first.
    pub fn ranking(&self, query: &str) -> impl Iterator<Item = &str> {
        self.rankings.get(query).into_iter().flatten().map(|entry| entry.document.as_str())
    }

    /// Reads a run. As in trec_eval the score decides the order; where scores are equal, the rank
    /// does. A document that a query retrieves twice is an error.
    pub fn read(path: &Path) -> Result<Run, EvalError> {
        let lines = Lines::read(path)?;
        let mut seen = HashSet::new();
        let mut entries: BTreeMap<String, Vec<(u64, Retrieved)>> = BTreeMap::new();
        for line in lines.iter() {
            let [query, _, document, rank, score, _] =
                line.text.split_whitespace().collect::<Vec<_>>()[..]
            else {
                return Err(line.error("not six columns", MEND));
            };
            let rank = rank.parse().map_err(|_| {
                line.error(format!("the rank {rank:?} is not a whole number"), MEND)
            })?;
            let score = finite(score, &line)?;
            if !seen.insert((query, document)) {
                let problem = format!("query {query} has document {document} a second time");
                return Err(line.error(problem, "each document may stand once in a ranking"));
            }
            let retrieved = Retrieved { document: document.to_owned(), score };
            entries.entry(query.to_owned()).or_default().push((rank, retrieved));
        }
        let in_order = |mut ranking: Vec<(u64, Retrieved)>| {
            ranking.sort_by(|(rank_a, a), (rank_b, b)| {
                b.score.total_cmp(&a.score).then(rank_a.cmp(rank_b))
            });
            ranking.into_iter().map(|(_, retrieved)| retrieved).collect()
        };
        let rankings =
            entries.into_iter().map(|(query, ranking)| (query, in_order(ranking))).collect();
        Ok(Run { rankings })
    }

    /// The run as the lines of a file; scores keep every digit, so that reading gives the same order back.
    pub fn to_trec(&self) -> Result<String, EvalError> {
        let mut text = String::new();
        for (query, ranking) in &self.rankings {
            let query = column(query)?;
            for (at, Retrieved { document, score }) in ranking.iter().enumerate() {
                let document = column(document)?;
                let rank = at + 1;
                text.push_str(&format!("{query} Q0 {document} {rank} {score} {NAME}\n"));
            }
        }
        Ok(text)
    }
}

fn finite(score: &str, line: &Line<'_>) -> Result<f64, EvalError> {
    match score.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(line.error(format!("the score {score:?} is not a number"), MEND)),
    }
}

fn column(id: &str) -> Result<&str, EvalError> {
    if id.is_empty() || id.contains(char::is_whitespace) {
        return Err(EvalError::RunName { id: id.to_owned() });
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(text: &str) -> Result<Run, EvalError> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some.run");
        fs::write(&path, text).unwrap();
        Run::read(&path)
    }

    #[track_caller]
    fn refused(text: &str, expected: &str) {
        let error = read(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn a_run_comes_back_as_it_was_written() {
        let retrieved = |document: &str, score| Retrieved { document: document.to_owned(), score };
        let run = Run {
            rankings: BTreeMap::from([
                ("1".to_owned(), vec![retrieved("b", 0.1 + 0.2), retrieved("a", 0.3)]),
                ("2".to_owned(), vec![retrieved("z", 1e-9), retrieved("y", 1e-9)]),
            ]),
        };
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some.run");
        let text = run.to_trec().unwrap();
        fs::write(&path, &text).unwrap();
        assert_eq!(Run::read(&path).unwrap(), run);
        assert_eq!(text.lines().next(), Some("1 Q0 b 1 0.30000000000000004 kwic"));
    }

    #[test]
    fn the_score_decides_the_order_and_the_rank_only_among_equals() {
        let run = read("q Q0 a 1 1.0 x\nq\tQ0\tb\t3\t2.0\tx\n\nq Q0 c 2 2.0 x\n").unwrap();
        assert_eq!(run.ranking("q").collect::<Vec<_>>(), ["c", "b", "a"]);
        assert_eq!(run.ranking("other").count(), 0);
    }

    #[test]
    fn broken_lines_are_named() {
        refused("q Q0 a 1 1.0 x\nq Q0 b\n", "some.run, line 2: not six columns");
        refused("q Q0 a one 1.0 x\n", "some.run, line 1: the rank \"one\"");
        refused("q Q0 a 1 high x\n", "some.run, line 1: the score \"high\"");
        refused("q Q0 a 1 NaN x\n", "some.run, line 1: the score \"NaN\"");
        refused(
            "q Q0 a 1 2 x\nq Q0 a 2 1 x\n",
            "some.run, line 2: query q has document a a second",
        );
    }

    #[test]
    fn a_name_with_a_space_is_refused_rather_than_written_into_two_columns() {
        let retrieved = Retrieved { document: "two words".to_owned(), score: 1.0 };
        let run = Run { rankings: BTreeMap::from([("q".to_owned(), vec![retrieved])]) };
        let message = run.to_trec().unwrap_err().to_string();
        assert!(message.contains("\"two words\""), "{message}");
    }
}
