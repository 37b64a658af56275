//! What can go wrong, and what to do about it.
use std::io;
use std::path::PathBuf;

use kwic_indexer::Place;

/// Every error of this crate; each message names the file, the place and the mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvalError {
    /// A file that cannot be read.
    #[error("cannot read {}: {source}; check the name and its permissions", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that is not text.
    #[error("{place}: not UTF-8; save the file as UTF-8")]
    Encoding {
        /// The file and the first line with other bytes.
        place: Place,
    },
    /// A line that is not what its file should hold.
    #[error("{place}: {problem}; {mend}")]
    Line {
        /// The file, the line and, where known, the column.
        place: Place,
        /// What is wrong with it.
        problem: String,
        /// What the line should be.
        mend: &'static str,
    },
    /// A collection in which nothing can be measured.
    #[error(
        "no query of {} has a relevant document in {}; \
         check that both files are of the same collection and that some grades are above 0",
        queries.display(),
        judgments.display()
    )]
    NothingJudged {
        /// The file of queries.
        queries: PathBuf,
        /// The file of judgments.
        judgments: PathBuf,
    },
    /// A golden list that expects nothing.
    #[error("{}: no query in it; add lines of query, tab, url", path.display())]
    NothingExpected {
        /// The file.
        path: PathBuf,
    },
    /// A name that TREC lines cannot carry.
    #[error(
        "a TREC run separates its columns with spaces, so it cannot hold {id:?}; \
         give the record an id without spaces"
    )]
    RunName {
        /// The id of a query or document.
        id: String,
    },
}
