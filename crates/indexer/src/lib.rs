//! Reads articles and writes the index; runs on the build machine, never in the browser.
//!
//! [`read`] gives the articles of folders and files, and the [`Settings`] of a file `kwic.toml` among
//! them; [`build_articles`] compiles both into an index.
//!
//! ```no_run
//! let articles = kwic_indexer::read(&["articles".into()])?;
//! let index = kwic_indexer::build_articles(&articles)?;
//! # Ok::<(), kwic_indexer::BuildError>(())
//! ```
pub mod build_script;
mod document;
mod documents;
mod error;
mod index;
mod infer;
mod read;
mod warning;

pub use document::{Block, BlockKind, Document};
pub use documents::Documents;
pub use error::{BuildError, Place};
pub use index::stem::algorithm;
pub use index::write::{build, build_articles, build_with};
pub use infer::language::is_right_to_left;
pub use infer::spacing::collapsed as on_one_line;
pub use read::articles::{Articles, Source, golden_lists, read, read_articles, read_by, read_with};
pub use read::folder::OUTPUT_LIST;
pub use read::generator::Generator;
pub use read::html::parse::page_tree;
pub use read::html::site::LeftOut;
pub use read::link::{page_of as page_of_url, scheme as scheme_of_url};
pub use read::markdown::{heading_text, options as markdown_options};
pub use read::options::ReadOptions;
pub use read::settings::{Checks, SETTINGS, SearchBox, Setting, Synonym, find as settings_file};
pub use read::sitemap::is_sitemap;
pub use read::skipped::Skipped;
pub use read::slug::{SlugRule, Slugs};
pub use read::standard_input::{Format, STANDARD_INPUT, StandardInput};
pub use warning::Warning;

pub use kwic_core::format::settings::{Recency, Settings};
