//! `wasm-opt` for the module, `esbuild` and `terser` for scripts, pinned by the lock file in `tools/`;
//! distributions carry versions that break modules.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command;
use crate::engine::cache::Key;
use crate::engine::locals;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;

/// What the compiler may have used and every browser since 2022 understands; nothing newer may come in
/// by the optimiser.
const FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Twice, since what the first round makes smaller can be made smaller again. Nothing of a program lies
/// in the lowest memory: the linker puts the stack there, which grows down.
///
/// A function of some size that is called from one place stays one: inside another its code has other
/// locals, and compresses worse. So does a value that is kept in a local to be computed once.
const PASSES: &[&str] = &[
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-O2",
    "-Oz",
    "--one-caller-inline-max-function-size=20",
    "--always-inline-max-function-size=5",
    "--converge",
    "--skip-pass=local-cse",
    "--strip-target-features",
];

/// What decides about a result, of the folder `tools/`.
const TOOLS: &[&str] =
    &["package-lock.json", "scripts.mjs", "short.mjs", "single_file.mjs", "style_sheet.mjs"];

/// Whether a module has to be optimised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Optimise {
    /// Not at all: it should be there soon.
    No,
    /// Where node is at hand; else a warning.
    IfPossible,
    /// Always; it is going to be measured or tested as readers get it.
    Always,
}

/// The tools, installed.
#[derive(Debug)]
pub struct Optimiser {
    node: Node,
    tools: PathBuf,
}

impl Optimiser {
    /// The optimiser, unless nothing is to be optimised or there is no node to do it.
    pub fn find(repository: &Repository, wanted: Optimise) -> Result<Option<Self>, XtaskError> {
        if wanted == Optimise::No {
            return Ok(None);
        }
        let Some(node) = Node::find() else {
            if wanted == Optimise::Always {
                return Err(XtaskError::NoNode { needed_for: "the optimiser of the module" });
            }
            eprintln!(
                "warning: the module is not optimised and so about a tenth larger: install node \
                 and npm (https://nodejs.org) and build again"
            );
            return Ok(None);
        };
        let tools = repository.root.join("crates/xtask/tools");
        node.install(&tools)?;
        Ok(Some(Self { node, tools }))
    }

    /// The key with all on which it depends what the tools make of a file.
    pub fn part_of(&self, key: Key) -> Result<Key, XtaskError> {
        let settings = key.with(include_str!("optimise.rs")).with(include_str!("locals.rs"));
        TOOLS.iter().try_fold(settings, |key, name| key.with_file(&self.tools.join(name)))
    }

    /// Makes the module smaller, in place.
    pub fn module(&self, module: &Path) -> Result<(), XtaskError> {
        let smaller = module.with_extension("opt");
        command::run(
            self.node
                .command()
                .arg(self.tools.join("node_modules/binaryen/bin/wasm-opt"))
                .args(FEATURES)
                .args(PASSES)
                .arg("--output")
                .arg(&smaller)
                .arg(module),
        )?;
        let bytes = fs::read(&smaller).map_err(XtaskError::file("read", smaller.as_path()))?;
        fs::write(module, locals::renumbered(&bytes)?)
            .map_err(XtaskError::file("write", module))?;
        fs::remove_file(&smaller).map_err(XtaskError::file("remove", smaller))
    }

    /// Writes the scripts and style sheets `names` of the folder `from` to the folder `to`, small and in one
    /// piece with what they import.
    pub fn scripts(&self, from: &Path, to: &Path, names: &[&str]) -> Result<(), XtaskError> {
        command::run(self.tool("scripts.mjs").args([from, to]).args(names))
    }

    /// The same, with placeholders in the place of the names of files that the scripts load later.
    pub fn scripts_with_placeholders(
        &self,
        from: &Path,
        to: &Path,
        names: &[&str],
    ) -> Result<(), XtaskError> {
        let mut tool = self.tool("scripts.mjs");
        command::run(tool.arg("--placeholders").args([from, to]).args(names))
    }

    /// A command that runs a script of the folder `tools/`.
    pub fn tool(&self, script: &str) -> Command {
        let mut command = self.node.command();
        command.arg(self.tools.join(script));
        command
    }
}
