//! Panics of a finished module are cut down to the instruction `unreachable`.
//!
//! The standard library puts the message of a panic together, writes it nowhere, because a page gives the
//! module no place to write to, and then stops the module with `unreachable`. A panic that is cut
//! stops it at once, and the optimiser drops the code and the formatting that only messages needed.
//!
//! The functions are known by their names. One that another version of the compiler names otherwise
//! stays as it is, the module is larger for it, and `cargo xtask size` tells.

use walrus::{FunctionBuilder, FunctionKind, Module};

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

/// Cuts the panics of a module whose functions have their Rust names; gives how many were cut.
pub fn cut(module: &mut Module) -> usize {
    let mut panics = Vec::new();
    for function in module.funcs.iter_local().map(|(id, _)| id) {
        let name = path(module.funcs.get(function).name.as_deref().unwrap_or_default());
        let returns = !module.types.results(module.funcs.get(function).ty()).is_empty();
        if !returns && PANICS.iter().any(|panic| name.starts_with(panic)) {
            panics.push(function);
        }
    }
    for &panic in &panics {
        let parameters = module.types.params(module.funcs.get(panic).ty()).to_vec();
        let mut body = FunctionBuilder::new(&mut module.types, &parameters, &[]);
        body.func_body().unreachable();
        let arguments = parameters.iter().map(|&ty| module.locals.add(ty)).collect();
        module.funcs.get_mut(panic).kind = FunctionKind::Local(body.local_func(arguments));
    }
    panics.len()
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

#[cfg(test)]
mod tests {
    use walrus::{FunctionId, ModuleConfig, ValType};

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
        ] {
            let mut module = Module::with_config(ModuleConfig::new());
            function(&mut module, name, None, &[]);
            assert_eq!(cut(&mut module), 1, "{name}");
        }
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
