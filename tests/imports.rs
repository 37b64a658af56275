//! No files of a crate import each other in a circle: who reads one file need not read all of them.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The folders of source that are free of circles.
const CHECKED: &[&str] = &[
    "src",
    "crates/core/src",
    "crates/postings/src",
    "crates/indexer/src",
    "crates/site/src",
    "crates/eval/src",
    "crates/cli/src",
    "crates/xtask/src",
];

/// The path of a module in its crate: its names from the root on.
type Module = Vec<String>;

/// What a file says of modules.
#[derive(Debug, Default, PartialEq, Eq)]
struct Source {
    /// Paths that it names, from `crate`, `self`, `super` or a name in scope on.
    paths: Vec<Vec<String>>,
    /// The names that it gives on: each with the path of what it stands for.
    reexports: Vec<(String, Vec<String>)>,
}

/// Words, and signs of one character, without comments, literals and lifetimes.
fn lexemes(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut lexemes = Vec::new();
    let mut index = 0;
    while index < characters.len() {
        let start = index;
        match at(index) {
            '/' if at(index + 1) == '/' => {
                while index < characters.len() && at(index) != '\n' {
                    index += 1;
                }
            }
            '/' if at(index + 1) == '*' => {
                index += 2;
                while index < characters.len() && !(at(index) == '*' && at(index + 1) == '/') {
                    index += 1;
                }
                index += 2;
            }
            'r' if at(index + 1) == '"'
                || (at(index + 1) == '#' && matches!(at(index + 2), '#' | '"')) =>
            {
                let mut hashes = 0;
                while at(index + 1 + hashes) == '#' {
                    hashes += 1;
                }
                let closing: String = format!("\"{}", "#".repeat(hashes));
                index += hashes + 2;
                let is_end =
                    |from: usize| closing.chars().enumerate().all(|(n, c)| at(from + n) == c);
                while index < characters.len() && !is_end(index) {
                    index += 1;
                }
                index += closing.len();
            }
            '"' => {
                index += 1;
                while index < characters.len() && at(index) != '"' {
                    index += if at(index) == '\\' { 2 } else { 1 };
                }
                index += 1;
            }
            '\'' if at(index + 1) == '\\' => {
                index += 3;
                while index < characters.len() && at(index) != '\'' {
                    index += 1;
                }
                index += 1;
            }
            '\'' if at(index + 2) == '\'' => index += 3,
            '\'' => index += 1,
            c if is_word(c) => {
                while is_word(at(index)) {
                    index += 1;
                }
                lexemes.push(characters[start..index].iter().collect());
            }
            c => {
                index += 1;
                if !c.is_whitespace() {
                    lexemes.push(c.to_string());
                }
            }
        }
    }
    lexemes
}

/// Reads the lexemes of a file; what is compiled for tests only is left out.
struct Reader<'l> {
    lexemes: &'l [String],
    at: usize,
    /// Inline modules around, and for each how many braces were open before it.
    inline: Vec<(String, usize)>,
    braces: usize,
    source: Source,
}

impl Reader<'_> {
    fn read(text: &str) -> Source {
        let lexemes = lexemes(text);
        let mut reader = Reader {
            lexemes: &lexemes,
            at: 0,
            inline: Vec::new(),
            braces: 0,
            source: Source::default(),
        };
        let mut is_public = false;
        while reader.at < reader.lexemes.len() {
            match reader.word(0) {
                "#" if reader.is_test_only() => {
                    reader.skip_bracketed();
                    reader.skip_item();
                }
                "pub" => {
                    is_public = true;
                    reader.at += 1;
                    if reader.word(0) == "(" {
                        reader.skip_bracketed();
                    }
                    continue;
                }
                "use" => {
                    reader.at += 1;
                    reader.tree(Vec::new(), is_public);
                }
                "mod" if reader.word(2) == "{" => {
                    reader.inline.push((reader.word(1).to_owned(), reader.braces));
                    reader.at += 2;
                }
                "{" => {
                    reader.braces += 1;
                    reader.at += 1;
                }
                "}" => {
                    reader.braces = reader.braces.saturating_sub(1);
                    if reader.inline.last().is_some_and(|inline| inline.1 == reader.braces) {
                        reader.inline.pop();
                    }
                    reader.at += 1;
                }
                "crate" | "super" if reader.word(1) == ":" && reader.before() != "$" => {
                    reader.expression();
                }
                _ => reader.at += 1,
            }
            is_public = false;
        }
        reader.source
    }

    fn word(&self, ahead: usize) -> &str {
        self.lexemes.get(self.at + ahead).map_or("", String::as_str)
    }

    fn before(&self) -> &str {
        self.at.checked_sub(1).map_or("", |at| &self.lexemes[at])
    }

    /// True at `#[cfg(test)]` and `#[cfg(all(test, …))]`.
    fn is_test_only(&self) -> bool {
        let ahead = |count: usize| (1..=count).map(|n| self.word(n)).collect::<Vec<_>>();
        ahead(4) == ["[", "cfg", "(", "test"] || ahead(6) == ["[", "cfg", "(", "all", "(", "test"]
    }

    /// Skips to behind the bracket that closes the next one.
    fn skip_bracketed(&mut self) {
        let mut open = 0;
        while self.at < self.lexemes.len() {
            match self.word(0) {
                "(" | "[" | "{" => open += 1,
                ")" | "]" | "}" => open -= 1,
                _ => {}
            }
            let is_closed = open == 0 && matches!(self.word(0), ")" | "]" | "}");
            self.at += 1;
            if is_closed {
                return;
            }
        }
    }

    /// Skips an item: to behind its semicolon, or its braces.
    fn skip_item(&mut self) {
        while self.at < self.lexemes.len() {
            match self.word(0) {
                ";" => {
                    self.at += 1;
                    return;
                }
                "{" => return self.skip_bracketed(),
                "(" | "[" => self.skip_bracketed(),
                _ => self.at += 1,
            }
        }
    }

    /// Reads what stands behind `use`, or in one of its groups, up to what ends it.
    fn tree(&mut self, mut path: Vec<String>, is_public: bool) {
        loop {
            match self.word(0) {
                ":" => self.at += 1,
                "{" => {
                    self.at += 1;
                    while !matches!(self.word(0), "}" | "") {
                        self.tree(path.clone(), is_public);
                        if self.word(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "as" => {
                    let name = self.word(1).to_owned();
                    self.at += 2;
                    return self.add(path, Some(name), is_public);
                }
                ";" | "," | "}" | "" => return self.add(path, None, is_public),
                word => {
                    path.push(word.to_owned());
                    self.at += 1;
                }
            }
        }
    }

    /// Reads a path that stands in an expression or a type.
    fn expression(&mut self) {
        let mut path = vec![self.word(0).to_owned()];
        self.at += 1;
        while self.word(0) == ":" && self.word(1) == ":" {
            path.push(self.word(2).to_owned());
            self.at += 3;
        }
        self.add(path, None, false);
    }

    /// Adds a path as the file sees it, not the inline module that it may stand in.
    fn add(&mut self, mut path: Vec<String>, name: Option<String>, is_public: bool) {
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        for _ in 0..self.inline.len() {
            if path.first().is_some_and(|first| first == "super") {
                path.remove(0);
            }
        }
        let Some(last) = path.last() else { return };
        if is_public && self.inline.is_empty() {
            self.source.reexports.push((name.unwrap_or_else(|| last.clone()), path.clone()));
        }
        self.source.paths.push(path);
    }
}

/// The files of a crate by the modules that they are.
struct Crate(BTreeMap<Module, Source>);

impl Crate {
    fn read(folder: &Path) -> Crate {
        let mut files = BTreeMap::new();
        read_folder(folder, &[], &mut files);
        Crate(files)
    }

    /// The file that a path of another file leads to; none for one that leaves the crate.
    fn file(&self, from: &[String], path: &[String], depth: usize) -> Option<Module> {
        let mut module: Module = from.to_vec();
        let mut rest = path;
        match path.first().map(String::as_str) {
            Some("crate") => {
                module.clear();
                rest = &path[1..];
            }
            Some("self") => rest = &path[1..],
            Some("super") => {}
            Some(first) => {
                module.push(first.to_owned());
                if !self.0.contains_key(&module) {
                    return None;
                }
                rest = &path[1..];
            }
            None => return None,
        }
        while let Some((next, after)) = rest.split_first() {
            if next == "super" {
                module.pop()?;
                rest = after;
                continue;
            }
            module.push(next.clone());
            if self.0.contains_key(&module) {
                rest = after;
                continue;
            }
            module.pop();
            let reexports = &self.0.get(&module)?.reexports;
            if let Some((_, target)) = reexports.iter().find(|reexport| reexport.0 == *next)
                && depth < 8
            {
                let target: Vec<String> = target.iter().chain(after).cloned().collect();
                return self.file(&module, &target, depth + 1);
            }
            break;
        }
        Some(module)
    }

    /// For each file those that it imports from.
    fn imports(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let imports = |(module, source): (&Module, &Source)| {
            let files = source.paths.iter().filter_map(|path| self.file(module, path, 0));
            (module.clone(), files.filter(|file| file != module).collect())
        };
        self.0.iter().map(imports).collect()
    }
}

fn read_folder(folder: &Path, module: &[String], files: &mut BTreeMap<Module, Source>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}")) {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut inner = module.to_vec();
        if path.is_dir() {
            inner.push(name);
            read_folder(&path, &inner, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            // `main.rs` is a crate of its own, which imports from the library by its name.
            if !(matches!(&*name, "mod" | "lib") || (module.is_empty() && name == "main")) {
                inner.push(name);
            }
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
            let source = Reader::read(&text);
            let file = files.entry(inner).or_default();
            file.paths.extend(source.paths);
            file.reexports.extend(source.reexports);
        }
    }
}

/// The files of a circle, in the order in which each imports the next, if there is one.
fn circle(imports: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut done = BTreeSet::new();
    imports.keys().find_map(|start| visit(start, imports, &mut Vec::new(), &mut done))
}

fn visit(
    module: &Module,
    imports: &BTreeMap<Module, BTreeSet<Module>>,
    path: &mut Vec<Module>,
    done: &mut BTreeSet<Module>,
) -> Option<Vec<Module>> {
    if let Some(at) = path.iter().position(|other| other == module) {
        return Some(path[at..].to_vec());
    }
    if done.contains(module) {
        return None;
    }
    path.push(module.clone());
    let found = imports
        .get(module)
        .and_then(|imported| imported.iter().find_map(|next| visit(next, imports, path, done)));
    path.pop();
    done.insert(module.clone());
    found
}

fn name(module: &Module) -> String {
    if module.is_empty() { "the root".to_owned() } else { module.join("::") }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in CHECKED {
        let imports = Crate::read(&root.join(folder)).imports();
        assert!(imports.values().any(|imports| !imports.is_empty()), "{folder}: no imports");
        if let Some(circle) = circle(&imports) {
            let names: Vec<String> = circle.iter().chain(circle.first()).map(name).collect();
            panic!("{folder}: files import each other in a circle: {}", names.join(" → "));
        }
    }
}

fn crate_of(files: &[(&str, &str)]) -> Crate {
    let module =
        |path: &str| path.split("::").filter(|p| !p.is_empty()).map(str::to_owned).collect();
    Crate(files.iter().map(|(path, text)| (module(path), Reader::read(text))).collect())
}

fn imported(files: &[(&str, &str)], from: &str) -> Vec<String> {
    let imports = crate_of(files).imports();
    let from: Module = from.split("::").map(str::to_owned).collect();
    imports[&from].iter().map(name).collect()
}

#[test]
fn nested_groups_and_relative_paths_lead_to_files() {
    let files = [
        ("", "mod a; mod b;"),
        ("a", "mod c; mod d; use c::{self, One}; use std::{fmt, io};"),
        ("a::c", "use super::d::Two; use crate::b::{e::{self, Three}, Four as Five};"),
        ("a::d", "/* use crate::b; */ // use super::c;\nconst TEXT: &str = \"use crate::b;\";"),
        ("b", "mod e; #[cfg(test)] mod tests { use crate::a; } fn f<'a>() { self::e::g() }"),
        ("b::e", "fn g() { super::super::a::d::h(); let c = '\"'; crate::a::c::i() }"),
    ];
    assert_eq!(imported(&files, "a"), ["a::c"]);
    assert_eq!(imported(&files, "a::c"), ["a::d", "b", "b::e"]);
    assert!(imported(&files, "a::d").is_empty());
    assert!(imported(&files, "b").is_empty());
    assert_eq!(imported(&files, "b::e"), ["a::c", "a::d"]);
}

#[test]
fn a_name_that_is_given_on_leads_to_the_file_that_defines_it() {
    let files = [
        ("", "mod a; mod b; pub use a::c::One; pub(crate) use a::Two as Three;"),
        ("a", "mod c; pub use c::Two;"),
        ("a::c", "pub struct One; pub struct Two;"),
        ("b", "mod inner { use super::*; use crate::{One, Three, other::Four}; }"),
    ];
    assert_eq!(imported(&files, "b"), ["the root", "a::c"]);
}

#[test]
fn a_circle_is_found_and_named() {
    let files = [("a", "use crate::b::One;"), ("b", "use crate::c;"), ("c", "use super::a::Two;")];
    let found = circle(&crate_of(&files).imports()).expect("a circle");
    assert_eq!(found.iter().map(name).collect::<Vec<_>>(), ["a", "b", "c"]);
    let files = [("a", "use crate::b::One;"), ("b", "use crate::c;"), ("c", "")];
    assert_eq!(circle(&crate_of(&files).imports()), None);
}
