//! What was read and could not be used, for programs.
use kwic_indexer::Articles;
use serde::Serialize;

/// How many files or articles were passed over for one reason.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Reason {
    pub(crate) reason: &'static str,
    pub(crate) count: usize,
}

/// All warnings, and for what reasons something was passed over.
pub(crate) fn problems(articles: &Articles) -> (Vec<String>, Vec<Reason>) {
    let warnings = articles.warnings.iter().map(ToString::to_string).collect();
    let reason = |(count, reason)| Reason { reason, count };
    (warnings, articles.skipped.reasons().map(reason).collect())
}
