//! `kwic eval --golden`: queries and the articles they must find, checked against an index.
use std::io::Write;
use std::path::PathBuf;

use kwic::{Index, OpenError};
use kwic_eval::dataset;
use kwic_eval::golden::{Expectation, Finding};
use serde::Serialize;

use crate::args::EvalArgs;
use crate::terminal::{plain, print_json, spinner};
use crate::{CliError, Outcome, index};

/// Checks every list that was named.
pub(crate) fn run(args: &EvalArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let mut expectations = Vec::new();
    for path in &args.golden {
        expectations.extend(Expectation::read(path)?);
    }
    let bytes = searched(&args.inputs)?;
    let index = index::open(&args.inputs[0], &bytes)?;
    let findings: Vec<_> =
        expectations.iter().map(|expected| Finding::of(&index, expected, true)).collect();
    let met = findings.iter().filter(|finding| finding.met()).count();
    if args.json {
        print_json(out, &Report { queries: findings.len(), met, findings: &findings })?;
    } else {
        for finding in findings.iter().filter(|finding| !finding.met()) {
            writeln!(out, "{}", plain(&finding.to_string()))?;
        }
        writeln!(out, "{met} of {} queries find their article", findings.len())?;
    }
    Ok(if met == findings.len() { Outcome::Yes } else { Outcome::No })
}

/// The index that readers of `inputs` search: the file itself, or compiled here.
fn searched(inputs: &[PathBuf]) -> Result<Vec<u8>, CliError> {
    if let [file] = inputs
        && file.is_file()
    {
        let bytes = index::read(file)?;
        // A damaged index is one too, and opening it says what is wrong.
        if !matches!(Index::open_unchecked(&bytes), Err(OpenError::NotAnIndex)) {
            return Ok(bytes);
        }
    }
    let articles = |input: &PathBuf| dataset::documents(input).unwrap_or_else(|| input.clone());
    let spinner = spinner("reading articles");
    let bytes = index::compile(&inputs.iter().map(articles).collect::<Vec<_>>(), &spinner);
    spinner.finish_and_clear();
    bytes
}

#[derive(Serialize)]
struct Report<'a> {
    queries: usize,
    met: usize,
    findings: &'a [Finding],
}
