//! The generators of sites that are tested: each in one version, or as the system has it.

use std::ffi::OsString;
use std::fs;

use crate::error::XtaskError;
use crate::npm::Node;
use crate::python;
use crate::repository::Repository;
use crate::system::{self, Program};
use crate::tools::{self, Tool};

const MDBOOK_VERSION: &str = "0.5.4";

const JEKYLL: Program = Program {
    variable: "JEKYLL",
    names: &["jekyll"],
    package: "jekyll",
    elsewhere: None,
    hint: " (https://jekyllrb.com), with its theme minima",
};

/// Installs what is missing, and gives the environment of the tests. Packages of npm and PyPI go into a folder of the
/// target folder, in which the sites are built, too: their programs look for packages in the folders around a site.
pub fn install(
    repository: &Repository,
    node: &Node,
) -> Result<Vec<(&'static str, OsString)>, XtaskError> {
    let tests = repository.root.join("tests/sites");
    let work = repository.work("site-tests")?;
    for file in ["package.json", "package-lock.json"] {
        let from = tests.join(file);
        fs::copy(&from, work.join(file)).map_err(XtaskError::file("copy", from.as_path()))?;
    }
    node.install(&work)?;
    python::install(&tests.join("requirements.txt"), &work.join("venv"), "the test of sites")?;
    let mdbook = Tool {
        package: "mdbook",
        program: "mdbook",
        version: MDBOOK_VERSION.to_owned(),
        features: "",
        // Serving and watching are most of what there is to compile.
        default_features: false,
    };
    let programs = mdbook.install(&tools::cache()?)?;
    let mdbook = programs.join(mdbook.program).with_extension(std::env::consts::EXE_EXTENSION);
    let jekyll = system::find_or_install(&[JEKYLL])?.into_iter().next().unwrap_or_default();
    Ok(vec![
        ("KWIC_WORK", work.into_os_string()),
        ("MDBOOK", mdbook.into_os_string()),
        (JEKYLL.variable, jekyll.into_os_string()),
    ])
}
