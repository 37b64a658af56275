//! Every error names the file, the place and the mend.

use std::fs;
use std::path::Path;

use kwic_indexer::{BuildError, read, read_articles};
use tempfile::TempDir;

/// A folder with one file in it, and what reading it says, with the folder's own path left out.
fn complaint(name: &str, content: impl AsRef<[u8]>) -> String {
    complaint_of(&[(name, content.as_ref())])
}

fn complaint_of(files: &[(&str, &[u8])]) -> String {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file for the test");
    }
    let error = read_articles(folder.path()).expect_err("this cannot be read");
    without(&error, folder.path())
}

fn without(error: &BuildError, folder: &Path) -> String {
    let prefix = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
    error.to_string().replace(&prefix, "").replace(&folder.display().to_string(), "FOLDER")
}

#[track_caller]
fn says(complaint: &str, parts: &[&str]) {
    for part in parts {
        assert!(complaint.contains(part), "{part:?} is missing in: {complaint}");
    }
}

#[test]
fn a_file_in_another_encoding_is_named_with_its_first_bad_byte() {
    let complaint = complaint("latin1.txt", b"one\ntwo\ncaf\xE9\n");
    says(&complaint, &["latin1.txt, line 3", "byte 11", "save the file as UTF-8"]);
}

#[test]
fn front_matter_without_an_end_says_how_to_close_it() {
    says(
        &complaint("a.md", "---\ntitle: A\n"),
        &["a.md, line 1", "close it with a line `---`", "empty line above"],
    );
    says(&complaint("a.txt", "+++\ntitle = 1\n"), &["a.txt, line 1", "close it with a line `+++`"]);
    says(
        &complaint("rule.txt", "---\nOnly a rule, and then text.\n"),
        &["put an empty line above"],
    );
}

#[test]
fn broken_front_matter_is_named_with_its_line() {
    let yaml = complaint("a.md", "---\nlang: en\ntitle: a: b: [\n---\ntext");
    says(&yaml, &["a.md, line 3", "broken YAML front matter", "title: \"A day: Hue\""]);
    let toml = complaint("a.md", "+++\nlang = \"en\"\ntitle = A day\n+++\ntext");
    says(&toml, &["a.md, line 3", "broken TOML front matter", "title = \"A day in Hue\""]);
}

#[test]
fn prose_between_two_rules_is_no_front_matter() {
    let complaint = complaint("a.md", "---\nJust some words\n---\ntext");
    says(&complaint, &["a.md, line 2", "broken YAML", "mapping", "empty line above `---`"]);
}

#[test]
fn a_key_given_twice_is_broken_front_matter() {
    says(
        &complaint("a.md", "---\ntitle: A\ntitle: B\n---\n"),
        &["a.md, line 3", "broken YAML", "title"],
    );
    says(
        &complaint("a.md", "+++\ntitle = 'A'\ntitle = 'B'\n+++\n"),
        &["a.md, line 3", "broken TOML"],
    );
    says(&complaint("a.jsonl", r#"{"title": "A", "title": "B"}"#), &["a.jsonl, line 1", "title"]);
}

#[test]
fn broken_json_is_named_with_line_and_column() {
    let lines = complaint("a.jsonl", "{\"title\": \"A\"}\n\n{\"title\": }\n");
    says(
        &lines,
        &["a.jsonl, line 3, column 11", "broken JSON", "one on each line of a .jsonl file"],
    );
    let list = complaint("a.json", "[\n{\"title\": \"A\"},\n{\"title\" \"B\"}\n]");
    says(&list, &["a.json, line 3", "broken JSON"]);
    says(&complaint("a.json", ""), &["a.json, line 1", "broken JSON"]);
    says(&complaint("a.json", "[\n1, 2]"), &["a.json, line 2", "keys and values"]);
    says(&complaint("a.json", "{\"title\": \"A\"} x"), &["a.json, line 1", "trailing"]);
}

#[test]
fn a_json_object_that_is_no_article_is_named() {
    let complaint = complaint("settings.json", "{\n\"compiler\": {}\n}");
    says(&complaint, &["settings.json, line 1", "neither `title` nor `body`", "move the file out"]);
}

#[test]
fn a_wrong_type_is_named_with_key_line_and_mend() {
    for (name, content, parts) in [
        (
            "a.md",
            "---\nlang: en\ntitle: [a, b]\n---\n",
            ["a.md, line 3", "`title` is a list", "title: \"A day in Hue\""],
        ),
        (
            "a.md",
            "---\ntitle: true\n---\n",
            ["a.md, line 2", "`title` is true or false", "write text"],
        ),
        (
            "a.md",
            "---\ndraft: soon\n---\n",
            ["a.md, line 2", "`draft` is text", "true or false, without quotes"],
        ),
        (
            "a.md",
            "---\ntags: {a: b}\n---\n",
            ["a.md, line 2", "`tags` is a table", "tags: [sea, trade]"],
        ),
        (
            "a.md",
            "---\ntags: [a, [b]]\n---\n",
            ["a.md, line 2", "`tags` is a list", "tags: [sea, trade]"],
        ),
        (
            "a.md",
            "---\nauthor:\n  name: Lan\n---\n",
            ["a.md, line 3", "`author` is a table", "author: \"Lan Anh\""],
        ),
        (
            "a.md",
            "+++\n\n[source]\na = 1\n+++\n",
            ["a.md, line 3", "`source` is a table", "source: \"Kwic\""],
        ),
        ("a.md", "+++\nurl = [1]\n+++\n", ["a.md, line 2", "`url` is a list", "/trips/hue.html"]),
        (
            "a.jsonl",
            "{\"title\": \"A\"}\n{\"body\": {}}",
            ["a.jsonl, line 2", "`body` is a table", "empty lines"],
        ),
        (
            "a.json",
            "[{\"title\": \"A\"},\n{\"id\": [], \"body\": \"\"}]",
            ["a.json, line 2", "`id` is a list", "a number"],
        ),
        (
            "a.json",
            "{\"title\": \"A\", \"lang\": true}",
            ["a.json, line 1", "`lang` is true or false", "lang: vi"],
        ),
        (
            "a.json",
            "{\"title\": \"A\", \"date\": false}",
            ["a.json, line 1", "`date` is true or false", "2025-01-13"],
        ),
    ] {
        says(&complaint(name, content), &parts);
    }
}

#[test]
fn an_unknown_date_is_named_with_the_form_to_write() {
    for date in ["13.01.2025", "01/13/2025", "January 13, 2025", "2025-02-30", "2025", "12:30:00"] {
        let complaint = complaint("a.md", format!("---\ntitle: A\ndate: \"{date}\"\n---\n"));
        says(&complaint, &["a.md, line 3", date, "not a known date", "for example 2025-01-13"]);
    }
    says(&complaint("a.md", "+++\ndate = 12:30:00\n+++\n"), &["a.md, line 2", "not a known date"]);
    says(
        &complaint("a.jsonl", r#"{"title": "A", "date": 20250113}"#),
        &["a.jsonl, line 1", "20250113"],
    );
}

#[test]
fn an_unknown_language_is_named_with_the_form_to_write() {
    let complaint = complaint("a.md", "---\nlang: English\n---\n");
    says(&complaint, &["a.md, line 2", "\"English\" is not a language code", "en, vi or pt-BR"]);
}

#[test]
fn a_url_that_runs_code_is_refused() {
    let complaint = complaint("a.md", "---\nurl: \"javascript:alert(1)\"\n---\n");
    says(&complaint, &["a.md, line 2", "javascript:alert(1)", "relative url"]);
}

#[test]
fn two_articles_with_one_url_are_both_named() {
    let complaint = complaint_of(&[("a.md", b"# A"), ("a.txt", b"A")]);
    says(&complaint, &["a.md", "a.txt", "\"a.html\"", "a `url` of its own"]);
    let records = "{\"id\": 1, \"title\": \"A\"}\n{\"id\": \"1\", \"title\": \"B\"}";
    says(
        &complaint_of(&[("d.jsonl", records.as_bytes())]),
        &["d.jsonl, line 1 and ", "d.jsonl, line 2", "d.html#1"],
    );
}

#[test]
fn a_folder_without_articles_says_what_lies_there_instead() {
    let complaint = complaint_of(&[
        ("photo.jpg", b""),
        (".notes.md", b"# A"),
        ("a.md", b"---\ndraft: true\n---\n"),
    ]);
    says(
        &complaint,
        &["FOLDER: no article", "1 hidden, 1 of other endings, 1 marked as draft", ".md"],
    );
}

#[test]
fn an_input_that_does_not_exist_is_named() {
    let folder = TempDir::new().expect("a folder for the test");
    let error = read_articles(&folder.path().join("artcles")).expect_err("there is nothing there");
    says(
        &without(&error, folder.path()),
        &["artcles: no such file or folder", "check the spelling"],
    );
}

#[test]
fn a_single_file_of_another_ending_is_refused() {
    let folder = TempDir::new().expect("a folder for the test");
    let path = folder.path().join("a.docx");
    fs::write(&path, "A").expect("a file for the test");
    let error = read(&[path]).expect_err("the ending is unknown");
    says(&without(&error, folder.path()), &["a.docx: is not an article by its ending", ".txt"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_opened_is_named() {
    let folder = TempDir::new().expect("a folder for the test");
    std::os::unix::fs::symlink("nowhere.md", folder.path().join("a.md"))
        .expect("a link for the test");
    let error = read_articles(folder.path()).expect_err("the link leads nowhere");
    says(&without(&error, folder.path()), &["a.md: cannot be read", "you may read it"]);
}
