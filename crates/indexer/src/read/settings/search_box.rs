//! How the search box is set up, where a page does not say otherwise.

use std::ops::RangeInclusive;

use toml::Spanned;

use super::file::BoxTable;
use super::keys::mend;
use super::ranking::check;
use super::text::SettingsText;
use crate::BuildError;
use crate::read::own_filters::OwnFilters;

/// What may be filtered by on every site.
const FILTERS: &[&str] = &["lang", "source", "tag", "year"];

const LIMIT: RangeInclusive<f64> = 1.0..=100.0;
const LENGTH: RangeInclusive<f64> = 1.0..=2000.0;

/// Attributes of the search box, in the search page and in the line that puts the box into a page. What is `None` is as
/// it is without settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchBox {
    /// What readers may filter by, in this order: `lang`, `source`, `tag`, `year`, and filters of the author's own.
    pub filters: Option<Vec<String>>,
    /// Whether readers may have the newest first.
    pub sort: Option<bool>,
    /// Results shown at once, from 1 to 100.
    pub limit: Option<u32>,
    /// Characters of a passage, from 1 to 2000.
    pub length: Option<u32>,
    /// What filters are called, by their names.
    pub labels: Vec<(String, String)>,
}

impl SearchBox {
    pub(super) fn new(
        file: SettingsText<'_>,
        table: BoxTable,
        own: &OwnFilters,
    ) -> Result<SearchBox, BuildError> {
        let whole = |key, number: Option<Spanned<i64>>, range| {
            let Some(number) = number else { return Ok(None) };
            let at = || Some(file.place(number.span().start));
            check(key, *number.get_ref() as f64, range, at)?;
            Ok::<_, BuildError>(u32::try_from(*number.get_ref()).ok())
        };
        let own_names = own.keys.iter().chain(own.labels.iter().map(|(name, _)| name));
        let names: Vec<&str> =
            FILTERS.iter().copied().chain(own_names.map(|name| &**name)).collect();
        for filter in table.filters.iter().flatten() {
            if !names.contains(&filter.get_ref().as_str()) {
                let detail = format!("{:?} is nothing that can be filtered by", filter.get_ref());
                let mend = mend(filter.get_ref(), &names);
                return Err(file.broken(filter.span().start, &detail, &mend));
            }
        }
        let filters = table.filters.map(|all| all.into_iter().map(Spanned::into_inner).collect());
        Ok(SearchBox {
            filters,
            sort: table.sort,
            limit: whole("limit", table.limit, LIMIT)?,
            length: whole("length", table.length, LENGTH)?,
            labels: own.labels.clone(),
        })
    }

    /// The attributes, each with a space before it; `filters` and `sort` are what holds where nothing is said of them.
    pub fn attributes(&self, filters: &[&str], sort: bool) -> String {
        let mut out = String::new();
        let own = self.filters.as_ref();
        let names: Vec<&str> = match own {
            Some(own) => own.iter().map(|name| &**name).collect(),
            None => filters.to_vec(),
        };
        let label = |name: &str| self.labels.iter().find(|(other, _)| other == name);
        let labelled = |name: &&str| match label(name) {
            Some((_, label)) => format!("{name}={label}"),
            None => (*name).to_owned(),
        };
        let parts: Vec<String> = names.iter().map(labelled).collect();
        // A label, and a name, may have spaces.
        let is_plain = |part: &String| !part.contains(['=', ' ']);
        let between = if parts.iter().all(is_plain) { " " } else { "," };
        if !parts.is_empty() {
            let list = parts.join(between).replace('&', "&amp;").replace('"', "&quot;");
            out.push_str(&format!(" filters=\"{}\"", list.replace('<', "&lt;")));
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
