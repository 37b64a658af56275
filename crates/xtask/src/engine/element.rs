//! The search element in the output: its modules in one file, or as they are where there is no node.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::XtaskError;
use crate::kept::{Key, kept};
use crate::manifest;
use crate::optimiser::Optimiser;
use crate::repository::Repository;

/// What a page names itself; all else is imported by these, at once or later.
const NAMED: &[&str] = &["kwic-search.js", "highlight.js"];

/// The looks, for a page that wants them before the script has come.
const STYLE: &str = "kwic-search.css";

/// The module that holds the looks as a text, after this and up to the next of its last character.
const STYLES: (&str, &str) = ("styles.js", "export const css = `");

fn folder(repository: &Repository) -> PathBuf {
    repository.root.join("www/element")
}

/// The scripts and style sheets of the element, as paths from its folder.
pub fn files(repository: &Repository) -> Result<Vec<PathBuf>, XtaskError> {
    let ours = |file: &PathBuf| file.extension().is_some_and(|end| end == "js" || end == "css");
    let mut files = manifest::files_beneath(&folder(repository))?;
    files.insert(STYLE.into());
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
        optimiser.scripts(&from, small, &named)?;
        write_style(repository, small)?;
        optimiser.scripts(small, small, &[STYLE])
    })?;
    manifest::copy(&small, out)
}

/// Copies the element as it is into the folder `out`.
pub fn copy(repository: &Repository, out: &Path) -> Result<(), XtaskError> {
    let from = folder(repository);
    for file in files(repository)?.iter().filter(|file| file.as_path() != STYLE) {
        let target = out.join(file);
        let folder = target.parent().unwrap_or(out);
        fs::create_dir_all(folder).map_err(XtaskError::file("create", folder))?;
        fs::copy(from.join(file), &target).map_err(XtaskError::file("write", target))?;
    }
    write_style(repository, out)
}

fn write_style(repository: &Repository, out: &Path) -> Result<(), XtaskError> {
    let from = folder(repository);
    let read = |name| {
        let path = from.join(name);
        fs::read_to_string(&path).map_err(XtaskError::file("read", path))
    };
    let (module, start) = STYLES;
    let style = if from.join(module).exists() {
        within(&read(module)?, start).ok_or(XtaskError::NoStyle)?
    } else {
        read(STYLE)?
    };
    let target = out.join(STYLE);
    fs::write(&target, style).map_err(XtaskError::file("write", target))
}

/// The text between `start` and the next of its last character.
fn within(script: &str, start: &str) -> Option<String> {
    let (_, rest) = script.split_once(start)?;
    rest.split_once(start.chars().last()?).map(|(text, _)| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_has_a_style_sheet_wherever_the_looks_are_written_down() {
        let out = tempfile::tempdir().unwrap();
        copy(&Repository::here(), out.path()).unwrap();
        let style = fs::read_to_string(out.path().join(STYLE)).unwrap();
        assert!(style.contains("@layer kwic") && style.trim_end().ends_with('}'), "{style}");
    }
}
