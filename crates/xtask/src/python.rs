//! Packages from PyPI: pinned by a committed file with their hashes, kept in an environment of their own.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command;
use crate::error::XtaskError;

/// Has the packages that `requirements` names in the environment `home`, unless they are there already; wheels
/// only, so that nothing of a package runs when it is installed.
pub fn install(
    requirements: &Path,
    home: &Path,
    needed_for: &'static str,
) -> Result<(), XtaskError> {
    let wanted = fs::read(requirements).map_err(XtaskError::file("read", requirements))?;
    // Written last: an installation that was cut short has none.
    let installed = home.join(".kwic-installed");
    if fs::read(&installed).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    let python =
        command::find(&["python3", "python"]).ok_or(XtaskError::NoPythonFor { needed_for })?;
    eprintln!("installing {} into {}", requirements.display(), home.display());
    command::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(home))?;
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    command::run(
        Command::new(programs.join("python").with_extension(std::env::consts::EXE_EXTENSION))
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--require-hashes", "--only-binary", ":all:", "--requirement"])
            .arg(requirements),
    )?;
    fs::write(&installed, wanted).map_err(XtaskError::file("write", installed.as_path()))
}
