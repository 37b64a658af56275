//! Reports when something changes below folders, once for all that changes together.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::XtaskError;

/// An editor that saves a file writes, renames and removes within less time than this.
const QUIET: Duration = Duration::from_millis(50);

/// Someone who changes files all the time still sees a page now and then.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// Watches all below `folders`, but not what lies below `excluded`. Each change sends its time until the
/// watcher is dropped.
pub fn watch(
    folders: &[PathBuf],
    excluded: &Path,
) -> Result<(RecommendedWatcher, Receiver<Instant>), XtaskError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| XtaskError::Watch { path, source }
    };
    let (changed, changes) = mpsc::channel();
    let (below, excluded) = (folders.to_vec(), excluded.to_owned());
    let report = move |event: notify::Result<Event>| {
        // Where events were lost, something may have changed.
        if event.map_or(true, |event| concerns(&event, &below, &excluded)) {
            // Nobody listens when the program is about to end.
            let _ = changed.send(Instant::now());
        }
    };
    let mut watcher = notify::recommended_watcher(report)
        .map_err(failed(folders.first().map_or(Path::new("."), PathBuf::as_path)))?;
    for folder in folders {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(failed(folder))?;
    }
    Ok((watcher, changes))
}

/// Waits for a change and for a moment without any; gives the time of the first, or nothing when
/// nobody watches any more.
pub fn settled(changes: &Receiver<Instant>) -> Option<Instant> {
    let first = changes.recv().ok()?;
    while first.elapsed() < MAX_WAIT && changes.recv_timeout(QUIET).is_ok() {}
    Some(first)
}

/// Whether a build would read something else after this.
fn concerns(event: &Event, folders: &[PathBuf], excluded: &Path) -> bool {
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    // A build opens and reads files itself.
    if event.kind.is_access() && event.kind != written {
        return false;
    }
    let read = |path: &PathBuf| !path.starts_with(excluded) && !is_hidden(path, folders);
    event.paths.is_empty() || event.paths.iter().any(read)
}

/// Files by which editors remember themselves are hidden; the builder skips them too.
fn is_hidden(path: &Path, folders: &[PathBuf]) -> bool {
    let below = folders.iter().filter_map(|folder| path.strip_prefix(folder).ok());
    let hidden = |path: &Path| path.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
    below.map(hidden).reduce(|one, other| one && other).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use notify::event::{CreateKind, ModifyKind};

    use super::*;

    fn told(kind: EventKind, path: &str) -> bool {
        let folders = [PathBuf::from("/.home/articles")];
        let event = Event::new(kind).add_path(path.into());
        concerns(&event, &folders, Path::new("/.home/articles/target"))
    }

    #[test]
    fn what_a_build_reads_and_writes_itself_is_no_change() {
        let (written, opened) =
            (EventKind::Modify(ModifyKind::Any), AccessKind::Open(AccessMode::Read));
        assert!(told(written, "/.home/articles/a.md"));
        assert!(!told(EventKind::Access(opened), "/.home/articles/a.md"));
        assert!(!told(written, "/.home/articles/target/page/a.md"));
    }

    #[test]
    fn what_an_editor_keeps_beside_a_file_is_no_change() {
        let made = EventKind::Create(CreateKind::File);
        assert!(!told(made, "/.home/articles/deep/.a.md.swp"));
        assert!(told(made, "/.home/articles/deep/a.md"));
    }

    #[test]
    fn changes_that_come_together_are_told_once() {
        let (changed, changes) = mpsc::channel();
        let first = Instant::now();
        for _ in 0..3 {
            changed.send(first).unwrap();
        }
        assert_eq!(settled(&changes), Some(first));
        drop(changed);
        assert_eq!(settled(&changes), None);
    }

    #[test]
    fn a_new_file_in_a_new_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (_watcher, changes) =
            watch(&[folder.path().to_owned()], Path::new("/elsewhere")).unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        assert!(settled(&changes).is_some());
        // Until the new folder is watched too.
        let told = (0..600).any(|_| {
            fs::write(folder.path().join("deep/a.md"), "text").unwrap();
            changes.recv_timeout(Duration::from_millis(100)).is_ok()
        });
        assert!(told);
    }
}
