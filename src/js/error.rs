//! What a call from JavaScript can be told instead of an answer.

use std::fmt;

use kwic_core::format::sections::OpenError;

/// Why a call has no answer; `Display` is the message of the `Error` that JavaScript gets.
#[derive(Debug)]
pub enum CallError {
    /// The module holds no index that this engine reads.
    Open(OpenError),
    /// The options are no object, or a list of something else than names with values.
    NoOptions {
        /// The names that the function has, with commas.
        known: String,
    },
    /// A getter or a proxy among the options threw.
    Throws,
    /// The function has no option of this name.
    UnknownOption {
        /// As it was given.
        name: String,
        /// The names that the function has, with commas.
        known: String,
    },
    /// An option has a value that it cannot have.
    WrongType {
        /// Its name.
        name: &'static str,
        /// What it may be.
        expected: &'static str,
    },
    /// No article has this number.
    NoArticle {
        /// As it was given.
        id: u32,
        /// How many articles there are.
        articles: u32,
    },
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallError::Open(error) => error.fmt(f),
            CallError::NoOptions { known } => {
                write!(f, "options are an object with any of: {known}")
            }
            CallError::Throws => f.write_str("the options throw when they are read"),
            CallError::UnknownOption { name, known } => {
                write!(f, "unknown option \"{name}\"; there are: {known}")
            }
            CallError::WrongType { name, expected } => {
                write!(f, "option \"{name}\" has to be {expected}")
            }
            CallError::NoArticle { id, articles } => {
                let last = articles.saturating_sub(1);
                write!(f, "there is no article {id}: ids go from 0 to {last}")
            }
        }
    }
}

impl From<CallError> for js_sys::Error {
    fn from(error: CallError) -> js_sys::Error {
        js_sys::Error::new(&error.to_string())
    }
}
