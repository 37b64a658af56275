//! The program for a platform, and the archive in which it is handed on.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::program::compiled_by;
use crate::command;
use crate::dist::files;
use crate::dist::platform::Platform;
use crate::dist::python::Python;
use crate::error::XtaskError;
use crate::repository::Repository;

/// The profile of `Cargo.toml` for what is handed on.
pub const PROFILE: &str = "shipped";

/// What stands beside the program in its archive.
const BESIDE: [&str; 3] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT"];

/// Makes sure that the compiler has the standard libraries of these platforms. Where there is no rustup, the
/// compiler itself says what it lacks.
pub fn ensure_targets(platforms: &[&Platform]) -> Result<(), XtaskError> {
    let Some(rustup) = command::find(&["rustup"]) else { return Ok(()) };
    let triples = platforms.iter().map(|platform| platform.triple);
    command::run(Command::new(rustup).args(["--quiet", "target", "add"]).args(triples))
}

/// Compiles the program for a platform; gives its file.
pub fn compile(
    repository: &Repository,
    python: &Python,
    platform: &Platform,
) -> Result<PathBuf, XtaskError> {
    let arguments = [
        "zigbuild",
        "--locked",
        "--package",
        "kwic-cli",
        "--bin",
        "kwic",
        "--profile",
        PROFILE,
        "--target",
        platform.triple,
    ];
    compiled_by(repository, python.with_path(&mut command::cargo()), &arguments)
}

/// Puts the program with its licences into an archive in the folder `out`.
pub fn archive(
    repository: &Repository,
    platform: &Platform,
    program: &Path,
    version: &str,
    out: &Path,
) -> Result<(), XtaskError> {
    let name = format!("kwic-{version}-{}", platform.triple);
    let folder = out.join(&name);
    files::copy(program, &folder.join(platform.program()))?;
    for file in BESIDE {
        files::copy(&repository.root.join(file), &folder.join(file))?;
    }
    command::run(
        // By names within the folder: some tar takes `C:` for another machine.
        Command::new("tar").args(["-czf", &format!("{name}.tar.gz"), &name]).current_dir(out),
    )
}
