//! `wasm-opt` for the module, `esbuild` and `terser` for scripts, pinned by the lock file in `tools/`;
//! distributions carry versions that break modules.

use std::fs;
use std::path::Path;

use crate::command;
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
/// locals, and compresses worse.
const PASSES: &[&str] = &[
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Os",
    "-Oz",
    "--one-caller-inline-max-function-size=20",
    "--always-inline-max-function-size=5",
    "--converge",
    "--strip-target-features",
];

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

/// Optimises the module for size, in place.
pub fn optimise(
    repository: &Repository,
    module: &Path,
    wanted: Optimise,
) -> Result<(), XtaskError> {
    if wanted == Optimise::No {
        return Ok(());
    }
    let Some(node) = Node::find() else {
        if wanted == Optimise::Always {
            return Err(XtaskError::NoNode { needed_for: "the optimiser of the module" });
        }
        eprintln!(
            "warning: the module is not optimised and so about a tenth larger: install node and \
             npm (https://nodejs.org) and build again"
        );
        return Ok(());
    };
    let tools = repository.root.join("crates/xtask/tools");
    node.install(&tools)?;
    let smaller = module.with_extension("opt");
    command::run(
        node.command()
            .arg(tools.join("node_modules/binaryen/bin/wasm-opt"))
            .args(FEATURES)
            .args(PASSES)
            .arg("--output")
            .arg(&smaller)
            .arg(module),
    )?;
    fs::rename(&smaller, module).map_err(XtaskError::file("replace", module))
}

/// Writes the scripts and style sheets `names` of the folder `from` to the folder `to`, small and in one
/// piece with what they import, where the module is optimised and so the same tools are needed. Gives
/// whether it did.
pub fn scripts(
    repository: &Repository,
    from: &Path,
    to: &Path,
    names: &[&str],
    wanted: Optimise,
) -> Result<bool, XtaskError> {
    let Some(node) = Node::find().filter(|_| wanted != Optimise::No) else {
        return Ok(false);
    };
    let tools = repository.root.join("crates/xtask/tools");
    node.install(&tools)?;
    let script = tools.join("scripts.mjs");
    command::run(node.command().arg(script).args([from, to]).args(names))?;
    Ok(true)
}
