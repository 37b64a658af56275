//! `kwic eval --golden`: queries and the articles they must find, checked against an index.
use std::io::Write;
use std::path::PathBuf;

use kwic::{Index, OpenError};
use kwic_eval::{Dataset, Expectation, Finding};
use serde::Serialize;

use crate::args::EvalArgs;
use crate::error::CliError;
use crate::index;
use crate::outcome::Outcome;
use crate::terminal::{plain, print_json, spinner};

pub(crate) fn run(args: &EvalArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let mut expectations = Vec::new();
    for path in &args.golden {
        expectations.extend(Expectation::read(path)?);
    }
    let bytes = index_bytes(&args.inputs)?;
    let index = index::open(&args.inputs[0], &bytes)?;
    let findings: Vec<_> =
        expectations.iter().map(|expected| Finding::of(&index, expected, true)).collect();
    let met = findings.iter().filter(|finding| finding.met()).count();
    if args.json {
        print_json(out, &GoldenReport { queries: findings.len(), met, findings: &findings })?;
    } else {
        for finding in findings.iter().filter(|finding| !finding.met()) {
            writeln!(out, "{}", plain(&finding.to_string()))?;
        }
        writeln!(out, "{met} of {} queries find their article", findings.len())?;
    }
    Ok(if met == findings.len() { Outcome::Yes } else { Outcome::No })
}

/// The bytes of the one index that is among the inputs, or of the index that the inputs compile to.
fn index_bytes(inputs: &[PathBuf]) -> Result<Vec<u8>, CliError> {
    if let [file] = inputs
        && file.is_file()
    {
        let bytes = index::read(file)?;
        // A damaged index is not read as an article: opening it says what is wrong with it.
        if !matches!(Index::open_unchecked(&bytes), Err(OpenError::NotAnIndex)) {
            return Ok(bytes);
        }
    }
    let articles = |input: &PathBuf| Dataset::documents_in(input).unwrap_or_else(|| input.clone());
    let spinner = spinner("reading articles");
    let bytes = index::compile(&inputs.iter().map(articles).collect::<Vec<_>>(), &spinner);
    spinner.finish_and_clear();
    bytes
}

/// What is printed of all lists together.
#[derive(Serialize)]
struct GoldenReport<'a> {
    queries: usize,
    met: usize,
    findings: &'a [Finding],
}
