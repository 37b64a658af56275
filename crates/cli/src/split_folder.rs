//! A built site whose index is split, searched from the disk.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::DeflateDecoder;
use kwic::split::SplitIndex;
use serde::Deserialize;

use crate::error::CliError;

/// The list of the files of a build.
const MANIFEST: &str = "kwic-manifest.json";

/// What it says of a split index.
#[derive(Deserialize)]
struct Manifest {
    split: Option<String>,
}

/// See the [module](self).
pub(crate) struct SplitFolder {
    folder: PathBuf,
    index: SplitIndex<'static>,
}

impl SplitFolder {
    /// Opens the split index of the site in `out`; none where that has none.
    pub(crate) fn open(out: &Path) -> Result<SplitFolder, CliError> {
        let list = fs::read(out.join(MANIFEST)).unwrap_or_default();
        let inside = serde_json::from_slice::<Manifest>(&list).ok().and_then(|list| list.split);
        let folder =
            out.join(inside.ok_or_else(|| CliError::NoSplitIndex { path: out.to_owned() })?);
        // The program ends with the search.
        let root: &'static [u8] = read(&folder, "root")?.leak();
        let index = SplitIndex::open(root)
            .map_err(|_| CliError::SplitFile { path: folder.join("root.bin") })?;
        Ok(SplitFolder { folder, index })
    }

    /// The index, with all files that are needed for what `ask` asks of it.
    pub(crate) fn with(
        &mut self,
        ask: impl Fn(&SplitIndex<'static>),
    ) -> Result<&SplitIndex<'static>, CliError> {
        loop {
            ask(&self.index);
            let missing = self.index.take_missing();
            if missing.is_empty() {
                return Ok(&self.index);
            }
            for name in missing {
                let bytes = read(&self.folder, &name)?;
                self.index.supply(&name, bytes.into_boxed_slice());
            }
        }
    }

    /// For each kind of file, by its letter, how many there are and their bytes as they lie there.
    pub(crate) fn sizes(&self) -> Result<Vec<(String, usize, u64)>, CliError> {
        let failed = |source| CliError::Read { path: self.folder.clone(), source };
        let mut sizes: Vec<(String, usize, u64)> = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(stem) = name.strip_suffix(".bin") else { continue };
            let kind = stem.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
            let bytes = entry.metadata().map_err(failed)?.len();
            match sizes.iter_mut().find(|known| known.0 == kind) {
                Some(known) => (known.1, known.2) = (known.1 + 1, known.2 + bytes),
                None => sizes.push((kind, 1, bytes)),
            }
        }
        sizes.sort();
        Ok(sizes)
    }
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, CliError> {
    let path = folder.join(format!("{name}.bin"));
    let packed = fs::read(&path).map_err(|source| CliError::Read { path: path.clone(), source })?;
    let mut bytes = Vec::new();
    match DeflateDecoder::new(&*packed).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(_) => Err(CliError::SplitFile { path }),
    }
}
