//! The `kwic` command.
use std::process::ExitCode;

fn main() -> ExitCode {
    kwic_cli::run(std::env::args_os())
}
