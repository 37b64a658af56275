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
//! | `lang:vi`, `source:name`, `tag:name`, `year:2024` | articles of this language, source, tag, year |
//! | `version:2` | articles that have this value of the author's own filter `version` |
//! | `after:2024-06`, `before:2025` | dated from the first day of June 2024, before the year 2025 |
//!
//! A quote left open is closed at the end; what has no meaning above is words. So is a value of a filter, other than a
//! language, that no article has, and a dash before a number, before another dash, or where nothing but it is asked for. In
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

use crate::attributes::NAMES;

/// A query: any text is one. What its words are asked for in depends on the names of filters that an index has, so it is taken
/// apart when it is asked.
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
    text: String,
}

impl Query {
    /// Takes a text as a query; it cannot fail.
    ///
    /// ```ignore-wasm32
    /// use kwic::Query;
    ///
    /// assert_ne!(Query::parse("hanoi OR saigon"), Query::parse("hanoi saigon"));
    /// assert!(!Query::parse("\"a quote left open").is_empty());
    /// ```
    pub fn parse(text: &str) -> Query {
        Query { text: text.to_string() }
    }

    /// True when nothing is asked for.
    pub fn is_empty(&self) -> bool {
        let parsed = Parsed::new(&self.text, &NAMES);
        parsed.clauses.is_empty() && parsed.filters.is_empty()
    }

    /// As it was typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// A query, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub clauses: Vec<Clause>,
    pub filters: Vec<TypedFilter>,
    /// The last word may go on: neither a space, a quote nor the end of a sentence follows it.
    pub open: bool,
}
