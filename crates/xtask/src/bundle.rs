//! What a build puts out: engine with index, element, page, and a readable page for each article.

use std::fs;
use std::path::{Path, PathBuf};

use kwic_build::Warning;

use crate::error::XtaskError;
use crate::manifest;
use crate::module;
use crate::optimiser::{self, Optimise};
use crate::progress::Progress;
use crate::repository::Repository;

/// Files of the page, by where they are in `www/`; all stand side by side in the output.
const PAGE: &[&str] = &[
    "index.html",
    "demo.js",
    "style.css",
    "article.css",
    "icon.svg",
    "element/kwic-search.js",
    "element/kwic-search.css",
];

/// Builds the page over `articles` and puts it into `out`. A build that fails leaves `out` as it
/// was.
pub fn build(
    repository: &Repository,
    articles: &Path,
    out: &Path,
    optimise: Optimise,
) -> Result<(), XtaskError> {
    let progress = Progress::new(3);
    progress.step("reading the articles");
    let articles = kwic_build::read(&[articles.to_owned()])?;
    for warning in Warning::lines(&articles.warnings) {
        eprintln!("warning: {warning}");
    }
    let fresh = Fresh::new(repository)?;
    kwic_build::write_pages(&articles.documents, &fresh.0)?;
    let index = repository.work("index")?.join("index.kwic");
    let bytes = kwic_build::build_with(&articles.documents, &articles.settings)?;
    write_if_changed(&index, &bytes)?;

    progress.step("compiling the engine with its index");
    fresh.refuse(&["kwic.js", "kwic_bg.wasm"])?;
    progress.around(|| engine(repository, &index, &fresh.0, optimise))?;

    progress.step("putting the page together");
    for file in PAGE {
        let from = repository.root.join("www").join(file);
        let name = file.rsplit('/').next().unwrap_or(file);
        fresh.refuse(&[name])?;
        fs::copy(&from, fresh.0.join(name)).map_err(XtaskError::file("copy", from.as_path()))?;
    }
    optimiser::minify(repository, &fresh.0.join("kwic-search.js"), optimise)?;
    manifest::replace(out, &fresh.0)?;
    progress.done(&format!("{} articles in {}", articles.documents.len(), out.display()));
    Ok(())
}

/// Writes the engine with an index inside, and its wrapper for JavaScript, into the folder `out`.
pub fn engine(
    repository: &Repository,
    index: &Path,
    out: &Path,
    optimise: Optimise,
) -> Result<(), XtaskError> {
    let module = module::compile(repository, index)?;
    module::wrap(repository, &module, out)?;
    optimiser::optimise(repository, &out.join("kwic_bg.wasm"), optimise)?;
    optimiser::minify(repository, &out.join("kwic.js"), optimise)
}

/// Writes a file; one that stays as it was keeps cargo from compiling again.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<(), XtaskError> {
    if fs::read(path).is_ok_and(|before| before == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).map_err(XtaskError::file("write", path))
}

/// A folder for the files of one build, gone when dropped.
struct Fresh(PathBuf);

impl Fresh {
    fn new(repository: &Repository) -> Result<Self, XtaskError> {
        repository.work(&format!("page-{}", std::process::id())).map(Self)
    }

    /// An article must not take the place of a file that the page needs.
    fn refuse(&self, names: &[&str]) -> Result<(), XtaskError> {
        match names.iter().find(|name| self.0.join(name).exists()) {
            Some(name) => Err(XtaskError::AddressTaken((*name).to_owned())),
            None => Ok(()),
        }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // What is left behind lies in the target folder and goes with it.
        let _ = fs::remove_dir_all(&self.0);
    }
}
