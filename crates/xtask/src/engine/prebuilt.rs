//! The finished engine in the folder that `kwic-prebuilt` compiles into programs.

use std::fs;
use std::path::{Path, PathBuf};

use crate::engine;
use crate::engine::optimise::{Optimise, Optimiser};
use crate::engine::wasm::Wasm;
use crate::error::XtaskError;
use crate::repository::Repository;

// The build script of `kwic-prebuilt` compares with the same code. A dependency on the package itself would
// compile this program anew after each change of a source.
#[path = "../../../prebuilt/src/sources.rs"]
mod sources;

/// Makes the engine, and puts it where programs are compiled with it unless it is there; gives the folder.
pub fn fill(repository: &Repository) -> Result<PathBuf, XtaskError> {
    let folder = repository.root.join("crates/prebuilt/engine");
    let root = &repository.root;
    // Before anything is made of them: what is changed meanwhile makes the engine stale.
    let state = sources::files(root).and_then(|files| sources::hash(root, &files));
    let state = state.map_err(XtaskError::file("read the sources in", root.as_path()))?;

    let optimiser = Optimiser::find(repository, Optimise::Always)?;
    let wasm = Wasm::finished(repository, optimiser.as_ref())?;
    let split = Wasm::split(repository, optimiser.as_ref())?;
    let engine = engine::assembled(repository, &wasm, Some(&split), optimiser.as_ref())?;
    kwic_site::check(&engine)?;

    let stamp = folder.join(sources::STAMP);
    let is_there = fs::read_to_string(&stamp).is_ok_and(|there| there == state)
        && kwic_site::Engine::read(&folder).is_ok_and(|there| there == engine);
    if !is_there {
        // The stamp goes first and comes last: without it nothing here counts as an engine.
        empty(&folder, &stamp)?;
        for (path, bytes) in engine.files() {
            write(&folder.join(path), bytes)?;
        }
        write(&stamp, state.as_bytes())?;
    }
    Ok(folder)
}

/// Removes the stamp, and then all files of a former engine.
fn empty(folder: &Path, stamp: &Path) -> Result<(), XtaskError> {
    if stamp.exists() {
        fs::remove_file(stamp).map_err(XtaskError::file("remove", stamp))?;
    }
    for group in kwic_site::Engine::GROUPS {
        let group = folder.join(group);
        if group.exists() {
            fs::remove_dir_all(&group).map_err(XtaskError::file("remove", group))?;
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), XtaskError> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(XtaskError::file("create", folder))?;
    fs::write(path, bytes).map_err(XtaskError::file("write", path))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn an_engine_is_made_of_its_sources_and_of_nothing_that_is_installed() {
        let root = Repository::here().root;
        let files: BTreeSet<PathBuf> = sources::files(&root).unwrap().into_iter().collect();
        for file in [
            "src/lib.rs",
            "crates/core/src/lib.rs",
            "crates/postings/src/lib.rs",
            "www/index.html",
            "www/element/kwic-search.js",
            "crates/xtask/src/engine/compile.rs",
            "crates/xtask/tools/scripts.mjs",
            "Cargo.lock",
        ] {
            assert!(files.contains(&root.join(file)), "{file}");
        }
        assert!(!files.iter().any(|file| file.iter().any(|part| part == "node_modules")));
    }

    #[test]
    fn away_from_the_repository_there_are_no_sources() {
        let elsewhere = tempfile::tempdir().unwrap();
        assert_eq!(sources::files(elsewhere.path()).unwrap(), Vec::<PathBuf>::new());
    }

    #[test]
    fn another_content_and_another_name_are_another_state() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let state = |name: &str, content: &str| {
            fs::write(root.join(name), content).unwrap();
            sources::hash(root, &[root.join(name)]).unwrap()
        };
        let first = state("a", "bc");
        assert_eq!(first, state("a", "bc"));
        assert_ne!(first, state("a", "bd"));
        assert_ne!(first, state("ab", "c"));
    }
}
