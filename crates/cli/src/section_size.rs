//! How many bytes the sections of an index take, as they are and compressed.
use kwic::Index;
use serde::Serialize;

use crate::brotli::compressed;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_and_sections_give_the_file_back() {
        let sections = vec![("a", &b"AA"[..]), ("b", b"BBB")];
        let sections = with_header(sections, b"headAABBB");
        assert_eq!(sections, [(HEADER, &b"head"[..]), ("a", b"AA"), ("b", b"BBB")]);
    }
}
