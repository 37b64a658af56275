//! Programs of this repository that are measured, compiled as they are released.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::command;
use crate::error::XtaskError;
use crate::repository::Repository;

/// The lines of `--message-format=json` that matter here.
#[derive(Deserialize)]
struct Message {
    executable: Option<PathBuf>,
}

/// Runs cargo with these arguments; gives the file of the program that it compiles.
pub fn compiled(repository: &Repository, arguments: &[&str]) -> Result<PathBuf, XtaskError> {
    compiled_with(&repository.root, arguments, |_| {})
}

/// The same in this folder, and with what `set` sets.
pub fn compiled_with(
    folder: &Path,
    arguments: &[&str],
    set: impl FnOnce(&mut Command),
) -> Result<PathBuf, XtaskError> {
    let mut cargo = command::cargo();
    cargo
        .args(arguments)
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(folder)
        .stdin(Stdio::null());
    set(&mut cargo);
    let messages = command::output(&mut cargo)?;
    executable(&messages).ok_or_else(|| XtaskError::NoProgram(arguments.join(" ")))
}

fn executable(messages: &str) -> Option<PathBuf> {
    let told = messages.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok());
    told.filter_map(|message| message.executable).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_wherever_cargo_puts_it() {
        let messages = "{\"reason\":\"compiler-artifact\",\"executable\":null}\n\
                        {\"reason\":\"compiler-artifact\",\"executable\":\"/t/kwic\"}\n\
                        {\"reason\":\"build-finished\",\"success\":true}\n";
        assert_eq!(executable(messages), Some(PathBuf::from("/t/kwic")));
        assert_eq!(executable("{\"reason\":\"build-finished\"}\n"), None);
    }
}
