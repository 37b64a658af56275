//! What the documents say of this repository is so: paths, links, names of functions.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Files and folders that a build makes, and that documents may name although they are not here.
const BUILT: &[&str] = &[
    "dist/",
    "kwic.js",
    "kwic_bg.wasm",
    "kwic.d.ts",
    "kwic-search.js",
    "kwic-search.css",
    "index.html",
    "article.css",
    "index.kwic",
    "kwic.toml",
];

/// Endings that make a path of a name without a folder.
const ENDINGS: &[&str] = &[".rs", ".md", ".toml", ".js", ".ts", ".css", ".html", ".bin"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// File names in `docs/decisions/`, sorted.
fn decisions() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("docs/decisions"))
        .expect("docs/decisions")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    names
}

fn documents() -> Vec<String> {
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "crates/core/FORMAT.md"]
        .map(String::from)
        .into_iter()
        .chain(decisions().iter().map(|name| format!("docs/decisions/{name}")))
        .collect()
}

/// The text without its fenced blocks, which hold code and not names.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let mut prose = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    assert!(!fenced, "a fenced block is not closed");
    prose
}

/// What stands in backticks and looks like a path.
fn paths(text: &str) -> Vec<String> {
    let prose = prose(text);
    assert!(prose.matches('`').count().is_multiple_of(2), "a backtick is not closed");
    prose.split('`').skip(1).step_by(2).filter(|code| is_path(code)).map(String::from).collect()
}

fn is_path(code: &str) -> bool {
    let has_name = |ending: &&str| code.len() > ending.len() && code.ends_with(*ending);
    let is_like_one = code.contains('/') || ENDINGS.iter().any(has_name);
    let foreign = |c: char| c.is_whitespace() || "<>…*$(){}\"'=".contains(c);
    is_like_one && !code.contains("://") && !code.contains(foreign)
}

/// Where links and pictures lead, those on the web and inside the document left out.
fn targets(text: &str) -> Vec<String> {
    prose(text)
        .split("](")
        .skip(1)
        .filter_map(|after| after.split_once(')'))
        .map(|(target, _)| target.split('#').next().unwrap_or_default().to_owned())
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .collect()
}

fn folder_of(document: &str) -> PathBuf {
    root().join(document).parent().map(Path::to_owned).unwrap_or_default()
}

#[test]
fn every_path_that_a_document_names_exists() {
    let mut wrong = Vec::new();
    for document in documents() {
        for path in paths(&read(&document)) {
            let here = root().join(&path).exists() || folder_of(&document).join(&path).exists();
            if !here && !BUILT.contains(&path.as_str()) {
                wrong.push(format!("{document} names `{path}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "no such file or folder:\n{}", wrong.join("\n"));
}

#[test]
fn every_link_within_the_repository_leads_somewhere() {
    let mut wrong = Vec::new();
    for document in documents() {
        for target in targets(&read(&document)) {
            if !folder_of(&document).join(&target).exists() {
                wrong.push(format!("{document} links to {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "no such file or folder:\n{}", wrong.join("\n"));
}

#[test]
fn a_path_is_told_from_other_code() {
    let text = "`src/lib.rs`, `docs/`, `build.rs`; `kwic help`, `https://a.b/c`, `.md`, `<p>/`, \
                `src/*.rs`, `fst`\n\n```sh\nls `no/such/path`\n```\n";
    assert_eq!(paths(text), ["src/lib.rs", "docs/", "build.rs"]);
}

#[test]
fn a_link_is_told_from_one_that_leaves_the_repository() {
    let text = "[a](b.md#part) [c](#part) [d](https://a.b/c) ![e](f/g.png)";
    assert_eq!(targets(text), ["b.md", "f/g.png"]);
}

#[test]
fn decisions_are_numbered_without_gaps_and_have_the_three_parts() {
    for (at, name) in decisions().iter().enumerate() {
        assert!(name.starts_with(&format!("{:04}-", at + 1)), "{name} is not number {}", at + 1);
        let text = read(&format!("docs/decisions/{name}"));
        assert!(text.starts_with(&format!("# {}. ", at + 1)), "{name}: its title has no number");
        for part in ["## Context", "## Decision", "## Consequences"] {
            assert!(text.lines().any(|line| line == part), "{name} has no part `{part}`");
        }
    }
}

#[test]
fn the_javascript_samples_import_only_what_the_module_exports() {
    let readme = read("README.md");
    let types = read("src/js/kwic.d.ts");
    let mut imported = Vec::new();
    for line in readme.lines().filter(|line| line.contains("kwic.js\"")) {
        let Some((_, names)) = line.split_once('{') else { continue };
        let names = names.split('}').next().unwrap_or_default();
        imported.extend(names.split(',').map(str::trim));
    }
    assert!(!imported.is_empty(), "README.md shows no import from kwic.js");
    for name in imported {
        let export = format!("export function {name}(");
        assert!(types.contains(&export), "README.md imports `{name}`: not in src/js/kwic.d.ts");
    }
}

#[test]
fn the_readme_lists_the_attributes_of_the_element() {
    let readme = read("README.md");
    let element = read("www/element/kwic-search.js");
    let rows = |text: &str, before: &str| -> Vec<String> {
        let is_head = |line: &&str| line.trim_start().starts_with(before);
        text.lines()
            .skip_while(|line| !is_head(line))
            .skip(2)
            .map_while(|line| line.trim_start_matches([' ', '*']).strip_prefix("| "))
            .filter_map(|row| Some(row.strip_prefix('`')?.split('`').next()?.to_owned()))
            .collect()
    };
    let told = rows(&readme, "| attribute |");
    assert!(!told.is_empty(), "README.md has no table of attributes");
    assert_eq!(told, rows(&element, "* | attribute "), "README.md and www/element/kwic-search.js");
}
