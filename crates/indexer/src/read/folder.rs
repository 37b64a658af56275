//! The files of the inputs, in an order that is the same on every machine.

use std::fmt;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::settings;
use crate::BuildError;

/// The endings of article files, as messages name them.
pub(crate) const ENDINGS_IN_WORDS: &str =
    ".md, .markdown, .mdx, .txt, .text, .json, .jsonl or .ndjson";

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    PlainText,
    Markdown,
    Json,
    JsonLines,
}

impl FileKind {
    /// What the ending of the file says, in either case.
    pub(crate) fn of(path: &Path) -> Option<FileKind> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match &*ending {
            "txt" | "text" => Some(FileKind::PlainText),
            "md" | "markdown" | "mdx" => Some(FileKind::Markdown),
            "json" => Some(FileKind::Json),
            "jsonl" | "ndjson" => Some(FileKind::JsonLines),
            _ => None,
        }
    }
}

/// What lay in the inputs and was not read, by the reason why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PassedOver {
    /// Files and folders whose name begins with a dot; what is in such a folder is not counted.
    pub hidden: usize,
    /// Files whose ending is that of no article, such as images.
    pub other_ending: usize,
    /// Articles marked `draft: true`.
    pub drafts: usize,
    /// Symbolic links that lead back to a folder they are in.
    pub loops: usize,
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.hidden, "hidden"),
            (self.other_ending, "of other endings"),
            (self.drafts, "marked as draft"),
            (self.loops, "linked in a circle"),
        ];
        let mut any = false;
        for (count, reason) in counts.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, "{}{count} {reason}", if any { ", " } else { "passed over: " })?;
            any = true;
        }
        if any { Ok(()) } else { f.write_str("nothing passed over") }
    }
}

/// One file to read.
#[derive(Debug)]
pub(crate) struct ArticleFile {
    pub(crate) path: PathBuf,
    /// The path below the input folder, or the file name if the file is itself the input.
    pub(crate) relative: PathBuf,
    pub(crate) kind: FileKind,
}

/// What a walk through an input found.
#[derive(Debug, Default)]
pub(crate) struct FolderFiles {
    pub(crate) files: Vec<ArticleFile>,
    pub(crate) folders: Vec<PathBuf>,
    /// The file of settings at the top of the folder.
    pub(crate) settings: Option<PathBuf>,
    pub(crate) passed_over: PassedOver,
}

/// Walks through one input, which is a folder or a file.
pub(crate) fn walk(input: &Path) -> Result<FolderFiles, BuildError> {
    let metadata = std::fs::metadata(input).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => BuildError::NotFound { path: input.to_owned() },
        _ => BuildError::Unreadable { path: input.to_owned(), source },
    })?;
    let mut found = FolderFiles::default();
    if !metadata.is_dir() {
        let kind = FileKind::of(input)
            .ok_or_else(|| BuildError::UnknownEnding { path: input.to_owned() })?;
        let relative = input.file_name().map_or_else(|| input.to_owned(), PathBuf::from);
        found.files.push(ArticleFile { path: input.to_owned(), relative, kind });
        return Ok(found);
    }
    let mut entries = WalkDir::new(input).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.pass_over_or_fail(error, input)?;
                continue;
            }
        };
        if entry.depth() > 0 && is_hidden(&entry) {
            found.passed_over.hidden += 1;
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if entry.file_type().is_dir() {
            found.folders.push(entry.into_path());
        } else if entry.depth() == 1 && entry.file_name() == settings::FILE {
            found.settings = Some(entry.into_path());
        } else if let Some(kind) = FileKind::of(entry.path()) {
            let relative = entry.path().strip_prefix(input).unwrap_or(entry.path()).to_owned();
            found.files.push(ArticleFile { path: entry.into_path(), relative, kind });
        } else {
            found.passed_over.other_ending += 1;
        }
    }
    found.files.sort_by_cached_key(|file| order(&file.relative));
    found.folders.sort();
    Ok(found)
}

impl FolderFiles {
    /// A link that leads nowhere or in a circle, or a folder that may not be read.
    fn pass_over_or_fail(&mut self, error: walkdir::Error, input: &Path) -> Result<(), BuildError> {
        let path = error.path().unwrap_or(input).to_owned();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if error.loop_ancestor().is_some() {
            self.passed_over.loops += 1;
        } else if name.starts_with('.') && path != input {
            // Editors keep locks as hidden links to nowhere.
            self.passed_over.hidden += 1;
        } else if path.is_symlink() && FileKind::of(&path).is_none() {
            self.passed_over.other_ending += 1;
        } else {
            let source = std::io::Error::from(error);
            return Err(BuildError::Unreadable { path, source });
        }
        Ok(())
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The bytes of a path with `/` between its parts, which sort alike on every system.
fn order(relative: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = relative.iter().map(|part| part.as_encoded_bytes()).collect();
    parts.join(&b'/')
}
