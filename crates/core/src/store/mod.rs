//! The text section: articles as symbols of a vocabulary. Here it is read and written.
//!
//! An index holds no postings and no plain text. It holds the articles as [`symbols`]: numbers of terms and
//! of literals in a [`vocabulary`], the most frequent the lowest. A [`scan`] gives the terms of an article
//! with their positions, of which the postings are made; [`decoded_text`] gives the text back.
//!
//! The way there: a [`collector`] takes each [`stored_article`] apart, [`collected_terms`] are the terms of all in the order
//! of the dictionary, [`collected_articles`] are taken apart once more and have the numbers of these, and an [`encoder`]
//! writes the symbols. So no more than a few articles need to be held at once. The encoder makes sure that the text and the tokens of each
//! block come back, and stores a block of which they would not as plain text.

pub mod casing;
pub mod collected_articles;
pub mod collected_block;
pub mod collected_terms;
pub mod collector;
pub mod decoded_text;
pub mod encoder;
pub mod fragments;
mod literal_counts;
mod plain_text;
pub mod scan;
pub mod stored_article;
pub mod symbols;
pub mod vocabulary;

// The standard hash resists keys that somebody chose to collide; nobody chooses the words of articles so.
#[cfg(not(target_arch = "wasm32"))]
use rustc_hash::FxHashMap as HashMap;
// Only tests write an index in a browser, which is no reason to bring a crate there.
#[cfg(target_arch = "wasm32")]
use std::collections::HashMap;
