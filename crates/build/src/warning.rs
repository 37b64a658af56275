//! What an author should hear about although the build goes on.

use std::fmt;

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
        }
    }
}
