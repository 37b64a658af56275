//! What can go wrong, and what to do about it.
use std::io;
use std::path::PathBuf;

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
    /// A folder that is no site with a split index.
    #[error(
        "{} is a folder, and no split index is in it; name an index file, or build the folder with `kwic build --layout split`",
        path.display()
    )]
    NoSplitIndex {
        /// The folder.
        path: PathBuf,
    },
    /// A page about a split index.
    #[error("there is no page about the split index of {}; use `kwic build --report FILE`, or leave out --html", path.display())]
    NoPageOfSplit {
        /// The folder.
        path: PathBuf,
    },
    /// A file of a split index that is not as it was built.
    #[error("{} is not as it was built, or of another version; build the site again", path.display())]
    SplitFile {
        /// The file.
        path: PathBuf,
    },
    /// A section of an index that cannot be compressed, to learn its size.
    #[error("cannot compress a section of the index: {source}; free some memory and try again")]
    Compress {
        /// What the compressor said.
        source: io::Error,
    },
    /// Standard output is closed or full.
    #[error("cannot write to standard output: {0}")]
    Output(#[from] io::Error),
    /// Standard input cannot be read.
    #[error("cannot read standard input: {source}; name a file or a folder instead of -")]
    StandardInput {
        /// What the system said.
        source: io::Error,
    },
    /// Standard input is watched, which changes no more once it was read.
    #[error(
        "standard input cannot be watched; name files or folders, or leave out --watch and --serve"
    )]
    StandardInputWatched,
    /// The form of standard input, where only files are read.
    #[error(
        "--format tells what standard input is, and the ending of a file what that is; leave it out, or name - as an input"
    )]
    FormatOfFiles,
    /// Nobody would tell of changes.
    #[error("cannot watch {} for changes: {source}; check that it is there, and whether there is a limit on watches (see `sysctl fs.inotify`)", path.display())]
    Watch {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: notify::Error,
    },
    /// A page that is to be explained and was not read.
    #[error(
        "{} is none of the pages and articles that are read; name it by its path below the input", file.display()
    )]
    NotRead {
        /// What was named.
        file: PathBuf,
    },
    /// Articles that cannot be read or compiled.
    #[error(transparent)]
    Build(#[from] kwic_indexer::BuildError),
    /// A judged collection, a TREC run or a golden list that cannot be used.
    #[error(transparent)]
    Eval(#[from] kwic_eval::EvalError),
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
    /// A filter that no article has.
    #[error("{} has no filter {name:?}; there are: {known}", path.display())]
    UnknownFilter {
        /// The index.
        path: PathBuf,
        /// The name as it was given.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// An option that fits one collection only.
    #[error("{option} is for one collection; name one, or leave {option} out")]
    OneCollection {
        /// The option.
        option: &'static str,
    },
    /// A folder to write settings into that is none.
    #[error("{} is not a folder; name the folder of the site", dir.display())]
    NoFolder {
        /// What was named.
        dir: PathBuf,
    },
    /// Settings that somebody wrote already.
    #[error(
        "{} is there and stays as it is; remove it to have a new one, or name another folder",
        path.display()
    )]
    SettingsThere {
        /// The file.
        path: PathBuf,
    },
    /// A folder or url to look at that is none.
    #[cfg(feature = "doctor")]
    #[error(
        "{site} is neither a folder nor a url; name the folder of a finished site, or where it is, as https://example.org/"
    )]
    NoSite {
        /// What was named.
        site: String,
    },
    /// A site without a search.
    #[cfg(feature = "doctor")]
    #[error(
        "no search of Kwic is in {site}: no page has a <kwic-search>, and no build lies there; build one with `kwic build DIR`, \
         or name a page that has the box"
    )]
    NoKwic {
        /// What was named.
        site: String,
    },
    /// The first page of a site does not come.
    #[cfg(feature = "doctor")]
    #[error("{url} {what}; {mend}")]
    NoAnswer {
        /// Its address.
        url: String,
        /// What happened.
        what: String,
        /// What to do.
        mend: &'static str,
    },
    /// A file of certificates without any.
    #[cfg(feature = "doctor")]
    #[error("{} has no certificate; name a file with lines -----BEGIN CERTIFICATE-----", path.display())]
    NoCertificate {
        /// The file.
        path: PathBuf,
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
