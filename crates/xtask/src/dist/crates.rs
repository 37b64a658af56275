//! The packages for crates.io.

use std::path::Path;

use crate::command;
use crate::dist::files;
use crate::error::XtaskError;
use crate::repository::Repository;

/// The package that is no crate for others.
const LEFT_OUT: &str = "xtask";

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
    let mut cargo = command::cargo();
    cargo
        .args(["package", "--quiet", "--workspace", "--exclude", LEFT_OUT])
        // What is to be looked at need not be committed; `cargo publish` in the workflow asks for it.
        .args(["--locked", "--allow-dirty"])
        .current_dir(&repository.root);
    if verify == Verify::No {
        cargo.arg("--no-verify");
    }
    command::run(&mut cargo)?;
    for file in files::ending(&repository.target()?.join("package"), &format!("-{version}.crate"))?
    {
        if let Some(name) = file.file_name() {
            files::copy(&file, &out.join(name))?;
        }
    }
    Ok(())
}
