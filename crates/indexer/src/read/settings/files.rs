//! Where a file of settings lies, and which files of an input it lets in.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Spanned;

use super::text::SettingsText;
use crate::BuildError;

/// The name of the file.
pub(crate) const FILE: &str = "kwic.toml";

/// Which files of an input are read.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// None: all.
    include: Option<GlobSet>,
    exclude: Option<GlobSet>,
    /// Files that the settings name for another use.
    pub(super) others: Vec<PathBuf>,
}

impl Files {
    pub(super) fn new(
        file: SettingsText<'_>,
        include: &[Spanned<String>],
        exclude: &[Spanned<String>],
    ) -> Result<Files, BuildError> {
        let others = Vec::new();
        Ok(Files { include: globs(file, include)?, exclude: globs(file, exclude)?, others })
    }

    /// True for a file, by its path below the input folder, that is to be read.
    pub(crate) fn take(&self, relative: &Path) -> bool {
        self.include.as_ref().is_none_or(|include| include.is_match(relative))
            && !self.exclude.as_ref().is_some_and(|exclude| exclude.is_match(relative))
    }

    /// True for a file that the settings name, and that is no article.
    pub(crate) fn is_other(&self, path: &Path) -> bool {
        self.others.iter().any(|other| is_same(other, path))
    }
}

fn globs(
    file: SettingsText<'_>,
    patterns: &[Spanned<String>],
) -> Result<Option<GlobSet>, BuildError> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let wrong = |at: usize, detail: String| {
        file.broken(at, &detail, "write paths, with `*` for a part of a name and `**` for folders")
    };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let (at, pattern) = (pattern.span().start, pattern.get_ref());
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        set.add(glob.map_err(|error| {
            wrong(at, format!("{pattern:?} is no pattern of paths: {}", error.kind()))
        })?);
    }
    let at = patterns.first().map_or(0, |pattern| pattern.span().start);
    set.build().map(Some).map_err(|error| wrong(at, error.to_string()))
}

/// The file of settings of an input: in its folder, or the nearest above that.
pub fn find(input: &Path) -> Option<PathBuf> {
    let folder = if input.is_dir() { Some(input) } else { input.parent() };
    let own = folder.map(|folder| folder.join(FILE)).filter(|file| file.is_file());
    own.or_else(|| {
        // Without `..`, which would lead through folders that the input is not in.
        let whole = std::fs::canonicalize(input).ok()?;
        whole.ancestors().skip(1).map(|folder| folder.join(FILE)).find(|file| file.is_file())
    })
}

/// True for two names of one file.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    a == b
        || std::fs::canonicalize(a)
            .ok()
            .zip(std::fs::canonicalize(b).ok())
            .is_some_and(|(a, b)| a == b)
}
