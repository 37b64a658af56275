//! What a build puts out: engine with index, element, page, and a readable page for each article.

use std::fs;
use std::path::{Path, PathBuf};

use kwic_indexer::Warning;

use crate::compressed;
use crate::element;
use crate::engine::{self, Engine};
use crate::error::XtaskError;
use crate::hashed;
use crate::integrity;
use crate::manifest;
use crate::module::Times;
use crate::optimiser::{Optimise, Optimiser};
use crate::progress::Progress;
use crate::repository::Repository;
use crate::single_file;

/// Files of the page around the element, in `www/`.
const PAGE: &[&str] = &["index.html", "demo.js", "style.css", "article.css", "icon.svg"];

/// Steps of a build.
pub const STEPS: u64 = 3;

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

/// How pages are built, over any articles and as often as they change.
pub struct Bundle<'r> {
    repository: &'r Repository,
    optimiser: Option<Optimiser>,
    form: Form,
    /// Whether compressed copies lie beside the files.
    compressed: bool,
    times: Times,
    /// Finished when it is first needed: articles that cannot be read are told of sooner.
    engine: Option<Engine>,
}

/// Builds the page over `articles` once and puts it into `out`. A build that fails leaves `out` as it
/// was.
pub fn build(
    repository: &Repository,
    articles: &Path,
    out: &Path,
    optimise: Optimise,
    form: Form,
) -> Result<(), XtaskError> {
    Bundle::new(repository, optimise, form)?.build(articles, out, &Progress::new(STEPS)).map(drop)
}

impl<'r> Bundle<'r> {
    /// Builds of this form.
    pub fn new(
        repository: &'r Repository,
        optimise: Optimise,
        form: Form,
    ) -> Result<Self, XtaskError> {
        let optimiser = Optimiser::find(repository, optimise)?;
        // A page that comes from this machine needs no copies for the way.
        let compressed = optimise != Optimise::No;
        let times = if optimise == Optimise::No { Times::Noted } else { Times::NotNoted };
        Ok(Self { repository, optimiser, form, compressed, times, engine: None })
    }

    /// The same with this engine.
    #[cfg(test)]
    pub fn with_engine(self, engine: Engine) -> Self {
        Self { engine: Some(engine), ..self }
    }

    /// Builds the page over `articles`, puts it into `out` and gives the number of articles. A build that
    /// fails leaves `out` as it was.
    pub fn build(
        &mut self,
        articles: &Path,
        out: &Path,
        progress: &Progress,
    ) -> Result<usize, XtaskError> {
        let repository = self.repository;
        progress.step("reading the articles");
        let articles = kwic_indexer::read(&[articles.to_owned()])?;
        for warning in Warning::lines(&articles.warnings) {
            eprintln!("warning: {warning}");
        }
        let fresh = Fresh::new(repository, "page")?;
        kwic_indexer::write_pages(&articles.documents, &fresh.0)?;
        let pages = manifest::files_beneath(&fresh.0)?;
        let index = kwic_indexer::build_with(&articles.documents, &articles.settings)?;

        progress.step("putting the index into the engine");
        fresh.refuse(&[engine::WRAPPER, engine::MODULE, integrity::NAME])?;
        fresh.refuse(PAGE)?;
        fresh.refuse(&element::files(repository)?)?;
        let parts = Fresh::new(repository, "parts")?;
        let page = if self.form == Form::SingleFile { &parts.0 } else { &fresh.0 };
        progress.around(|| self.engine()?.with_index(&index, page))?;

        progress.step("putting the page together");
        for name in PAGE {
            let from = repository.root.join("www").join(name);
            fs::copy(&from, page.join(name)).map_err(XtaskError::file("copy", from))?;
        }
        if self.form == Form::SingleFile {
            element::copy(repository, page)?;
            single_file::write(repository, page, &fresh.0)?;
        } else {
            element::write(repository, page, self.optimiser.as_ref())?;
        }
        let names = hashed::names(&fresh.0, &pages, self.form == Form::Hashed)?;
        integrity::write(&fresh.0, &names)?;
        if self.compressed {
            compressed::beside(&fresh.0)?;
        }
        manifest::replace(out, &fresh.0)?;
        progress.done(&format!("{} articles in {}", articles.documents.len(), out.display()));
        Ok(articles.documents.len())
    }

    fn engine(&mut self) -> Result<&Engine, XtaskError> {
        let engine = match self.engine.take() {
            Some(engine) => engine,
            None => Engine::with_times(self.repository, self.optimiser.as_ref(), self.times)?,
        };
        Ok(self.engine.insert(engine))
    }
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
