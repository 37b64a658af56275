//! Command-line tools that the browser tests need, in exactly the versions that fit.
//!
//! Each version has a folder of its own beneath the cache, so that every clone and every branch on
//! the machine finds what another one installed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command;
use crate::error::XtaskError;
use crate::repository::Repository;

/// The wasm-pack whose behaviour the test run was written against.
const WASM_PACK_VERSION: &str = "0.15.1";

/// A program from the Rust package registry.
#[derive(Debug)]
pub struct Tool {
    /// The package, which is also the folder's name.
    pub package: &'static str,
    /// The program that the package is installed for.
    pub program: &'static str,
    /// The only version that will do.
    pub version: String,
    /// Features that the program needs, between commas.
    pub features: &'static str,
    /// Whether those that are on unless told otherwise are needed, too.
    pub default_features: bool,
}

/// Makes sure that wasm-pack and the test runner of this wasm-bindgen are there; gives the folders
/// of their programs, to go first on PATH.
pub fn for_wasm_tests(repository: &Repository) -> Result<Vec<PathBuf>, XtaskError> {
    let cache = cache()?;
    [
        Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: repository.bindgen_version()?,
            features: "",
            default_features: true,
        },
        Tool {
            package: "wasm-pack",
            program: "wasm-pack",
            version: WASM_PACK_VERSION.to_owned(),
            features: "",
            default_features: true,
        },
    ]
    .iter()
    .map(|tool| tool.install(&cache))
    .collect()
}

/// PATH with these folders in front.
pub fn path_with(folders: &[PathBuf]) -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    // Joining fails only on a folder with the separator in its name, which PATH cannot hold.
    std::env::join_paths(all).unwrap_or(path)
}

impl Tool {
    /// Installs the program into a folder of its version beneath `cache`, unless it is there; gives the folder of
    /// the program.
    pub fn install(&self, cache: &Path) -> Result<PathBuf, XtaskError> {
        let home = self.home(cache);
        let programs = home.join("bin");
        if self.answers(&programs) {
            return Ok(programs);
        }
        eprintln!("installing {} {} into {}", self.package, self.version, home.display());
        fs::create_dir_all(&home).map_err(XtaskError::file("create", home.as_path()))?;
        let no_default = (!self.default_features).then_some("--no-default-features");
        command::run(
            command::cargo()
                .args(["install", "--locked", "--quiet", "--version"])
                .arg(format!("={}", self.version))
                .args(["--features", self.features])
                .args(no_default)
                .arg("--root")
                .arg(&home)
                .arg(self.package)
                // Outside the clone, whose cargo settings are not meant for tools, and with a
                // target folder that goes away.
                .current_dir(&home)
                .env_remove("CARGO_TARGET_DIR"),
        )?;
        Ok(programs)
    }

    fn home(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.package, self.version))
    }

    /// An installation that was cut short leaves no program, or one that says something else.
    fn answers(&self, programs: &Path) -> bool {
        command::ask(programs.join(self.program), &["--version"]).is_some_and(|said| {
            said.split_whitespace().any(|word| word.trim_start_matches('v') == self.version)
        })
    }
}

/// Where tools are kept.
pub fn cache() -> Result<PathBuf, XtaskError> {
    let variable =
        |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    variable("XDG_CACHE_HOME")
        .or_else(|| Some(variable("HOME").or_else(|| variable("USERPROFILE"))?.join(".cache")))
        .map(|cache| cache.join("kwic").join("tools"))
        .ok_or(XtaskError::NoCache)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_of_a_tool_has_a_folder_of_its_own() {
        let tool = |version: &str| Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: version.to_owned(),
            features: "",
            default_features: true,
        };
        let cache = Path::new("cache");
        assert_eq!(tool("0.2.1").home(cache), Path::new("cache/wasm-bindgen-cli-0.2.1"));
        assert_ne!(tool("0.2.1").home(cache), tool("0.2.10").home(cache));
    }

    #[test]
    fn tools_of_ours_come_before_those_of_the_machine() {
        let path = path_with(&[PathBuf::from("/ours")]);
        assert_eq!(std::env::split_paths(&path).next(), Some(PathBuf::from("/ours")));
    }
}
