//! The file `kwic.toml`: what an author wants of the index, beside the articles.
//!
//! [`keys`] lists all keys; the guide has a page on each.

mod file;
mod files;
pub(crate) mod keys;
pub(crate) mod ranking;
mod search_box;
pub(crate) mod site;
mod synonyms;
mod text;
pub(crate) mod url_rule;

pub use files::find;
pub use keys::{SETTINGS, Setting};
pub use search_box::SearchBox;
pub use site::Checks;
pub use synonyms::Synonym;

pub(crate) use files::{FILE, Files, is_same};
