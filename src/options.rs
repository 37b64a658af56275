//! Options of a search.

use crate::attributes::Attribute;
use crate::query::day::Day;
use crate::query::filter::{Condition, Filter, Name};

/// Options of [`Searcher::search`](crate::Searcher::search).
///
/// The conditions on language, source, tag and date hold besides those of the query. Names are
/// compared as a whole, case and accents put aside; a name that no article has gives no hits.
///
/// ```ignore-wasm32
/// use kwic::{Day, SearchOptions, Sort};
///
/// // The second page of what is dated before 2025, the newest first.
/// let options = SearchOptions {
///     offset: 10,
///     before: Day::parse("2025"),
///     sort: Sort::Date,
///     ..SearchOptions::default()
/// };
/// assert_eq!(options.limit, 10);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// Hits to return at most.
    pub limit: usize,
    /// Hits to skip first.
    pub offset: usize,
    /// The last word of the query is a prefix, as in a search box (unless a space follows it).
    pub prefix: bool,
    /// Only articles in one of these languages, by their codes; in any when there are none here.
    pub lang: Vec<String>,
    /// Articles in this language come before all others, unless the order is that of dates or `lang` says something; its
    /// code as the index has it, and without effect where it has no such language.
    pub prefer_lang: Option<String>,
    /// Only articles from one of these sources.
    pub source: Vec<String>,
    /// Only articles with one of these tags.
    pub tag: Vec<String>,
    /// Only articles dated on this day or later.
    pub after: Option<Day>,
    /// Only articles dated before this day.
    pub before: Option<Day>,
    /// The order of the hits.
    pub sort: Sort,
    /// Whether to count the facets of all hits.
    pub facets: bool,
}

/// The order of hits.
///
/// ```ignore-wasm32
/// use kwic::{SearchOptions, Sort};
///
/// assert_eq!(SearchOptions::default().sort, Sort::Relevance);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The newest first, those without a date last; of one day, the best first.
    Date,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            prefix: true,
            lang: Vec::new(),
            prefer_lang: None,
            source: Vec::new(),
            tag: Vec::new(),
            after: None,
            before: None,
            sort: Sort::Relevance,
            facets: false,
        }
    }
}

impl SearchOptions {
    /// The conditions that the options make.
    pub(crate) fn filters(&self) -> Vec<Filter> {
        let named = [
            (Attribute::Lang, &self.lang),
            (Attribute::Source, &self.source),
            (Attribute::Tag, &self.tag),
        ];
        let mut conditions = Vec::new();
        for (attribute, names) in named {
            if !names.is_empty() {
                let names = names.iter().map(|name| Name::new(name, true)).collect();
                conditions.push(Condition::Named(attribute, names));
            }
        }
        conditions.extend(self.after.map(Condition::After));
        conditions.extend(self.before.map(Condition::Before));
        conditions.into_iter().map(|condition| Filter { condition, excluded: false }).collect()
    }
}
