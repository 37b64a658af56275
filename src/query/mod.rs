//! The query language: any string is a query.
//!
//! | written | means |
//! |---|---|
//! | `word other` | articles with the words; those with more of them come first |
//! | `"a phrase"` | the words in this order, side by side; one word: just as it is |
//! | `-word`, `-"a phrase"` | not these |
//! | `one OR other` | either |
//! | `pre*` | words that begin so |
//! | `title:word`, `title:"a phrase"` | in the title |
//! | `lang:vi`, `source:name`, `tag:name` | articles of this language, source, tag |
//! | `after:2024-06`, `before:2025` | dated from the first day of June 2024, before the year 2025 |
//!
//! A quote left open is closed at the end; what has no meaning above is words. So is a tag or source that no
//! article has, and a dash before a number, before another dash, or where nothing but it is asked for. In
//! text that was pasted, that is a query of more than six words besides alternatives, quotes and dashes are
//! punctuation.

pub(crate) mod atom;
pub(crate) mod day;
pub(crate) mod filter;
pub(crate) mod parser;
pub(crate) mod signs;
pub(crate) mod words;

use atom::Clause;
use filter::TypedFilter;

/// A parsed query.
///
/// ```ignore-wasm32
/// use kwic::Query;
///
/// let query = Query::parse("\"red river\" -dam lang:vi");
/// assert!(!query.is_empty());
/// assert!(Query::parse("?").is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub(crate) clauses: Vec<Clause>,
    pub(crate) filters: Vec<TypedFilter>,
    /// The last word may go on: neither a space, a quote nor the end of a sentence follows it.
    pub(crate) open: bool,
}

impl Query {
    /// True when nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.filters.is_empty()
    }
}
