//! How a file is read, by its ending.

use std::path::Path;

/// The endings of article files, as messages name them.
pub(crate) const ENDINGS_IN_WORDS: &str = ".html, .md, .markdown, .mdx, .txt, .text, .json, .jsonl, .ndjson, .csv, .tsv, .xml, .rss, .atom or .rdf";

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    PlainText,
    Markdown,
    Mdx,
    Json,
    JsonLines,
    Html,
    Table,
    Feed,
}

impl FileKind {
    /// What the ending of the file says, in either case.
    pub(crate) fn of(path: &Path) -> Option<FileKind> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match &*ending {
            "txt" | "text" => Some(FileKind::PlainText),
            "md" | "markdown" => Some(FileKind::Markdown),
            "mdx" => Some(FileKind::Mdx),
            "json" => Some(FileKind::Json),
            "html" | "htm" | "xhtml" => Some(FileKind::Html),
            "jsonl" | "ndjson" => Some(FileKind::JsonLines),
            "csv" | "tsv" => Some(FileKind::Table),
            "xml" | "rss" | "atom" | "rdf" => Some(FileKind::Feed),
            _ => None,
        }
    }
}
