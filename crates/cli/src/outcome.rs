//! What a command found out.

/// The answer of a command that ran well, for the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It did what was asked, or found something: 0.
    Yes,
    /// It ran well and the answer is no, as `grep` without a match: 1.
    No,
}
