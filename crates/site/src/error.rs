//! What can keep a site from being built; each message says the mend.

use std::io;
use std::path::PathBuf;

/// Every error of this crate.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SiteError {
    /// A page in a single file beside a finished site.
    #[error(
        "a finished site keeps its own pages, and a search page in a single file cannot serve them; \
         leave out --single-file"
    )]
    SingleFileOfSite,
    /// A split index beside a page in a single file.
    #[error(
        "a page in a single file has its index inside; leave out --single-file or --layout split"
    )]
    SingleFileSplit,
    /// The index that was compiled cannot be opened.
    #[error("the index cannot be taken apart: {0}")]
    Index(String),
    /// A file or folder could not be read or written.
    #[error(
        "cannot {action} {}: {source}; check the name, its permissions and the room on the disk",
        path.display()
    )]
    File {
        /// What was tried, as a verb: `read`, `write`, `remove`.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The articles could not be compiled.
    #[error(transparent)]
    Articles(#[from] kwic_indexer::BuildError),
    /// Two urls that one file would have to hold.
    #[error("{}: the urls {first:?} and {second:?} both need this page; change one of them", path.display())]
    SamePage {
        /// The page's file, from the output folder.
        path: PathBuf,
        /// The url that has it first.
        first: String,
        /// The url that repeats it.
        second: String,
    },
    /// An article has the address of a file of the engine.
    #[error(
        "an article has the address `{0}`, which the page itself needs; change the `url` of the \
         article or the name of its file"
    )]
    AddressTaken(String),
    /// The output folder belongs to somebody else.
    #[error(
        "{} holds files that this command did not write, and they stay as they are; name an empty \
         or new folder with --out DIR",
        .0.display()
    )]
    NotOurs(PathBuf),
    /// A file of the new build would replace a file of somebody else.
    #[error("{} is in the way and was not written by this command; move it elsewhere", .0.display())]
    InTheWay(PathBuf),
    /// What a reader loads is larger than its author allows.
    #[error(
        "{what} have {bytes} bytes after brotli, and `bundle-bytes` allows {allowed}; leave pages out by `exclude` under \
         `[input]`, or allow more"
    )]
    OverBudget {
        /// The files.
        what: String,
        /// Their bytes after brotli, together.
        bytes: u64,
        /// What the settings allow.
        allowed: u64,
    },
    /// The engine lacks a file.
    #[error("the engine has no file `{0}`; make the engine anew with `cargo xtask engine`")]
    EngineFile(String),
    /// A file of the engine that should be text is none.
    #[error("`{0}` of the engine is not UTF-8; make the engine anew with `cargo xtask engine`")]
    EngineText(String),
    /// The module is not one that a reader of WebAssembly understands.
    #[error(
        "the module of the engine cannot be taken apart: {0}; make the engine anew with \
         `cargo xtask engine`"
    )]
    Module(String),
    /// The module has no placeholder for an index, or more than one.
    #[error(
        "the module holds {found} placeholders for an index and needs one: it has to be compiled \
         with the feature `js` and without `embed`, and only src/embedded.rs may hold the label"
    )]
    Placeholders {
        /// How often the label was found.
        found: usize,
    },
    /// The placeholder does not look as it was written.
    #[error(
        "the placeholder for the index does not hold the address and the length of its label: the \
         module has an index already, or its compiler lays the placeholder out in another way than \
         crates/site/src/placeholder.rs knows; make the engine anew with `cargo xtask engine`, or \
         bring the two together"
    )]
    PlaceholderShape,
    /// An index can go only into one plain memory.
    #[error(
        "the module has {memories} memories, where the index needs one, of 32 bits and pages of the \
         usual size; look at the target and its features"
    )]
    MemoryShape {
        /// How many there are of any kind.
        memories: usize,
    },
    /// The module may not have the memory that the index needs.
    #[error(
        "with the index the module needs {needed} pages of memory and may have {maximum}: link it \
         without --max-memory, or with more"
    )]
    MemoryMaximum {
        /// Pages of 64 KiB.
        needed: u64,
        /// Pages of 64 KiB.
        maximum: u64,
    },
    /// The index is beyond what a module can address.
    #[error("an index of {bytes} bytes does not fit into a module of 32 bits; leave out articles")]
    IndexTooLarge {
        /// Bytes of the index.
        bytes: usize,
    },
    /// A file of the engine has a placeholder for the name of a file that there is not.
    #[error(
        "`{file}` of the engine has the placeholder `@@{name}@@`, and the engine has no such file; \
         bring www/element/files.js and www/index.html together with the files that there are"
    )]
    UnknownName {
        /// The file with the placeholder.
        file: String,
        /// What the placeholder names.
        name: String,
    },
    /// Nothing refers to a file whose name would change.
    #[error(
        "no file of the engine has the placeholder `@@{0}@@`, so that the page would ask for a name \
         that is gone; name the file in www/element/files.js or www/index.html, or build without \
         --hashed"
    )]
    NoReference(String),
    /// The hash of each of these files would depend on the others.
    #[error(
        "{} refer to each other, so that none can have the hash of its content in its name; break \
         the circle or build without --hashed",
        .0.join(" -> ")
    )]
    Circle(Vec<String>),
    /// The search page is not one that can be put into a single file.
    #[error(
        "the page cannot be put into a single file: {0}; change www/index.html, or what it loads"
    )]
    SingleFile(String),
    /// The list of files could not be written as JSON.
    #[error("cannot write the list of files as JSON: {0}; build again")]
    Json(#[from] serde_json::Error),
}

impl SiteError {
    /// For `map_err` after a file operation.
    pub(crate) fn file(
        action: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { action, path, source }
    }
}
