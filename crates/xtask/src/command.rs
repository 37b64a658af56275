//! Running other programs, with errors that show the command line.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::error::XtaskError;

/// Runs a program whose output goes to the terminal.
pub fn run(command: &mut Command) -> Result<(), XtaskError> {
    let status = command.status().map_err(|source| cannot_start(command, source))?;
    if status.success() {
        Ok(())
    } else {
        Err(XtaskError::Failed { command: shown(command), status })
    }
}

/// Lines that [`run_and_keep`] keeps of what a program printed.
const KEPT_LINES: usize = 60;

/// Runs a program like [`run`], and keeps the last lines of what it printed for the error: below the output of
/// other programs, nobody finds them again.
pub fn run_and_keep(command: &mut Command) -> Result<(), XtaskError> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|source| cannot_start(command, source))?;
    let mut last = VecDeque::with_capacity(KEPT_LINES);
    if let Some(stdout) = child.stdout.take() {
        let mut lines = BufReader::new(stdout);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            // A closed terminal is no reason to stop the tests.
            let _ = std::io::stdout().write_all(&line);
            if last.len() == KEPT_LINES {
                last.pop_front();
            }
            last.push_back(String::from_utf8_lossy(&line).trim_end().to_owned());
            line.clear();
        }
    }
    let status = child.wait().map_err(|source| cannot_start(command, source))?;
    if status.success() {
        Ok(())
    } else {
        let failed = XtaskError::Failed { command: shown(command), status };
        Err(XtaskError::Kept { failed: Box::new(failed), last: last.into() })
    }
}

/// Runs a program and gives what it printed; what it complained about goes to the terminal.
pub fn output(command: &mut Command) -> Result<String, XtaskError> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| cannot_start(command, source))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(XtaskError::Failed { command: shown(command), status: output.status })
    }
}

/// Runs a program in silence: what it printed, or nothing when it is missing or says no.
pub fn ask(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The cargo that runs this program, so that a `+toolchain` carries over.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The first of these programs on PATH.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .map(|file| if cfg!(windows) { file.with_extension("exe") } else { file })
        .find(|file| file.is_file())
}

fn cannot_start(command: &Command, source: std::io::Error) -> XtaskError {
    XtaskError::Start { program: command.get_program().to_string_lossy().into_owned(), source }
}

fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_command_is_shown_as_it_was_called() {
        let error = run(cargo().args(["no-such-subcommand", "--quiet"])).unwrap_err().to_string();
        assert!(error.contains("no-such-subcommand --quiet` failed"), "{error}");
    }

    #[test]
    fn the_last_lines_of_a_failed_command_are_kept() {
        let error = run_and_keep(cargo().args(["--list", "--no-such-flag"])).unwrap_err();
        assert!(matches!(&error, XtaskError::Kept { last, .. } if last.is_empty()), "{error}");
        let mut prints = Command::new("node");
        prints
            .args(["-e", "for (let n = 1; n <= 100; n += 1) console.log(n); process.exitCode = 3"]);
        let error = match run_and_keep(&mut prints) {
            // There is no node on this machine.
            Err(XtaskError::Start { .. }) => return,
            other => other.unwrap_err(),
        };
        let XtaskError::Kept { last, .. } = &error else { panic!("{error}") };
        assert_eq!((last.len(), last[0].as_str(), last[59].as_str()), (60, "41", "100"));
        assert!(error.to_string().contains("failed (exit status: 3)"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named_with_the_mend() {
        let error = run(&mut Command::new("kwic-no-such-program")).unwrap_err().to_string();
        assert!(error.contains("`kwic-no-such-program`") && error.contains("PATH"), "{error}");
    }
}
