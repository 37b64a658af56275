//! `kwic export`: files for a search server, none of which runs here.
use serde_json::Value;

use crate::folder::Folder;

const LAMPS: &str = "---\ntitle: Old lamps\nlang: en\ndate: 2025-01-13\nsource: Daily\ntags: [light, oil]\n---\n\nA lamp burns.\n\n## Wicks {#wicks}\n\nA wick is its heart.\n";

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_export_for_typesense_has_a_line_for_each_article_with_all_that_a_hit_carries() {
    let folder = Folder::new().file("articles/lamps.md", LAMPS);
    let out = folder
        .kwic(&["export", "articles", "--to", "typesense", "-o", "out", "--name", "news"])
        .succeeds()
        .out();
    assert!(out.contains("$URL/collections/news/documents/import?action=upsert"), "{out}");
    assert!(out.contains("out/adapters/typesense.js"), "{out}");
    let schema: Value = serde_json::from_str(&folder.read("out/schema.json")).unwrap();
    assert_eq!(schema["name"], "news");
    let articles = lines(&folder.read("out/articles.ndjson"));
    assert_eq!(articles.len(), 1);
    let article = &articles[0];
    assert_eq!(article["url"], article["id"]);
    assert_eq!(
        (&article["title"], &article["lang"], &article["source"], &article["year"]),
        (&"Old lamps".into(), &"en".into(), &"Daily".into(), &"2025".into())
    );
    assert_eq!(article["day"], 20_250_113);
    assert_eq!(article["tags"], serde_json::json!(["light", "oil"]));
    assert_eq!(article["section_titles"], serde_json::json!(["", "Wicks"]));
    assert_eq!(
        article["section_texts"],
        serde_json::json!(["A lamp burns.", "A wick is its heart."])
    );
    let url = article["url"].as_str().unwrap();
    assert_eq!(article["section_urls"][1], format!("{url}#wicks"));
}

#[test]
fn an_export_for_elasticsearch_says_before_each_article_what_is_to_be_done_with_it() {
    let folder = Folder::new().file("articles/lamps.md", LAMPS);
    let ran = folder.kwic(&["export", "articles", "--to", "elasticsearch", "--json"]).succeeds();
    let told = ran.json();
    assert_eq!((&told["folder"], &told["articles"]), (&"kwic-export".into(), &1.into()));
    let lines = lines(&folder.read("kwic-export/articles.ndjson"));
    assert_eq!(lines[0]["index"]["_id"], lines[1]["id"]);
    assert_eq!(lines.len(), 2);
    for file in told["files"].as_array().unwrap() {
        assert!(!folder.read(&format!("kwic-export/{}", file.as_str().unwrap())).is_empty());
    }
}

#[test]
fn an_export_replaces_its_own_files_and_leaves_others_alone() {
    let folder = Folder::new().file("articles/lamps.md", LAMPS).file("out/mine.txt", "mine");
    for _ in 0..2 {
        folder.kwic(&["export", "articles", "--to", "typesense", "-o", "out"]).succeeds();
    }
    assert_eq!(folder.read("out/mine.txt"), "mine");
    assert_eq!(lines(&folder.read("out/articles.ndjson")).len(), 1);
}

#[test]
fn an_export_needs_a_server_that_has_an_adapter() {
    let folder = Folder::new().file("articles/lamps.md", LAMPS);
    folder.kwic(&["export", "articles", "--to", "sonic"]).fails(&["sonic", "typesense"]);
    folder
        .file("out", "a file")
        .kwic(&["export", "articles", "--to", "typesense", "-o", "out"])
        .fails(&["out", "cannot write"]);
}
