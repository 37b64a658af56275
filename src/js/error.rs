//! What a call from JavaScript can be told instead of an answer.

#[cfg(not(feature = "split"))]
use kwic_core::format::sections::OpenError;
#[cfg(feature = "split")]
use kwic_core::split::root::{RootError, VERSION};

/// Why a call has no answer.
#[derive(Debug)]
pub enum CallError {
    /// The module holds no index that this engine reads.
    #[cfg(not(feature = "split"))]
    Open(OpenError),
    /// What was to be the root of a split index is none that this engine reads.
    #[cfg(feature = "split")]
    OpenRoot(RootError),
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

impl CallError {
    /// The message of the `Error` that JavaScript gets. It is put together from texts: the machinery of `format!`
    /// would be in the module for nothing else.
    fn message(&self) -> String {
        match self {
            #[cfg(not(feature = "split"))]
            CallError::Open(error) => error.message(),
            #[cfg(feature = "split")]
            CallError::OpenRoot(RootError::NotARoot) => "these files are no split index".to_owned(),
            #[cfg(feature = "split")]
            CallError::OpenRoot(RootError::Version(found)) => {
                let (found, known) = (found.to_string(), VERSION.to_string());
                [
                    "the split index is of version ",
                    &found,
                    ", and this engine reads version ",
                    &known,
                ]
                .concat()
            }
            CallError::NoOptions { known } => {
                ["options are an object with any of: ", known].concat()
            }
            CallError::Throws => "the options throw when they are read".to_owned(),
            CallError::UnknownOption { name, known } => {
                ["unknown option \"", name, "\"; there are: ", known].concat()
            }
            CallError::WrongType { name, expected } => {
                ["option \"", name, "\" has to be ", expected].concat()
            }
            CallError::NoArticle { id, articles } => {
                let (id, last) = (id.to_string(), articles.saturating_sub(1).to_string());
                ["there is no article ", &id, ": ids go from 0 to ", &last].concat()
            }
        }
    }
}

impl From<CallError> for js_sys::Error {
    fn from(error: CallError) -> js_sys::Error {
        js_sys::Error::new(&error.message())
    }
}
