//! Reads articles and writes the index; runs on the build machine, never in the browser.
//!
//! [`read`] gives the articles of folders and files, and the [`Settings`] of a file `kwic.toml` among
//! them; [`build_with`] compiles both into an index.
//!
//! ```no_run
//! let articles = kwic_indexer::read(&["articles".into()])?;
//! let index = kwic_indexer::build_with(&articles.documents, &articles.settings)?;
//! # Ok::<(), kwic_indexer::BuildError>(())
//! ```
mod articles;
mod boilerplate;
mod calendar;
mod collect;
mod compounds;
mod dateline;
mod document;
mod encode;
mod endings;
mod error;
mod fields;
mod folder;
mod front_matter;
mod function_words;
mod headline;
mod html_text;
mod invert;
mod language;
mod letters;
mod link;
mod markdown;
mod page;
mod paragraphs;
mod plain_text;
mod records;
pub mod script;
mod sentence;
mod settings;
mod spacing;
mod stem;
mod stop_words;
mod value;
mod warning;
mod write;

pub use articles::{Articles, read, read_articles};
pub use document::{Block, BlockKind, Document};
pub use error::{BuildError, Place};
pub use folder::PassedOver;
pub use page::{article_page, write_pages};
pub use stem::algorithm;
pub use warning::Warning;
pub use write::{build, build_with};

pub use kwic_core::format::settings::{Recency, Settings};
