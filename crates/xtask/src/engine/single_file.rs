//! What stands inside a page in a single file: its script, bundled and small, and its style sheets.

use std::path::PathBuf;

use crate::command;
use crate::engine::cache::{Key, cached};
use crate::engine::element;
use crate::engine::optimise::Optimiser;
use crate::engine::wasm::Wasm;
use crate::error::XtaskError;
use crate::repository::Repository;

/// Scripts and style sheets of the search page itself, in `www/`.
const PAGE: [&str; 2] = ["demo.js", "style.css"];

/// The folder with these texts; the script has a placeholder for the module.
pub fn bundled(
    repository: &Repository,
    wasm: &Wasm,
    optimiser: &Optimiser,
) -> Result<PathBuf, XtaskError> {
    let www = repository.root.join("www");
    let wrapper = wasm.folder().join(kwic_site::WRAPPER);
    let key = optimiser.part_of(Key::default().with(include_str!("single_file.rs")))?;
    let mut key = element::part_of(repository, key)?.with_file(&wrapper)?;
    for name in PAGE {
        key = key.with_file(&www.join(name))?;
    }
    cached(&repository.work("single-file")?, key, |folder| {
        let mut tool = optimiser.tool("single_file.mjs");
        tool.arg(element::sources(repository)).arg(wrapper).arg(www).args(PAGE).arg(folder);
        command::run(&mut tool)
    })
}
