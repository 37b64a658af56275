//! Clauses and atoms, the parts of a query.

use kwic_core::format::Field;

use super::signs::Signs;
use super::words::Word;

/// What stood between two spaces, or in quotes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Atom {
    pub words: Vec<Word>,
    pub phrase: bool,
    pub field: Option<Field>,
    /// A star follows.
    pub prefix: bool,
    /// Its signs, where it is a name in one piece.
    pub signs: Option<Signs>,
    /// Where it has no word: a sign that is looked for, such as `=>` or `🎉`.
    pub sign: Option<String>,
}

/// Atoms of which any one will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub alternatives: Vec<Atom>,
    pub excluded: bool,
}
