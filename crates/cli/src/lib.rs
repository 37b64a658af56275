//! The `kwic` command as a library.
//!
//! [`run`] is the whole program. What other tools of the workspace need is public beside it: the
//! static file server ([`serve`]), judged collections ([`dataset`]), the measures over them
//! ([`metrics`], [`eval`]), TREC runs ([`trec`]), the paired test ([`significance`]) and lists of
//! expected first hits ([`golden`]).

mod args;
#[cfg(feature = "build")]
mod build;
mod compare;
pub mod dataset;
mod error;
pub mod eval;
pub mod golden;
mod index;
mod lines;
pub mod metrics;
mod output_file;
mod search;
pub mod serve;
pub mod significance;
mod stats;
mod terminal;
pub mod trec;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
pub use error::CliError;
use terminal::note;

/// What a command found out, for the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It did what was asked, or found something: 0.
    Yes,
    /// It ran well and the answer is no, as `grep` without a match: 1.
    No,
}

/// Runs the command that `arguments` spell, the program's name first: 0 for yes, 1 for no (a search
/// without hits, a golden list not met), 2 for an error, which is on standard error by then.
pub fn run<I, T>(arguments: I) -> ExitCode
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(told) => {
            // Help and version come this way too; a reader that closed the pipe has had enough.
            let _ = told.print();
            return ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2));
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = dispatch(&args.command, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    match outcome {
        Ok(Outcome::Yes) => ExitCode::SUCCESS,
        Ok(Outcome::No) => ExitCode::from(1),
        // `kwic search … | head` is no failure.
        Err(CliError::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            note(format_args!("kwic: {e}"));
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: &Command, out: &mut dyn Write) -> Result<Outcome, CliError> {
    match command {
        #[cfg(feature = "build")]
        Command::Build(args) => build::run(args, out),
        Command::Index(args) => index::run(args, out),
        Command::Search(args) => search::run(args, out),
        Command::Stats(args) => stats::run(args, out),
        Command::Eval(args) => eval::run(args, out),
        Command::Compare(args) => compare::run(args, out),
        Command::Serve(args) => serve::run(args, out),
    }
}
