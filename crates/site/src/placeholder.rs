//! An index goes into a finished module: behind all that the module has in memory, and its place is
//! written into the placeholder that `src/embedded.rs` keeps for it. Nothing is compiled, linked or optimised.

use std::ops::Range;

use kwic_core::placeholder::{END, START};
use wasm_encoder::{
    ConstExpr, DataCountSection, DataSection, MemorySection, MemoryType, RawSection,
};
use wasmparser::{BinaryReaderError, Data, DataKind, Operator, Parser, Payload};

use crate::error::SiteError;

/// Bytes of a page of memory.
const PAGE: u64 = 1 << 16;

/// Pages that 32 bits can address.
const PAGES: u64 = 1 << 16;

/// The module with the index inside.
///
/// The index begins where memory ended, in pages of its own. The allocator of the engine takes memory only by
/// growing it, and so never takes these.
pub fn place(module: &[u8], index: &[u8]) -> Result<Vec<u8>, SiteError> {
    let memory = memory(module)?;
    let address = memory.minimum * PAGE;
    let minimum = memory.minimum + (index.len() as u64).div_ceil(PAGE);
    if minimum > PAGES {
        return Err(SiteError::IndexTooLarge { bytes: index.len() });
    }
    match memory.maximum {
        Some(maximum) if maximum < minimum => {
            return Err(SiteError::MemoryMaximum { needed: minimum, maximum });
        }
        _ => {}
    }
    let mut patched = module.to_vec();
    patched[pair(module)?].copy_from_slice(&words(address, index.len()));

    let mut placed = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(&patched) {
        match payload.map_err(unreadable)? {
            Payload::MemorySection(_) => {
                placed.section(MemorySection::new().memory(MemoryType { minimum, ..memory }));
            }
            // The section after this one holds the index, if there is anything of it.
            Payload::DataCountSection { count, .. } if !index.is_empty() => {
                placed.section(&DataCountSection { count: count + 1 });
            }
            Payload::DataSection(segments) if !index.is_empty() => {
                let mut data = DataSection::new();
                for segment in segments {
                    data.raw(&patched[segment.map_err(unreadable)?.range]);
                }
                // Addresses above 2 GiB are negative here.
                let offset = ConstExpr::i32_const(address as u32 as i32);
                placed.section(data.active(0, &offset, index.iter().copied()));
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    placed.section(&RawSection { id, data: &patched[range] });
                }
            }
        }
    }
    Ok(placed.finish())
}

/// The one memory of the module.
fn memory(module: &[u8]) -> Result<MemoryType, SiteError> {
    let mut memories = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::MemorySection(section) = payload.map_err(unreadable)? {
            for memory in section {
                memories.push(memory.map_err(unreadable)?);
            }
        }
    }
    match memories[..] {
        [memory] if !memory.memory64 && memory.page_size_log2.is_none() => Ok(MemoryType {
            minimum: memory.initial,
            maximum: memory.maximum,
            memory64: false,
            shared: memory.shared,
            page_size_log2: None,
        }),
        _ => Err(SiteError::MemoryShape { memories: memories.len() }),
    }
}

/// Where in the file of the module the address and the length of the index stand.
fn pair(module: &[u8]) -> Result<Range<usize>, SiteError> {
    let mut labels = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::DataSection(segments) = payload.map_err(unreadable)? {
            for segment in segments {
                let segment = segment.map_err(unreadable)?;
                let found = segment.data.windows(START.len()).enumerate();
                labels.extend(
                    found
                        .filter(|(_, bytes)| *bytes == START)
                        .map(|(position, _)| (segment.clone(), position)),
                );
            }
        }
    }
    let [(segment, position)] = &labels[..] else {
        return Err(SiteError::Placeholders { found: labels.len() });
    };
    let (start, end) = (position + START.len(), position + START.len() + 8);
    let before = offset(segment).map(|offset| words(offset + *position as u64, START.len()));
    let fits = segment
        .data
        .get(start..end)
        .is_some_and(|bytes| before.is_some_and(|before| bytes == before))
        && segment.data[end..].starts_with(&END);
    if !fits {
        return Err(SiteError::PlaceholderShape);
    }
    // The data of a segment are its end.
    let data = segment.range.end - segment.data.len();
    Ok(data + start..data + end)
}

/// Where in memory a segment begins.
pub(crate) fn offset(segment: &Data<'_>) -> Option<u64> {
    let DataKind::Active { memory_index: 0, offset_expr } = &segment.kind else { return None };
    match offset_expr.get_operators_reader().read() {
        Ok(Operator::I32Const { value }) => Some(u64::from(value as u32)),
        _ => None,
    }
}

/// A reference to a slice, as it lies in the memory of a module.
fn words(address: u64, length: usize) -> [u8; 8] {
    // Both are below 4 GiB: they lie in a memory that 32 bits address.
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&(address as u32).to_le_bytes());
    bytes[4..].copy_from_slice(&(length as u32).to_le_bytes());
    bytes
}

fn unreadable(source: BinaryReaderError) -> SiteError {
    SiteError::Module(source.to_string())
}

#[cfg(test)]
pub(crate) mod tests {
    use wasm_encoder::{CodeSection, CustomSection, Function, FunctionSection, TypeSection};

    use super::*;

    /// Where the label of the placeholder is in memory.
    const ADDRESS: u32 = 1024;

    fn placeholder() -> Vec<u8> {
        let pair = words(u64::from(ADDRESS), START.len());
        [&START[..], &pair, &END].concat()
    }

    /// A module with a function, a memory and this many placeholders.
    pub(crate) fn module(placeholders: usize, maximum: Option<u64>) -> Vec<u8> {
        with_data(&placeholder().repeat(placeholders), maximum)
    }

    fn with_data(bytes: &[u8], maximum: Option<u64>) -> Vec<u8> {
        let memory = MemoryType {
            minimum: 2,
            maximum,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut code = CodeSection::new();
        let mut function = Function::new([]);
        function.instructions().end();
        code.function(&function);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(16), *b"something else");
        data.active(0, &ConstExpr::i32_const(ADDRESS as i32), bytes.iter().copied());
        wasm_encoder::Module::new()
            .section(&types)
            .section(&functions)
            .section(MemorySection::new().memory(memory))
            .section(&DataCountSection { count: data.len() })
            .section(&code)
            .section(&data)
            .section(&CustomSection { name: "note".into(), data: b"kept".into() })
            .clone()
            .finish()
    }

    /// What a module has in memory when it starts.
    fn memory_of(bytes: &[u8]) -> Vec<u8> {
        wasmparser::Validator::new().validate_all(bytes).unwrap();
        let mut all = vec![0; (memory(bytes).unwrap().minimum * PAGE) as usize];
        for payload in Parser::new(0).parse_all(bytes) {
            if let Payload::DataSection(segments) = payload.unwrap() {
                for segment in segments.into_iter().map(Result::unwrap) {
                    let start = offset(&segment).unwrap() as usize;
                    all[start..start + segment.data.len()].copy_from_slice(segment.data);
                }
            }
        }
        all
    }

    /// What the placeholder of a module refers to.
    fn found(module: &[u8]) -> Vec<u8> {
        let memory = memory_of(module);
        let word = |at: usize| u32::from_le_bytes(memory[at..at + 4].try_into().unwrap()) as usize;
        let pair = ADDRESS as usize + START.len();
        memory[word(pair)..][..word(pair + 4)].to_vec()
    }

    #[test]
    fn an_empty_placeholder_refers_to_its_own_label() {
        assert_eq!(found(&module(1, None)), START);
    }

    #[test]
    fn an_index_of_any_length_is_found_through_the_placeholder() {
        let page = PAGE as usize;
        for length in [0, 1, 100, page - 1, page, page + 1, 3 * page + 7] {
            let index: Vec<u8> = (0..length).map(|number| (number % 251) as u8).collect();
            let placed = place(&module(1, None), &index).unwrap();
            assert_eq!(found(&placed), index, "{length} bytes");
            let pages = memory(&placed).unwrap().minimum;
            assert_eq!(pages, 2 + length.div_ceil(page) as u64, "{length} bytes");
        }
    }

    #[test]
    fn everything_else_stays_as_it_was() {
        let before = module(1, None);
        let sections = |module: &[u8]| {
            let mut sections = Vec::new();
            for payload in Parser::new(0).parse_all(module) {
                if let Some((id, range)) = payload.unwrap().as_section() {
                    sections.push((id, module[range].to_vec()));
                }
            }
            sections
        };
        let after = sections(&place(&before, b"index").unwrap());
        let changed = sections(&before)
            .into_iter()
            .zip(after)
            .filter(|(before, after)| before != after)
            .map(|(_, (id, _))| id);
        // Memory, how many segments there are, and the segments.
        assert_eq!(changed.collect::<Vec<u8>>(), [5, 12, 11]);
    }

    #[test]
    fn a_module_with_no_placeholder_or_with_two_is_refused() {
        for placeholders in [0, 2] {
            let error = place(&module(placeholders, None), b"index").unwrap_err();
            assert!(
                matches!(error, SiteError::Placeholders { found } if found == placeholders),
                "{error}"
            );
        }
    }

    #[test]
    fn a_module_that_has_an_index_already_is_refused() {
        let placed = place(&module(1, None), b"index").unwrap();
        let error = place(&placed, b"other").unwrap_err();
        assert!(matches!(error, SiteError::PlaceholderShape), "{error}");
    }

    #[test]
    fn a_placeholder_that_is_cut_short_is_refused() {
        for length in [START.len(), START.len() + 8, placeholder().len() - 1] {
            let error = place(&with_data(&placeholder()[..length], None), b"index").unwrap_err();
            assert!(matches!(error, SiteError::PlaceholderShape), "{length}: {error}");
        }
    }

    #[test]
    fn a_memory_that_may_not_grow_enough_is_named_with_what_it_needs() {
        let index = vec![1; PAGE as usize + 1];
        place(&module(1, Some(4)), &index).unwrap();
        let error = place(&module(1, Some(3)), &index).unwrap_err().to_string();
        assert!(error.contains("needs 4 pages") && error.contains("may have 3"), "{error}");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let error = place(b"<!doctype html>", b"index").unwrap_err();
        assert!(matches!(error, SiteError::Module(_)), "{error}");
    }
}
