//! Golden lists: queries and the articles they must find, checked against an index.
use std::fmt;
use std::path::Path;

use kwic::{DocId, Index, Query, SearchOptions};
use serde::{Deserialize, Serialize};

use crate::error::EvalError;
use crate::lines::{Line, Lines};

/// Hits that are searched for an article that is not where it should be, so that the finding can say
/// where the article is.
const DEPTH: usize = 100;

/// What a line of each kind of file should be, for errors.
const COLUMNS: &str = "each line is query, url and, if not 1, rank, between tabs";
const RECORD: &str = "each line is {\"query\": \"…\", \"url\": \"…\"} and, if not 1, \"rank\"";

/// A query and the article that it must find.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The query. A space at its end counts, also in a file of tabs: it completes the last word.
    pub query: String,
    /// Url of the article.
    pub url: String,
    /// The worst rank at which the article may stand, from 1.
    #[serde(default = "first_rank")]
    pub rank: usize,
}

fn first_rank() -> usize {
    1
}

impl Expectation {
    /// Reads a golden file: JSON Lines where the name ends in `.jsonl` or `.ndjson`, else columns
    /// between tabs. `kwic eval --help` describes both.
    pub fn read(path: &Path) -> Result<Vec<Expectation>, EvalError> {
        let lines = Lines::read(path)?;
        let json = path.extension().is_some_and(|name| name == "jsonl" || name == "ndjson");
        let mut expectations = Vec::new();
        for line in lines.iter() {
            let expectation = if json {
                line.json(RECORD)?
            } else if line.text.starts_with('#') || is_header(line.text) {
                continue;
            } else {
                columns(&line)?
            };
            if expectation.rank == 0 {
                return Err(line.error("the rank is 0", "ranks count from 1"));
            }
            expectations.push(expectation);
        }
        if expectations.is_empty() {
            return Err(EvalError::NothingExpected { path: path.to_path_buf() });
        }
        Ok(expectations)
    }
}

fn is_header(line: &str) -> bool {
    matches!(line.split('\t').collect::<Vec<_>>()[..], ["query", "url"] | ["query", "url", "rank"])
}

fn columns(line: &Line<'_>) -> Result<Expectation, EvalError> {
    let columns: Vec<_> = line.text.split('\t').collect();
    let (query, url, rank) = match columns[..] {
        [query, url] => (query, url, 1),
        [query, url, rank] => {
            let rank = rank.trim().parse().map_err(|_| {
                line.error(format!("the rank {rank:?} is not a whole number"), COLUMNS)
            })?;
            (query, url, rank)
        }
        _ => return Err(line.error(format!("{} columns", columns.len()), COLUMNS)),
    };
    Ok(Expectation { query: query.to_owned(), url: url.trim().to_owned(), rank })
}

/// Where an expected article stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The query.
    pub query: String,
    /// Url of the expected article.
    pub url: String,
    /// The worst rank at which it may stand, from 1.
    pub rank: usize,
    /// The rank at which it stands, from 1; none where it is not among the first hits.
    pub found: Option<usize>,
    /// Url of the first hit.
    pub first: Option<String>,
    /// Whether any article of the index has the url.
    pub known: bool,
}

impl Finding {
    /// Searches for one expectation; `prefix` says whether the last word of the query is a prefix, as
    /// in [`SearchOptions`].
    pub fn of(index: &Index<'_>, expected: &Expectation, prefix: bool) -> Finding {
        let options =
            SearchOptions { limit: expected.rank.max(DEPTH), prefix, ..SearchOptions::default() };
        let hits = index.searcher().search(&Query::parse(&expected.query), &options).hits;
        let url = |doc| index.article(doc).map(|article| article.url);
        let found = hits.iter().position(|hit| url(hit.doc).as_ref() == Some(&expected.url));
        let mut urls = (0..).map_while(|doc| url(DocId(doc)));
        Finding {
            query: expected.query.clone(),
            url: expected.url.clone(),
            rank: expected.rank,
            found: found.map(|at| at + 1),
            first: hits.first().and_then(|hit| url(hit.doc)),
            known: found.is_some() || urls.any(|url| url == expected.url),
        }
    }

    /// Whether the article is where it should be.
    pub fn met(&self) -> bool {
        self.found.is_some_and(|found| found <= self.rank)
    }
}

/// One line: what was expected, and what is there instead.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { query, url, rank, .. } = self;
        let should_be = match rank {
            1 => "first".to_owned(),
            rank => format!("among the first {rank}"),
        };
        let is = match (self.found, self.known) {
            (Some(found), _) => format!("is at rank {found}"),
            (None, true) => format!("is not among the first {}", DEPTH.max(*rank)),
            (None, false) => "is the url of no article in this index".to_owned(),
        };
        let instead = match &self.first {
            Some(first) if self.found != Some(1) => format!("; first is {first}"),
            Some(_) => String::new(),
            None => "; nothing matches".to_owned(),
        };
        write!(f, "{query:?}: {url} should be {should_be} but {is}{instead}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(name: &str, text: &str) -> Result<Vec<Expectation>, EvalError> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        Expectation::read(&path)
    }

    fn expect(query: &str, url: &str, rank: usize) -> Expectation {
        Expectation { query: query.into(), url: url.into(), rank }
    }

    #[test]
    fn columns_and_records_say_the_same() {
        let columns =
            read("g.tsv", "query\turl\trank\n# why\nhà nội\ta.html\nvisa \tb.html\t3\n").unwrap();
        let records = "{\"query\": \"hà nội\", \"url\": \"a.html\"}\n\
                       {\"query\": \"visa \", \"url\": \"b.html\", \"rank\": 3}\n";
        let records = read("g.jsonl", records).unwrap();
        assert_eq!(columns, [expect("hà nội", "a.html", 1), expect("visa ", "b.html", 3)]);
        assert_eq!(columns, records);
    }

    #[test]
    fn broken_lines_are_named_with_what_they_should_be() {
        let message = |name, text| read(name, text).unwrap_err().to_string();
        let error = message("g.tsv", "one\ta\nonly\n");
        assert!(error.contains("g.tsv, line 2: 1 columns; each line is query, url"), "{error}");
        let error = message("g.tsv", "one\ta\tsoon\n");
        assert!(error.contains("g.tsv, line 1: the rank \"soon\""), "{error}");
        let error = message("g.tsv", "one\ta\t0\n");
        assert!(error.contains("g.tsv, line 1: the rank is 0; ranks count from 1"), "{error}");
        let error = message("g.jsonl", "{\"query\": \"a\", \"link\": \"b\"}\n");
        assert!(error.contains("g.jsonl, line 1") && error.contains("`link`"), "{error}");
        let error = message("g.tsv", "# nothing yet\n");
        assert!(error.contains("g.tsv: no query in it"), "{error}");
    }

    #[test]
    fn a_finding_says_what_stands_first_instead_of_the_article() {
        let mut finding = Finding {
            query: "visa".into(),
            url: "b.html".into(),
            rank: 1,
            found: Some(4),
            first: Some("a.html".into()),
            known: true,
        };
        let line = "\"visa\": b.html should be first but is at rank 4; first is a.html";
        assert_eq!(finding.to_string(), line);
        finding = Finding { found: None, first: None, known: false, rank: 3, ..finding };
        let line = "\"visa\": b.html should be among the first 3 but is the url of no article in \
                    this index; nothing matches";
        assert_eq!(finding.to_string(), line);
    }
}
