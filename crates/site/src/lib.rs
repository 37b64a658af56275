//! Makes a site out of articles and a finished engine.
//!
//! The engine comes as bytes ([`Engine`]): compiled, bundled and small already. [`build`] puts the index of
//! the articles into it, lays a readable page beside it for each article, and gives the whole the form that
//! is asked for ([`Form`]). Nothing is compiled or bundled here, and no other program is run: a site is built
//! on any machine, from any folder.
//!
//! ```no_run
//! use std::path::Path;
//!
//! let engine = kwic_site::Engine::read(Path::new("engine"))?;
//! let articles = kwic_indexer::read(&["articles".into()])?;
//! let built = kwic_site::build(&engine, &articles, &Default::default(), Path::new("dist"))?;
//! for file in &built.files {
//!     println!("{file}");
//! }
//! # Ok::<(), kwic_site::SiteError>(())
//! ```

mod article_page;
mod budget;
pub mod compress;
mod engine;
mod error;
mod files;
mod fingerprint;
mod inspect;
mod integrity;
pub mod output;
mod pipeline;
pub mod placeholder;
mod search_page;
mod single_file;
mod split;

pub use article_page::{article_page, write_pages};
pub use engine::Engine;
pub use error::SiteError;
pub use files::{HOME, MODULE, STYLE, WRAPPER};
pub use fingerprint::{hashed_name, without_hash};
pub use inspect::ModuleParts;
pub use integrity::{ListedFile, Manifest, NAME as MANIFEST, integrity};
pub use pipeline::{Built, Form, MAX_FILES, Options, WORKER_FROM, build, build_index, check};
pub use split::{Chosen, Layout, SplitHash, folder_of};
