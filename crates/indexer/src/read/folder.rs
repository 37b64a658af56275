//! The files of the inputs, in an order that is the same on every machine.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::file_kind::FileKind;
use super::settings::{self, Files};
use super::skipped::Skipped;
use super::standard_input::StandardInput;
use crate::BuildError;

/// The list of its files that a build leaves in the folder of its output.
pub const OUTPUT_LIST: &str = ".kwic-files";

/// One file to read.
#[derive(Debug)]
pub(crate) struct ArticleFile {
    pub(crate) path: PathBuf,
    /// The path below the input folder, or the file name if the file is itself the input.
    pub(crate) relative: PathBuf,
    pub(crate) kind: FileKind,
    /// True if the file is itself the input.
    pub(crate) is_input: bool,
    /// What is in it, where that did not come from a disk.
    pub(crate) content: Option<Vec<u8>>,
}

/// What a walk through an input found.
#[derive(Debug, Default)]
pub(crate) struct FolderFiles {
    pub(crate) files: Vec<ArticleFile>,
    pub(crate) folders: Vec<PathBuf>,
    /// True for a finished site.
    pub(crate) is_site: bool,
    pub(crate) skipped: Skipped,
}

/// Walks through one input, which is a folder or a file. Of a folder those files are found that the settings take.
pub(crate) fn walk(input: &Path, wanted: &Files) -> Result<FolderFiles, BuildError> {
    let metadata = std::fs::metadata(input).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => BuildError::NotFound { path: input.to_owned() },
        _ => BuildError::Unreadable { path: input.to_owned(), source },
    })?;
    let mut found = FolderFiles::default();
    if !metadata.is_dir() {
        let kind = FileKind::of(input)
            .ok_or_else(|| BuildError::UnknownEnding { path: input.to_owned() })?;
        let relative = input.file_name().map_or_else(|| input.to_owned(), PathBuf::from);
        let path = input.to_owned();
        found.files.push(ArticleFile { path, relative, kind, is_input: true, content: None });
        return Ok(found);
    }
    let mut entries = WalkDir::new(input).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.skip_or_fail(error, input)?;
                continue;
            }
        };
        if entry.depth() > 0 && is_hidden(&entry) {
            found.skipped.hidden += 1;
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if entry.file_type().is_dir() && is_own_output(entry.path()) {
            found.skipped.own_output += 1;
            entries.skip_current_dir();
        } else if entry.file_type().is_dir() {
            found.folders.push(entry.into_path());
        } else if entry.depth() == 1 && entry.file_name() == settings::FILE {
            // It has been read.
        } else if wanted.is_other(entry.path()) {
            // The settings name it, and it will be read for that.
        } else if let Some(kind) = FileKind::of(entry.path()) {
            let relative = entry.path().strip_prefix(input).unwrap_or(entry.path()).to_owned();
            if !wanted.take(&relative) {
                found.skipped.excluded += 1;
                continue;
            }
            found.files.push(ArticleFile {
                path: entry.into_path(),
                relative,
                kind,
                is_input: false,
                content: None,
            });
        } else {
            found.skipped.other_ending += 1;
        }
    }
    found.keep_pages_of_a_site();
    found.files.sort_by_cached_key(|file| order(&file.relative));
    found.folders.sort();
    Ok(found)
}

/// The file that standard input is read as.
pub(crate) fn standard_input(read: &StandardInput) -> FolderFiles {
    let kind = read.format.kind();
    let relative = PathBuf::from(format!("standard-input.{}", read.format.ending()));
    let (path, content) = (PathBuf::from("standard input"), Some(read.bytes.clone()));
    let file = ArticleFile { path, relative, kind, is_input: true, content };
    FolderFiles { files: vec![file], ..FolderFiles::default() }
}

impl ArticleFile {
    /// Up to so many bytes of the file.
    pub(crate) fn bytes(&self, most: u64) -> Result<Vec<u8>, BuildError> {
        if let Some(content) = &self.content {
            return Ok(content.clone());
        }
        let read = |file: File| {
            let mut bytes = Vec::new();
            file.take(most).read_to_end(&mut bytes).map(|_| bytes)
        };
        let bytes = File::open(&self.path).and_then(read);
        bytes.map_err(|source| BuildError::Unreadable { path: self.path.clone(), source })
    }
}

impl FolderFiles {
    /// A folder in which most files are HTML is a finished site: its pages are the articles, and what else
    /// can be read there, such as `robots.txt` or a feed, repeats them or is none.
    fn keep_pages_of_a_site(&mut self) {
        let is_page = |file: &ArticleFile| file.kind == FileKind::Html;
        let pages = self.files.iter().filter(|file| is_page(file)).count();
        if pages > 0 && pages * 2 >= self.files.len() {
            self.skipped.beside_pages += self.files.len() - pages;
            self.files.retain(is_page);
            self.is_site = true;
        }
    }

    /// A link that leads nowhere or in a circle, or a folder that may not be read.
    fn skip_or_fail(&mut self, error: walkdir::Error, input: &Path) -> Result<(), BuildError> {
        let path = error.path().unwrap_or(input).to_owned();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if error.loop_ancestor().is_some() {
            self.skipped.loops += 1;
        } else if name.starts_with('.') && path != input {
            // Editors keep locks as hidden links to nowhere.
            self.skipped.hidden += 1;
        } else if path.is_symlink() && FileKind::of(&path).is_none() {
            self.skipped.other_ending += 1;
        } else {
            let source = std::io::Error::from(error);
            return Err(BuildError::Unreadable { path, source });
        }
        Ok(())
    }
}

/// True for a folder that holds the list of what a build of ours wrote there.
fn is_own_output(folder: &Path) -> bool {
    folder.join(OUTPUT_LIST).is_file()
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The bytes of a path with `/` between its parts, which sort alike on every system.
fn order(relative: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = relative.iter().map(|part| part.as_encoded_bytes()).collect();
    parts.join(&b'/')
}
