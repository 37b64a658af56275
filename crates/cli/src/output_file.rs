//! A file that appears complete or not at all.
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::CliError;

/// Writes `bytes` beside `path` and renames, so that a reader of `path` sees the old file or the new
/// one and never a part. On failure nothing is left behind.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let beside = neighbour(path);
    let written = write_and_rename(&beside, path, bytes);
    if written.is_err() {
        // The first error is the one that matters; there may be nothing to remove.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(|source| CliError::Write { path: path.to_path_buf(), source })
}

fn write_and_rename(beside: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
    }
    let mut file = File::create(beside)?;
    file.write_all(bytes)?;
    // Without it a power cut can leave the new name with none of the new bytes.
    file.sync_all()?;
    drop(file);
    fs::rename(beside, path)
}

/// A name in the same folder, since a rename does not cross file systems; the process id keeps two
/// runs at once apart.
fn neighbour(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_file_is_replaced_and_nothing_else_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("site.kwic");
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failure_names_the_file_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let message = write(&dir.path().join("missing/site.kwic"), b"x").unwrap_err().to_string();
        assert!(message.contains("site.kwic") && message.contains("folder exists"), "{message}");
        assert!(write(dir.path(), b"x").is_err());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
