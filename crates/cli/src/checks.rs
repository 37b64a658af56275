//! What `kwic.toml` wants of a build: golden queries that find their articles, and an index that is not too large.
use std::path::Path;

use indicatif::HumanCount;
use kwic::Index;
use kwic_eval::{Expectation, Finding};
use kwic_indexer::Checks;

use crate::brotli::compressed;
use crate::error::CliError;
use crate::terminal::{note, plain};

/// True for an index that fulfils all; says on standard error what it does not. `output` is where it is to go.
pub(crate) fn are_met(checks: &Checks, bytes: &[u8], output: &Path) -> Result<bool, CliError> {
    let mut are_met = true;
    if !checks.golden.is_empty() {
        are_met &= are_found(checks, &open(output, bytes)?)?;
    }
    if let Some(allowed) = checks.index_bytes {
        let size = compressed(bytes).map_err(|source| CliError::Compress { source })? as u64;
        if size > allowed {
            are_met = false;
            note(format_args!(
                "the index has {} bytes after brotli, and `index-bytes` allows {}; leave pages out by `exclude` under \
                 `[input]`, or allow more",
                HumanCount(size),
                HumanCount(allowed),
            ));
        }
    }
    if !are_met {
        note(format_args!("{} stays as it was", output.display()));
    }
    Ok(are_met)
}

fn open<'a>(output: &Path, bytes: &'a [u8]) -> Result<Index<'a>, CliError> {
    Index::open(bytes).map_err(|source| CliError::Open { path: output.to_owned(), source })
}

fn are_found(checks: &Checks, index: &Index<'_>) -> Result<bool, CliError> {
    let mut expectations = Vec::new();
    for path in &checks.golden {
        expectations.extend(Expectation::read(path)?);
    }
    let findings = expectations.iter().map(|expected| Finding::of(index, expected, true));
    let unmet: Vec<Finding> = findings.filter(|finding| !finding.met()).collect();
    for finding in &unmet {
        note(format_args!("{}", plain(&finding.to_string())));
    }
    if !unmet.is_empty() {
        let (met, all) = (expectations.len() - unmet.len(), expectations.len());
        note(format_args!("{met} of {all} golden queries find their article"));
    }
    Ok(unmet.is_empty())
}
