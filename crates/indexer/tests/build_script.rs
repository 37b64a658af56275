//! The helper for build scripts.

use std::fs;

use kwic_indexer::build_script;
use tempfile::TempDir;

#[test]
fn a_build_script_writes_the_index_and_tells_cargo_what_to_watch() {
    let folder = TempDir::new().expect("a folder for the test");
    let out = TempDir::new().expect("a folder for the test");
    fs::create_dir(folder.path().join("trips")).expect("a folder for the test");
    fs::write(folder.path().join("trips/hue.md"), "# Hue\n\nA day in Hue.")
        .expect("a file for the test");
    fs::write(folder.path().join("empty.md"), "# Empty\n").expect("a file for the test");
    let mut said = Vec::new();
    let index = build_script::compile(folder.path(), out.path(), &mut said)
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(index, out.path().join("index.kwic"));
    assert!(fs::metadata(index).expect("the index is there").len() > 0);
    let said = String::from_utf8(said).expect("UTF-8");
    for path in
        [folder.path().to_owned(), folder.path().join("trips"), folder.path().join("trips/hue.md")]
    {
        let line = format!("cargo::rerun-if-changed={}\n", path.display());
        assert!(said.contains(&line), "{line} is missing in\n{said}");
    }
    assert!(
        said.contains("cargo::warning=") && said.contains("empty.md: the article has no text"),
        "{said}"
    );
}

#[test]
fn a_broken_article_stops_the_build_and_mending_it_starts_it_again() {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join("a.md"), "---\n").expect("a file for the test");
    let mut said = Vec::new();
    let error = build_script::compile(folder.path(), folder.path(), &mut said)
        .expect_err("the article is broken");
    assert!(error.to_string().contains("a.md, line 1"), "{error}");
    assert!(String::from_utf8_lossy(&said).contains("cargo::rerun-if-changed="));
    assert!(!folder.path().join("index.kwic").exists());
}

#[test]
fn an_index_that_cannot_be_written_is_named() {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join("a.md"), "# A\n\nA lamp.").expect("a file for the test");
    let out = folder.path().join("missing");
    let error = build_script::compile(folder.path(), &out, &mut Vec::new())
        .expect_err("there is no such folder");
    assert!(error.to_string().contains("index.kwic: cannot be written"), "{error}");
}
