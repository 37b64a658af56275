//! Packages from npm: pinned by a committed lock file, kept in `node_modules` beside it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::command;
use crate::error::XtaskError;

/// Node and npm, found on PATH.
#[derive(Debug, Clone)]
pub struct Node {
    node: PathBuf,
    npm: PathBuf,
}

impl Node {
    /// Finds both, or nothing.
    pub fn find() -> Option<Self> {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        Some(Self { node: command::find(&["node"])?, npm: command::find(&[npm])? })
    }

    /// A command that runs node.
    pub fn command(&self) -> Command {
        Command::new(&self.node)
    }

    /// Adds one version of a package to what is installed in `folder`, without a lock file: for packages that
    /// come in a part for each platform, of which a registry may not have all that a lock would name.
    pub fn add(&self, folder: &Path, name: &str, version: &str) -> Result<(), XtaskError> {
        #[derive(Deserialize)]
        struct Installed {
            version: String,
        }
        let package = folder.join("node_modules").join(name).join("package.json");
        let installed = fs::read(package).ok();
        let installed = installed.and_then(|text| serde_json::from_slice::<Installed>(&text).ok());
        if installed.is_some_and(|installed| installed.version == version) {
            return Ok(());
        }
        command::run(
            Command::new(&self.npm)
                .args(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"])
                .args(["--loglevel=error", &format!("{name}@{version}")])
                .current_dir(folder),
        )
    }

    /// Packs the package in `folder` into a file in the folder `into`.
    pub fn pack(&self, folder: &Path, into: &Path) -> Result<(), XtaskError> {
        command::run(
            Command::new(&self.npm)
                .args(["pack", "--silent", "--pack-destination"])
                .arg(into)
                .current_dir(folder)
                // It prints the name of the file.
                .stdout(Stdio::null()),
        )
    }

    /// `npm ci` in `folder`, unless what its lock file names is there already.
    pub fn install(&self, folder: &Path) -> Result<(), XtaskError> {
        let lock = folder.join("package-lock.json");
        let wanted = fs::read(&lock).map_err(XtaskError::file("read", lock))?;
        let installed = folder.join("node_modules").join(".kwic-installed");
        if fs::read(&installed).is_ok_and(|found| found == wanted) {
            return Ok(());
        }
        command::run(
            Command::new(&self.npm)
                .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
                .env("PUPPETEER_SKIP_DOWNLOAD", "1")
                .current_dir(folder),
        )?;
        fs::write(&installed, wanted).map_err(XtaskError::file("write", installed.as_path()))
    }
}
