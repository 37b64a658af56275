//! The search page with all that it needs in one file, which works from a disk too.

use std::fs;
use std::path::Path;

use crate::command;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;

/// What the one file does not hold: pages of articles refer to it.
const STYLE: &str = "article.css";

/// Writes the page whose parts are in `parts` into the folder `out`, beside the pages of articles.
pub fn write(repository: &Repository, parts: &Path, out: &Path) -> Result<(), XtaskError> {
    let needed_for = "a page in a single file";
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for })?;
    let tools = repository.root.join("crates/xtask/tools");
    node.install(&tools)?;
    let script = tools.join("single_file.mjs");
    command::run(node.command().arg(script).arg(parts).arg(out.join("index.html")))?;
    let style = parts.join(STYLE);
    fs::copy(&style, out.join(STYLE)).map_err(XtaskError::file("copy", style.as_path())).map(drop)
}
