//! The program for each platform, and the package for PyPI around it: a wheel without any Python.
//!
//! maturin compiles with zig as linker, for all platforms. To compile once more beside it would take as long again,
//! since cargo shares nothing between two linkers.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command;
use crate::dist::files;
use crate::dist::platform::Platform;
use crate::dist::python::Python;
use crate::error::XtaskError;
use crate::repository::Repository;

/// The profile of `Cargo.toml` for what is handed on.
const PROFILE: &str = "shipped";

/// Makes sure that the compiler has the standard libraries of these platforms. Where there is no rustup, the
/// compiler itself says what it lacks.
pub fn ensure_targets(platforms: &[&Platform]) -> Result<(), XtaskError> {
    let Some(rustup) = command::find(&["rustup"]) else { return Ok(()) };
    let triples = platforms.iter().map(|platform| platform.triple);
    command::run(Command::new(rustup).args(["--quiet", "target", "add"]).args(triples))
}

/// Compiles the program for a platform, and puts it into a wheel in the folder `out`; gives the file of the program.
pub fn wheel(
    repository: &Repository,
    python: &Python,
    platform: &Platform,
    out: &Path,
) -> Result<PathBuf, XtaskError> {
    let mut maturin = python.tool("maturin");
    maturin
        .args(["build", "--locked", "--zig", "--profile", PROFILE, "--target", platform.triple])
        .arg("--out")
        .arg(out)
        .current_dir(repository.root.join("packages/python"));
    if !platform.wheel.is_empty() {
        maturin.arg("--compatibility").args(platform.wheel);
    }
    command::run(&mut maturin)?;
    let compiled = repository.target()?.join(platform.triple).join(PROFILE);
    Ok(compiled.join(platform.program()))
}

/// Has twine read what PyPI will read; a warning is a failure.
pub fn check(python: &Python, out: &Path) -> Result<(), XtaskError> {
    let wheels = files::ending(out, ".whl")?;
    command::run(python.tool("twine").args(["check", "--strict"]).args(wheels))
}
