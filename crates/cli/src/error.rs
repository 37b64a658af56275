//! What can go wrong, and what to do about it.
use std::io;
use std::path::PathBuf;

use kwic_indexer::Place;

/// Every error of this crate; each message names the file, the place and the mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CliError {
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
    /// A file that cannot be written.
    #[error(
        "cannot write {}: {source}; check that its folder exists and may be written to",
        path.display()
    )]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Standard output is gone or full.
    #[error("cannot write to standard output: {0}")]
    Output(#[from] io::Error),
    /// Articles that cannot be read or compiled.
    #[error(transparent)]
    Build(#[from] kwic_indexer::BuildError),
    /// A site that cannot be built.
    #[cfg(feature = "build")]
    #[error(transparent)]
    Site(#[from] kwic_site::SiteError),
    /// This program carries no engine to build with.
    #[cfg(feature = "build")]
    #[error(transparent)]
    Engine(#[from] kwic_prebuilt::NotReady),
    /// A file that is no index, or one of another version.
    #[error("{}: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: kwic::OpenError,
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
    /// An option that fits one collection only.
    #[error("{option} is for one collection; name one, or leave {option} out")]
    OneCollection {
        /// The option.
        option: &'static str,
    },
    /// A golden file that expects nothing.
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
    /// A folder to serve that is none.
    #[error("{} is not a folder; name the folder that holds index.html", dir.display())]
    NotAFolder {
        /// What was named.
        dir: PathBuf,
    },
    /// Another program listens on the port.
    #[error(
        "port {port} of 127.0.0.1 is taken by another program; stop that one, or choose another \
         port with --port N (--port 0 takes any free one)"
    )]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// The port cannot be listened on for another reason.
    #[error(
        "cannot listen on port {port} of 127.0.0.1: {source}; choose another port with --port N \
         (--port 0 takes any free one)"
    )]
    Listen {
        /// The port.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The system denies the server a thread, a timer or a signal.
    #[error("cannot run the server: {source}; free some memory or processes and try again")]
    Server {
        /// What the system said.
        source: io::Error,
    },
}
