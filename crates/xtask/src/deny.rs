//! Licences, sources, duplicates and known faults of all dependencies, by cargo-deny.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command;
use crate::error::XtaskError;
use crate::repository::Repository;
use crate::tools::{Tool, cache};

const VERSION: &str = "0.20.2";
const RULES: &str = ".cargo/deny.toml";
/// Names a folder with a clone of the RustSec database, as cargo-deny keeps one: the network that it comes from may not be
/// there.
const DATABASE: &str = "KWIC_ADVISORY_DB";

/// Checks the dependencies; of known faults only where a database of them is at hand, and says so where not.
pub fn deny(repository: &Repository) -> Result<(), XtaskError> {
    let tool = Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: VERSION.to_owned(),
        features: "",
        default_features: true,
    };
    let program = tool.install(&cache()?)?.join(tool.program);
    let check = |rules: &Path, what: &[&str]| {
        let mut checked = Command::new(&program);
        checked.current_dir(&repository.root).args(["--offline", "--config"]).arg(rules);
        command::run(checked.args(["check", "--hide-inclusion-graph"]).args(what))
    };
    let rules = repository.root.join(RULES);
    check(&rules, &["licenses", "bans", "sources"])?;
    let Some(database) = std::env::var_os(DATABASE) else {
        println!(
            "known faults were not looked for: {DATABASE} names no folder of the RustSec database"
        );
        return Ok(());
    };
    let read = fs::read_to_string(&rules).map_err(XtaskError::file("read", rules.as_path()))?;
    let database = database.to_string_lossy().replace('\\', "/");
    let with_database = repository.work("deny")?.join("deny.toml");
    let text = format!("{read}\n[advisories]\ndb-path = '{database}'\n");
    fs::write(&with_database, text).map_err(XtaskError::file("write", with_database.as_path()))?;
    check(&with_database, &["advisories"])
}
