//! What the documents say of this repository is so: paths, links, names of functions, figures.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Files and folders that a build makes, and that documents may name although they are not here.
const BUILT: &[&str] = &[
    "dist/",
    "kwic/",
    "/kwic/",
    "public/kwic",
    "public/kwic/",
    "kwic.js",
    "kwic_bg.wasm",
    "kwic.d.ts",
    "kwic-search.js",
    "kwic-worker.js",
    "dialog.js",
    "filters.js",
    "floating.js",
    "template.js",
    "worker-port.js",
    "kwic-search.css",
    "highlight.js",
    "locales/",
    "index.html",
    "article.css",
    "index.kwic",
    "kwic.toml",
];

/// The types of the module's functions.
const TYPES: &str = "src/js/kwic.d.ts";

/// Endings that make a path of a name without a folder.
const ENDINGS: &[&str] = &[".rs", ".md", ".toml", ".js", ".ts", ".css", ".html", ".bin"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names of the documents in a folder, sorted.
fn in_folder(folder: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join(folder))
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    names
}

fn decisions() -> Vec<String> {
    in_folder("docs/decisions")
}

fn guide() -> Vec<String> {
    in_folder("docs/guide").iter().map(|name| format!("docs/guide/{name}")).collect()
}

/// Pages about the generators of sites. Their paths are those of other projects.
fn sites() -> Vec<String> {
    in_folder("docs/guide/sites").iter().map(|name| format!("docs/guide/sites/{name}")).collect()
}

fn documents() -> Vec<String> {
    [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "docs/results.md",
        "docs/size.md",
        "crates/core/FORMAT.md",
        "packages/README.md",
        "packages/npm/README.md",
        "packages/python/README.md",
    ]
    .map(String::from)
    .into_iter()
    .chain(guide())
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
    // What begins with `@` is a package in a scope of npm.
    is_like_one && !code.contains("://") && !code.starts_with('@') && !code.contains(foreign)
}

/// Where links and pictures lead within the repository: the path, empty for the document itself, and
/// the fragment, empty for none.
fn links(text: &str) -> Vec<(String, String)> {
    prose(text)
        .split("](")
        .skip(1)
        .filter_map(|after| after.split_once(')'))
        .filter(|(target, _)| !target.contains("://"))
        .map(|(target, _)| target.split_once('#').unwrap_or((target, "")))
        .map(|(path, fragment)| (path.to_owned(), fragment.to_owned()))
        .collect()
}

/// The fragments by which a page of GitHub leads to the headings of a document.
fn fragments(text: &str) -> Vec<String> {
    let is_kept = |c: &char| c.is_alphanumeric() || "-_ ".contains(*c);
    prose(text)
        .lines()
        .filter_map(|line| line.trim_start_matches('#').strip_prefix(' '))
        .map(|heading| heading.to_lowercase().chars().filter(is_kept).collect::<String>())
        .map(|heading| heading.replace(' ', "-"))
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
    for document in documents().into_iter().chain(sites()) {
        for (path, fragment) in links(&read(&document)) {
            let target = match path.as_str() {
                "" => root().join(&document),
                path => folder_of(&document).join(path),
            };
            let leads = target.exists()
                && (fragment.is_empty()
                    || fs::read_to_string(&target)
                        .is_ok_and(|text| fragments(&text).contains(&fragment)));
            if !leads {
                wrong.push(format!("{document} links to {path}#{fragment}"));
            }
        }
    }
    assert!(wrong.is_empty(), "no such file, folder or heading:\n{}", wrong.join("\n"));
}

#[test]
fn a_path_is_told_from_other_code() {
    let text = "`src/lib.rs`, `docs/`, `build.rs`; `kwic help`, `https://a.b/c`, `.md`, `<p>/`, \
                `src/*.rs`, `@a/b`, `fst`\n\n```sh\nls `no/such/path`\n```\n";
    assert_eq!(paths(text), ["src/lib.rs", "docs/", "build.rs"]);
}

#[test]
fn a_link_is_told_from_one_that_leaves_the_repository() {
    let text = "[a](b.md#part) [c](#part) [d](https://a.b/c) ![e](f/g.png)";
    let link = |path: &str, fragment: &str| (path.to_owned(), fragment.to_owned());
    assert_eq!(links(text), [link("b.md", "part"), link("", "part"), link("f/g.png", "")]);
}

#[test]
fn a_heading_is_known_by_the_fragment_that_leads_to_it() {
    let text =
        "# Use `kwic`, twice\n\n```sh\n# no heading\n```\n\n### On the article\n\n#no heading\n";
    assert_eq!(fragments(text), ["use-kwic-twice", "on-the-article"]);
}

#[test]
fn the_readme_is_short_and_leads_to_every_page_of_the_guide() {
    let readme = read("README.md");
    let lines = readme.lines().count();
    assert!(lines <= 150, "README.md has {lines} lines: what is over 150 belongs into docs/guide/");
    let linked: Vec<String> = links(&readme).into_iter().map(|(path, _)| path).collect();
    for page in guide() {
        assert!(linked.contains(&page), "README.md has no link to {page}");
    }
}

#[test]
fn the_list_of_generators_leads_to_a_page_for_each() {
    let list = links(&read("docs/guide/sites/README.md"));
    for page in in_folder("docs/guide/sites").iter().filter(|name| *name != "README.md") {
        assert!(list.iter().any(|(path, _)| path == page), "the list has no link to {page}");
    }
}

#[test]
fn decisions_are_numbered_without_gaps() {
    for (at, name) in decisions().iter().enumerate() {
        assert!(name.starts_with(&format!("{:04}-", at + 1)), "{name} is not number {}", at + 1);
        let text = read(&format!("docs/decisions/{name}"));
        assert!(text.starts_with(&format!("# {}. ", at + 1)), "{name}: its title has no number");
    }
}

#[test]
fn a_decision_has_three_parts_or_leads_to_what_replaced_it() {
    for name in decisions() {
        let text = read(&format!("docs/decisions/{name}"));
        let body: Vec<&str> = text.lines().skip(1).filter(|line| !line.is_empty()).collect();
        if body.first().is_some_and(|line| line.starts_with("Superseded by [")) {
            assert!(body.len() <= 2, "{name} is superseded: two lines and the link are enough");
            continue;
        }
        for part in ["## Context", "## Decision", "## Consequences"] {
            assert!(body.contains(&part), "{name} has no part `{part}`");
        }
    }
}

#[test]
fn the_javascript_samples_import_only_what_the_module_exports() {
    let types = read(TYPES);
    let mut imported = Vec::new();
    for document in documents() {
        let text = read(&document);
        for line in text.lines().filter(|line| line.contains("from \"./kwic.js\"")) {
            let Some((_, names)) = line.split_once('{') else { continue };
            let names = names.split('}').next().unwrap_or_default();
            imported
                .extend(names.split(',').map(|name| (document.clone(), name.trim().to_owned())));
        }
    }
    assert!(!imported.is_empty(), "no document shows an import from kwic.js");
    for (document, name) in imported {
        let export = format!("export function {name}(");
        assert!(types.contains(&export), "{document} imports `{name}`: not in {TYPES}");
    }
}

#[test]
fn the_guide_lists_the_attributes_of_the_element() {
    let guide = read("docs/guide/element.md");
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
    let listed = rows(&guide, "| attribute |");
    assert!(!listed.is_empty(), "docs/guide/element.md has no table of attributes");
    let attributes = rows(&element, "* | attribute ");
    assert_eq!(listed, attributes, "docs/guide/element.md and www/element/kwic-search.js");
}

/// What begins the sentence above a table of figures.
const MADE_BY: &str = "Made by `";

/// A table of figures and the sentence above it, which names its record.
struct Figures {
    sentence: String,
    rows: Vec<Vec<String>>,
}

impl Figures {
    /// The tables of a document that stand under such a sentence.
    fn of(text: &str) -> Vec<Figures> {
        let blocks: Vec<&str> = text.split("\n\n").collect();
        blocks
            .iter()
            .zip(blocks.iter().skip(1))
            .filter(|(above, _)| above.starts_with(MADE_BY))
            .map(|(above, table)| Figures {
                sentence: above.replace('\n', " "),
                rows: table.lines().filter(|line| !line.starts_with("|--")).map(cells).collect(),
            })
            .collect()
    }

    /// Path of the record.
    fn record(&self) -> &str {
        self.sentence
            .split('`')
            .find(|code| code.starts_with("benches/record/"))
            .unwrap_or_default()
    }
}

fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|').trim_end_matches('|');
    row.split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// The sentence as the record has its facts.
fn sentence_of(record: &Value, path: &str) -> String {
    let mut command = words(&record["command"]);
    if ["peers", "split"].iter().any(|name| command.ends_with(name)) {
        command = format!("{command} --corpus {}", words(&record["corpus"]));
    }
    if let Some(files) = record["max_files"].as_u64().filter(|&files| files != 15_000) {
        command = format!("{command} --max-files {files}");
    }
    let machine = &record["machine"];
    let mut machine = format!("{}, {} cores", words(&machine["processor"]), machine["cores"]);
    for browser in [&record["browser"], &record["measured"]["browser"]] {
        if let Some(browser) = browser.as_str() {
            machine = format!("{machine}, {browser}");
        }
    }
    let date = words(&record["date"]);
    format!("{MADE_BY}{command}` on {date} ({machine}); recorded in `{path}`.")
}

/// The rows as the record has the figures, under the heads that the table has.
fn rows_of(record: &Value, heads: &[String]) -> Vec<Vec<String>> {
    let command = words(&record["command"]);
    match command.strip_prefix("cargo xtask bench ") {
        Some("peers") => list(&record["engines"])
            .iter()
            .map(|engine| heads.iter().map(|head| peer(record, engine, head)).collect())
            .collect(),
        Some("relevance") if heads.iter().any(|head| head == "kind") => kinds(record, heads),
        Some("relevance") => relevance(record, heads),
        Some("keystrokes") => ["work", "painted"]
            .iter()
            .map(|kind| heads.iter().map(|head| keystroke(record, kind, head)).collect())
            .collect(),
        Some("split") => list(&record["engines"])
            .iter()
            .map(|engine| heads.iter().map(|head| loaded(engine, head)).collect())
            .collect(),
        _ => panic!("no rule says how the figures of `{command}` stand in a document"),
    }
}

/// One figure of an engine in a record of `bench peers`.
fn peer(record: &Value, engine: &Value, head: &str) -> String {
    match head {
        "engine" => format!("{} {}", words(&engine["name"]), words(&engine["version"])),
        "bytes to the first hits" => thousands(number(&engine["first"]["brotli"])),
        "in all" => thousands(number(&engine["all"]["brotli"])),
        "cold start" => thousands(number(&engine["cold"]["answered"])),
        "on the slow link" => thousands(number(&engine["slow"]["answered"])),
        "p50 / p95 / p99 of a query" => {
            let all = list(&engine["latency"]).iter().find(|latency| latency["kind"] == "all");
            let all = all.expect("the latency of all queries");
            ["p50", "p95", "p99"].map(|at| format!("{:.2}", number(&all[at]))).join(" / ")
        }
        "rare words" => format!("{} of {}", engine["rare"], record["rare_words"]),
        "typos" => format!("{} of {}", engine["typos"], record["typos"]),
        "memory" => format!("{:.1}", number(&engine["memory"]["after"])),
        _ => panic!("no rule says which figure of an engine is `{head}`"),
    }
}

/// One figure of an engine in a record of `bench split`.
fn loaded(engine: &Value, head: &str) -> String {
    let pair = |name: &str, shown: &dyn Fn(f64) -> String| {
        ["p50", "p95"].map(|at| shown(number(&engine[name][at]))).join(" / ")
    };
    let whole = |figure: f64| thousands(figure);
    let kilobytes = |figure: f64| format!("{:.1}", figure / 1e3);
    match head {
        "engine" => words(&engine["name"]),
        "kB to ten hits with passages" => pair("first", &kilobytes),
        "files" => pair("files", &whole),
        "waves" => pair("waves", &whole),
        "ms on loopback" => pair("loopback", &whole),
        "ms on the slow link" => pair("slow", &whole),
        "kB of a later key" => pair("later", &kilobytes),
        "build" => {
            let (seconds, megabytes) =
                (number(&engine["build"]["seconds"]), number(&engine["build"]["megabytes"]));
            format!("{seconds:.1} s, {} MB", thousands(megabytes))
        }
        _ => panic!("no rule says which figure of an engine is `{head}`"),
    }
}

/// Success at the first place, a row for each kind of query of each collection that has kinds.
fn kinds(record: &Value, heads: &[String]) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for collection in list(&record["collections"]) {
        let systems = list(&collection["systems"]);
        for (at, kind) in list(&systems[0]["kinds"]).iter().enumerate() {
            let cell = |head: &String| match head.as_str() {
                "collection" => words(&collection["name"]),
                "kind" => words(&kind["kind"]),
                "queries" => kind["queries"].to_string(),
                name => {
                    let system = systems.iter().find(|system| words(&system["name"]) == name);
                    let first = system.map(|system| number(&system["kinds"][at]["success"][0]));
                    first.map_or_else(String::new, |first| format!("{first:.3}"))
                }
            };
            rows.push(heads.iter().map(cell).collect());
        }
    }
    rows
}

/// The rows of a record of `bench relevance`, its collections side by side.
fn relevance(record: &Value, heads: &[String]) -> Vec<Vec<String>> {
    let collections = list(&record["collections"]);
    let names = collections.iter().map(|collection| words(&collection["name"]));
    assert!(heads.iter().skip(1).cloned().eq(names), "other collections than recorded: {heads:?}");
    let row = |name: &str, cell: &dyn Fn(&Value) -> String| -> Vec<String> {
        [name.to_owned()].into_iter().chain(collections.iter().map(cell)).collect()
    };
    let mut rows = vec![
        row("articles", &|collection| collection["articles"].to_string()),
        row("queries", &|collection| collection["queries"].to_string()),
    ];
    for system in list(&collections[0]["systems"]) {
        let name = words(&system["name"]);
        rows.push(row(&name, &|collection| {
            let systems = list(&collection["systems"]);
            let same = systems.iter().find(|other| other["name"] == system["name"]);
            judged(record, &same.expect("the same systems in each collection")["measures"])
        }));
    }
    rows
}

/// nDCG@10 with an arrow where the test finds a difference from Kwic.
fn judged(record: &Value, measures: &Value) -> String {
    if measures.is_null() {
        return format!("over {} s", record["seconds_allowed"]);
    }
    let figure = format!("{:.3}", number(&measures["nDCG@10"]));
    match number(&measures["kwic_gains"]) {
        _ if number(&measures["p"]) >= 0.05 => figure,
        gains if gains > 0.0 => format!("{figure} ↓"),
        _ => format!("{figure} ↑"),
    }
}

/// One figure of a record of `bench keystrokes`.
fn keystroke(record: &Value, kind: &str, head: &str) -> String {
    let figures = &record["measured"][kind];
    match head {
        "" => kind.to_owned(),
        "keys" => figures["count"].to_string(),
        at => format!("{:.1}", number(&figures[at])),
    }
}

fn words(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

/// A whole number with commas between thousands.
fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[test]
fn every_table_of_figures_has_the_figures_of_the_record_that_it_names() {
    for document in ["README.md", "docs/results.md"] {
        let text = read(document);
        let tables = Figures::of(&text);
        assert_eq!(
            tables.len(),
            text.matches(MADE_BY).count(),
            "{document}: a record without table"
        );
        assert!(!tables.is_empty(), "{document} has no table of figures");
        for table in tables {
            let path = table.record();
            let record: Value = serde_json::from_str(&read(path)).expect("a record");
            assert_eq!(table.sentence, sentence_of(&record, path), "{document}");
            let (heads, rows) = table.rows.split_first().expect("a table with a head");
            let recorded = rows_of(&record, heads);
            assert_eq!(rows.len(), recorded.len(), "{document}: rows under {path}");
            for (row, recorded) in rows.iter().zip(recorded) {
                let is_same =
                    |(cell, figure): (&String, &String)| cell.eq_ignore_ascii_case(figure);
                let as_recorded =
                    row.len() == recorded.len() && row.iter().zip(&recorded).all(is_same);
                assert!(as_recorded, "{document} says\n{row:?}\n{path} says\n{recorded:?}");
            }
        }
    }
}

#[test]
fn queries_that_a_record_leaves_out_are_named() {
    let results = read("docs/results.md").replace('\n', " ");
    for table in Figures::of(&read("docs/results.md")) {
        let record: Value = serde_json::from_str(&read(table.record())).expect("a record");
        let collections = record["collections"].as_array();
        for collection in collections.into_iter().flatten() {
            let left_out = &collection["queries_left_out"];
            let name = words(&collection["name"]);
            let queries = &collection["queries"];
            let sentence = format!(
                "Of {name} the first {queries} queries were searched, and {left_out} left out."
            );
            assert!(left_out == 0 || results.contains(&sentence), "docs/results.md: {sentence}");
        }
    }
}

#[test]
fn every_setting_is_a_row_of_the_page_about_them() {
    let page = read("docs/guide/settings.md");
    for setting in kwic_indexer::SETTINGS {
        let sections = page.split("\n## ");
        let table = format!("\n[{}]\n", setting.table);
        let row = format!("\n| `{}` | ", setting.key);
        let section = sections.into_iter().find(|section| section.contains(&table));
        assert!(section.is_some_and(|section| section.contains(&row)), "{setting:?}");
    }
    let generators = page.split_once("It is one of ").expect("the list").1;
    let generators = generators.split_once(".\n").expect("its end").0;
    let listed: Vec<&str> = generators.split('`').skip(1).step_by(2).collect();
    assert_eq!(listed, kwic_indexer::Generator::names().collect::<Vec<_>>());
}
