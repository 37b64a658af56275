//! Panics of a finished module are cut down to the instruction `unreachable`.
//!
//! The standard library puts the message of a panic together, writes it nowhere, because a page gives the
//! module no place to write to, and then stops the module with `unreachable`. A panic that is cut
//! stops it at once, and the optimiser drops the code and the formatting that only messages needed. The
//! texts of messages, and the places in the source that they name, are cleared.
//!
//! The functions are known by their names, the places by their shape. What another version of the compiler
//! names or lays out otherwise stays as it is, the module is larger for it, and `cargo xtask size` tells.

use walrus::ir::Value;
use walrus::{ConstExpr, DataId, DataKind, FunctionBuilder, FunctionId, FunctionKind, Module};

/// What the names of functions that never return begin with.
const PANICS: &[&str] = &[
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_already_",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "std::alloc::rust_oom",
    "std::panicking::begin_panic",
    "std::panicking::panic_with_hook",
    "std::panicking::rust_panic",
    "std::thread::local::panic_access_error",
];

/// The texts that messages of the standard library are put together from, and that nothing else has. Once
/// their functions are cut nobody reads them, and the optimiser cannot know.
const MESSAGES: &[&str] = &[
    " but ends at ",
    " but the index is ",
    " out of range for slice of length ",
    ") does not match destination slice length (",
    ") should be < len (is ",
    ") should be <= len (is ",
    "Attempted to initialize thread-local while it is being dropped",
    "Hash table capacity overflow",
    "RefCell already borrowed",
    "RefCell already mutably borrowed",
    "a Display implementation returned an error unexpectedly",
    "a formatting trait implementation returned an error when the underlying stream did not",
    "assertion failed: self.is_char_boundary(new_len)",
    "attempt to divide by zero",
    "attempt to join into collection with len > usize::MAX",
    "cannot access a Thread Local Storage value during or after destruction: ",
    "capacity overflow",
    "closure invoked recursively or after being dropped",
    "copy_from_slice: source slice length (",
    "index out of bounds: the len is ",
    "insertion index (is ",
    "internal error: entered unreachable code: invalid Once state",
    "mid > len",
    "one-time initialization may not be performed recursively",
    "range end index ",
    "range start index ",
    "removal index (is ",
    "slice index starts at ",
];

/// How the names of such functions end that stand inside of others, as in `Vec::remove`.
const INNER_PANIC: &str = "::assert_failed";

/// Cuts the panics of a module whose functions have their Rust names; gives how many were cut.
pub fn cut(module: &mut Module) -> usize {
    let panics: Vec<_> = module
        .funcs
        .iter_local()
        .map(|(id, _)| id)
        .filter(|&id| {
            let function = module.funcs.get(id);
            let returns = !module.types.results(function.ty()).is_empty();
            !returns && function.name.as_deref().is_some_and(is_panic)
        })
        .collect();
    panics.iter().for_each(|&panic| stop(module, panic));
    clear_places(module);
    clear_messages(module);
    panics.len()
}

/// Leaves of a function the instruction `unreachable`.
pub fn stop(module: &mut Module, function: FunctionId) {
    let ty = module.funcs.get(function).ty();
    let (parameters, results) = module.types.params_results(ty);
    let (parameters, results) = (parameters.to_vec(), results.to_vec());
    let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
    body.func_body().unreachable();
    let arguments = parameters.iter().map(|&ty| module.locals.add(ty)).collect();
    module.funcs.get_mut(function).kind = FunctionKind::Local(body.local_func(arguments));
}

fn is_panic(name: &str) -> bool {
    let path = path(name);
    PANICS.iter().any(|panic| path.starts_with(panic)) || path.ends_with(INNER_PANIC)
}

/// A name without the hash that newer compilers put behind that of the crate: `core[0123]::panicking`.
fn path(name: &str) -> String {
    match name.split_once('[') {
        Some((krate, rest)) if !krate.contains([':', '<']) => {
            format!("{krate}{}", rest.split_once(']').map_or("", |(_, path)| path))
        }
        _ => name.to_owned(),
    }
}

/// Bytes of a `core::panic::Location`: address and length of the name of a source file, line, column.
const LOCATION: usize = 16;

/// Fills the places in the source and the names of the source files with zeros.
fn clear_places(module: &mut Module) {
    let segments: Vec<(DataId, usize, Vec<u8>)> = module
        .data
        .iter()
        .filter_map(|data| match data.kind {
            DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } => {
                Some((data.id(), start as u32 as usize, data.value.clone()))
            }
            _ => None,
        })
        .collect();
    let text = |address: usize, length: usize| {
        segments.iter().find_map(|(_, start, bytes)| {
            let from = address.checked_sub(*start)?;
            bytes.get(from..from.checked_add(length)?)
        })
    };
    let mut cleared = Vec::new();
    for (_, start, bytes) in &segments {
        let first = start.next_multiple_of(4) - start;
        for at in (first..).step_by(4).take_while(|at| at + LOCATION <= bytes.len()) {
            let [address, length, ..] = words(&bytes[at..at + LOCATION]);
            if text(address, length).is_some_and(is_source_file) {
                cleared.push(start + at..start + at + LOCATION);
                cleared.push(address..address + length);
            }
        }
    }
    for (id, start, _) in &segments {
        let bytes = &mut module.data.get_mut(*id).value;
        for range in &cleared {
            let from = range.start.checked_sub(*start);
            if let Some(place) = from.and_then(|from| bytes.get_mut(from..from + range.len())) {
                place.fill(0);
            }
        }
    }
}

/// Fills the texts of messages with zeros.
fn clear_messages(module: &mut Module) {
    let segments: Vec<DataId> = module.data.iter().map(|data| data.id()).collect();
    for id in segments {
        let bytes = &mut module.data.get_mut(id).value;
        for message in MESSAGES {
            let message = message.as_bytes();
            while let Some(at) = bytes.windows(message.len()).position(|bytes| bytes == message) {
                bytes[at..at + message.len()].fill(0);
            }
        }
    }
}

fn words(location: &[u8]) -> [usize; LOCATION / 4] {
    let word = |at: usize| {
        location[at..at + 4].iter().rev().fold(0, |word, &byte| word << 8 | usize::from(byte))
    };
    [0, 4, 8, 12].map(word)
}

fn is_source_file(name: &[u8]) -> bool {
    let is_of_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"/\\._-: ".contains(byte);
    name.ends_with(b".rs") && name.iter().all(is_of_path)
}

#[cfg(test)]
mod tests {
    use walrus::{ModuleConfig, ValType};

    use super::*;

    /// Adds a function with this name that takes a number, and calls another one if there is one.
    fn function(
        module: &mut Module,
        name: &str,
        calls: Option<FunctionId>,
        results: &[ValType],
    ) -> FunctionId {
        let mut function = FunctionBuilder::new(&mut module.types, &[ValType::I32], results);
        function.name(name.to_owned());
        let argument = module.locals.add(ValType::I32);
        let mut body = function.func_body();
        if let Some(called) = calls {
            body.local_get(argument).call(called);
        }
        if !results.is_empty() {
            body.local_get(argument);
        }
        function.finish(vec![argument], &mut module.funcs)
    }

    fn instructions(module: &Module, function: FunctionId) -> Vec<String> {
        let function = module.funcs.get(function).kind.unwrap_local();
        let body = function.block(function.entry_block());
        body.instrs.iter().map(|(instruction, _)| format!("{instruction:?}")).collect()
    }

    #[test]
    fn a_panic_stops_at_once_and_what_calls_it_stays() {
        let mut module = Module::with_config(ModuleConfig::new());
        let format = function(&mut module, "core::fmt::write::h0123456789abcdef", None, &[]);
        let panic = function(
            &mut module,
            "core::panicking::panic_fmt::h0123456789abcdef",
            Some(format),
            &[],
        );
        let caller =
            function(&mut module, "kwic::index::Index::open", Some(panic), &[ValType::I32]);
        module.exports.add("open", caller);
        let before = instructions(&module, caller);

        assert_eq!(cut(&mut module), 1);
        assert_eq!(instructions(&module, panic), ["Unreachable(Unreachable)"]);
        assert_eq!(instructions(&module, caller), before);
        wasmparser::Validator::new().validate_all(&module.emit_wasm()).unwrap();
        walrus::passes::gc::run(&mut module);
        assert!(module.funcs.iter().all(|function| function.id() != format), "nothing formats");
    }

    #[test]
    fn a_panic_is_known_by_every_way_in_which_compilers_write_its_name() {
        for name in [
            "core::panicking::panic_fmt",
            "core::panicking::panic_fmt::h0123456789abcdef",
            "core[9f6a0b1c2d3e4f50]::panicking::panic_fmt",
            "core::panicking::assert_failed::<usize, usize>",
            "<alloc[3ca501edff3f0c7c]::vec::Vec<_, _>>::remove::assert_failed",
        ] {
            let mut module = Module::with_config(ModuleConfig::new());
            function(&mut module, name, None, &[]);
            assert_eq!(cut(&mut module), 1, "{name}");
        }
    }

    #[test]
    fn places_in_the_source_are_cleared_and_other_data_stay() {
        let mut data = b"src/index.rs and more ".to_vec();
        data.resize(24, 0);
        // The name, line 7 and column 9; then a text that is no source file.
        for word in [1024u32, 12, 7, 9, 1028, 5, 7, 9] {
            data.extend(word.to_le_bytes());
        }
        let mut module = Module::with_config(ModuleConfig::new());
        let memory = module.memories.add_local(false, false, 1, None, None);
        let offset = ConstExpr::Value(Value::I32(1024));
        let id = module.data.add(DataKind::Active { memory, offset }, data.clone());
        cut(&mut module);

        data[..12].fill(0);
        data[24..40].fill(0);
        assert_eq!(module.data.get(id).value, data);
    }

    #[test]
    fn what_returns_or_has_another_name_stays() {
        let mut module = Module::with_config(ModuleConfig::new());
        function(
            &mut module,
            "core::panicking::in_some_version_with_a_result",
            None,
            &[ValType::I32],
        );
        function(&mut module, "kwic::core::panicking::panic_fmt", None, &[]);
        function(
            &mut module,
            "<core[9f6a]::panicking::AssertKind as core[9f6a]::fmt::Debug>::fmt",
            None,
            &[],
        );
        function(&mut module, "std::panicking::panic_count::increase", None, &[]);
        assert_eq!(cut(&mut module), 0);
    }
}
