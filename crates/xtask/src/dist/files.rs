//! Files and folders of the output.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::XtaskError;

/// Lies in an output folder, which therefore may be emptied.
const MARK: &str = ".kwic-dist";

/// The file of checksums, as `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

/// Makes an empty folder of `out`. One with files that no run wrote is refused.
pub fn empty(out: &Path) -> Result<(), XtaskError> {
    let is_free = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none() || out.join(MARK).is_file(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if !is_free {
        return Err(XtaskError::NotOurs(out.to_owned()));
    }
    match fs::remove_dir_all(out) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(XtaskError::file("empty", out)(error));
        }
        _ => {}
    }
    folder(out)?;
    write(
        &out.join(MARK),
        "Written by `cargo xtask dist`, which removes the folder when it runs again.\n",
    )
}

/// Makes the folder with all those around it.
pub fn folder(path: &Path) -> Result<(), XtaskError> {
    fs::create_dir_all(path).map_err(XtaskError::file("create", path))
}

/// Writes a file, with the folders around it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), XtaskError> {
    folder(path.parent().unwrap_or(path))?;
    fs::write(path, content).map_err(XtaskError::file("write", path))
}

/// Copies a file with its permissions.
pub fn copy(from: &Path, to: &Path) -> Result<(), XtaskError> {
    folder(to.parent().unwrap_or(to))?;
    fs::copy(from, to).map(|_| ()).map_err(XtaskError::file("copy", from))
}

/// The files in `folder` that end so, in the order of their names.
pub fn ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, XtaskError> {
    let is_one = |path: &PathBuf| path.is_file() && path.to_string_lossy().ends_with(ending);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(XtaskError::file("read", folder))?,
    };
    let mut files: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_one).collect();
    files.sort();
    Ok(files)
}

/// Writes the checksums of these files, which lie beneath `out`, into `out`; gives a line for each with its size.
pub fn checksums(out: &Path, files: &[PathBuf]) -> Result<Vec<String>, XtaskError> {
    let (mut sums, mut lines) = (String::new(), Vec::new());
    for file in files {
        let bytes = fs::read(file).map_err(XtaskError::file("read", file.as_path()))?;
        let sum =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let name = kwic_site::output::slashed(file.strip_prefix(out).unwrap_or(file));
        sums.push_str(&format!("{sum}  {name}\n"));
        lines.push(format!("{:>12} {name}", bytes.len()));
    }
    write(&out.join(SUMS), sums)?;
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_ours_is_left_alone_and_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("theirs");
        fs::write(&file, "theirs").unwrap();
        let error = empty(folder.path()).unwrap_err().to_string();
        assert!(
            error.contains("--out") && error.contains(&*folder.path().to_string_lossy()),
            "{error}"
        );
        assert_eq!(fs::read_to_string(file).unwrap(), "theirs");
    }

    #[test]
    fn a_folder_that_a_run_wrote_is_emptied_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        empty(&out).unwrap();
        write(&out.join("npm/old"), "old").unwrap();
        empty(&out).unwrap();
        assert!(!out.join("npm").exists());
    }

    #[test]
    fn checksums_are_those_of_sha256sum() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("npm/a");
        write(&file, "abc").unwrap();
        checksums(folder.path(), &[file]).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join(SUMS)).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  npm/a\n"
        );
    }
}
