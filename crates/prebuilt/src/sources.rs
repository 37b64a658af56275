//! Which state of the sources an engine was made of.
//!
//! `cargo xtask engine` writes this beside the engine, and the build script of this crate compares: an engine
//! that was made of other sources than those that lie around it is not used.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha384};

/// The file beside the engine that tells the state.
pub const STAMP: &str = "sources";

/// Files and folders that an engine is made of, from the top of the repository.
const SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "crates/core/Cargo.toml",
    "crates/core/src",
    "crates/postings/Cargo.toml",
    "crates/postings/src",
    "crates/xtask/src/engine",
    "crates/xtask/tools",
    "src",
    "www",
];

/// What is installed beside sources and is none of them.
const INSTALLED: &str = "node_modules";

/// All files that an engine is made of, in an order that is the same on every machine. Empty where `root` is
/// not the top of the repository.
///
/// # Errors
///
/// A file or folder that cannot be read.
pub fn files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut left: Vec<PathBuf> = SOURCES.iter().map(|name| root.join(name)).collect();
    if !left.iter().all(|path| path.exists()) {
        return Ok(files);
    }
    while let Some(path) = left.pop() {
        let is_skipped = path
            .file_name()
            .is_some_and(|name| name == INSTALLED || name.as_encoded_bytes().starts_with(b"."));
        if is_skipped {
            continue;
        }
        if path.is_dir() {
            for entry in fs::read_dir(&path)? {
                left.push(entry?.path());
            }
        } else {
            files.push(path);
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// A hash of names and contents of `files`, in hexadecimal digits; names count from `root`.
///
/// # Errors
///
/// A file that cannot be read.
pub fn hash(root: &Path, files: &[PathBuf]) -> io::Result<String> {
    let mut hash = Sha384::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap_or(file);
        let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        for part in [parts.join("/").into_bytes(), fs::read(file)?] {
            // With its length: "ab" and "c" are not "a" and "bc".
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
