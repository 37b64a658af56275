//! `kwic build`, with nothing on PATH. `cargo xtask engine` makes the engine that most of it needs.
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kwic_site::{Engine, Form, Options};

use crate::folder::{Folder, Ran};

const HANOI: &str = "---\ntitle: Hà Nội\ndate: 2025-01-13\n---\n\nThe capital on the Red River.\n";

/// A folder with articles in `articles` and nothing in `elsewhere`.
fn articles() -> Folder {
    let folder = Folder::new()
        .file("articles/travel/hanoi.md", HANOI)
        .file("articles/zoo.txt", "Stripes\n\nA zebra crosses the savannah at noon.\n")
        .file("articles/empty.md", "---\ntitle: Nothing\n---\n")
        .file("articles/picture.png", "no article");
    fs::create_dir(folder.path("elsewhere")).unwrap();
    folder
}

/// Runs `kwic build` over the articles from the empty folder, with an empty PATH.
fn build(folder: &Folder, arguments: &[&str]) -> Ran {
    let mut command = folder.command(&["build"]);
    command.arg(folder.path("articles")).args(arguments);
    command.current_dir(folder.path("elsewhere")).env("PATH", "");
    Ran::of(&mut command)
}

/// The files below a folder with their content, by their paths with `/` between.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = kwic_site::output::files_beneath(folder).unwrap();
    let read =
        |file: PathBuf| (kwic_site::output::slashed(&file), fs::read(folder.join(file)).unwrap());
    files.into_iter().map(read).collect()
}

/// The engine of the command, or nothing where it was compiled without one.
fn engine() -> Option<Engine> {
    let files = kwic_prebuilt::engine().ok()?.iter();
    let files = files.map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes)));
    Some(Engine::new(files).unwrap())
}

#[test]
fn a_command_without_an_engine_says_what_to_run_and_writes_nothing() {
    if kwic_prebuilt::engine().is_ok() {
        return;
    }
    let folder = articles();
    build(&folder, &[]).fails(&["cargo xtask engine", "compile the program again"]);
    assert!(files(&folder.path("elsewhere")).is_empty());
}

#[test]
fn a_folder_of_articles_becomes_a_site_in_dist() {
    if engine().is_none() {
        return;
    }
    let folder = articles();
    let ran = build(&folder, &[]).succeeds();
    let files = files(&folder.path("elsewhere/dist"));
    let expected = [
        "index.html",
        "kwic.js",
        "kwic_bg.wasm",
        "kwic.d.ts",
        "kwic-search.js",
        "kwic-search.css",
        "highlight.js",
        "locales/vi.js",
        "kwic-manifest.json",
        "article.css",
        "travel/hanoi.html",
        "zoo.html",
        "kwic_bg.wasm.br",
        "kwic.js.gz",
    ];
    for name in expected {
        assert!(files.contains_key(name), "{name} is missing");
    }
    let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    assert!(text("travel/hanoi.html").contains("<h1>Hà Nội</h1>"));
    assert!(!files.values().any(|bytes| bytes.windows(11).any(|part| part == b"@@kwic.js@@")));
    // A line for each script, style sheet and module, as the list has it.
    let line = |name: &str| {
        let out = ran.out();
        let line =
            out.lines().find(|line| line.split(' ').next() == Some(name)).unwrap_or_default();
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    for name in ["kwic.js", "kwic_bg.wasm", "kwic-search.js", "kwic-search.css", "locales/vi.js"] {
        let [_, bytes, integrity] = &line(name)[..] else { panic!("{name}: {}", ran.out()) };
        assert_eq!(*bytes, files[name].len().to_string(), "{name}");
        assert!(text("kwic-manifest.json").contains(integrity.as_str()), "{name}");
    }
    assert!(ran.err().contains("empty.md") && ran.err().contains("3 articles"), "{}", ran.err());
}

#[test]
fn every_form_has_the_bytes_that_the_library_gives() {
    let Some(engine) = engine() else { return };
    let folder = articles();
    let read = kwic_indexer::read(&[folder.path("articles")]).unwrap();
    let forms: [(&[&str], Form); 3] =
        [(&[], Form::Plain), (&["--hashed"], Form::Hashed), (&["--single-file"], Form::SingleFile)];
    for (option, form) in forms {
        build(&folder, &[option, &["-o", "out"]].concat()).succeeds();
        let library = folder.path("library");
        let options = Options { form, ..Options::default() };
        kwic_site::build(&engine, &read, &options, &library).unwrap();
        assert_eq!(files(&folder.path("elsewhere/out")), files(&library), "{form:?}");
    }
}

#[test]
fn a_single_file_is_the_page_beside_its_articles_and_nothing_else() {
    if engine().is_none() {
        return;
    }
    let folder = articles();
    build(&folder, &["--single-file", "-o", "out"]).succeeds();
    let files = files(&folder.path("elsewhere/out"));
    let names: Vec<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|name| !name.starts_with('.') && !name.ends_with(".br") && !name.ends_with(".gz"))
        .collect();
    assert_eq!(
        names,
        [
            "article.css",
            "empty.html",
            "index.html",
            "kwic-manifest.json",
            "travel/hanoi.html",
            "zoo.html"
        ]
    );
}

#[test]
fn a_folder_of_somebody_else_stays_as_it_is() {
    if engine().is_none() {
        return;
    }
    let folder = articles().file("elsewhere/mine/thesis.txt", "mine");
    build(&folder, &["-o", "mine"]).fails(&["did not write", "--out DIR"]);
    assert_eq!(files(&folder.path("elsewhere/mine")).len(), 1);
}

#[test]
fn what_cannot_be_read_is_an_error_that_names_it() {
    if engine().is_none() {
        return;
    }
    let folder = articles().file("articles/zoo.txt", [0xFF, 0xFE]);
    build(&folder, &[]).fails(&["zoo.txt"]);
    assert!(files(&folder.path("elsewhere")).is_empty());
}
