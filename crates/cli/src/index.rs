//! `kwic index`: articles to one index file, and index files back into memory.
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use indicatif::ProgressBar;
use kwic::Index;
use serde::Serialize;

use crate::args::IndexArgs;
use crate::error::CliError;
use crate::inputs::Inputs;
use crate::outcome::Outcome;
use crate::problems::{Reason, problems};
use crate::terminal::{count, print_json, spinner};
use crate::{checks, output_file, report};

/// What `--json` prints.
#[derive(Serialize)]
struct IndexReport<'a> {
    file: &'a Path,
    articles: usize,
    terms: usize,
    bytes: usize,
    warnings: Vec<String>,
    skipped: Vec<Reason>,
}

pub(crate) fn run(args: &IndexArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let start = Instant::now();
    let spinner = spinner("reading articles");
    let articles = Inputs::of(&args.input)?.read(false, &spinner)?;
    spinner.set_message("compiling the index");
    let bytes = kwic_indexer::build_articles(&articles)?;
    let are_met = spinner.suspend(|| checks::are_met(&articles.checks, &bytes, &args.output))?;
    if !are_met {
        spinner.finish_and_clear();
        return Ok(Outcome::No);
    }
    spinner.set_message("writing");
    output_file::write(&args.output, &bytes)?;
    if let Some(file) = &args.report {
        spinner.set_message("writing the report");
        let title = args.output.display().to_string();
        output_file::write(file, report::of_build(title, &articles, &bytes)?.page().as_bytes())?;
    }
    spinner.finish_and_clear();
    let info = open(&args.output, &bytes)?.info();
    if args.json {
        let (warnings, skipped) = problems(&articles);
        let (file, articles, terms) = (&*args.output, info.articles, info.terms);
        let bytes = bytes.len();
        print_json(out, &IndexReport { file, articles, terms, bytes, warnings, skipped })?;
        return Ok(Outcome::Yes);
    }
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

/// Reads the articles of files and folders and compiles them into the bytes of an index.
pub(crate) fn compile(
    paths: &[impl AsRef<Path>],
    spinner: &ProgressBar,
) -> Result<Vec<u8>, CliError> {
    let paths = paths.iter().map(|path| path.as_ref().to_path_buf()).collect();
    let articles = Inputs { paths, ..Inputs::default() }.read(false, spinner)?;
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
