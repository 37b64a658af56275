//! The package for PyPI: a wheel for each platform, with the program and no Python in it.

use std::path::Path;

use crate::command;
use crate::dist::files;
use crate::dist::platform::Platform;
use crate::dist::program::PROFILE;
use crate::dist::python::Python;
use crate::error::XtaskError;
use crate::repository::Repository;

/// Makes the wheel of a platform in the folder `out`.
pub fn wheel(
    repository: &Repository,
    python: &Python,
    platform: &Platform,
    out: &Path,
) -> Result<(), XtaskError> {
    let mut maturin = python.tool("maturin");
    maturin
        .args(["build", "--locked", "--zig", "--profile", PROFILE, "--target", platform.triple])
        .arg("--out")
        .arg(out)
        .current_dir(repository.root.join("packages/python"));
    if !platform.wheel.is_empty() {
        maturin.arg("--compatibility").args(platform.wheel);
    }
    command::run(&mut maturin)
}

/// Has twine read what PyPI will read; a warning is a failure.
pub fn check(python: &Python, out: &Path) -> Result<(), XtaskError> {
    let wheels = files::ending(out, ".whl")?;
    command::run(python.tool("twine").args(["check", "--strict"]).args(wheels))
}
