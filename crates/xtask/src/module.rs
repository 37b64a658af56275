//! The WebAssembly module: compiled with a slot for an index, and wrapped for JavaScript.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde::Deserialize;
use wasm_bindgen_cli_support::Bindgen;

use crate::command;
use crate::error::XtaskError;
use crate::repository::Repository;

const TARGET: &str = "wasm32-unknown-unknown";

/// The lines of `cargo build --message-format=json` that matter here.
#[derive(Deserialize)]
struct Message {
    reason: String,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

/// Makes sure that the compiler can build for the browser.
pub fn ensure_target() -> Result<(), XtaskError> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let libraries = command::ask(rustc, &["--print", "target-libdir", "--target", TARGET]);
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    match command::find(&["rustup"]) {
        Some(rustup) => {
            command::run(std::process::Command::new(rustup).args(["target", "add", TARGET]))
        }
        None => Err(XtaskError::NoWasmTarget),
    }
}

/// Compiles the engine without an index, unless it is as it was; gives the file of the module.
pub fn compile(repository: &Repository) -> Result<PathBuf, XtaskError> {
    ensure_target()?;
    let messages = command::output(
        command::cargo()
            .args(["rustc", "--package", "kwic", "--lib", "--profile", "wasm", "--target", TARGET])
            .args(["--no-default-features", "--features", "lean"])
            // Beside a Rust library it would keep all that another crate may want of it.
            .args(["--crate-type", "cdylib"])
            .args(["--message-format", "json-render-diagnostics"])
            .current_dir(&repository.root)
            .stdin(Stdio::null()),
    )?;
    module_in(&messages).ok_or(XtaskError::NoModule)
}

fn module_in(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok())
        .filter(|message| message.reason == "compiler-artifact")
        .flat_map(|message| message.filenames)
        .find(|file| file.file_name() == Some(OsStr::new("kwic.wasm")))
}

/// Writes `kwic.js`, `kwic_bg.wasm` and their types into `out`.
pub fn wrap(repository: &Repository, module: &Path, out: &Path) -> Result<(), XtaskError> {
    repository.bindgen_version()?;
    let wrap = || {
        Bindgen::new()
            .input_path(module)
            .out_name("kwic")
            .web(true)?
            .typescript(true)
            // So that `init()` without arguments finds the module beside its wrapper.
            .omit_default_module_path(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(out)
    };
    // Shown with its causes: the outermost alone says little.
    wrap().map_err(|error| XtaskError::Bindgen(format!("{error:#}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_is_found_wherever_cargo_puts_it() {
        let messages = "\
            {\"reason\":\"compiler-artifact\",\"filenames\":[\"/t/libkwic_core.rlib\"]}\n\
            {\"reason\":\"build-script-executed\"}\n\
            not json\n\
            {\"reason\":\"compiler-artifact\",\"filenames\":[\"/t/libkwic.rlib\",\"/t/kwic.wasm\"]}\n";
        assert_eq!(module_in(messages), Some(PathBuf::from("/t/kwic.wasm")));
        assert_eq!(module_in(""), None);
    }
}
