//! Where things are in this repository, and what its `Cargo.lock` pins.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::command;
use crate::error::XtaskError;

/// The clone that this program was built from.
#[derive(Debug, Clone)]
pub struct Repository {
    /// Its top folder.
    pub root: PathBuf,
    /// Cargo's target folder, once cargo was asked.
    target: OnceLock<PathBuf>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
}

impl Repository {
    /// The clone around `crates/xtask`.
    pub fn here() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = xtask.ancestors().nth(2).unwrap_or(xtask).to_owned();
        Self { root, target: OnceLock::new() }
    }

    /// The absolute folder of articles to compile: the one named, or the demo's.
    pub fn articles(&self, named: Option<&Path>) -> Result<PathBuf, XtaskError> {
        let folder = named.map_or_else(|| self.root.join("articles"), Path::to_owned);
        match folder.canonicalize() {
            Ok(found) if found.is_dir() => Ok(found),
            _ => Err(XtaskError::NoArticles(folder)),
        }
    }

    /// A folder of ours within cargo's target folder, so on the disk that was given to builds.
    pub fn work(&self, name: &str) -> Result<PathBuf, XtaskError> {
        let folder = self.target()?.join("xtask").join(name);
        std::fs::create_dir_all(&folder).map_err(XtaskError::file("create", folder.as_path()))?;
        Ok(folder)
    }

    /// Cargo's target folder.
    pub fn target(&self) -> Result<&Path, XtaskError> {
        #[derive(Deserialize)]
        struct Metadata {
            target_directory: PathBuf,
        }
        if let Some(known) = self.target.get() {
            return Ok(known);
        }
        let told = command::output(
            command::cargo()
                .args(["metadata", "--format-version", "1", "--no-deps"])
                .current_dir(&self.root),
        )?;
        let metadata: Metadata = serde_json::from_str(&told).map_err(XtaskError::Metadata)?;
        Ok(self.target.get_or_init(|| metadata.target_directory))
    }

    /// The version of `package` in `Cargo.lock`.
    pub fn locked(&self, package: &str) -> Result<String, XtaskError> {
        let path = self.root.join("Cargo.lock");
        let text =
            std::fs::read_to_string(&path).map_err(XtaskError::file("read", path.as_path()))?;
        let lock = toml::from_str(&text).map_err(|source| XtaskError::Toml { path, source })?;
        version_of(&lock, package)
    }

    /// The one version of wasm-bindgen that the module and its wrapper speak.
    pub fn bindgen_version(&self) -> Result<String, XtaskError> {
        let library = self.locked("wasm-bindgen")?;
        let tool = self.locked("wasm-bindgen-cli-support")?;
        if library == tool {
            Ok(library)
        } else {
            Err(XtaskError::BindgenVersions { library, tool })
        }
    }
}

fn version_of(lock: &Lock, package: &str) -> Result<String, XtaskError> {
    lock.package
        .iter()
        .find(|locked| locked.name == package)
        .map(|locked| locked.version.clone())
        .ok_or_else(|| XtaskError::NotLocked { package: package.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wrapper_has_the_version_of_the_library_in_the_module() {
        Repository::here().bindgen_version().unwrap();
    }

    #[test]
    fn a_version_is_read_from_the_lock() {
        let lock = toml::from_str(
            "version = 4\n[[package]]\nname = \"a-b\"\nversion = \"9.9.9\"\n\
             [[package]]\nname = \"a\"\nversion = \"1.2.3\"\n",
        )
        .unwrap();
        assert_eq!(version_of(&lock, "a").unwrap(), "1.2.3");
        assert!(version_of(&lock, "b").unwrap_err().to_string().contains("does not name b"));
    }

    #[test]
    fn different_versions_are_an_error_that_names_the_line_to_change() {
        let error = XtaskError::BindgenVersions { library: "0.2.1".into(), tool: "0.2.2".into() }
            .to_string();
        assert!(error.contains("`wasm-bindgen-cli-support = \"=0.2.1\"`"), "{error}");
    }

    #[test]
    fn a_missing_folder_of_articles_is_named() {
        let missing = Path::new("no/such/folder");
        let error = Repository::here().articles(Some(missing)).unwrap_err().to_string();
        assert!(error.contains("no/such/folder") && error.contains("--articles"), "{error}");
    }
}
