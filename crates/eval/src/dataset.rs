//! Judged collections: a folder with `docs.jsonl`, `queries.jsonl` and `qrels.tsv`.
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::EvalError;
use crate::lines::{Line, Lines};

/// What a line of each file should be, for errors.
const QUERY: &str = "each line is one query: {\"id\": \"…\", \"text\": \"…\"}";
const JUDGMENT: &str = "each line is query, document and grade (a whole number) between tabs";

/// The names of its files.
const DOCUMENTS: &str = "docs.jsonl";
const QUERIES: &str = "queries.jsonl";
const JUDGMENTS: &str = "qrels.tsv";

/// Document id to grade; a grade above 0 is relevant.
pub type Judgments = BTreeMap<String, u32>;

/// A judged collection: its documents, and those of its queries that can be measured.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// The file of documents, which `kwic_indexer::read_articles` reads.
    pub documents: PathBuf,
    /// The queries with at least one relevant document, in the order of their file.
    pub queries: Vec<JudgedQuery>,
    /// Number of queries in the file of queries that have no relevant document.
    pub unjudged: usize,
    /// Number of queries with a relevant document that are missing from the file of queries.
    pub unasked: usize,
}

/// A query and what it should find.
#[derive(Debug, Clone)]
pub struct JudgedQuery {
    /// Its id, by which runs and judgments name it.
    pub id: String,
    /// What is searched for.
    pub text: String,
    /// The grades of the documents that were judged for it.
    pub judgments: Judgments,
}

impl Dataset {
    /// The file of documents in `folder`, or none where `folder` is no judged collection.
    pub fn documents_in(folder: &Path) -> Option<PathBuf> {
        let documents = folder.join(DOCUMENTS);
        (documents.is_file() && folder.join(QUERIES).is_file()).then_some(documents)
    }

    /// Reads queries and judgments; `queries` replaces the folder's own file of queries. Fails when
    /// no query has a relevant document.
    pub fn read(folder: &Path, queries: Option<&Path>) -> Result<Dataset, EvalError> {
        let judgments_path = folder.join(JUDGMENTS);
        let queries_path = queries.map_or_else(|| folder.join(QUERIES), Path::to_path_buf);
        let mut judgments = read_judgments(&judgments_path)?;
        judgments.retain(|_, judged| judged.values().any(|&grade| grade > 0));
        let asked = read_queries(&queries_path)?;
        let in_file = asked.len();
        let judged = |(id, text): (String, String)| {
            Some(JudgedQuery { judgments: judgments.remove(&id)?, id, text })
        };
        let queries: Vec<_> = asked.into_iter().filter_map(judged).collect();
        if queries.is_empty() {
            return Err(EvalError::NothingJudged {
                queries: queries_path,
                judgments: judgments_path,
            });
        }
        Ok(Dataset {
            documents: folder.join(DOCUMENTS),
            unjudged: in_file - queries.len(),
            unasked: judgments.len(),
            queries,
        })
    }

    /// Number of relevant documents, over all queries, whose ids are not among `present`. They cannot
    /// be found and lower the measures, as they do in trec_eval.
    pub fn relevant_but_absent(&self, present: &HashSet<String>) -> usize {
        let judged = self.queries.iter().flat_map(|query| &query.judgments);
        judged.filter(|(id, grade)| **grade > 0 && !present.contains(id.as_str())).count()
    }
}

/// An id as people write it in JSON: 7 and "7" name the same thing.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Id::Text(text) => f.write_str(text),
            Id::Number(number) => number.fmt(f),
        }
    }
}

#[derive(Deserialize)]
struct QueryRecord {
    id: Id,
    text: String,
}

fn read_queries(path: &Path) -> Result<Vec<(String, String)>, EvalError> {
    let lines = Lines::read(path)?;
    let mut seen = HashSet::new();
    let mut queries = Vec::new();
    for line in lines.iter() {
        let record: QueryRecord = line.json(QUERY)?;
        let id = record.id.to_string();
        if !seen.insert(id.clone()) {
            return Err(line.error(format!("query {id} stands here a second time"), QUERY));
        }
        queries.push((id, record.text));
    }
    Ok(queries)
}

fn read_judgments(path: &Path) -> Result<BTreeMap<String, Judgments>, EvalError> {
    let lines = Lines::read(path)?;
    let mut judgments: BTreeMap<String, Judgments> = BTreeMap::new();
    let mut first = true;
    for line in lines.iter() {
        let (query, document, grade) = match judgment(&line) {
            Ok(judgment) => judgment,
            // A header names its columns, so its last one is no number.
            Err(_) if first && line.text.split('\t').count() == 3 => {
                first = false;
                continue;
            }
            Err(error) => return Err(error),
        };
        first = false;
        let before = judgments.entry(query.to_owned()).or_default().insert(document.into(), grade);
        if before.is_some_and(|before| before != grade) {
            let problem = format!("query {query} has another grade for document {document} above");
            return Err(line.error(problem, "keep one of the two lines"));
        }
    }
    Ok(judgments)
}

fn judgment<'a>(line: &Line<'a>) -> Result<(&'a str, &'a str, u32), EvalError> {
    let columns: Vec<_> = line.text.split('\t').map(str::trim).collect();
    let [query, document, grade] = columns[..] else {
        return Err(line.error(format!("{} columns", columns.len()), JUDGMENT));
    };
    let grade: i64 = grade
        .parse()
        .map_err(|_| line.error(format!("the grade {grade:?} is not a whole number"), JUDGMENT))?;
    // Some collections judge spam below zero; trec_eval takes that as not relevant.
    let grade = u32::try_from(grade.max(0))
        .map_err(|_| line.error(format!("the grade {grade} is too large"), JUDGMENT))?;
    Ok((query, document, grade))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(queries: &str, judgments: &str) -> Result<Dataset, EvalError> {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("queries.jsonl"), queries).unwrap();
        fs::write(dir.path().join("qrels.tsv"), judgments).unwrap();
        Dataset::read(dir.path(), None)
    }

    const TWO: &str = "{\"id\": \"1\", \"text\": \"a\"}\n{\"id\": 2, \"text\": \"b\"}\n";

    #[test]
    fn a_header_blank_lines_and_grades_below_zero_are_tolerated() {
        let set = read(TWO, "query-id\tcorpus-id\tscore\n\n1\tx\t2\n\n1\ty\t-1\n").unwrap();
        assert_eq!(set.queries.len(), 1);
        let expected = Judgments::from([("x".to_owned(), 2), ("y".to_owned(), 0)]);
        assert_eq!(set.queries[0].judgments, expected);
    }

    #[test]
    fn queries_without_a_relevant_document_are_counted_and_left_out() {
        let set = read(TWO, "1\tx\t0\n2\ty\t1\n3\tz\t1\n").unwrap();
        let ids: Vec<_> = set.queries.iter().map(|query| query.id.as_str()).collect();
        assert_eq!((ids, set.unjudged, set.unasked), (vec!["2"], 1, 1));
    }

    #[test]
    fn relevant_documents_that_the_collection_lacks_are_counted() {
        let set = read(TWO, "1\tx\t1\n1\ty\t1\n2\ty\t1\n2\tz\t0\n").unwrap();
        assert_eq!(set.relevant_but_absent(&HashSet::from(["x".to_owned()])), 2);
    }

    #[test]
    fn broken_lines_are_named_with_what_they_should_be() {
        let message = |queries, judgments| read(queries, judgments).unwrap_err().to_string();
        let error = message(TWO, "1\tx\t1\n1\ty\tgood\n");
        assert!(error.contains("qrels.tsv, line 2: the grade \"good\""), "{error}");
        let error = message(TWO, "1 x 1\n");
        assert!(error.contains("qrels.tsv, line 1: 1 columns; each line is query"), "{error}");
        let error = message(TWO, "1\tx\t1\n1\tx\t2\n");
        assert!(error.contains("qrels.tsv, line 2: query 1 has another grade"), "{error}");
        let error = message("{\"id\": \"1\"}\n", "1\tx\t1\n");
        assert!(error.contains("queries.jsonl, line 1") && error.contains("text"), "{error}");
    }

    #[test]
    fn files_of_two_collections_are_refused() {
        let error = read(TWO, "q1\tx\t1\n").unwrap_err().to_string();
        assert!(error.contains("same collection"), "{error}");
    }
}
