//! The page over articles, built by the engine of this repository as it is now.

use std::path::Path;

use kwic_indexer::Warning;
use kwic_site::{Built, Form, Options};

use crate::engine;
use crate::engine::compile::Times;
use crate::engine::optimise::{Optimise, Optimiser};
use crate::engine::wasm::Wasm;
use crate::error::XtaskError;
use crate::progress::Progress;
use crate::repository::Repository;

/// Steps of a build.
pub const STEPS: u64 = 3;

/// How pages are built, over any articles and as often as they change.
pub struct PageBuilder<'r> {
    repository: &'r Repository,
    optimiser: Option<Optimiser>,
    options: Options,
    times: Times,
    /// Finished when it is first needed: articles that cannot be read are reported sooner.
    wasm: Option<Wasm>,
}

/// Builds the page over `articles` once and puts it into `out`. A build that fails leaves `out` as it
/// was.
pub fn build(
    repository: &Repository,
    articles: &Path,
    out: &Path,
    optimise: Optimise,
    form: Form,
) -> Result<Built, XtaskError> {
    PageBuilder::new(repository, optimise, form)?.build(articles, out, &Progress::new(STEPS))
}

impl<'r> PageBuilder<'r> {
    /// Builds of this form.
    pub fn new(
        repository: &'r Repository,
        optimise: Optimise,
        form: Form,
    ) -> Result<Self, XtaskError> {
        let optimiser = Optimiser::find(repository, optimise)?;
        let needed_for = match form {
            Form::Plain => None,
            Form::Hashed => Some("a page with hashes in its names"),
            Form::SingleFile => Some("a page in a single file"),
        };
        if let (Some(needed_for), None) = (needed_for, &optimiser) {
            return Err(XtaskError::NoNode { needed_for });
        }
        // A page that comes from this machine needs no copies for the way.
        let compressed = optimise != Optimise::No;
        let staging = repository.work("page")?;
        let options = Options { form, compressed, staging, ..Options::default() };
        let times = if optimise == Optimise::No { Times::Noted } else { Times::NotNoted };
        Ok(Self { repository, optimiser, options, times, wasm: None })
    }

    /// The same with this module and its wrapper.
    #[cfg(test)]
    pub fn with_wasm(self, wasm: Wasm) -> Self {
        Self { wasm: Some(wasm), ..self }
    }

    /// Builds the page over `articles` and puts it into `out`. A build that fails leaves `out` as it was.
    pub fn build(
        &mut self,
        articles: &Path,
        out: &Path,
        progress: &Progress,
    ) -> Result<Built, XtaskError> {
        progress.step("reading the articles");
        let articles = kwic_indexer::read(&[articles.to_owned()])?;
        for warning in Warning::lines(&articles.warnings) {
            eprintln!("warning: {warning}");
        }
        progress.step("finishing the engine");
        let engine = progress.around(|| self.engine())?;
        progress.step("putting the page together");
        let built = kwic_site::build(&engine, &articles, &self.options, out)?;
        progress.done(&format!("{} articles in {}", built.articles, out.display()));
        Ok(built)
    }

    /// The engine with the page around the element as it is now.
    fn engine(&mut self) -> Result<kwic_site::Engine, XtaskError> {
        let (repository, optimiser) = (self.repository, self.optimiser.as_ref());
        let wasm = match self.wasm.take() {
            Some(wasm) => wasm,
            None => Wasm::with_times(repository, optimiser, self.times)?,
        };
        engine::assembled(repository, self.wasm.insert(wasm), None, optimiser)
    }
}
