//! The engine as a page loads it: module and wrapper, finished once, with whatever index goes into it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::XtaskError;
use crate::kept::{Key, kept};
use crate::manifest;
use crate::module::{self, Times};
use crate::optimiser::Optimiser;
use crate::placeholder;
use crate::repository::Repository;

/// The module, as its wrapper calls it.
pub const MODULE: &str = "kwic_bg.wasm";
/// The wrapper.
pub const WRAPPER: &str = "kwic.js";

/// A finished engine without an index.
#[derive(Debug)]
pub struct Engine {
    folder: PathBuf,
}

impl Engine {
    /// The engine for readers, which notes no times.
    pub fn finished(
        repository: &Repository,
        optimiser: Option<&Optimiser>,
    ) -> Result<Self, XtaskError> {
        Self::with_times(repository, optimiser, Times::NotNoted)
    }

    /// Compiles, wraps and optimises the engine, as far as that was not done before.
    pub fn with_times(
        repository: &Repository,
        optimiser: Option<&Optimiser>,
        times: Times,
    ) -> Result<Self, XtaskError> {
        let module = module::compile(repository, times)?;
        let mut key = Key::default()
            .with_file(&module)?
            .with(repository.bindgen_version()?)
            .with(include_str!("module.rs"))
            .with(include_str!("panics.rs"));
        if let Some(optimiser) = optimiser {
            key = optimiser.part_of(key)?;
        }
        let folder = kept(&repository.work("engine")?, key, |folder| {
            module::wrap(repository, &module, folder)?;
            if let Some(optimiser) = optimiser {
                optimiser.module(&folder.join(MODULE))?;
                optimiser.scripts(folder, folder, &[WRAPPER])?;
            }
            Ok(())
        })?;
        Ok(Self { folder })
    }

    /// The engine that lies finished in this folder.
    #[cfg(test)]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Writes the engine with this index inside into the folder `out`.
    pub fn with_index(&self, index: &[u8], out: &Path) -> Result<(), XtaskError> {
        manifest::copy(&self.folder, out)?;
        let module = self.folder.join(MODULE);
        let bytes = fs::read(&module).map_err(XtaskError::file("read", module))?;
        let placed = placeholder::place(&bytes, index)?;
        let module = out.join(MODULE);
        fs::write(&module, placed).map_err(XtaskError::file("write", module))
    }
}
