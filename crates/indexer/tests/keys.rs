//! Front matter and records: what each key does.

use std::fs;

use kwic_indexer::{Document, read_articles};
use tempfile::TempDir;

fn documents(name: &str, content: &str) -> Vec<Document> {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join(name), content).expect("a file for the test");
    read_articles(folder.path()).unwrap_or_else(|error| panic!("{error}"))
}

fn document(name: &str, content: &str) -> Document {
    documents(name, content).remove(0)
}

#[test]
fn yaml_toml_and_json_say_the_same() {
    let yaml = document(
        "a.txt",
        "---\ntitle: The old pier\ndate: 2025-01-13\nurl: /pier/\nlang: en-GB\nsource: Kwic\n\
         author: Lan Anh\ntags: [sea, trade]\ndraft: false\nweight: 3\n---\nA lamp.\n",
    );
    let toml = document(
        "a.txt",
        "+++\ntitle = \"The old pier\"\ndate = 2025-01-13\nurl = \"/pier/\"\nlang = \"en_GB\"\n\
         source = \"Kwic\"\nauthor = \"Lan Anh\"\ntags = [\"sea\", \"trade\"]\ndraft = false\n\
         [extra]\nweight = 3\n+++\nA lamp.\n",
    );
    let json = document(
        "a.json",
        r#"{"title": "The old pier", "date": "2025-01-13", "url": "/pier/", "lang": "EN", "source":
        "Kwic", "author": "Lan Anh", "tags": ["sea", "trade"], "draft": false, "weight": {"a": [1]},
        "body": "A lamp."}"#,
    );
    assert_eq!(yaml, toml);
    assert_eq!(yaml, json);
    assert_eq!(yaml.title, "The old pier");
    assert_eq!(yaml.date.as_deref(), Some("2025-01-13"));
    assert_eq!((&*yaml.url, &*yaml.id, &*yaml.lang), ("/pier/", "/pier/", "en"));
    assert_eq!(yaml.tags, ["sea", "trade"]);
    assert!(!yaml.title_from_body);
}

#[test]
fn dates_are_read_as_sites_write_them() {
    for date in [
        "2025-01-13",
        "'2025-01-13'",
        "2025-01-13T10:00:00Z",
        "2025-01-13 10:00:00 +0700",
        "2025/01/13",
    ] {
        let found = document("a.md", &format!("---\ndate: {date}\n---\nA"));
        assert_eq!(found.date.as_deref(), Some("2025-01-13"), "{date}");
    }
    for date in ["2025-01-13", "2025-01-13T10:00:00+07:00", "2025-01-13 10:00:00", "\"2025-01-13\""]
    {
        let found = document("a.md", &format!("+++\ndate = {date}\n+++\nA"));
        assert_eq!(found.date.as_deref(), Some("2025-01-13"), "{date}");
    }
}

#[test]
fn tags_may_be_one_text_with_commas() {
    assert_eq!(document("a.md", "---\ntags: sea, old trade,,\n---\nA").tags, ["sea", "old trade"]);
    assert_eq!(
        document("a.md", "---\ntags: [\"a, b\", 2024, null]\n---\nA").tags,
        ["a, b", "2024"]
    );
}

#[test]
fn null_and_empty_are_the_same_as_absent() {
    let found = document(
        "a.md",
        "---\ntitle: \"\"\ndate:\nlang: ~\ntags: []\nurl: null\n---\n# Real title\n\nA",
    );
    assert_eq!((&*found.title, &*found.url), ("Real title", "a.html"));
    let found = document("a.json", r#"{"title": null, "date": "", "id": null, "body": "A lamp."}"#);
    assert_eq!((&*found.title, found.title_from_body, &*found.id), ("A lamp", true, "a.html"));
    assert_eq!(document("a.md", "---\n---\n# T").title, "T");
    assert_eq!(document("a.md", "---\n# only a comment\n---\n# T").title, "T");
}

#[test]
fn a_number_as_title_keeps_its_spelling() {
    assert_eq!(document("a.md", "---\ntitle: 2.10\n---\nA").title, "2.10");
    assert_eq!(document("a.md", "---\ntitle: 1984\n---\nA").title, "1984");
    assert_eq!(document("a.md", "---\ntitle: 007 # agent\n---\nA").title, "007");
}

#[test]
fn norwegian_is_a_language_and_yes_a_title() {
    let found = document("a.md", "---\nlang: no\ntitle: Yes\n---\nA");
    assert_eq!((&*found.lang, &*found.title), ("no", "Yes"));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let plain = document("a.md", "---\ntitle: A\n---\n\n# H\n\none\ntwo\n");
    let windows =
        document("a.md", "\u{FEFF}---\r\ntitle: A\r\n---\r\n\r\n# H\r\n\r\none\r\ntwo\r\n");
    assert_eq!(plain, windows);
    assert_eq!(document("a.json", "\u{FEFF}{\"title\": \"A\"}\r\n").title, "A");
    assert_eq!(
        documents("a.jsonl", "\u{FEFF}{\"title\": \"A\"}\r\n\r\n{\"title\": \"B\"}\r\n").len(),
        2
    );
}

#[test]
fn a_rule_below_an_empty_line_is_no_front_matter() {
    let found = document("a.md", "\n---\n\n# The pier\n\n---\n\nA lamp.");
    assert_eq!(found.title, "The pier");
}

#[test]
fn records_without_a_url_are_parts_of_the_page_of_their_file() {
    let list = documents(
        "docs.json",
        r#"[{"id": "x y", "title": "A"}, {"title": "B"}, {"id": 7, "title": "C"}, {"id": 8, "url": "/c", "title": "D"}]"#,
    );
    let names: Vec<(&str, &str)> = list.iter().map(|d| (&*d.id, &*d.url)).collect();
    assert_eq!(
        names,
        [
            ("x y", "docs.html#x%20y"),
            ("docs.html#2", "docs.html#2"),
            ("7", "docs.html#7"),
            ("8", "/c")
        ]
    );
    assert_eq!(document("one.json", r#"{"id": 7, "title": "A"}"#).url, "one.html");
}

#[test]
fn an_author_list_becomes_one_line() {
    assert_eq!(
        document("a.md", "---\nauthor: [Lan Anh, Ivan]\n---\nA").author.as_deref(),
        Some("Lan Anh, Ivan")
    );
}

#[test]
fn the_body_of_a_record_may_be_markdown() {
    let record = |format: &str| {
        let folder = TempDir::new().expect("a folder for the test");
        let json = format!(r##"{{"title": "A", "body": "# Head\n\nSome *text*."{format}}}"##);
        fs::write(folder.path().join("a.json"), json).expect("a file for the test");
        read_articles(folder.path())
    };
    let blocks = |format: &str| -> Vec<String> {
        let documents = record(format).unwrap_or_else(|error| panic!("{error}"));
        documents[0].blocks.iter().map(|block| block.text.clone()).collect()
    };
    assert_eq!(blocks(r#", "format": "markdown""#), ["Head", "Some text."]);
    for plain in ["", r#", "format": "text""#, r#", "format": null"#] {
        assert_eq!(blocks(plain), ["# Head", "Some *text*."]);
    }
    let error = record(r#", "format": "html""#).expect_err("no such format").to_string();
    assert!(error.contains("a.json") && error.contains("markdown"), "{error}");
}
