//! The files of an engine by their names.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The module, as its wrapper calls it.
pub const MODULE: &str = "kwic_bg.wasm";
/// The wrapper of the module for JavaScript.
pub const WRAPPER: &str = "kwic.js";
/// The search page.
pub const HOME: &str = "index.html";
/// The style sheet of the pages of articles.
pub const STYLE: &str = "article.css";

/// What only the demonstration page needs.
pub(crate) const DEMONSTRATION: &[&str] = &["demo.js", "style.css"];

/// Contents of files by their paths, with `/` between the parts.
pub(crate) type Files<'a> = BTreeMap<String, Cow<'a, [u8]>>;
