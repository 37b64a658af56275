//! Sites whose index is split into files. `cargo xtask engine` makes the engine that it needs.
use serde_json::Value;

use crate::folder::{ARTICLES, Folder};

/// A folder in which a site was built; none where the command was compiled without an engine.
fn built() -> Option<Folder> {
    kwic_prebuilt::engine().ok()?;
    let folder = Folder::new().file("articles.jsonl", ARTICLES);
    let ran =
        folder.kwic(&["build", "articles.jsonl", "-o", "out", "--layout", "split"]).succeeds();
    assert!(ran.err().contains("the index is split into"), "{}", ran.err());
    Some(folder)
}

#[test]
fn a_folder_with_a_split_index_is_searched_as_an_index_file_is() {
    let Some(folder) = built() else { return };
    folder.kwic(&["index", "articles.jsonl", "-o", "site.kwic"]).succeeds();
    for query in ["giraffe", "walrus ice", "zebr", "acacja", "stripes -walrus"] {
        let hits = |index| folder.kwic(&["search", index, query, "--json"]).succeeds().out();
        assert_eq!(hits("out"), hits("site.kwic"), "{query}");
        assert!(hits("out").contains("\"url\""), "{query}");
    }
    folder.kwic(&["search", "out", "zzxxqq"]).says_no();
    folder.kwic(&["search", "out", "walrus", "--filter", "lang=en"]).succeeds();
    folder.kwic(&["search", "out", "walrus", "--filter", "lang=vi"]).says_no();
    folder
        .kwic(&["search", "out", "walrus", "--filter", "version=2"])
        .fails(&["out has no filter \"version\"", "lang, source, tag, year"]);
}

#[test]
fn stats_of_a_split_index_tell_its_files() {
    let Some(folder) = built() else { return };
    let stats = folder.kwic(&["stats", "out", "--json"]).succeeds().json();
    assert_eq!(stats["articles"], 3);
    let kinds = stats["kinds"].as_array().unwrap();
    let sum: u64 = kinds.iter().map(|kind| kind["bytes"].as_u64().unwrap()).sum();
    assert_eq!(stats["bytes"], sum);
    assert!(kinds.iter().any(|kind| kind["kind"] == "root" && kind["files"] == 1), "{stats}");
    assert!(folder.kwic(&["stats", "out"]).succeeds().out().contains("3 articles"));
}

#[test]
fn a_small_site_has_its_index_in_the_module_unless_told() {
    if kwic_prebuilt::engine().is_err() {
        return;
    }
    let folder = Folder::new().file("articles.jsonl", ARTICLES);
    let report = folder.kwic(&["build", "articles.jsonl", "-o", "out", "--json"]).succeeds().json();
    assert_eq!(report["layout"], "module");
    folder.kwic(&["search", "out", "zebra"]).fails(&["--layout split"]);
}

#[test]
fn a_damaged_file_is_named() {
    let Some(folder) = built() else { return };
    let list: Value = serde_json::from_str(&folder.read("out/kwic-manifest.json")).unwrap();
    let file = format!("out/{}d0.bin", list["split"].as_str().unwrap());
    std::fs::write(folder.path(&file), "<!doctype html>").unwrap();
    folder.kwic(&["search", "out", "zebra"]).fails(&["d0.bin is not as it was built"]);
}
