//! Functions of a finished module that its table names and nothing ever calls are cut down to the instruction
//! `unreachable`.
//!
//! The optimiser keeps every function that the table of a module names, since it cannot know which of them are called
//! by their numbers. Of some families of functions it can be told from names: those that format are called by the
//! machinery of formatting alone, those that JavaScript calls back through exports alone, and those that wake a
//! future by the functions of futures alone. Where no other function calls one of a family, and none is exported,
//! the whole family goes.

use walrus::ir::{self, Visitor};
use walrus::{ExportItem, FunctionId, LocalFunction, Module};

use super::panics;

/// True for the name of a function of a family, without the hashes of crates.
type Family = fn(&str) -> bool;

const FAMILIES: &[Family] = &[is_formatting, is_called_back, is_of_futures];

fn is_formatting(name: &str) -> bool {
    name.contains(" as core::fmt::")
        || ["alloc::fmt::", "core::fmt::", "<core::fmt::"].iter().any(|path| name.starts_with(path))
}

fn is_called_back(name: &str) -> bool {
    name.starts_with("wasm_bindgen::convert::closures::")
}

fn is_of_futures(name: &str) -> bool {
    name.contains("js_sys::futures::")
}

/// Cuts the families of a module that nothing calls, once its panics are cut; gives how many functions that are.
pub fn cut(module: &mut Module) -> usize {
    walrus::passes::gc::run(module);
    FAMILIES.iter().map(|family| cut_family(module, *family)).sum()
}

fn cut_family(module: &mut Module, family: Family) -> usize {
    let is_of_family = |id: FunctionId| {
        let name = module.funcs.get(id).name.as_deref();
        name.is_some_and(|name| family(&without_hashes(name)))
    };
    let exported = module.exports.iter().any(|export| match export.item {
        ExportItem::Function(id) => is_of_family(id),
        _ => false,
    });
    let functions = || module.funcs.iter_local();
    let called = functions()
        .filter(|(id, _)| !is_of_family(*id))
        .any(|(_, function)| calls(function).into_iter().any(is_of_family));
    if exported || called {
        return 0;
    }
    let unused: Vec<FunctionId> =
        functions().map(|(id, _)| id).filter(|&id| is_of_family(id)).collect();
    unused.iter().for_each(|&function| panics::stop(module, function));
    unused.len()
}

/// The functions that a function calls by their names.
fn calls(function: &LocalFunction) -> Vec<FunctionId> {
    struct Calls(Vec<FunctionId>);
    impl Visitor<'_> for Calls {
        fn visit_call(&mut self, call: &ir::Call) {
            self.0.push(call.func);
        }
    }
    let mut calls = Calls(Vec::new());
    ir::dfs_in_order(&mut calls, function, function.entry_block());
    calls.0
}

/// A name without the hashes that newer compilers put behind the names of crates: `core[0123]::fmt`.
fn without_hashes(name: &str) -> String {
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |before, part| match part.split_once(']') {
        Some((hash, after)) if hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => before + after,
        _ => before + "[" + part,
    })
}

#[cfg(test)]
mod tests {
    use walrus::{ConstExpr, ElementItems, ElementKind, FunctionBuilder, ModuleConfig, RefType};

    use super::*;

    const SHOW: &str = "<u32 as core[0123abcd]::fmt::Display>::fmt";

    /// Adds a function with this name that calls another one if there is one.
    fn function(module: &mut Module, name: &str, called: Option<FunctionId>) -> FunctionId {
        let mut function = FunctionBuilder::new(&mut module.types, &[], &[]);
        function.name(name.to_owned());
        if let Some(called) = called {
            function.func_body().call(called);
        }
        function.finish(Vec::new(), &mut module.funcs)
    }

    /// A module whose table has two functions that format, and whose export calls the function that `calls` makes.
    fn with_table(calls: impl Fn(&mut Module, FunctionId) -> Option<FunctionId>) -> Module {
        let mut module = Module::with_config(ModuleConfig::new());
        let pad = function(&mut module, "<core[0123abcd]::fmt::Formatter>::pad", None);
        let show = function(&mut module, SHOW, Some(pad));
        let called = calls(&mut module, show);
        let search = function(&mut module, "search", called);
        module.exports.add("search", search);
        let table = module.tables.add_local(false, 2, None, RefType::FUNCREF);
        let offset = ConstExpr::Value(ir::Value::I32(0));
        let kind = ElementKind::Active { table, offset };
        let element = module.elements.add(kind, ElementItems::Functions(vec![show]));
        module.tables.get_mut(table).elem_segments.insert(element);
        module.exports.add("table", table);
        module
    }

    #[test]
    fn what_only_the_table_names_is_cut_with_all_of_its_family() {
        let mut module = with_table(|_, _| None);
        assert_eq!(cut(&mut module), 2);
        wasmparser::Validator::new().validate_all(&module.emit_wasm()).unwrap();
        walrus::passes::gc::run(&mut module);
        assert!(module.funcs.iter().all(|function| {
            function.name.as_deref().is_none_or(|name| !name.ends_with("Formatter>::pad"))
        }));
    }

    #[test]
    fn a_family_stays_where_another_function_calls_one_of_it() {
        assert_eq!(cut(&mut with_table(|_, show| Some(show))), 0);
        let by_another = |module: &mut Module, show| Some(function(module, "rank", Some(show)));
        assert_eq!(cut(&mut with_table(by_another)), 0);
    }

    #[test]
    fn a_family_stays_where_one_of_it_is_exported() {
        let mut module = with_table(|_, _| None);
        let show = module.funcs.by_name(SHOW).unwrap();
        module.exports.add("show", show);
        assert_eq!(cut(&mut module), 0);
    }

    #[test]
    fn hashes_of_crates_are_no_part_of_a_name_and_other_brackets_are() {
        assert_eq!(without_hashes(SHOW), "<u32 as core::fmt::Display>::fmt");
        assert_eq!(without_hashes("core[9f]::slice::<[T; 4]>"), "core::slice::<[T; 4]>");
    }
}
