//! The layout of a site's index: in the module, or in many small files beside it, of which a reader loads few.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use kwic::Index;
use kwic_core::split::Limits;
use serde::Deserialize;
use sha2::{Digest, Sha384};

use crate::error::SiteError;
use crate::integrity;

/// Where the files of a split index lie, each build's in a folder of its own.
const FOLDER: &str = "kwic";
/// Hexadecimal digits of the name of that folder.
const DIGITS: usize = 16;
/// Bytes of module and index after brotli up to which the index is in the module where nothing else is asked for.
const LARGEST_MODULE: usize = 300_000;
/// An index of more bytes is larger than that, however well it is compressed.
const CERTAINLY_LARGER: usize = 4_000_000;

/// Where the index of a site lies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// In the module while that is small, else split.
    #[default]
    Auto,
    /// In the module: all of it is loaded before the first search.
    Module,
    /// In files, of which each search loads those that it needs.
    Split,
}

/// The layout of a build, and why it is that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Whether the index is split.
    pub split: bool,
    /// Bytes that module and index together have, or would have, after brotli; none where that was not asked.
    pub module_bytes: Option<usize>,
}

impl Layout {
    /// The layout for a module with its index inside.
    pub(crate) fn chosen(self, index: &[u8], module: &[u8]) -> Result<Chosen, SiteError> {
        if self != Layout::Auto {
            return Ok(Chosen { split: self == Layout::Split, module_bytes: None });
        }
        if index.len() > CERTAINLY_LARGER {
            return Ok(Chosen { split: true, module_bytes: None });
        }
        let packed = crate::compress::brotli(module);
        let bytes = packed.map_err(SiteError::file("compress", Path::new(crate::MODULE)))?.len();
        Ok(Chosen { split: bytes > LARGEST_MODULE, module_bytes: Some(bytes) })
    }
}

/// What the folder of a split index has: paths from the output, and bytes, compressed.
pub(crate) struct SplitFiles {
    /// The folder, with a slash behind it.
    pub folder: String,
    pub files: Vec<(String, Vec<u8>)>,
}

/// Takes an index apart into files for `max_files` at most.
pub(crate) fn files(index: &[u8], max_files: usize) -> Result<SplitFiles, SiteError> {
    let index =
        Index::open_unchecked(index).map_err(|error| SiteError::Index(error.to_string()))?;
    let mut limits = Limits::default();
    let mut split = kwic::split::write(&index, limits);
    // With files twice as large there are about half as many.
    while split.files.len() >= max_files && limits.text < 1 << 20 {
        limits = Limits {
            dictionary: limits.dictionary,
            lists: limits.lists * 2,
            text: limits.text * 2,
        };
        split = kwic::split::write(&index, limits);
    }
    let mut hash = SplitHash::new(&split.root);
    for (name, bytes) in &split.files {
        hash.add(name, bytes);
    }
    let folder = format!("{FOLDER}/{}/", hash.name());
    let all = std::iter::once(("root".to_owned(), split.root)).chain(split.files);
    let packed = all.map(|(name, bytes)| Ok((format!("{folder}{name}.bin"), deflated(&bytes)?)));
    let files = packed.collect::<std::io::Result<_>>();
    let files = files.map_err(SiteError::file("compress", Path::new(&folder)))?;
    Ok(SplitFiles { folder, files })
}

/// The letters of the kinds of files, in the order in which they are hashed.
const KINDS: &str = "dslpatocz";

/// The name of the folder of a split index, which tells what is in it.
#[derive(Debug, Clone)]
pub struct SplitHash(Sha384);

impl SplitHash {
    /// The hash of a root, before compression, without other files yet.
    pub fn new(root: &[u8]) -> Self {
        Self(Sha384::new_with_prefix(root))
    }

    /// Adds a file by its name without `.bin`, before compression. All others come in the order of [`SplitHash::place`].
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        self.0.update(name);
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// Where a file comes among the others; none for what is no file of a split index.
    pub fn place(name: &str) -> Option<(usize, u32)> {
        let kind = KINDS.find(name.chars().next()?)?;
        Some((kind, name.get(1..)?.parse().ok()?))
    }

    /// The last part of the path of the folder.
    pub fn name(self) -> String {
        let hash: String = self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        hash[..DIGITS].to_owned()
    }
}

fn deflated(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}

/// What the list of a build says of a split index.
#[derive(Deserialize)]
struct Listed {
    split: Option<String>,
}

/// The folder of the split index of the build in `out`; none where there is none.
pub fn folder_of(out: &Path) -> Option<PathBuf> {
    let list = fs::read(out.join(integrity::NAME)).ok()?;
    let folder = serde_json::from_slice::<Listed>(&list).ok()?.split?;
    let is_ours = folder.starts_with(&format!("{FOLDER}/")) && !folder.contains("..");
    is_ours.then(|| PathBuf::from(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(count: usize) -> Vec<u8> {
        let document = |number: usize| kwic_indexer::Document {
            id: number.to_string(),
            url: format!("{number}.html"),
            title: format!("River {number} of {}", number * 7919 % 1000),
            lang: "en".into(),
            ..Default::default()
        };
        kwic_indexer::build(&(0..count).map(document).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn the_folder_tells_the_content() {
        let (one, same, other) = (index(20), index(20), index(21));
        let [one, same, other] = [one, same, other].map(|index| files(&index, 1000).unwrap());
        assert_eq!(one.folder, same.folder);
        assert_ne!(one.folder, other.folder);
        assert!(one.files.iter().any(|file| file.0 == format!("{}root.bin", one.folder)));
    }

    #[test]
    fn files_are_hashed_in_an_order_that_their_names_tell() {
        let split = files(&index(2000), 25).unwrap();
        let name =
            |path: &str| path.rsplit('/').next().unwrap().trim_end_matches(".bin").to_owned();
        let places: Vec<_> =
            split.files.iter().filter_map(|file| SplitHash::place(&name(&file.0))).collect();
        assert_eq!(places.len(), split.files.len() - 1, "all but the root");
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn with_fewer_files_each_is_larger() {
        let index = index(2000);
        let (many, few) = (files(&index, 1000).unwrap(), files(&index, 25).unwrap());
        assert!(
            many.files.len() > 30 && few.files.len() <= 25,
            "{} {}",
            many.files.len(),
            few.files.len()
        );
    }

    #[test]
    fn a_small_module_keeps_its_index() {
        let auto = |index: usize, module: usize| {
            // What no compression makes smaller.
            let mut state = 1u64;
            let mut byte = || {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (state >> 56) as u8
            };
            let module: Vec<u8> = (0..module).map(|_| byte()).collect();
            Layout::Auto.chosen(&vec![0; index], &module).unwrap()
        };
        assert!(!auto(10, 299_000).split && auto(10, 301_000).split);
        assert!(auto(CERTAINLY_LARGER + 1, 0).split);
        assert!(!Layout::Module.chosen(&[], &[0]).unwrap().split);
        assert!(Layout::Split.chosen(&[], &[0]).unwrap().split);
    }
}
