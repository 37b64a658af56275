//! How many bytes the sections of an index take, as they are and compressed.
use std::io;

use brotli::enc::BrotliEncoderParams;
use kwic::Index;
use serde::Serialize;

use crate::error::CliError;

/// The name of what stands before the sections: label, version and table of sections.
const HEADER: &str = "(header)";

#[derive(Serialize)]
pub(crate) struct SectionSize {
    pub(crate) name: &'static str,
    pub(crate) bytes: usize,
    pub(crate) brotli: usize,
}

impl SectionSize {
    fn of(name: &'static str, bytes: &[u8]) -> Result<SectionSize, CliError> {
        Ok(SectionSize {
            name,
            bytes: bytes.len(),
            brotli: compressed(bytes).map_err(|source| CliError::Compress { source })?,
        })
    }
}

/// How many steps [`sizes`] takes.
pub(crate) fn steps(index: &Index<'_>) -> usize {
    index.sections().len() + 2
}

/// Header and sections, each compressed on its own, and the whole file. Calls `step` after each.
pub(crate) fn sizes(
    bytes: &[u8],
    index: &Index<'_>,
    step: &dyn Fn(),
) -> Result<(Vec<SectionSize>, SectionSize), CliError> {
    let size = |(name, section)| SectionSize::of(name, section).inspect(|_| step());
    let sections = with_header(index.sections(), bytes).into_iter().map(size);
    Ok((sections.collect::<Result<_, _>>()?, size(("whole file", bytes))?))
}

/// The sections after the header, so that they add up to the file.
fn with_header<'a>(
    sections: Vec<(&'static str, &'a [u8])>,
    bytes: &'a [u8],
) -> Vec<(&'static str, &'a [u8])> {
    let held: usize = sections.iter().map(|(_, section)| section.len()).sum();
    let header = &bytes[..bytes.len().saturating_sub(held)];
    [(HEADER, header)].into_iter().chain(sections).collect()
}

/// Length of `bytes` after brotli at its best: quality 11, window 2^22.
fn compressed(mut bytes: &[u8]) -> io::Result<usize> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &params)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_and_sections_give_the_file_back() {
        let sections = vec![("a", &b"AA"[..]), ("b", b"BBB")];
        let sections = with_header(sections, b"headAABBB");
        assert_eq!(sections, [(HEADER, &b"head"[..]), ("a", b"AA"), ("b", b"BBB")]);
    }

    #[test]
    fn repetition_is_compressed_and_an_empty_section_stays_almost_empty() {
        assert!(compressed(&[b'a'; 10_000]).unwrap() < 30);
        assert!(compressed(&[]).unwrap() <= 1);
    }
}
