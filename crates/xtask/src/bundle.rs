//! What a build puts out: engine with index, element, page, and a readable page for each article.

use std::fs;
use std::path::{Path, PathBuf};

use kwic_build::Warning;

use crate::compressed;
use crate::element;
use crate::error::XtaskError;
use crate::hashed;
use crate::integrity;
use crate::manifest;
use crate::module;
use crate::optimiser::{self, Optimise};
use crate::progress::Progress;
use crate::repository::Repository;
use crate::single_file;

/// Files of the page around the element, in `www/`.
const PAGE: &[&str] = &["index.html", "demo.js", "style.css", "article.css", "icon.svg"];

/// In which form the page is put out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Files by the names that the documents give them.
    Plain,
    /// Files with a hash of their content in their names.
    Hashed,
    /// One file with all but the pages of the articles.
    SingleFile,
}

/// Builds the page over `articles` and puts it into `out`. A build that fails leaves `out` as it
/// was.
pub fn build(
    repository: &Repository,
    articles: &Path,
    out: &Path,
    optimise: Optimise,
    form: Form,
) -> Result<(), XtaskError> {
    let progress = Progress::new(3);
    progress.step("reading the articles");
    let articles = kwic_build::read(&[articles.to_owned()])?;
    for warning in Warning::lines(&articles.warnings) {
        eprintln!("warning: {warning}");
    }
    let fresh = Fresh::new(repository, "page")?;
    kwic_build::write_pages(&articles.documents, &fresh.0)?;
    let pages = manifest::files_beneath(&fresh.0)?;
    let index = repository.work("index")?.join("index.kwic");
    let bytes = kwic_build::build_with(&articles.documents, &articles.settings)?;
    write_if_changed(&index, &bytes)?;

    progress.step("compiling the engine with its index");
    fresh.refuse(&["kwic.js", "kwic_bg.wasm", integrity::NAME])?;
    fresh.refuse(PAGE)?;
    fresh.refuse(&element::files(repository)?)?;
    let parts = Fresh::new(repository, "parts")?;
    let page = if form == Form::SingleFile { &parts.0 } else { &fresh.0 };
    progress.around(|| engine(repository, &index, page, optimise))?;

    progress.step("putting the page together");
    for name in PAGE {
        let from = repository.root.join("www").join(name);
        fs::copy(&from, page.join(name)).map_err(XtaskError::file("copy", from))?;
    }
    if form == Form::SingleFile {
        element::copy(repository, page)?;
        single_file::write(repository, page, &fresh.0)?;
    } else {
        element::write(repository, page, optimise)?;
    }
    let names = hashed::names(&fresh.0, &pages, form == Form::Hashed)?;
    integrity::write(&fresh.0, &names)?;
    // A page that comes from this machine needs no copies for the way.
    if optimise != Optimise::No {
        compressed::beside(&fresh.0)?;
    }
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
    optimiser::scripts(repository, out, out, &["kwic.js"], optimise).map(drop)
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
    fn new(repository: &Repository, name: &str) -> Result<Self, XtaskError> {
        repository.work(&format!("{name}-{}", std::process::id())).map(Self)
    }

    /// An article must not take the place of a file that the page needs.
    fn refuse(&self, names: &[impl AsRef<Path>]) -> Result<(), XtaskError> {
        match names.iter().map(AsRef::as_ref).find(|name| self.0.join(name).exists()) {
            Some(name) => Err(XtaskError::AddressTaken(name.display().to_string())),
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
