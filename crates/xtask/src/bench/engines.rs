//! The engines that Kwic is measured beside: their versions, and what has to be installed for each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::command;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;
use crate::tools::{self, Tool};

/// All that a registry has, as `benches/peers/engines.mjs` calls them.
const ENGINES: [&str; 9] = [
    "kwic",
    "pagefind",
    "minisearch",
    "flexsearch",
    "lunr",
    "orama",
    "fuse",
    "tinysearch",
    "infisearch",
];
/// The one whose source has to be given.
const DOCFIND: &str = "docfind";

/// Versions of engines that are not in the lock file of the others.
pub const PAGEFIND: &str = "1.6.0";
const TINYSEARCH: &str = "0.11.1";
const INFISEARCH: &str = "0.10.1";

/// What engines need that is no library of node: `engines.mjs` takes it as `tools`.
#[derive(Debug, Default, Serialize)]
pub struct Tools {
    kwic: Kwic,
    tinysearch: Option<Program>,
    infisearch: Option<Program>,
    docfind: Option<Program>,
}

/// Kwic's module, and the program that builds an index where a build is to be timed.
#[derive(Debug, Default, Serialize)]
pub struct Kwic {
    /// Folder of the module and its script.
    pub files: PathBuf,
    /// The program.
    pub program: Option<PathBuf>,
    /// What it builds an index of.
    pub corpus: PathBuf,
    /// How many files a split index may have.
    pub max_files: usize,
}

#[derive(Debug, Serialize)]
struct Program {
    program: PathBuf,
    version: &'static str,
    /// The folder of wasm-opt, which goes on PATH.
    optimiser: PathBuf,
}

/// The engines to measure: Kwic and those that were named, or all that can be had.
pub fn chosen(named: &[String], docfind: bool) -> Result<Vec<String>, XtaskError> {
    let known = || ENGINES.iter().copied().chain([DOCFIND]);
    if let Some(unknown) = named.iter().find(|name| known().all(|known| known != name.as_str())) {
        return Err(XtaskError::NoEngine { name: unknown.clone(), known: known().collect() });
    }
    if named.iter().any(|name| name == DOCFIND) && !docfind {
        return Err(XtaskError::NoDocfind);
    }
    let wanted = |name: &str| match (named.is_empty(), name) {
        (_, "kwic") => true,
        (true, DOCFIND) => docfind,
        (true, _) => true,
        (false, name) => named.iter().any(|named| named == name),
    };
    Ok(known().filter(|name| wanted(name)).map(str::to_owned).collect())
}

impl Tools {
    /// Installs what these engines need, unless it is there.
    pub fn install(
        repository: &Repository,
        node: &Node,
        engines: &[String],
        docfind: Option<&Path>,
        kwic: Kwic,
    ) -> Result<Tools, XtaskError> {
        let peers = repository.root.join("benches/peers");
        let wanted = |name: &str| engines.iter().any(|engine| engine == name);
        node.install(&peers)?;
        if wanted("pagefind") {
            node.add(&peers, "pagefind", PAGEFIND).map_err(not_installed("pagefind", PAGEFIND))?;
        }
        let optimiser = repository.root.join("crates/xtask/tools");
        let cache = repository.work("peers-tools")?;
        let program = |package: &'static str, version: &'static str, features: &'static str| {
            let tool = Tool {
                package,
                program: package,
                version: version.to_owned(),
                features,
                default_features: true,
            };
            let programs = tool.install(&cache).map_err(not_installed(package, version))?;
            let optimiser = optimiser.join("node_modules/.bin");
            Ok::<_, XtaskError>(Program { program: programs.join(package), version, optimiser })
        };
        let mut tools = Tools { kwic, ..Tools::default() };
        if wanted("tinysearch") {
            node.install(&optimiser)?;
            tools.tinysearch = Some(program("tinysearch", TINYSEARCH, "bin")?);
        }
        if wanted("infisearch") || wanted("infisearch-large") {
            tools.infisearch = Some(program("infisearch", INFISEARCH, "")?);
        }
        if let Some(source) = docfind.filter(|_| wanted(DOCFIND)) {
            tools.docfind = Some(Program {
                program: build_docfind(repository, source)?,
                version: "",
                optimiser: PathBuf::new(),
            });
        }
        Ok(tools)
    }

    /// Adds the versions of what is in no lock file to those that are.
    pub fn versions(&self, versions: &mut BTreeMap<String, String>) {
        versions.insert("kwic".into(), env!("CARGO_PKG_VERSION").into());
        versions.insert("pagefind".into(), PAGEFIND.into());
        versions.insert("tinysearch".into(), TINYSEARCH.into());
        versions.insert("infisearch".into(), INFISEARCH.into());
        if let Some(docfind) = &self.docfind {
            let said = command::ask(&docfind.program, &["--version"]).unwrap_or_default();
            let version = said.split_whitespace().last().unwrap_or("from source").to_owned();
            versions.insert(DOCFIND.into(), version);
        }
    }
}

fn not_installed(
    package: &'static str,
    version: &'static str,
) -> impl FnOnce(XtaskError) -> XtaskError {
    move |source| XtaskError::NotInstalled { package, version, source: Box::new(source) }
}

/// The program in docfind's source, built by its own script where it is not yet.
fn build_docfind(repository: &Repository, source: &Path) -> Result<PathBuf, XtaskError> {
    let source = source.canonicalize().map_err(XtaskError::file("find", source))?;
    let program = source.join("target/release").join(DOCFIND);
    if !program.is_file() {
        let tools = tools::for_wasm_tests(repository)?;
        command::run(
            std::process::Command::new("sh")
                .arg("scripts/build.sh")
                .current_dir(&source)
                .env("PATH", tools::path_with(&tools))
                .env_remove("CARGO_TARGET_DIR"),
        )?;
    }
    if program.is_file() { Ok(program) } else { Err(XtaskError::DocfindNotBuilt(source)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn kwic_is_measured_with_whatever_is_named() {
        assert_eq!(chosen(&names(&["lunr"]), false).unwrap(), names(&["kwic", "lunr"]));
    }

    #[test]
    fn without_a_name_all_that_can_be_had_are_measured() {
        assert_eq!(chosen(&[], false).unwrap().len(), ENGINES.len());
        assert_eq!(chosen(&[], true).unwrap().last().map(String::as_str), Some(DOCFIND));
    }

    #[test]
    fn what_cannot_be_had_is_said_with_what_can() {
        let error = chosen(&names(&["stork"]), false).unwrap_err().to_string();
        assert!(error.contains("stork") && error.contains("minisearch"), "{error}");
        let error = chosen(&names(&["docfind"]), false).unwrap_err().to_string();
        assert!(error.contains("--docfind"), "{error}");
    }
}
