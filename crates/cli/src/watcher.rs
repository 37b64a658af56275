//! Reports when something changes in folders and files, once for all that changes together.
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::CliError;

/// An editor that saves a file writes, renames and removes within less time than this.
const QUIET: Duration = Duration::from_millis(100);

/// Someone who changes files all the time still sees a page now and then.
const MAX_WAIT: Duration = Duration::from_secs(2);

/// How often a folder is looked for that was removed.
const LOOK: Duration = Duration::from_millis(500);

/// What is watched.
#[derive(Debug, Clone, Default)]
pub struct Watched {
    /// Folders, with all below them, and files.
    pub paths: Vec<PathBuf>,
    /// What lies here or below is no change, such as what a build writes.
    pub excluded: Vec<PathBuf>,
}

type SharedWatcher = Arc<Mutex<Option<RecommendedWatcher>>>;

/// Ends the [`Changes`] when it is dropped.
#[derive(Debug)]
pub struct Watch(SharedWatcher);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// The changes of what is watched.
#[derive(Debug)]
pub struct Changes {
    times: Receiver<Instant>,
    watcher: SharedWatcher,
    folders: Vec<(PathBuf, RecursiveMode)>,
    /// A folder was removed, and is not watched until it is there again.
    is_lost: bool,
}

/// Watches folders and files until the [`Watch`] is dropped.
///
/// # Errors
///
/// A path that is not there, and a system that watches no more of them.
pub fn watch(watched: Watched) -> Result<(Watch, Changes), CliError> {
    // Events name whole paths.
    let paths: Vec<PathBuf> = watched.paths.iter().map(|path| whole(path)).collect();
    let excluded: Vec<PathBuf> = watched.excluded.iter().map(|path| whole(path)).collect();
    // An editor may put another file in the place of the old, so that of a file its folder is watched.
    let folder = |path: &PathBuf| match (path.is_dir(), path.parent()) {
        (false, Some(folder)) => (folder.to_owned(), RecursiveMode::NonRecursive),
        _ => (path.clone(), RecursiveMode::Recursive),
    };
    let mut folders: Vec<(PathBuf, RecursiveMode)> = paths.iter().map(folder).collect();
    let all: Vec<PathBuf> = folders
        .iter()
        .filter(|(_, mode)| *mode == RecursiveMode::Recursive)
        .map(|(folder, _)| folder.clone())
        .collect();
    folders.retain(|(folder, mode)| {
        *mode == RecursiveMode::Recursive || !all.iter().any(|above| folder.starts_with(above))
    });
    let (changed, times) = mpsc::channel();
    let report = move |event: notify::Result<Event>| {
        // Where events were lost, something may have changed.
        if event.map_or(true, |event| concerns(&event, &paths, &excluded)) {
            // Nobody listens when the program is about to end.
            let _ = changed.send(Instant::now());
        }
    };
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| CliError::Watch { path, source }
    };
    let first = folders.first().map_or(Path::new("."), |(folder, _)| folder);
    let mut watcher = notify::recommended_watcher(report).map_err(failed(first))?;
    for (folder, mode) in &folders {
        watcher.watch(folder, *mode).map_err(failed(folder))?;
    }
    let watcher = Arc::new(Mutex::new(Some(watcher)));
    let changes = Changes { times, watcher: Arc::clone(&watcher), folders, is_lost: false };
    Ok((Watch(watcher), changes))
}

impl Changes {
    /// Waits for a change and for a moment without any; gives the time of the first, or nothing when nobody watches
    /// any more.
    pub fn settled(&mut self) -> Option<Instant> {
        loop {
            match self.times.recv_timeout(LOOK) {
                Ok(first) => {
                    while first.elapsed() < MAX_WAIT && self.times.recv_timeout(QUIET).is_ok() {}
                    self.watch_again();
                    return Some(first);
                }
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if self.is_lost => {
                    self.watch_again();
                    if !self.is_lost {
                        return Some(Instant::now());
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// A folder that was removed and made again, as some generators do, is another one to the system.
    fn watch_again(&mut self) {
        let mut watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(watcher) = watcher.as_mut() else { return };
        self.is_lost = false;
        for (folder, mode) in &self.folders {
            // It is watched no more where it was removed.
            let _ = watcher.unwatch(folder);
            self.is_lost |= watcher.watch(folder, *mode).is_err();
        }
    }
}

/// The path without links and from the root on, as far as it is there.
fn whole(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for above in absolute.ancestors() {
        if let (Ok(above), Ok(rest)) = (above.canonicalize(), absolute.strip_prefix(above)) {
            // An empty rest would end the path with a slash.
            return if rest == Path::new("") { above } else { above.join(rest) };
        }
    }
    absolute
}

/// Whether a build would read something else after this.
fn concerns(event: &Event, paths: &[PathBuf], excluded: &[PathBuf]) -> bool {
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    // A build opens and reads files itself.
    if event.kind.is_access() && event.kind != written {
        return false;
    }
    let is_read = |path: &PathBuf| {
        let below = paths.iter().filter_map(|watched| path.strip_prefix(watched).ok());
        !excluded.iter().any(|excluded| path.starts_with(excluded))
            && below.into_iter().any(is_shown)
    };
    event.paths.is_empty() || event.paths.iter().any(is_read)
}

/// Files by which editors remember themselves are hidden; the builder skips them too.
fn is_shown(below: &Path) -> bool {
    !below.iter().any(|part| part.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use notify::event::{CreateKind, ModifyKind};

    use super::*;

    fn told(kind: EventKind, path: &str) -> bool {
        let paths = ["/.home/articles", "/.home/list.jsonl"].map(PathBuf::from);
        let event = Event::new(kind).add_path(path.into());
        concerns(&event, &paths, &[PathBuf::from("/.home/articles/target")])
    }

    #[test]
    fn what_a_build_reads_and_writes_itself_is_no_change() {
        let (written, opened) =
            (EventKind::Modify(ModifyKind::Any), AccessKind::Open(AccessMode::Read));
        assert!(told(written, "/.home/articles/a.md"));
        assert!(told(written, "/.home/list.jsonl"));
        assert!(!told(EventKind::Access(opened), "/.home/articles/a.md"));
        assert!(!told(written, "/.home/articles/target/page/a.md"));
        assert!(!told(written, "/.home/other.jsonl"));
    }

    #[test]
    fn what_an_editor_keeps_beside_a_file_is_no_change() {
        let made = EventKind::Create(CreateKind::File);
        assert!(!told(made, "/.home/articles/deep/.a.md.swp"));
        assert!(told(made, "/.home/articles/deep/a.md"));
    }

    fn watched(paths: &[&Path]) -> (Watch, Changes) {
        let paths = paths.iter().map(|path| path.to_path_buf()).collect();
        watch(Watched { paths, excluded: Vec::new() }).unwrap()
    }

    /// Does something until a change is told, since a new folder is watched only after a moment.
    fn told_at_last(changes: Changes, act: impl Fn()) {
        let (tell, told) = mpsc::channel();
        let mut changes = changes;
        let waiting = std::thread::spawn(move || tell.send(changes.settled()).unwrap());
        let is_told = (0..600).any(|_| {
            act();
            told.recv_timeout(Duration::from_millis(100)).is_ok_and(|time| time.is_some())
        });
        assert!(is_told);
        waiting.join().unwrap();
    }

    #[test]
    fn a_new_file_in_a_new_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (_watch, mut changes) = watched(&[folder.path()]);
        fs::create_dir(folder.path().join("deep")).unwrap();
        assert!(changes.settled().is_some());
        told_at_last(changes, || fs::write(folder.path().join("deep/a.md"), "text").unwrap());
    }

    #[test]
    fn a_folder_that_is_removed_and_made_again_is_watched_again() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("public");
        fs::create_dir(&folder).unwrap();
        let (_watch, mut changes) = watched(&[&folder]);
        fs::remove_dir_all(&folder).unwrap();
        assert!(changes.settled().is_some());
        fs::create_dir(&folder).unwrap();
        assert!(changes.settled().is_some());
        told_at_last(changes, || fs::write(folder.join("a.md"), "text").unwrap());
    }

    #[test]
    fn a_single_file_is_told_when_another_takes_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let (file, new) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&file, "one").unwrap();
        let (_watch, changes) = watched(&[&file]);
        told_at_last(changes, || {
            fs::write(&new, "two").unwrap();
            fs::rename(&new, &file).unwrap();
        });
    }

    #[test]
    fn nothing_is_told_when_nobody_watches() {
        let folder = tempfile::tempdir().unwrap();
        let (watch, mut changes) = watched(&[folder.path()]);
        drop(watch);
        assert_eq!(changes.settled(), None);
    }
}
