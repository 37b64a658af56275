//! `kwic completions` and `kwic man`: what shells and `man` want to know, from the definitions of the arguments.
use std::fs;
use std::io::Write;

use clap::CommandFactory;

use crate::args::{Args, CompletionsArgs, ManArgs};
use crate::error::CliError;
use crate::outcome::Outcome;

/// Prints the script that makes a shell complete the commands and options.
pub(crate) fn completions(
    args: &CompletionsArgs,
    out: &mut dyn Write,
) -> Result<Outcome, CliError> {
    // Into memory first: it ends the program where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "kwic", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Yes)
}

/// Prints the page for `man`, or writes one for each command into a folder.
pub(crate) fn man(args: &ManArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let Some(folder) = &args.output else {
        clap_mangen::Man::new(Args::command()).render(out)?;
        return Ok(Outcome::Yes);
    };
    let failed = |source| CliError::Write { path: folder.clone(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(Args::command(), folder).map_err(failed)?;
    Ok(Outcome::Yes)
}
