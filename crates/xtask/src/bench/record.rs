//! Records of measurements: what was measured, of which code, on which machine, when.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::command;
use crate::error::XtaskError;
use crate::repository::Repository;

/// What every record says beside its figures.
#[derive(Debug, Serialize)]
pub struct Circumstances {
    /// The command that makes the record.
    pub command: &'static str,
    /// `YYYY-MM-DD`, in UTC.
    pub date: String,
    /// What the record was called by who made it.
    pub label: Option<String>,
    /// The commit, with `+` when files differ from it.
    pub commit: String,
    /// Version of Kwic.
    pub kwic: &'static str,
    /// The compiler.
    pub rustc: String,
    /// What ran the peers and drove the browser.
    pub node: String,
    /// System and processor.
    pub machine: Machine,
}

/// The machine.
#[derive(Debug, Serialize)]
pub struct Machine {
    system: String,
    processor: String,
    cores: usize,
    /// Programs that wanted a core in the minute before, as the system counts them.
    load: String,
}

impl Circumstances {
    /// Looks around.
    pub fn now(repository: &Repository, command: &'static str, label: Option<&str>) -> Self {
        let root = repository.root.display().to_string();
        let git = |arguments: &[&str]| command::ask("git", &[&["-C", &root], arguments].concat());
        let commit = git(&["rev-parse", "--short=10", "HEAD"]).unwrap_or_default();
        let changed = git(&["status", "--porcelain"]).is_some_and(|changes| !changes.is_empty());
        Self {
            command,
            date: jiff::Timestamp::now().strftime("%F").to_string(),
            label: label.map(str::to_owned),
            commit: if changed { format!("{commit}+") } else { commit },
            kwic: env!("CARGO_PKG_VERSION"),
            rustc: command::ask("rustc", &["--version"]).unwrap_or_default(),
            node: command::ask("node", &["--version"]).unwrap_or_default(),
            machine: Machine::here(),
        }
    }

    /// One line for a person.
    pub fn line(&self) -> String {
        let Machine { system, processor, cores, load } = &self.machine;
        format!(
            "{} at commit {}; {processor}, {cores} cores, {system}, load {load}",
            self.date, self.commit
        )
    }

    /// Writes a record with these circumstances among those that are kept; gives the file.
    pub fn write<F: Serialize>(
        &self,
        repository: &Repository,
        name: &str,
        figures: &F,
    ) -> Result<PathBuf, XtaskError> {
        self.write_into(&repository.root.join("benches/record"), name, figures)
    }

    /// The same into any folder.
    pub fn write_into<F: Serialize>(
        &self,
        folder: &Path,
        name: &str,
        figures: &F,
    ) -> Result<PathBuf, XtaskError> {
        let label = self.label.as_ref().map(|label| format!("-{label}")).unwrap_or_default();
        let path = folder.join(format!("{}-{name}{label}.json", self.date));
        self.write_file(&path, figures)?;
        Ok(path)
    }

    /// The same under a name of its own.
    pub fn write_file<F: Serialize>(&self, path: &Path, figures: &F) -> Result<(), XtaskError> {
        #[derive(Serialize)]
        struct Record<'r, F> {
            #[serde(flatten)]
            circumstances: &'r Circumstances,
            #[serde(flatten)]
            figures: &'r F,
        }
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder).map_err(XtaskError::file("create", folder))?;
        let record = Record { circumstances: self, figures };
        let mut text = serde_json::to_string_pretty(&record).map_err(XtaskError::Json)?;
        text.push('\n');
        fs::write(path, text).map_err(XtaskError::file("write", path))
    }
}

impl Machine {
    fn here() -> Self {
        let first = |file: &str, key: &str| {
            let text = fs::read_to_string(file).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
            line.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        Self {
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            processor: first("/proc/cpuinfo", "model name"),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            load: load.split(' ').next().unwrap_or_default().to_owned(),
        }
    }
}
