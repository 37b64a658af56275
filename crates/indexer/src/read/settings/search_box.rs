//! How the search box is set up, where a page does not say otherwise.

use std::ops::RangeInclusive;

use toml::Spanned;

use super::file::BoxTable;
use super::keys::mend;
use super::ranking::check;
use super::text::SettingsText;
use crate::BuildError;

/// What may be filtered by.
const FILTERS: &[&str] = &["lang", "source", "tag", "year"];

const LIMIT: RangeInclusive<f64> = 1.0..=100.0;
const LENGTH: RangeInclusive<f64> = 1.0..=2000.0;

/// Attributes of the search box, in the search page and in the line that puts the box into a page. What is `None` is as
/// it is without settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchBox {
    /// What readers may filter by, in this order: `lang`, `source`, `tag`, `year`.
    pub filters: Option<Vec<String>>,
    /// Whether readers may have the newest first.
    pub sort: Option<bool>,
    /// Results shown at once, from 1 to 100.
    pub limit: Option<u32>,
    /// Characters of a passage, from 1 to 2000.
    pub length: Option<u32>,
}

impl SearchBox {
    pub(super) fn new(file: SettingsText<'_>, table: BoxTable) -> Result<SearchBox, BuildError> {
        let whole = |key, number: Option<Spanned<i64>>, range| {
            let Some(number) = number else { return Ok(None) };
            let at = || Some(file.place(number.span().start));
            check(key, *number.get_ref() as f64, range, at)?;
            Ok::<_, BuildError>(u32::try_from(*number.get_ref()).ok())
        };
        for filter in table.filters.iter().flatten() {
            if !FILTERS.contains(&filter.get_ref().as_str()) {
                let detail = format!("{:?} is nothing that can be filtered by", filter.get_ref());
                let mend = mend(filter.get_ref(), FILTERS);
                return Err(file.broken(filter.span().start, &detail, &mend));
            }
        }
        let filters = table.filters.map(|all| all.into_iter().map(Spanned::into_inner).collect());
        Ok(SearchBox {
            filters,
            sort: table.sort,
            limit: whole("limit", table.limit, LIMIT)?,
            length: whole("length", table.length, LENGTH)?,
        })
    }

    /// The attributes, each with a space before it; `filters` and `sort` are what holds where nothing is said of them.
    pub fn attributes(&self, filters: &[&str], sort: bool) -> String {
        let mut out = String::new();
        let own = self.filters.as_ref();
        let names = own.map_or_else(|| filters.join(" "), |filters| filters.join(" "));
        if !names.is_empty() {
            out.push_str(&format!(" filters=\"{names}\""));
        }
        if self.sort.unwrap_or(sort) {
            out.push_str(" sort");
        }
        for (name, number) in [("limit", self.limit), ("length", self.length)] {
            if let Some(number) = number {
                out.push_str(&format!(" {name}=\"{number}\""));
            }
        }
        out
    }
}
