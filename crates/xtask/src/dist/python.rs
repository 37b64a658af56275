//! The packer of wheels and the linker for all platforms: packages of Python, pinned by `packages/requirements.txt`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::error::XtaskError;
use crate::repository::Repository;
use crate::{command, tools};

/// Tools in an environment of their own.
#[derive(Debug)]
pub struct Python {
    /// The folder of their programs.
    programs: PathBuf,
}

impl Python {
    /// Installs the tools into the target folder, unless they are there.
    pub fn with_tools(repository: &Repository) -> Result<Self, XtaskError> {
        let requirements = repository.root.join("packages/requirements.txt");
        let wanted =
            fs::read(&requirements).map_err(XtaskError::file("read", requirements.as_path()))?;
        let home = repository.work("python")?;
        let python = Self { programs: home.join(if cfg!(windows) { "Scripts" } else { "bin" }) };
        // Written last: an installation that was cut short has none.
        let installed = home.join(".kwic-installed");
        if fs::read(&installed).is_ok_and(|found| found == wanted) {
            return Ok(python);
        }
        let system = command::find(&["python3", "python"]).ok_or(XtaskError::NoPython)?;
        eprintln!("installing packages/requirements.txt into {}", home.display());
        command::run(Command::new(system).args(["-m", "venv", "--clear"]).arg(&home))?;
        command::run(
            python
                .tool("python")
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
                .arg(&requirements),
        )?;
        fs::write(&installed, wanted).map_err(XtaskError::file("write", installed.as_path()))?;
        Ok(python)
    }

    /// A command that runs one of the tools.
    pub fn tool(&self, name: &str) -> Command {
        let program = self.programs.join(name).with_extension(std::env::consts::EXE_EXTENSION);
        let mut command = Command::new(program);
        // They find each other there.
        command.env("PATH", tools::path_with(std::slice::from_ref(&self.programs)));
        command
    }
}
