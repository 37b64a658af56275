//! Files to documents: what an author wrote, in the order of its fields.

mod article;
pub(crate) mod articles;
pub(crate) mod csv;
pub(crate) mod dialect;
pub(crate) mod feed;
pub(crate) mod fields;
pub(crate) mod file_kind;
pub(crate) mod folder;
pub(crate) mod front_matter;
pub(crate) mod generator;
pub(crate) mod html;
pub(crate) mod link;
pub(crate) mod markdown;
pub(crate) mod options;
pub(crate) mod own_filters;
pub(crate) mod plain_text;
pub(crate) mod records;
pub(crate) mod settings;
pub(crate) mod sitemap;
pub(crate) mod skipped;
pub(crate) mod slug;
pub(crate) mod standard_input;
mod stop_phrases;
pub(crate) mod value;
mod web_date;
mod xml;
