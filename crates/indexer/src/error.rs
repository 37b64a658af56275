//! What can go wrong between a folder of articles and an index.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Where in the articles something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// Line in the file, the first being 1.
    pub line: Option<u32>,
    /// Character in the line, the first being 1.
    pub column: Option<u32>,
}

impl Place {
    /// The file as a whole.
    pub fn file(path: &Path) -> Self {
        Place { path: path.to_owned(), line: None, column: None }
    }

    /// A line of the file, the first being 1.
    pub fn line(path: &Path, line: usize) -> Self {
        Place { path: path.to_owned(), line: Some(saturated(line)), column: None }
    }

    /// A character of a line, both counted from 1.
    pub fn column(path: &Path, line: usize, column: usize) -> Self {
        Place { column: Some(saturated(column)), ..Place::line(path, line) }
    }
}

fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}

fn within(place: Option<&Place>) -> String {
    place.map(|place| format!("{place}: ")).unwrap_or_default()
}

/// Every error of this crate; each message names the file, the place and the mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// More than the format can count.
    #[error(
        "{what} is too large for one index ({size} bytes); split the articles over several indexes"
    )]
    TooLarge {
        /// The part that overflowed.
        what: &'static str,
        /// Its size in bytes.
        size: usize,
    },

    /// More documents than the format can count.
    #[error(
        "{documents} articles are too many for one index, which holds {}; split them over several indexes",
        kwic_core::format::postings::MAX_DOCUMENTS
    )]
    TooMany {
        /// How many there are.
        documents: usize,
    },

    /// The terms could not be written as a dictionary.
    #[error("the dictionary of terms cannot be written: {0}")]
    Dictionary(#[source] fst::Error),

    /// An input that is not there.
    #[error("{}: no such file or folder; check the spelling, or name another with KWIC_ARTICLES or on the command line", path.display())]
    NotFound {
        /// The input as it was given.
        path: PathBuf,
    },

    /// A file or folder that the system does not let us read.
    #[error("{}: cannot be read: {source}; check that it is whole and that you may read it", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },

    /// A file or folder that the system does not let us write.
    #[error("{}: cannot be written: {source}; check the free space and that you may write there", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },

    /// A single file was named whose ending says nothing about how to read it.
    #[error("{}: is not an article by its ending; rename it to end in {}", path.display(), crate::read::file_kind::ENDINGS_IN_WORDS)]
    UnknownEnding {
        /// The file.
        path: PathBuf,
    },

    /// The inputs hold nothing to index.
    #[error("{}: no article in it ({skipped}); put a file there that ends in {}", path.display(), crate::read::file_kind::ENDINGS_IN_WORDS)]
    NoArticles {
        /// The first input.
        path: PathBuf,
        /// What lies there instead.
        skipped: Box<crate::read::skipped::Skipped>,
    },

    /// A file in another encoding than UTF-8.
    #[error("{place}: byte {byte} is not UTF-8; save the file as UTF-8")]
    NotUtf8 {
        /// File and line.
        place: Place,
        /// Offset of the first bad byte in the file, the first byte being 0.
        byte: usize,
    },

    /// Front matter that begins and never ends.
    #[error(
        "{place}: front matter begins with `{fence}` and has no end; close it with a line `{fence}`, or put an empty line above if it is only a rule"
    )]
    UnclosedFrontMatter {
        /// File and line of the opening fence.
        place: Place,
        /// `---` or `+++`.
        fence: &'static str,
    },

    /// Front matter that is not what its fence promises.
    #[error(
        "{place}: broken {format} front matter: {detail}; mend it, for example `{example}`, or put an empty line above `{fence}` if it is only a rule"
    )]
    BrokenFrontMatter {
        /// File, line and, where known, column.
        place: Place,
        /// `YAML` or `TOML`.
        format: &'static str,
        /// What the parser said, on one line.
        detail: String,
        /// A line as it should be.
        example: &'static str,
        /// `---` or `+++`.
        fence: &'static str,
    },

    /// A JSON file that is not JSON, or a record that is not an object.
    #[error(
        "{place}: broken JSON: {detail}; a record looks like {{\"title\": \"…\", \"body\": \"…\"}}, one on each line of a .jsonl file, one alone or a list of them in a .json file"
    )]
    BrokenJson {
        /// File, line and column.
        place: Place,
        /// What the parser said, on one line.
        detail: String,
    },

    /// A JSON object with nothing of an article in it.
    #[error(
        "{place}: the record has neither `title` nor `body`; add them, or move the file out of the articles"
    )]
    NotARecord {
        /// File and line of the record.
        place: Place,
    },

    /// A table without a column of text.
    #[error(
        "{place}: the header has neither `title` nor `body`; its columns are {columns}; name one of them so, or move the file out of the articles"
    )]
    NoColumn {
        /// File and line of the header.
        place: Place,
        /// The columns that there are, as they are written.
        columns: String,
    },

    /// A table with two columns for one key.
    #[error("{place}: two columns are called `{column}`; rename one of them")]
    RepeatedColumn {
        /// File and line of the header.
        place: Place,
        /// What both are called.
        column: String,
    },

    /// A row of a table that is longer or shorter than its header.
    #[error(
        "{place}: the row and the header differ in length ({found} and {expected}); put a value that holds a separator or a line break between double quotes"
    )]
    WrongRow {
        /// File and line where the row begins.
        place: Place,
        /// How many values it has.
        found: usize,
        /// How many columns there are.
        expected: usize,
    },

    /// A quoted value of a table that has no end.
    #[error(
        "{place}: a value begins with a double quote here, and none ends it; put one behind it, and write a quote inside a quoted value twice"
    )]
    OpenQuote {
        /// File and line where the value begins.
        place: Place,
    },

    /// A quoted value of a table with something behind its end.
    #[error(
        "{place}: something stands between the quote that ends a value and the separator; write a quote inside a quoted value twice"
    )]
    StrayQuote {
        /// File and line of the quote.
        place: Place,
    },

    /// XML of another kind than RSS and Atom where a feed was asked for.
    #[error("{}: is no feed; name a file of RSS or Atom, or leave this one out", path.display())]
    NotAFeed {
        /// The file.
        path: PathBuf,
    },

    /// A feed that its parser does not understand.
    #[error("{place}: broken feed: {detail}; fetch it anew, mend it there, or leave it out")]
    BrokenFeed {
        /// The file and, where known, the line.
        place: Place,
        /// What the parser said, on one line.
        detail: String,
    },

    /// A sitemap or a list of urls that cannot be read as one.
    #[error(
        "{place}: is no sitemap: {detail}; name a sitemap.xml, or a text with a url on each line"
    )]
    BrokenSitemap {
        /// The file and, where known, the line.
        place: Place,
        /// What is wrong, on one line.
        detail: String,
    },

    /// A sitemap that another lists and that does not lie beside it.
    #[error(
        "{place}: the sitemap {url:?} is not beside this one; put it there, or name the others with --sitemap"
    )]
    SitemapMissing {
        /// The file and line that name it.
        place: Place,
        /// Its url as written.
        url: String,
    },

    /// The input `-`, where nothing was read from standard input.
    #[error("- stands for standard input, which cannot be read here; name a file or a folder")]
    NoStandardInput,

    /// A key with a value of a kind that it cannot have.
    #[error("{place}: `{key}` is {found}; write {expected}")]
    WrongType {
        /// File and line.
        place: Place,
        /// The key.
        key: &'static str,
        /// What stands there, such as "a list".
        found: &'static str,
        /// What should stand there, with an example.
        expected: &'static str,
    },

    /// A date in a form that could mean several days, or a day that does not exist.
    #[error(
        "{place}: {value:?} is not a known date; write it as year-month-day, for example 2025-01-13"
    )]
    UnknownDate {
        /// File and line.
        place: Place,
        /// The date as written.
        value: String,
    },

    /// A language that is not a code.
    #[error(
        "{place}: {value:?} is not a language code; write one of two or three letters, for example en, vi or pt-BR"
    )]
    UnknownLanguage {
        /// File and line.
        place: Place,
        /// The language as written.
        value: String,
    },

    /// A filter of the author's own that readers could not choose, or not by its name in a query.
    #[error("{place}: a filter cannot be called {name:?}: {why}; {mend}")]
    FilterName {
        /// File and line.
        place: Place,
        /// What the filter is called.
        name: String,
        /// Why it cannot be called so.
        why: String,
        /// What to do.
        mend: &'static str,
    },

    /// A link that would run code instead of leading somewhere.
    #[error(
        "{place}: the url {value:?} is not a link to a page; write a relative url or one that begins with https://"
    )]
    UnsafeUrl {
        /// File and line.
        place: Place,
        /// The url as written.
        value: String,
    },

    /// Two articles that one link would have to lead to.
    #[error("{first} and {second}: both have the url {url:?}; give one of them a `url` of its own")]
    SameUrl {
        /// The url.
        url: String,
        /// The article that has it first.
        first: Place,
        /// The article that repeats it.
        second: Place,
    },

    /// A file of settings that is not TOML or holds what no setting is.
    #[error("{place}: {detail}; {mend}")]
    BrokenSettings {
        /// File and line.
        place: Place,
        /// What is wrong, on one line.
        detail: String,
        /// What to write instead.
        mend: String,
    },

    /// A setting that is too small, too large or not a number.
    #[error("{}`{key}` is {value}; write a number from {} to {}", within(place.as_ref()), range.start(), range.end())]
    SettingOutOfRange {
        /// File and line, if it stands in a file.
        place: Option<Place>,
        /// The setting.
        key: &'static str,
        /// What it is.
        value: f64,
        /// What it may be.
        range: RangeInclusive<f64>,
    },

    /// Two inputs with a file of settings each.
    #[error("{} and {}: one index has one file of settings; leave one of them out", first.display(), second.display())]
    SeveralSettings {
        /// The file of the earlier input.
        first: PathBuf,
        /// That of the later one.
        second: PathBuf,
    },

    /// The build-script helper ran outside a build script.
    #[error("OUT_DIR is not set; call this from build.rs, or use `kwic index` on the command line")]
    NotABuildScript,
}
