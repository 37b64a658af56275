//! `kwic index`: articles to one index file, and index files back into memory.
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use indicatif::ProgressBar;
use kwic::Index;
use kwic_indexer::{Articles, Skipped, Warning};

use crate::args::IndexArgs;
use crate::error::CliError;
use crate::outcome::Outcome;
use crate::terminal::{count, note, spinner};
use crate::{checks, output_file};

pub(crate) fn run(args: &IndexArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let start = Instant::now();
    let spinner = spinner("reading articles");
    let articles = read_articles(&args.inputs, args.config.as_deref(), &spinner)?;
    spinner.set_message("compiling the index");
    let bytes = kwic_indexer::build_articles(&articles)?;
    let are_met = spinner.suspend(|| checks::are_met(&articles.checks, &bytes, &args.output))?;
    if !are_met {
        spinner.finish_and_clear();
        return Ok(Outcome::No);
    }
    spinner.set_message("writing");
    output_file::write(&args.output, &bytes)?;
    spinner.finish_and_clear();
    let info = open(&args.output, &bytes)?.info();
    writeln!(
        out,
        "{}: {}, {}, {} in {:.2} s",
        args.output.display(),
        count(info.articles, "article"),
        count(info.terms, "term"),
        count(bytes.len(), "byte"),
        start.elapsed().as_secs_f64(),
    )?;
    Ok(Outcome::Yes)
}

/// Reads the articles of `inputs`, and reports on standard error what could not be used.
pub(crate) fn read_articles(
    inputs: &[impl AsRef<Path>],
    config: Option<&Path>,
    spinner: &ProgressBar,
) -> Result<Articles, CliError> {
    let inputs: Vec<_> = inputs.iter().map(|input| input.as_ref().to_path_buf()).collect();
    let articles = kwic_indexer::read_with(&inputs, config)?;
    spinner.suspend(|| {
        for warning in Warning::lines(&articles.warnings) {
            note(format_args!("warning: {warning}"));
        }
        if articles.skipped != Skipped::default() {
            note(format_args!("{}", articles.skipped));
        }
    });
    Ok(articles)
}

/// Reads the articles of `inputs` and compiles them into the bytes of an index.
pub(crate) fn compile(
    inputs: &[impl AsRef<Path>],
    config: Option<&Path>,
    spinner: &ProgressBar,
) -> Result<Vec<u8>, CliError> {
    let articles = read_articles(inputs, config, spinner)?;
    spinner.set_message("compiling the index");
    Ok(kwic_indexer::build_articles(&articles)?)
}

/// The bytes of an index file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|source| CliError::Read { path: path.to_path_buf(), source })
}

/// Opens the bytes that were read from `path`, or compiled from what is there.
pub(crate) fn open<'a>(path: &Path, bytes: &'a [u8]) -> Result<Index<'a>, CliError> {
    Index::open(bytes).map_err(|source| CliError::Open { path: path.to_path_buf(), source })
}
