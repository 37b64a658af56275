//! The WebAssembly of the engine: module and wrapper, finished once, with whatever index goes into it.

use std::fs;
use std::path::{Path, PathBuf};

use kwic_site::{MODULE, WRAPPER, output, placeholder};

use crate::engine::cache::{Key, cached};
use crate::engine::compile::{self, Layout, Times};
use crate::engine::optimise::Optimiser;
use crate::error::XtaskError;
use crate::repository::Repository;

/// What the wrapper of wasm-bindgen is called beside a wrapper of our own.
const INNER_WRAPPER: &str = "engine.js";

/// A finished module without an index, and its wrapper.
#[derive(Debug)]
pub struct Wasm {
    folder: PathBuf,
}

impl Wasm {
    /// The module for readers, which notes no times.
    pub fn finished(
        repository: &Repository,
        optimiser: Option<&Optimiser>,
    ) -> Result<Self, XtaskError> {
        Self::with_times(repository, optimiser, Times::NotNoted)
    }

    /// The module for a split index, for readers, with the wrapper that loads the files of the index.
    pub fn split(
        repository: &Repository,
        optimiser: Option<&Optimiser>,
    ) -> Result<Self, XtaskError> {
        let own = repository.root.join("www/split").join(WRAPPER);
        Self::made(repository, optimiser, (Layout::Split, Times::NotNoted), Some(&own))
    }

    /// Compiles, wraps and optimises the module, as far as that was not done before.
    pub fn with_times(
        repository: &Repository,
        optimiser: Option<&Optimiser>,
        times: Times,
    ) -> Result<Self, XtaskError> {
        Self::made(repository, optimiser, (Layout::Module, times), None)
    }

    /// As [`Wasm::with_times`]; where there is a wrapper of `own`, it imports that of the module as `engine.js`.
    fn made(
        repository: &Repository,
        optimiser: Option<&Optimiser>,
        (layout, times): (Layout, Times),
        own: Option<&Path>,
    ) -> Result<Self, XtaskError> {
        let module = compile::compile(repository, layout, times)?;
        let mut key = Key::default()
            .with_file(&module)?
            .with(repository.bindgen_version()?)
            .with(include_str!("compile.rs"))
            .with(include_str!("panics.rs"))
            .with(include_str!("unused.rs"));
        if let Some(optimiser) = optimiser {
            key = optimiser.part_of(key)?;
        }
        if let Some(own) = own {
            key = key.with_file(own)?;
        }
        let folder = cached(&repository.work("engine")?, key, |folder| {
            compile::wrap(repository, &module, folder)?;
            if let Some(own) = own {
                let (wrapper, inner) = (folder.join(WRAPPER), folder.join(INNER_WRAPPER));
                fs::rename(&wrapper, inner).map_err(XtaskError::file("rename", &*wrapper))?;
                fs::copy(own, &wrapper).map_err(XtaskError::file("copy", own))?;
            }
            if let Some(optimiser) = optimiser {
                optimiser.module(&folder.join(MODULE))?;
                optimiser.scripts(folder, folder, &[WRAPPER])?;
                let inner = folder.join(INNER_WRAPPER);
                if inner.exists() {
                    fs::remove_file(&inner).map_err(XtaskError::file("remove", &*inner))?;
                }
            }
            Ok(())
        })?;
        Ok(Self { folder })
    }

    /// The module and the wrapper that lie finished in this folder.
    #[cfg(test)]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Where module, wrapper and their types lie, and nothing else.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes all files with this index inside the module into the folder `out`.
    pub fn with_index(&self, index: &[u8], out: &Path) -> Result<(), XtaskError> {
        for file in output::files_beneath(&self.folder)? {
            let from = self.folder.join(&file);
            let mut bytes = fs::read(&from).map_err(XtaskError::file("read", from))?;
            if file == Path::new(MODULE) {
                bytes = placeholder::place(&bytes, index)?;
            }
            let target = out.join(file);
            fs::write(&target, bytes).map_err(XtaskError::file("write", target))?;
        }
        Ok(())
    }
}
