//! Options of a search.

use crate::query::day::Day;
use crate::query::filter::{Condition, Filter, Name};

/// Options of [`Searcher::search`](crate::Searcher::search).
///
/// The conditions on language, source, tag, date and own filters hold besides those of the query. Values are
/// compared as a whole, case and accents put aside; a value that no article has gives no hits.
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
    /// Articles in this language come before all others, unless the order is that of dates or a filter is called `lang`; its
    /// code as the index has it, and without effect where it has no such language.
    pub prefer_lang: Option<String>,
    /// Only articles that have, for each of these names, one of its values; a name without values is no condition. The names are
    /// those of [facets](crate::Facets). See [`SearchOptions::only`].
    pub filters: Vec<(String, Vec<String>)>,
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
            prefer_lang: None,
            filters: Vec::new(),
            after: None,
            before: None,
            sort: Sort::Relevance,
            facets: false,
        }
    }
}

impl SearchOptions {
    /// Leaves only articles that have one of these values of a name: `lang`, `source`, `tag`, `year`, or that of an own filter.
    ///
    /// ```ignore-wasm32
    /// use kwic::SearchOptions;
    ///
    /// let options = SearchOptions::default().only("lang", ["en", "vi"]).only("version", ["2"]);
    /// assert_eq!(options.filters[1], ("version".to_string(), vec!["2".to_string()]));
    /// ```
    #[must_use]
    pub fn only<V: Into<String>>(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = V>,
    ) -> SearchOptions {
        self.filters.push((name.to_string(), values.into_iter().map(Into::into).collect()));
        self
    }

    /// The conditions that the options make.
    pub(crate) fn conditions(&self) -> Vec<Filter> {
        let mut conditions = Vec::new();
        for (name, values) in &self.filters {
            if !values.is_empty() {
                let values = values.iter().map(|value| Name::new(value, true)).collect();
                conditions.push(Condition::Named(name.clone(), values));
            }
        }
        conditions.extend(self.after.map(Condition::After));
        conditions.extend(self.before.map(Condition::Before));
        conditions.into_iter().map(|condition| Filter { condition, excluded: false }).collect()
    }
}
