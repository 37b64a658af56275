//! The packages for crates.io.

use std::fs;
use std::path::Path;

use crate::command;
use crate::dist::files;
use crate::error::XtaskError;
use crate::repository::Repository;

/// The packages that are no crates for others.
const LEFT_OUT: [&str; 2] = ["kwic-fuzz", "xtask"];

/// Whether crates are compiled once more, each out of its package alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verify {
    /// Takes minutes.
    Yes,
    /// Only what the packages hold is made out.
    No,
}

/// Packs all crates, and puts the packages of this version into the folder `out`. The engine has to be in
/// `crates/prebuilt/`.
pub fn package(
    repository: &Repository,
    version: &str,
    verify: Verify,
    out: &Path,
) -> Result<(), XtaskError> {
    let packed = repository.target()?.join("package");
    let ending = format!("-{version}.crate");
    // Cargo leaves there what a crate was called before.
    for file in files::ending(&packed, &ending)? {
        fs::remove_file(&file).map_err(XtaskError::file("remove", file.as_path()))?;
    }
    let mut cargo = command::cargo();
    cargo
        .args(["package", "--quiet", "--workspace"])
        .args(LEFT_OUT.iter().flat_map(|package| ["--exclude", package]))
        // Git ignores the engine, which to cargo is dirt in a package.
        .args(["--locked", "--allow-dirty"])
        .current_dir(&repository.root);
    if verify == Verify::No {
        cargo.arg("--no-verify");
    }
    command::run(&mut cargo)?;
    for file in files::ending(&packed, &ending)? {
        if let Some(name) = file.file_name() {
            files::copy(&file, &out.join(name))?;
        }
    }
    Ok(())
}
