//! A finished module, read back: what it takes and gives, and the index inside.

use kwic_core::placeholder::START;
use wasmparser::{Data, Parser, Payload, Validator};

use crate::error::SiteError;
use crate::placeholder::offset;

/// What a finished module is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModuleParts<'m> {
    /// The names of the functions that it takes from its wrapper.
    pub imports: Vec<&'m str>,
    /// The names of all that it gives to it.
    pub exports: Vec<&'m str>,
    /// The bytes of the index inside; none where that was not placed there by a build, such as in the module of a
    /// split index.
    pub index: Option<&'m [u8]>,
}

impl<'m> ModuleParts<'m> {
    /// Takes a module apart.
    ///
    /// # Errors
    ///
    /// Bytes that are no valid module.
    pub fn read(module: &'m [u8]) -> Result<Self, SiteError> {
        let unreadable =
            |error: wasmparser::BinaryReaderError| SiteError::Module(error.to_string());
        Validator::new().validate_all(module).map_err(unreadable)?;
        let mut parts = Self::default();
        let mut segments = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload.map_err(unreadable)? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        parts.imports.push(import.map_err(unreadable)?.name);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        parts.exports.push(export.map_err(unreadable)?.name);
                    }
                }
                Payload::DataSection(data) => {
                    for segment in data {
                        segments.push(segment.map_err(unreadable)?);
                    }
                }
                _ => {}
            }
        }
        parts.index = index(&segments);
        Ok(parts)
    }
}

/// The segment that the placeholder refers to, unless that is the placeholder itself.
fn index<'m>(segments: &[Data<'m>]) -> Option<&'m [u8]> {
    let pair = segments.iter().find_map(|segment| {
        let at = segment.data.windows(START.len()).position(|bytes| bytes == START)?;
        segment.data.get(at + START.len()..at + START.len() + 8)
    })?;
    let word = |at: usize| Some(u32::from_le_bytes(pair.get(at..at + 4)?.try_into().ok()?));
    let (address, length) = (word(0)?, word(4)? as usize);
    let is_it = |segment: &&Data<'m>| {
        segment.data.len() == length && offset(segment) == Some(u64::from(address))
    };
    segments.iter().find(is_it).map(|segment| segment.data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::placeholder::{place, tests::module};

    #[test]
    fn the_index_that_was_placed_is_read_back() {
        let empty = module(1, None);
        assert_eq!(ModuleParts::read(&empty).unwrap().index, None);
        let placed = place(&empty, b"an index").unwrap();
        assert_eq!(ModuleParts::read(&placed).unwrap().index, Some(&b"an index"[..]));
    }

    #[test]
    fn what_is_cut_short_is_no_module() {
        let placed = place(&module(1, None), &[7; 1000]).unwrap();
        for bytes in [&placed[..placed.len() - 500], b"<!doctype html>", b""] {
            assert!(matches!(ModuleParts::read(bytes), Err(SiteError::Module(_))));
        }
    }
}
