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
        "kwic-worker.js",
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
    for name in [
        "kwic.js",
        "kwic_bg.wasm",
        "kwic-search.js",
        "kwic-worker.js",
        "kwic-search.css",
        "locales/vi.js",
    ] {
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

const LAMP: &str = "<!doctype html><html lang=en><head><title>The lamp - Harbour</title></head><body><nav><a href=/>Menu</a></nav>\
    <main><h1>The lamp</h1><p>It is lit at dusk.</p><h2 id=oil>Oil</h2><p>Whale oil burns slowly.</p></main></body></html>";
const PIER: &str = "<html lang=en><head><title>The pier - Harbour</title></head><body><nav><a href=/>Menu</a></nav>\
    <main><h1>The pier</h1><p>Boats come at noon.</p></main></body></html>";

fn site() -> Folder {
    Folder::new()
        .file("public/index.html", PIER)
        .file("public/guide/lamp/index.html", LAMP)
        .file("public/robots.txt", "User-agent: *")
}

#[test]
fn a_finished_site_keeps_its_pages_and_gets_a_folder_with_the_search() {
    if engine().is_none() {
        return;
    }
    let folder = site();
    let ran = folder.kwic(&["build", "public"]).succeeds();
    let written = files(&folder.path("public"));
    assert_eq!(written["guide/lamp/index.html"], LAMP.as_bytes());
    for name in [
        "kwic/index.html",
        "kwic/kwic.js",
        "kwic/kwic_bg.wasm",
        "kwic/kwic-search.js",
        "kwic/kwic-worker.js",
        "kwic/locales/vi.js",
    ] {
        assert!(written.contains_key(name), "{name} is missing");
    }
    for name in ["kwic/demo.js", "kwic/style.css", "kwic/guide/lamp/index.html"] {
        assert!(!written.contains_key(name), "{name} is there");
    }
    let text = |name: &str| String::from_utf8_lossy(&written[name]).into_owned();
    assert!(text("kwic/kwic-search.js").contains("\"../\""));
    assert!(text("kwic/index.html").contains("href=\"../\" rel=\"home\""));
    assert!(!written.values().any(|bytes| bytes.windows(8).any(|part| part == b"@@base@@")));
    assert!(!written.values().any(|bytes| bytes.windows(10).any(|part| part == b"@@worker@@")));
    let err = ran.err();
    for part in
        ["2 pages", "<script type=\"module\" src=\"/kwic/kwic-search.js\">", "1 beside the pages"]
    {
        assert!(err.contains(part), "{part:?} is missing in {err}");
    }
    // The second build does not read what the first wrote.
    let again = folder.kwic(&["build", "public"]).succeeds();
    assert!(
        again.err().contains("2 pages") && again.err().contains("1 written by a build of Kwic"),
        "{}",
        again.err()
    );
    assert_eq!(files(&folder.path("public")), written);
}

#[test]
fn links_of_a_site_start_from_where_the_search_lies() {
    if engine().is_none() {
        return;
    }
    for (out, base) in [("public/a/b", "\"../../\""), ("elsewhere", "\"/\"")] {
        let folder = site();
        folder.kwic(&["build", "./public/", "-o", out]).succeeds();
        let script = folder.read(&format!("{out}/kwic-search.js"));
        assert!(script.contains(base), "{out}: {base} is missing");
    }
    let folder = site();
    folder.kwic(&["build", "public", "--single-file"]).fails(&["finished site", "--single-file"]);
    assert!(!folder.path("public/kwic").exists());
}

#[test]
fn names_with_hashes_are_told_with_the_lines_for_a_page() {
    if engine().is_none() {
        return;
    }
    let folder = site();
    let ran = folder.kwic(&["build", "public", "--hashed"]).succeeds();
    let err = ran.err();
    let (_, rest) = err.split_once("src=\"/kwic/").unwrap();
    let (name, _) = rest.split_once('"').unwrap();
    assert!(
        name.starts_with("kwic-search.") && folder.path("public/kwic").join(name).is_file(),
        "{name}"
    );
}

#[test]
fn a_page_is_explained_and_nothing_written() {
    let folder = site();
    let ran = folder.kwic(&["build", "public", "--explain", "guide/lamp/index.html"]).succeeds();
    for part in ["The lamp", "read by: main", "# Oil  #oil", "Whale oil burns slowly."] {
        assert!(ran.out().contains(part), "{part:?} is missing in {}", ran.out());
    }
    assert!(!ran.out().contains("The pier") && !folder.path("public/kwic").exists());
    folder
        .kwic(&["build", "public", "--explain", "missing.html"])
        .fails(&["missing.html", "none of the pages"]);
}

#[test]
fn what_is_read_is_shown_to_people_and_to_programs() {
    let folder = site().file("public/404.html", "<main><h1>Nothing</h1><p>No page.</main>");
    let shown = folder.kwic(&["read", "public"]).succeeds();
    for part in [
        "The lamp\n",
        "guide/lamp/ · lang en",
        "from public/guide/lamp/index.html",
        "LEFT OUT: not found",
    ] {
        assert!(shown.out().contains(part), "{part:?} is missing in {}", shown.out());
    }
    let lines = folder.kwic(&["read", "public", "--json"]).succeeds();
    let pages: Vec<serde_json::Value> =
        lines.out().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let lamp = pages.iter().find(|page| page["title"] == "The lamp").unwrap();
    assert_eq!(lamp["path"], "public/guide/lamp/index.html");
    assert_eq!(lamp["url"], "guide/lamp/");
    assert_eq!(lamp["rule"], "main");
    assert_eq!(lamp["sections"][0]["id"], "oil");
    assert_eq!(lamp["breadcrumbs"][0], "guide");
    assert_eq!(lamp["blocks"][0]["kind"], "heading");
    let not_found = pages.iter().find(|page| page["title"] == "Nothing").unwrap();
    assert_eq!(not_found["left_out"], "not found");
}

#[test]
fn a_build_is_told_to_programs_and_in_a_report() {
    if engine().is_none() {
        return;
    }
    let folder = site().file("public/empty.html", "<title>Nothing</title>");
    let ran = folder.kwic(&["build", "public", "--json", "--report", "report.html"]).succeeds();
    let json = ran.json();
    let counts = [&json["articles"], &json["skipped"][0]["count"]];
    assert_eq!(counts, [&serde_json::json!(3), &serde_json::json!(1)]);
    assert!(Path::new(json["folder"].as_str().unwrap()).ends_with("public/kwic"));
    assert!(json["warnings"][0].as_str().unwrap().contains("empty.html"), "{json}");
    let files = json["files"].as_array().unwrap();
    let sum: u64 = files.iter().map(|file| file["bytes"].as_u64().unwrap()).sum();
    assert_eq!(json["bytes"], sum);
    assert!(files.iter().any(|file| file["file"] == "kwic_bg.wasm"), "{json}");
    assert!(folder.read("report.html").contains("The lamp"));
    folder.kwic(&["build", "public", "--json", "--watch"]).fails(&["--json", "--watch"]);
}
