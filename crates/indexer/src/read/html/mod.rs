//! Pages of a finished site, read as browsers read them: what is text of a page, and what it says of itself.

mod anchors;
mod blocks;
mod containers;
mod dates;
mod encoding;
mod extractor;
mod facts;
pub(crate) mod fragment;
mod json_ld;
mod landmarks;
pub(crate) mod link_counts;
mod marks;
mod measure;
mod never_text;
mod own;
pub(crate) mod page;
mod page_text;
pub(crate) mod page_url;
pub(crate) mod parse;
mod reader;
mod repeats;
pub(crate) mod site;
mod title;
mod tree;

pub(crate) use own::META_KEYS;
pub(crate) use reader::{MAX_BYTES, read};
