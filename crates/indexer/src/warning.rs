//! What an author should hear about although the build goes on.

use std::fmt;
use std::mem::discriminant;

use crate::Place;

/// Something about an article that is kept as it is but is probably not meant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// An article without text: only its title can be found.
    EmptyBody {
        /// File, and line for records.
        place: Place,
    },
    /// A file name that is not UTF-8, so that the link made from it may not lead to the file.
    UnreadableName {
        /// The file.
        place: Place,
    },
    /// A page that says nowhere what its text is, so that all of it was taken.
    WholeBody {
        /// The file.
        place: Place,
    },
    /// A page that a sitemap names and no input has.
    PageMissing {
        /// The sitemap, and the line.
        place: Place,
        /// The url as the sitemap has it.
        url: String,
    },
    /// An attribute `data-kwic-meta` that names what is no fact of a page.
    UnknownMeta {
        /// The file.
        place: Place,
        /// The name.
        key: String,
        /// The fact that was probably meant.
        meant: Option<&'static str>,
    },
    /// A filter of the author's own that readers cannot choose, or not by its name in a query.
    FilterName {
        /// The file.
        place: Place,
        /// What the filter is called.
        name: String,
        /// Why it cannot be called so.
        why: String,
        /// What to do.
        mend: &'static str,
    },
    /// A page that is too large to be read whole.
    PageCut {
        /// The file.
        place: Place,
    },
}

/// So many warnings of a kind are told in full.
const MAX_TOLD: usize = 3;

impl Warning {
    /// Warnings as lines to show: the first three of each kind, and at the end how many more there
    /// are of it.
    pub fn lines(warnings: &[Warning]) -> Vec<String> {
        let mut lines = Vec::new();
        // The first of each kind, and how many there are.
        let mut kinds: Vec<(&Warning, usize)> = Vec::new();
        for warning in warnings {
            let is_kind =
                |kind: &&mut (&Warning, usize)| discriminant(kind.0) == discriminant(warning);
            let count = match kinds.iter_mut().find(is_kind) {
                Some((_, count)) => {
                    *count += 1;
                    *count
                }
                None => {
                    kinds.push((warning, 1));
                    1
                }
            };
            if count <= MAX_TOLD {
                lines.push(warning.to_string());
            }
        }
        let more = |&(kind, count): &(&Warning, usize)| kind.more(count.checked_sub(MAX_TOLD)?);
        lines.extend(kinds.iter().filter_map(more));
        lines
    }

    /// Says how many more warnings of this kind there are; `None` when there are none.
    fn more(&self, count: usize) -> Option<String> {
        let (one, many) = match self {
            Warning::EmptyBody { .. } => ("article has no text", "articles have no text"),
            Warning::UnreadableName { .. } => {
                ("file name is not UTF-8", "file names are not UTF-8")
            }
            Warning::WholeBody { .. } => {
                ("page does not say what its text is", "pages do not say what their text is")
            }
            Warning::PageMissing { .. } => {
                ("page of a sitemap is missing", "pages of sitemaps are missing")
            }
            Warning::UnknownMeta { .. } => {
                ("name in `data-kwic-meta` is unknown", "names in `data-kwic-meta` are unknown")
            }
            Warning::FilterName { .. } => {
                ("filter has a name that cannot be", "filters have names that cannot be")
            }
            Warning::PageCut { .. } => ("page was cut", "pages were cut"),
        };
        match count {
            0 => None,
            1 => Some(format!("and 1 more {one}")),
            count => Some(format!("and {count} more {many}")),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::EmptyBody { place } => {
                write!(
                    f,
                    "{place}: the article has no text, so only its title can be found; add some or mark it `draft: true`"
                )
            }
            Warning::UnreadableName { place } => {
                write!(
                    f,
                    "{place}: the file name is not UTF-8, so its link may not work; rename the file or give it a `url`"
                )
            }
            Warning::WholeBody { place } => {
                write!(
                    f,
                    "{place}: the page does not say what its text is, so all of it was taken but navigation; put the text into <main>, or set `data-kwic-body` on the element that holds it"
                )
            }
            Warning::PageMissing { place, url } => {
                write!(
                    f,
                    "{place}: no page is at {url:?}, so it cannot be found; build the site anew, or take the url out"
                )
            }
            Warning::UnknownMeta { place, key, meant } => {
                let meant = meant.map(|meant| format!("did you mean `{meant}`? "));
                write!(
                    f,
                    "{place}: `data-kwic-meta` names {key:?}, which is no fact of a page; {}to filter by it, write `data-kwic-filter`",
                    meant.unwrap_or_default()
                )
            }
            Warning::FilterName { place, name, why, mend } => {
                write!(f, "{place}: a filter cannot be called {name:?}: {why}; {mend}")
            }
            Warning::PageCut { place } => {
                write!(
                    f,
                    "{place}: the page is larger than 16 MB or its markup never ends, so only its beginning was read; split it"
                )
            }
        }
    }
}
