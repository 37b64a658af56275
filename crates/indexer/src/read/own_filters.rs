//! Filters of the author's own, by whichever way an article names them.

use crate::infer::language;
use crate::infer::spacing::collapsed;

/// Which keys are filters, and what filters are called in the box: the table `[filters]` of the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OwnFilters {
    /// Keys of front matter and of records, columns of tables, and names of `<meta>`.
    pub(crate) keys: Vec<String>,
    /// What readers see in the place of names.
    pub(crate) labels: Vec<(String, String)>,
}

/// What articles have anyway; filters that are called so say these, but for the year.
const FACTS: [&str; 4] = ["lang", "source", "tag", "year"];

/// Why no filter of the author's own can be called so, and the mend; none for names that can be.
pub(crate) fn clash(name: &str) -> Option<(String, &'static str)> {
    let something_else = "call it something else";
    Some(match name {
        "year" => ("the year of an article follows from its date".to_owned(), "leave it out"),
        "sort" => ("the box has the order of hits by that name".to_owned(), something_else),
        "title" | "after" | "before" => {
            (format!("`{name}:` means something else in a query"), something_else)
        }
        _ if name.contains([',', '=']) => {
            ("these part names and labels in a list".to_owned(), "write it without `,` and `=`")
        }
        _ => {
            let is_same = |fact: &&&str| fact.eq_ignore_ascii_case(name) && **fact != name;
            let fact = FACTS.iter().find(is_same)?;
            (format!("a query does not tell it from `{fact}`"), something_else)
        }
    })
}

/// The filters of an article, each once. Those that are called as something that articles have anyway set that, where the
/// article does not say it otherwise; a year follows from a date.
pub(crate) fn settle(
    filters: Vec<(String, String)>,
    tags: &mut Vec<String>,
    source: &mut Option<String>,
    lang: &mut Option<String>,
) -> Vec<(String, String)> {
    let mut own: Vec<(String, String)> = Vec::new();
    for (name, value) in filters {
        match &*name {
            "tag" | "tags" => {
                for tag in value.split(',').map(collapsed).filter(|tag| !tag.is_empty()) {
                    if !tags.contains(&tag) {
                        tags.push(tag);
                    }
                }
            }
            "source" => *source = source.take().or(Some(value)),
            "lang" => *lang = lang.take().or_else(|| language::primary_subtag(&value)),
            "year" | "" => {}
            _ if own.iter().any(|(other, has)| *other == name && *has == value) => {}
            _ => own.push((name, value)),
        }
    }
    own
}
