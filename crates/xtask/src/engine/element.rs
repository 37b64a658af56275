//! The search element in the output: its modules in one file, or as they are where there is no node.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::XtaskError;
use crate::kept::{Key, kept};
use crate::manifest;
use crate::optimiser::Optimiser;
use crate::repository::Repository;

/// What a page names itself; all else is imported by these, at once or later.
const NAMED: &[&str] = &["kwic-search.js", "highlight.js", "kwic-search.css"];

fn folder(repository: &Repository) -> PathBuf {
    repository.root.join("www/element")
}

/// The scripts and style sheets of the element, as paths from its folder.
pub fn files(repository: &Repository) -> Result<Vec<PathBuf>, XtaskError> {
    let ours = |file: &PathBuf| file.extension().is_some_and(|end| end == "js" || end == "css");
    let files = manifest::files_beneath(&folder(repository))?;
    Ok(files.into_iter().filter(ours).collect())
}

/// Writes the element into the folder `out`, made small by the optimiser if there is one.
pub fn write(
    repository: &Repository,
    out: &Path,
    optimiser: Option<&Optimiser>,
) -> Result<(), XtaskError> {
    let Some(optimiser) = optimiser else { return copy(repository, out) };
    let from = folder(repository);
    let mut key = optimiser.part_of(Key::default().with(include_str!("element.rs")))?;
    for file in manifest::files_beneath(&from)? {
        key = key.with(file.as_os_str().as_encoded_bytes()).with_file(&from.join(file))?;
    }
    let small = kept(&repository.work("element")?, key, |small| {
        let exists = |name: &&str| from.join(name).exists();
        let named: Vec<&str> = NAMED.iter().copied().filter(exists).collect();
        optimiser.scripts(&from, small, &named)
    })?;
    manifest::copy(&small, out)
}

/// Copies the element as it is into the folder `out`.
pub fn copy(repository: &Repository, out: &Path) -> Result<(), XtaskError> {
    let from = folder(repository);
    for file in files(repository)? {
        let target = out.join(&file);
        let folder = target.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(XtaskError::file("create", folder))?;
        fs::copy(from.join(file), &target).map_err(XtaskError::file("write", target))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_has_the_style_sheet_with_all_that_it_imports() {
        let out = tempfile::tempdir().unwrap();
        copy(&Repository::here(), out.path()).unwrap();
        let style = fs::read_to_string(out.path().join("kwic-search.css")).unwrap();
        let imports: Vec<&str> = style
            .lines()
            .filter_map(|line| line.strip_prefix("@import \"./")?.strip_suffix("\" layer(kwic);"))
            .collect();
        assert!(!imports.is_empty(), "{style}");
        for import in imports {
            assert!(out.path().join(import).is_file(), "{import} is missing");
        }
    }
}
