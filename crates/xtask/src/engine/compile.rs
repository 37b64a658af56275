//! The WebAssembly module: compiled with a placeholder for an index, and wrapped for JavaScript.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde::Deserialize;
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::command;
use crate::engine::{panics, unused};
use crate::error::XtaskError;
use crate::repository::Repository;

const TARGET: &str = "wasm32-unknown-unknown";
/// Of the megabyte that is usual no query takes more than five kilobytes, and each page would hold it. With
/// the data of the engine this fills one page of memory. What is too deep for it traps: the stack grows
/// down to where the memory begins.
const STACK: &str = "link-arg=-zstack-size=57344";

/// Without these LLVM keeps an address for each list that a loop goes through, and counts all of them up;
/// loads what a loop may need before it, once for each way in; and takes functions in that compress better
/// by themselves. Each makes more code, and none a faster search. They are no promise of the compiler.
const LLVM: &str =
    "llvm-args=-disable-lsr -enable-load-pre=false -inline-call-penalty=50 -inline-instr-cost=6";

/// Exports for wrappers that survive a trap, which ours is not.
const UNUSED: [&str; 2] = ["__abort_handler", "__instance_terminated"];

/// The lines of `cargo build --message-format=json` that matter here.
#[derive(Deserialize)]
struct Message {
    reason: String,
    #[serde(default)]
    filenames: Vec<PathBuf>,
}

fn rustc() -> OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

/// Says so when the compiler does not know the options.
fn knows_llvm_options() -> bool {
    let knows = command::ask(rustc(), &["-C", LLVM, "--print", "target-cpus"]).is_some();
    if !knows {
        eprintln!("warning: the LLVM of this compiler lacks options that make the module smaller");
    }
    knows
}

/// Makes sure that the compiler can build for the browser.
pub fn ensure_target() -> Result<(), XtaskError> {
    let libraries = command::ask(rustc(), &["--print", "target-libdir", "--target", TARGET]);
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

/// Whether the engine notes its times in the record of the browser, by `performance.measure`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// As `kwic:open`, `kwic:invert` and `kwic:search`: for pages that are looked at on this machine.
    Noted,
    /// For readers.
    NotNoted,
}

/// Where the index of an engine is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// In the module.
    Module,
    /// In files beside it.
    Split,
}

/// Compiles the engine without an index, unless it is as it was; gives the file of the module.
pub fn compile(
    repository: &Repository,
    layout: Layout,
    times: Times,
) -> Result<PathBuf, XtaskError> {
    let features = match (layout, times) {
        (Layout::Module, Times::Noted) => "js,measure",
        (Layout::Module, Times::NotNoted) => "js",
        (Layout::Split, Times::Noted) => "split,measure",
        (Layout::Split, Times::NotNoted) => "split",
    };
    ensure_target()?;
    let messages = command::output(
        command::cargo()
            .args(["rustc", "--package", "kwic", "--lib", "--profile", "wasm", "--target", TARGET])
            .args(["--no-default-features", "--features", features])
            // Beside a Rust library it would keep all that another crate may want of it.
            .args(["--crate-type", "cdylib"])
            .args(["--message-format", "json-render-diagnostics"])
            .args(["--", "-C", STACK])
            .args(knows_llvm_options().then_some(["-C", LLVM]).into_iter().flatten())
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
        let mut output = Bindgen::new()
            .input_path(module)
            .out_name("kwic")
            .web(true)?
            .typescript(true)
            // So that `init()` without arguments finds the module beside its wrapper.
            .omit_default_module_path(false)
            // All browsers that run the module have it.
            .encode_into(EncodeInto::Always)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate_output()?;
        panics::cut(output.wasm_mut());
        unused::cut(output.wasm_mut());
        let mut renamed = Vec::new();
        for (number, import) in output.wasm_mut().imports.iter_mut().enumerate() {
            let short = number.to_string();
            renamed.push((std::mem::replace(&mut import.name, short.clone()), short));
        }
        let exports = &mut output.wasm_mut().exports;
        for name in UNUSED {
            exports.remove(name)?;
        }
        output.emit(out).map(|()| renamed)
    };
    // Shown with its causes: the outermost alone says little.
    let renamed = wrap().map_err(|error| XtaskError::Bindgen(format!("{error:#}")))?;
    let path = out.join("kwic.js");
    let script = fs::read_to_string(&path).map_err(XtaskError::file("read", path.as_path()))?;
    let script = with_imports_renamed(script, &renamed)?;
    fs::write(&path, script).map_err(XtaskError::file("write", path))
}

/// The wrapper with other names for what it hands to the module. Those that it comes with are long and
/// hold a hash, which does not compress.
fn with_imports_renamed(
    mut script: String,
    renamed: &[(String, String)],
) -> Result<String, XtaskError> {
    for (long, short) in renamed {
        let (member, other) = (format!(" {long}: function("), format!(" {short}: function("));
        if script.matches(&member).count() != 1 {
            return Err(XtaskError::Bindgen(format!("`kwic.js` does not define `{long}` once")));
        }
        script = script.replace(&member, &other);
    }
    Ok(script)
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

    #[test]
    fn imports_are_renamed_where_they_are_defined() {
        let script =
            "x = {\n        __wbg_get_1f: function(a) {},\n        __wbg_get_1: function() {}}";
        let renamed = [("__wbg_get_1", "0"), ("__wbg_get_1f", "1")]
            .map(|(long, short)| (long.to_owned(), short.to_owned()));
        assert_eq!(
            with_imports_renamed(script.to_owned(), &renamed).unwrap(),
            "x = {\n        1: function(a) {},\n        0: function() {}}"
        );
        with_imports_renamed("x = {}".to_owned(), &renamed).unwrap_err();
    }
}
