//! The layout of a site's index: in the module, or in many small files beside it, of which a reader loads few.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, mpsc};
use std::thread;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use kwic::Index;
use kwic::split::{Sizes, Splitter};
use kwic_core::split::{FileId, Limits};
use serde::Deserialize;
use sha2::{Digest, Sha384};

use crate::engine::Engine;
use crate::error::SiteError;
use crate::files::Files;
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
    /// The layout for an index, and the files of an engine with it.
    pub(crate) fn chosen<'e>(
        self,
        index: &[u8],
        engine: &'e Engine,
    ) -> Result<(Chosen, Files<'e>), SiteError> {
        if self.is_split(index.len()) {
            return Ok((Chosen { split: true, module_bytes: None }, engine.for_split()?));
        }
        let files = engine.with_index(index)?;
        let chosen = self.with_module(files.get(crate::MODULE).map_or(&[], |module| module))?;
        Ok((chosen, if chosen.split { engine.for_split()? } else { files }))
    }

    /// True where an index of so many bytes is split, whatever the module would be.
    fn is_split(self, index: usize) -> bool {
        self == Layout::Split || (self == Layout::Auto && index > CERTAINLY_LARGER)
    }

    /// The layout where this would be the module with the index inside.
    fn with_module(self, module: &[u8]) -> Result<Chosen, SiteError> {
        if self == Layout::Module {
            return Ok(Chosen { split: false, module_bytes: None });
        }
        let packed = crate::compress::brotli(module);
        let bytes = packed.map_err(SiteError::file("compress", Path::new(crate::MODULE)))?.len();
        Ok(Chosen { split: bytes > LARGEST_MODULE, module_bytes: Some(bytes) })
    }
}

/// A split index that was written.
pub(crate) struct SplitFolder {
    /// Its path from the output, with a slash behind it.
    pub folder: String,
    /// How many files it has.
    pub files: usize,
}

/// Takes an index apart into at most `max_files` files below the folder `out`.
pub(crate) fn write(index: &[u8], max_files: usize, out: &Path) -> Result<SplitFolder, SiteError> {
    let index =
        Index::open_unchecked(index).map_err(|error| SiteError::Index(error.to_string()))?;
    let splitter = Splitter::new(&index);
    let sizes = splitter.sizes();
    let unnamed = out.join(FOLDER).join("unnamed");
    let mut wanted = max_files;
    let (root, hash) = loop {
        let limits = limits(&sizes, wanted);
        fs::create_dir_all(&unnamed).map_err(SiteError::file("create", unnamed.as_path()))?;
        let (root, hash) = write_into(&splitter, limits, &unnamed)?;
        if hash.0.len() < max_files || limits == limits_of(LARGEST_FILE, LARGEST_FILE) {
            break (root, hash);
        }
        // They were estimated.
        wanted -= wanted.div_ceil(8);
        fs::remove_dir_all(&unnamed).map_err(SiteError::file("remove", unnamed.as_path()))?;
    };
    write_file(&unnamed, "root", &root)?;
    let files = hash.0.len() + 1;
    let folder = format!("{FOLDER}/{}/", hash.name(&root));
    let named = out.join(&folder);
    fs::rename(&unnamed, &named).map_err(SiteError::file("write", named))?;
    Ok(SplitFolder { folder, files })
}

/// Bytes before compression up to which files may grow where there may not be more.
const LARGEST_FILE: u32 = 1 << 20;

/// The smallest limits with which there are fewer than so many files. An answer takes some five files of lists and
/// positions, which hardly become smaller by compression, and ten of articles, which become half as large: so a byte of
/// either limit costs a reader about the same.
fn limits(sizes: &Sizes, max_files: usize) -> Limits {
    let grown = |from: u32| {
        std::iter::successors(Some(from), |limit| Some(limit + limit / 4))
            .take_while(|&limit| limit < LARGEST_FILE)
    };
    let Limits { lists, text, .. } = Limits::default();
    let all = grown(lists).flat_map(|lists| grown(text).map(move |text| limits_of(lists, text)));
    let fits = |limits: &Limits| sizes.files(*limits) < max_files;
    let least = all.filter(fits).min_by_key(|limits| limits.lists + limits.text);
    least.unwrap_or(limits_of(LARGEST_FILE, LARGEST_FILE))
}

fn limits_of(lists: u32, text: u32) -> Limits {
    Limits { lists, text, ..Limits::default() }
}

/// Compresses and writes all files but the root, while others are made. Gives the root, and the hash of the files.
fn write_into(
    splitter: &Splitter<'_, '_>,
    limits: Limits,
    folder: &Path,
) -> Result<(Vec<u8>, SplitHash), SiteError> {
    /// So many files may wait to be compressed.
    const WAITING: usize = 256;
    let (sender, receiver) = mpsc::sync_channel::<(FileId, Vec<u8>)>(WAITING);
    let receiver = Mutex::new(receiver);
    let work = || {
        let mut hash = SplitHash::default();
        let mut done = Ok(());
        // The lock is given back before the file is compressed.
        let next = || receiver.lock().ok().and_then(|receiver| receiver.recv().ok());
        // Behind an error the others are still taken, since the writer waits for that.
        while let Some((id, bytes)) = next() {
            hash.add(id, &bytes);
            done = done.and_then(|()| write_file(folder, &id.name(), &bytes));
        }
        done.map(|()| hash)
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        // The workers take files as long as there are any.
        let root = splitter.write(limits, &mut |id, bytes| _ = sender.send((id, bytes)));
        drop(sender);
        let mut hash = SplitHash::default();
        for worker in workers {
            let of_worker = worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            hash.0.extend(of_worker?.0);
        }
        Ok((root, hash))
    })
}

/// Compresses a file and writes it.
fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), SiteError> {
    let path = folder.join(format!("{name}.bin"));
    let packed = deflated(bytes).map_err(SiteError::file("compress", path.as_path()))?;
    fs::write(&path, packed).map_err(SiteError::file("write", path))
}

/// The name of the folder of a split index, which tells what is in it.
#[derive(Debug, Clone, Default)]
pub struct SplitHash(BTreeMap<FileId, Vec<u8>>);

impl SplitHash {
    /// Adds a file, before compression. The order does not matter.
    pub fn add(&mut self, id: FileId, bytes: &[u8]) {
        self.0.insert(id, Sha384::digest(bytes).to_vec());
    }

    /// The last part of the path of the folder with these files and this root, before compression.
    #[must_use]
    pub fn name(&self, root: &[u8]) -> String {
        let mut hash = Sha384::new_with_prefix(root);
        for (id, digest) in &self.0 {
            hash.update(id.name());
            hash.update(digest);
        }
        let hash: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
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

    fn files(index: &[u8], max_files: usize) -> (tempfile::TempDir, SplitFolder) {
        let out = tempfile::tempdir().unwrap();
        let written = write(index, max_files, out.path()).unwrap();
        (out, written)
    }

    #[test]
    fn the_folder_tells_the_content() {
        let (one, same, other) = (index(20), index(20), index(21));
        let [one, same, other] = [one, same, other].map(|index| files(&index, 1000));
        assert_eq!(one.1.folder, same.1.folder);
        assert_ne!(one.1.folder, other.1.folder);
        let folder = one.0.path().join(&one.1.folder);
        assert!(folder.join("root.bin").is_file());
        assert_eq!(fs::read_dir(folder).unwrap().count(), one.1.files);
    }

    #[test]
    fn the_hash_is_that_of_all_files_in_any_order() {
        let id = |name: &str| FileId::named(name).unwrap();
        let of = |files: &[(&str, &[u8])]| {
            let mut hash = SplitHash::default();
            files.iter().for_each(|(name, bytes)| hash.add(id(name), bytes));
            hash.name(b"root")
        };
        let name = of(&[("a0", b"one"), ("l12", b"two")]);
        assert_eq!(name, of(&[("l12", b"two"), ("a0", b"one")]));
        assert_ne!(name, of(&[("a0", b"two"), ("l12", b"one")]));
        assert_ne!(name, of(&[("a0", b"one"), ("l13", b"two")]));
        assert_ne!(name, of(&[("a0", b"one")]));
    }

    #[test]
    fn with_fewer_files_each_is_larger() {
        let index = index(2000);
        let (many, few) = (files(&index, 1000).1.files, files(&index, 25).1.files);
        assert!(many > 30 && few <= 25, "{many} {few}");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_told() {
        let out = tempfile::tempdir().unwrap();
        // A folder where a file is to be.
        fs::create_dir_all(out.path().join(FOLDER).join("unnamed/d0.bin")).unwrap();
        let error = write(&index(2000), 1000, out.path()).err().unwrap();
        assert!(error.to_string().contains("d0.bin"), "{error}");
    }

    #[test]
    fn a_small_module_keeps_its_index() {
        let auto = |module: usize| {
            // What no compression makes smaller.
            let mut state = 1u64;
            let mut byte = || {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (state >> 56) as u8
            };
            let module: Vec<u8> = (0..module).map(|_| byte()).collect();
            Layout::Auto.with_module(&module).unwrap()
        };
        assert!(!auto(299_000).split && auto(301_000).split);
        assert!(!Layout::Auto.is_split(10) && Layout::Auto.is_split(CERTAINLY_LARGER + 1));
        assert!(!Layout::Module.is_split(CERTAINLY_LARGER + 1) && Layout::Split.is_split(0));
        assert!(!Layout::Module.with_module(&[0; 400_000]).unwrap().split);
    }
}
