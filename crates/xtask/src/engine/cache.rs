//! A cache in the target folder for what takes long to make, each entry under a name that follows from all
//! that it was made of. So an entry is made again when any of that changes, and only then.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha384};

use crate::error::XtaskError;

/// Entries of one cache at most: a few states of the source that someone goes to and fro between.
const MAX_ENTRIES: usize = 8;

/// All that something is made of.
#[derive(Debug, Clone, Default)]
pub struct Key(Sha384);

impl Key {
    /// Adds a part.
    pub fn with(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        // With its length: "ab" and "c" are not "a" and "bc".
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    /// Adds the content of a file.
    pub fn with_file(self, path: &Path) -> Result<Self, XtaskError> {
        Ok(self.with(fs::read(path).map_err(XtaskError::file("read", path))?))
    }

    fn name(self) -> String {
        self.0.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The folder below `cache` with what `make` makes of what is in `key`. `make` is given a folder to fill,
/// unless that was done before.
pub fn cached(
    cache: &Path,
    key: Key,
    make: impl FnOnce(&Path) -> Result<(), XtaskError>,
) -> Result<PathBuf, XtaskError> {
    let folder = cache.join(key.name());
    if folder.is_dir() {
        return Ok(folder);
    }
    // Elsewhere, and by its name only when it is whole: a run that is cut short leaves nothing that
    // the next one would take for finished.
    let staging = cache.join(format!("staging-{}", std::process::id()));
    let _ = fs::remove_dir_all(&staging);
    fs::create_dir_all(&staging).map_err(XtaskError::file("create", staging.as_path()))?;
    let made = make(&staging).and_then(|()| match fs::rename(&staging, &folder) {
        // Another process made the same in the meantime.
        Err(_) if folder.is_dir() => Ok(()),
        renamed => renamed.map_err(XtaskError::file("rename", staging.as_path())),
    });
    let _ = fs::remove_dir_all(&staging);
    made?;
    forget(cache, &folder);
    Ok(folder)
}

/// Removes all but the newest, and not `made`. What cannot be removed lies in the target folder and goes
/// with it.
fn forget(cache: &Path, made: &Path) {
    let Ok(entries) = fs::read_dir(cache) else { return };
    let mut others: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| {
            let entry = entry.ok().filter(|entry| entry.path() != made)?;
            Some((entry.metadata().ok()?.modified().ok()?, entry.path()))
        })
        .collect();
    others.sort_unstable_by(|one, other| other.cmp(one));
    for (_, old) in others.iter().skip(MAX_ENTRIES - 1) {
        let _ = fs::remove_dir_all(old);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(parts: &[&str]) -> Key {
        parts.iter().fold(Key::default(), |key, part| key.with(part))
    }

    /// Asks for what is made of these parts; whether it was made, and what it is.
    fn asked(cache: &Path, parts: &[&str]) -> (bool, String) {
        let mut made = false;
        let folder = cached(cache, key(parts), |folder| {
            made = true;
            fs::write(folder.join("file"), parts.concat())
                .map_err(XtaskError::file("write", folder))
        });
        (made, fs::read_to_string(folder.unwrap().join("file")).unwrap())
    }

    #[test]
    fn what_is_made_of_the_same_is_made_once() {
        let cache = tempfile::tempdir().unwrap();
        assert_eq!(asked(cache.path(), &["module", "passes"]), (true, "modulepasses".into()));
        assert_eq!(asked(cache.path(), &["module", "passes"]), (false, "modulepasses".into()));
    }

    #[test]
    fn what_is_made_of_something_else_is_made_again() {
        let cache = tempfile::tempdir().unwrap();
        for parts in [["module", "passes"], ["module", "other"], ["modulep", "asses"]] {
            assert!(asked(cache.path(), &parts).0, "{parts:?}");
        }
        assert!(!asked(cache.path(), &["module", "passes"]).0);
    }

    #[test]
    fn what_was_not_finished_is_not_cached() {
        let cache = tempfile::tempdir().unwrap();
        let cut_short = cached(cache.path(), key(&["module"]), |folder| {
            fs::write(folder.join("file"), "half").unwrap();
            Err(XtaskError::NoModule)
        });
        assert!(matches!(cut_short, Err(XtaskError::NoModule)));
        assert_eq!(fs::read_dir(cache.path()).unwrap().count(), 0);
        assert_eq!(asked(cache.path(), &["module"]), (true, "module".into()));
    }

    #[test]
    fn the_cache_does_not_grow_without_end() {
        let cache = tempfile::tempdir().unwrap();
        for number in 0..MAX_ENTRIES + 5 {
            asked(cache.path(), &[&number.to_string()]);
        }
        assert_eq!(fs::read_dir(cache.path()).unwrap().count(), MAX_ENTRIES);
        assert!(!asked(cache.path(), &[&(MAX_ENTRIES + 4).to_string()]).0);
    }
}
