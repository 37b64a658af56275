//! Compressed copies beside files, for hosts that send them to browsers which accept them.

use std::cmp::Reverse;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::SiteError;
use crate::output;

/// Bytes up to which a file travels in one packet anyway.
const SMALL: usize = 1000;

/// The file compressed by brotli, quality 11.
pub fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

/// The file compressed by gzip, level 9, without name and time, so that it depends on its bytes alone.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}

/// Puts `NAME.br` and `NAME.gz` beside each file below `folder` that becomes smaller by a twentieth. Those below `packed`
/// in it are compressed themselves.
pub fn beside(folder: &Path, packed: Option<&Path>) -> Result<(), SiteError> {
    let mut files: Vec<PathBuf> = output::files_beneath(folder)?.into_iter().collect();
    files.retain(|file| !packed.is_some_and(|packed| file.starts_with(packed)));
    // The largest first: nobody is left with it when all others are done.
    let size =
        |file: &PathBuf| fs::metadata(folder.join(file)).map_or(0, |metadata| metadata.len());
    files.sort_by_cached_key(|file| Reverse(size(file)));
    let files = Mutex::new(files.into_iter());
    let work = || {
        // The lock is given back before the file is compressed.
        let next = || files.lock().map_or(None, |mut files| files.next());
        while let Some(file) = next() {
            compress(&folder.join(file))?;
        }
        Ok(())
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let first = work();
        others.into_iter().fold(first, |result, other| {
            result.and(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    })
}

fn compress(file: &Path) -> Result<(), SiteError> {
    let bytes = fs::read(file).map_err(SiteError::file("read", file))?;
    if bytes.len() <= SMALL {
        return Ok(());
    }
    for (ending, packed) in [("br", brotli(&bytes)), ("gz", gzip(&bytes))] {
        let packed = packed.map_err(SiteError::file("compress", file))?;
        if packed.len() <= bytes.len() - bytes.len() / 20 {
            let target = with_ending(file, ending);
            fs::write(&target, packed).map_err(SiteError::file("write", target))?;
        }
    }
    Ok(())
}

pub(crate) fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// Bytes without any rule, of which no compressor makes less.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()[1]
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn copies_stand_beside_what_profits_and_unpack_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let text = "keyword in context ".repeat(100);
        fs::create_dir(folder.path().join("deep")).unwrap();
        fs::write(folder.path().join("deep/text.html"), &text).unwrap();
        fs::write(folder.path().join("small.js"), "x".repeat(SMALL)).unwrap();
        fs::write(folder.path().join("noise.bin"), noise(5000)).unwrap();
        fs::create_dir(folder.path().join("packed")).unwrap();
        fs::write(folder.path().join("packed/a0.bin"), &text).unwrap();
        beside(folder.path(), Some(Path::new("packed/"))).unwrap();

        let files: Vec<String> = output::files_beneath(folder.path())
            .unwrap()
            .iter()
            .map(|file| file.to_string_lossy().into_owned())
            .collect();
        assert_eq!(
            files,
            [
                "deep/text.html",
                "deep/text.html.br",
                "deep/text.html.gz",
                "noise.bin",
                "packed/a0.bin",
                "small.js"
            ]
        );
        let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*read("deep/text.html.br"), &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        unpacked.clear();
        flate2::read::GzDecoder::new(&*read("deep/text.html.gz"))
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text.as_bytes());
    }

    #[test]
    fn the_same_file_gives_the_same_bytes_whenever_it_is_compressed() {
        let packed = gzip(b"keyword in context").unwrap();
        // Bytes 4 to 7 are the time of the file, which would differ in each build.
        assert_eq!(packed[4..8], [0; 4]);
    }
}
