//! The program of a platform in the archive in which it is handed on.

use std::path::Path;
use std::process::Command;

use crate::command;
use crate::dist::files;
use crate::dist::platform::Platform;
use crate::error::XtaskError;
use crate::repository::Repository;

/// What stands beside the program in its archive.
const BESIDE: [&str; 3] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT"];

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
