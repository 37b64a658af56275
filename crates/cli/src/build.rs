//! `kwic build`: articles to a site that can be searched, with the engine that this program carries.
use std::borrow::Cow;
use std::io::Write;
use std::time::Instant;

use kwic_indexer::{Skipped, Warning};
use kwic_site::{Engine, Form, Options};

use crate::args::BuildArgs;
use crate::terminal::{count, note, spinner};
use crate::{CliError, Outcome};

pub(crate) fn run(args: &BuildArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let start = Instant::now();
    let engine = engine()?;
    let spinner = spinner("reading articles");
    let articles = kwic_indexer::read(&args.inputs)?;
    spinner.suspend(|| {
        for warning in Warning::lines(&articles.warnings) {
            note(format_args!("warning: {warning}"));
        }
        if articles.skipped != Skipped::default() {
            note(format_args!("{}", articles.skipped));
        }
    });
    spinner.set_message("building the site");
    let form = match (args.hashed, args.single_file) {
        (true, _) => Form::Hashed,
        (_, true) => Form::SingleFile,
        _ => Form::Plain,
    };
    let options = Options { form, ..Options::default() };
    let built = kwic_site::build(&engine, &articles, &options, &args.output)?;
    spinner.finish_and_clear();
    for file in &built.files {
        writeln!(out, "{file}")?;
    }
    note(format_args!(
        "{}: {} in {:.2} s",
        args.output.display(),
        count(built.articles, "article"),
        start.elapsed().as_secs_f64(),
    ));
    Ok(Outcome::Yes)
}

/// The engine inside this program.
fn engine() -> Result<Engine, CliError> {
    let files = kwic_prebuilt::engine()?.iter();
    let files = files.map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes)));
    Ok(Engine::new(files)?)
}
