//! The packages for npm: the command, its program for each platform, and the element.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::dist::files;
use crate::dist::platform::{PLATFORMS, Platform};
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Where the packages are laid out and packed.
#[derive(Debug)]
pub struct Packages<'r> {
    /// Where the sources of the packages are.
    pub repository: &'r Repository,
    /// Packs them.
    pub node: Node,
    /// The version of all of them.
    pub version: String,
    /// The address of the repository; npm compares it with the workflow that publishes with provenance.
    pub source: Option<String>,
    /// Holds a folder for each package, and the packed files.
    pub out: PathBuf,
}

impl Packages<'_> {
    /// Packs the program of a platform.
    pub fn platform(&self, platform: &Platform, program: &Path) -> Result<(), XtaskError> {
        let folder = self.out.join(platform.folder());
        files::copy(program, &folder.join("bin").join(platform.program()))?;
        let name = platform.package();
        files::write(
            &folder.join("README.md"),
            format!(
                "# {name}\n\nThe program of the package `kwic` for {} on {}. Install `kwic`, which \
                 comes with the one that fits.\n",
                platform.os, platform.cpu
            ),
        )?;
        let manifest = json!({
            "name": name,
            "description": format!("The program of the package kwic for {} on {}", platform.os, platform.cpu),
            "license": "MIT OR Apache-2.0",
            "os": [platform.os],
            "cpu": [platform.cpu],
            "files": ["bin"],
            // Yarn keeps packages zipped, and a program cannot be run out of a zip.
            "preferUnplugged": true,
        });
        self.pack(&folder, manifest)
    }

    /// Packs the command, which finds the program of its platform.
    pub fn command(&self) -> Result<(), XtaskError> {
        let sources = self.repository.root.join("packages/npm");
        let folder = self.out.join("kwic");
        for file in ["bin.cjs", "README.md"] {
            files::copy(&sources.join(file), &folder.join(file))?;
        }
        let mut manifest = manifest(&sources)?;
        let programs: Map<String, Value> =
            PLATFORMS.iter().map(|platform| (platform.package(), json!(self.version))).collect();
        manifest["optionalDependencies"] = Value::Object(programs);
        self.pack(&folder, manifest)
    }

    /// Packs the element, and with it the adapters for search servers.
    pub fn element(&self) -> Result<(), XtaskError> {
        let sources = self.repository.root.join("www/element");
        let adapters = self.repository.root.join("www/adapters");
        let folder = self.out.join("element");
        for (from, to) in [(&sources, folder.clone()), (&adapters, folder.join("adapters"))] {
            for file in kwic_site::output::files_beneath(from)? {
                files::copy(&from.join(&file), &to.join(&file))?;
            }
        }
        self.pack(&folder, manifest(&sources)?)
    }

    fn pack(&self, folder: &Path, mut manifest: Value) -> Result<(), XtaskError> {
        manifest["version"] = json!(self.version);
        // npm adds a file `LICENSE` by itself, and none of two.
        if let Some(files) = manifest["files"].as_array_mut() {
            files.extend(LICENCES.map(|licence| json!(licence)));
        }
        if let Some(source) = &self.source {
            manifest["repository"] = json!({ "type": "git", "url": format!("git+{source}.git") });
        }
        files::write(&folder.join("package.json"), format!("{manifest:#}\n"))?;
        for licence in LICENCES {
            files::copy(&self.repository.root.join(licence), &folder.join(licence))?;
        }
        self.node.pack(folder, &self.out)
    }
}

/// What `package.json` of a folder says.
fn manifest(folder: &Path) -> Result<Value, XtaskError> {
    let path = folder.join("package.json");
    let text = fs::read(&path).map_err(XtaskError::file("read", path.as_path()))?;
    serde_json::from_slice(&text).map_err(|source| XtaskError::Manifest { path, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_element_has_the_version_of_the_workspace() {
        let repository = Repository::here();
        let element = manifest(&repository.root.join("www/element")).unwrap();
        assert_eq!(element["version"], repository.locked("kwic").unwrap());
    }

    #[test]
    fn the_command_leaves_version_and_programs_to_the_packing() {
        let command = manifest(&Repository::here().root.join("packages/npm")).unwrap();
        assert!(command["version"].is_null() && command["optionalDependencies"].is_null());
        assert!(command["scripts"].is_null(), "nothing may run while a package is installed");
    }
}
