//! The search element in the output: its modules in one file, or as they are where there is no node.

use std::path::PathBuf;

use kwic_site::output;

use crate::engine::cache::{Key, cached};
use crate::engine::optimise::Optimiser;
use crate::error::XtaskError;
use crate::repository::Repository;

/// What a page names itself, and what runs in a worker; all else is imported by these, at once or later.
const NAMED: &[&str] = &["kwic-search.js", "kwic-worker.js", "highlight.js", "kwic-search.css"];

/// Where the sources of the element lie.
pub fn sources(repository: &Repository) -> PathBuf {
    repository.root.join("www/element")
}

/// The key with all of which the element is made.
pub fn part_of(repository: &Repository, mut key: Key) -> Result<Key, XtaskError> {
    let from = sources(repository);
    for file in output::files_beneath(&from)? {
        key = key.with(file.as_os_str().as_encoded_bytes()).with_file(&from.join(file))?;
    }
    Ok(key)
}

/// The folder with the element in the form that pages load, with placeholders for the names of files that it
/// loads later.
pub fn bundled(repository: &Repository, optimiser: &Optimiser) -> Result<PathBuf, XtaskError> {
    let key = optimiser.part_of(Key::default().with(include_str!("element.rs")))?;
    let key = part_of(repository, key)?;
    cached(&repository.work("element")?, key, |folder| {
        optimiser.scripts_with_placeholders(&sources(repository), folder, NAMED)
    })
}

/// The scripts and style sheets of the element as they are, as paths from the folder of its sources.
pub fn files(repository: &Repository) -> Result<Vec<PathBuf>, XtaskError> {
    let ours = |file: &PathBuf| file.extension().is_some_and(|end| end == "js" || end == "css");
    Ok(output::files_beneath(&sources(repository))?.into_iter().filter(ours).collect())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_element_has_the_style_sheet_with_all_that_it_imports() {
        let repository = Repository::here();
        let files = files(&repository).unwrap();
        let style = fs::read_to_string(sources(&repository).join("kwic-search.css")).unwrap();
        let imports: Vec<&str> = style
            .lines()
            .filter_map(|line| line.strip_prefix("@import \"./")?.strip_suffix("\" layer(kwic);"))
            .collect();
        assert!(!imports.is_empty(), "{style}");
        for import in imports {
            assert!(files.iter().any(|file| file == Path::new(import)), "{import} is missing");
        }
    }
}
