//! The `kwic` command as a library.
//!
//! [`run`] is the whole program. Public beside it is what other tools of the workspace need: the
//! static file server ([`serve`]), pages that load themselves again ([`live`]), and what tells of changes
//! ([`watcher`]).

mod args;
mod brotli;
#[cfg(feature = "build")]
mod build;
mod checks;
mod compare;
mod completions;
#[cfg(feature = "doctor")]
mod doctor;
mod error;
mod eval;
mod export;
#[cfg(feature = "build")]
mod follow;
mod golden;
mod index;
mod init;
mod inputs;
pub mod live;
mod outcome;
mod output_file;
mod problems;
mod read;
mod report;
mod search;
mod section_size;
pub mod serve;
mod split_folder;
mod stats;
mod terminal;
pub mod watcher;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
pub use error::CliError;
use outcome::Outcome;
use terminal::note;

/// Runs the command that `arguments` spell, the program's name first: 0 for yes, 1 for no (a search
/// without hits, a golden list or a budget not met, a site with errors), 2 for an error, which is on standard error by then.
pub fn run<I, T>(arguments: I) -> ExitCode
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(message) => {
            // Help and version come here too. Nothing is left to do where nobody reads them.
            let _ = message.print();
            return ExitCode::from(u8::try_from(message.exit_code()).unwrap_or(2));
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match answer(&args.command, &mut out) {
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

/// Runs the command and flushes what it printed. A reader that closes the pipe after the command has
/// its answer does not change the answer.
fn answer(command: &Command, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let outcome = dispatch(command, out)?;
    match out.flush() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(e.into()),
        _ => Ok(outcome),
    }
}

fn dispatch(command: &Command, out: &mut dyn Write) -> Result<Outcome, CliError> {
    match command {
        #[cfg(feature = "build")]
        Command::Build(args) if args.watch || args.serve => follow::run(args, out),
        #[cfg(feature = "build")]
        Command::Build(args) => build::run(args, out),
        Command::Index(args) => index::run(args, out),
        Command::Export(args) => export::run(args, out),
        Command::Init(args) => init::run(args, out),
        Command::Read(args) => read::run(args, out),
        Command::Search(args) => search::run(args, out),
        Command::Stats(args) => stats::run(args, out),
        Command::Eval(args) => eval::run(args, out),
        Command::Compare(args) => compare::run(args, out),
        Command::Serve(args) => serve::run(args, out),
        #[cfg(feature = "doctor")]
        Command::Doctor(args) => doctor::run(args, out),
        Command::Completions(args) => completions::completions(args, out),
        Command::Man(args) => completions::man(args, out),
    }
}
