//! Which files are read, in which order, and what becomes of the rest.

use std::fs;
use std::path::Path;

use kwic_indexer::{Articles, Place, Warning, read, read_articles};
use tempfile::TempDir;

fn folder_of(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder for the test");
        fs::write(path, content).expect("a file for the test");
    }
    folder
}

fn read_folder(path: &Path) -> Articles {
    read(&[path.to_owned()]).expect("these can be read")
}

fn urls(articles: &Articles) -> Vec<String> {
    articles.documents.iter().map(|document| document.url.clone()).collect()
}

#[test]
fn files_come_in_the_order_of_the_bytes_of_their_paths() {
    let folder = folder_of(&[
        ("b.md", "B"),
        ("a/z.md", "Z"),
        ("a.md", "A"),
        ("a-b/x.md", "X"),
        ("B.md", "B"),
        ("é.md", "E"),
        ("a/list.jsonl", "{\"title\":\"one\"}\n{\"title\":\"two\"}"),
    ]);
    assert_eq!(
        urls(&read_folder(folder.path())),
        [
            "B.html",
            "a-b/x.html",
            "a.html",
            "a/list.html#1",
            "a/list.html#2",
            "a/z.html",
            "b.html",
            "é.html"
        ]
    );
}

#[test]
fn the_same_articles_give_the_same_documents_wherever_they_lie() {
    let files = [
        ("b.md", "# B\n\nThe lamp of the pier."),
        ("a/c.txt", "A text about the lamp."),
        ("a/b.json", "{\"body\": \"x\"}"),
    ];
    let (one, other) = (
        folder_of(&files),
        folder_of(&{
            let mut files = files;
            files.reverse();
            files
        }),
    );
    assert_eq!(
        read_articles(one.path()).expect("readable"),
        read_articles(other.path()).expect("readable")
    );
}

#[test]
fn hidden_files_images_and_drafts_are_skipped_and_counted() {
    let folder = folder_of(&[
        ("a.md", "# A\n\ntext"),
        (".git/b.md", "# B"),
        (".c.md", "# C"),
        ("d.png", ""),
        ("e", ""),
        ("f.md", "---\ndraft: true\n---\n# F"),
        ("g.jsonl", "{\"title\": \"G\", \"draft\": true}"),
    ]);
    let articles = read_folder(folder.path());
    assert_eq!(urls(&articles), ["a.html"]);
    assert_eq!(
        articles.skipped.to_string(),
        "passed over: 2 hidden, 2 of other endings, 2 marked as draft"
    );
}

#[test]
fn a_hidden_folder_is_read_when_it_is_named() {
    let folder = folder_of(&[(".notes/a.md", "# A\n\ntext")]);
    assert_eq!(urls(&read_folder(&folder.path().join(".notes"))), ["a.html"]);
}

#[test]
fn several_inputs_are_read_in_the_order_given() {
    let folder = folder_of(&[("x/a.md", "# A"), ("b.txt", "B")]);
    let articles = read(&[folder.path().join("x"), folder.path().join("b.txt")]).expect("readable");
    assert_eq!(urls(&articles), ["a.html", "b.html"]);
}

#[test]
fn endings_count_in_either_case() {
    let folder = folder_of(&[("A.MD", "# A"), ("b.Txt", "B")]);
    assert_eq!(urls(&read_folder(folder.path())), ["A.html", "b.html"]);
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_comes_to_an_end() {
    let folder = folder_of(&[("x/a.md", "# A"), ("b/.keep", "")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("x/up"))
        .expect("a link for the test");
    std::os::unix::fs::symlink("nowhere", folder.path().join(".#lock.md"))
        .expect("a link for the test");
    let articles = read_folder(folder.path());
    assert_eq!(urls(&articles), ["x/a.html"]);
    assert_eq!(articles.skipped.loops, 1);
}

#[test]
fn every_file_and_folder_that_matters_is_watched() {
    let folder = folder_of(&[("x/a.md", "# A"), (".git/b.md", "# B"), ("c.png", "")]);
    let watched = read_folder(folder.path()).watched;
    let mut names: Vec<String> = watched
        .iter()
        .map(|path| {
            path.strip_prefix(folder.path()).expect("below the folder").display().to_string()
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["", "x", "x/a.md"].map(|name| name.replace('/', std::path::MAIN_SEPARATOR_STR))
    );
}

#[test]
fn an_empty_article_is_kept_with_a_warning() {
    let folder = folder_of(&[
        ("a.md", ""),
        ("my-first_note.txt", "\n\n"),
        ("d.jsonl", "\n{\"title\": \"D\", \"body\": \"\"}"),
    ]);
    let articles = read_folder(folder.path());
    let titles: Vec<String> =
        articles.documents.iter().map(|document| document.title.clone()).collect();
    assert_eq!(titles, ["a", "D", "my first note"]);
    let warnings: Vec<String> = articles.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings.len(), 3);
    assert!(warnings[1].contains("d.jsonl, line 2: the article has no text"), "{}", warnings[1]);
    assert!(warnings[1].contains("draft: true"), "{}", warnings[1]);
}

#[test]
fn of_many_equal_warnings_three_are_told_and_the_others_counted() {
    let records = |count| "{\"title\": \"No text\"}\n".repeat(count);
    let lines = |count| {
        let folder = folder_of(&[("d.jsonl", &records(count))]);
        Warning::lines(&read_folder(folder.path()).warnings)
    };
    assert_eq!(lines(3).len(), 3);
    for (count, sum) in
        [(4, "and 1 more article has no text"), (40, "and 37 more articles have no text")]
    {
        let lines = lines(count);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines[2].contains("d.jsonl, line 3: the article has no text"), "{}", lines[2]);
        assert_eq!(lines[3], sum);
    }
}

#[test]
fn each_kind_of_warning_is_counted_for_itself() {
    let empty = |line| Warning::EmptyBody { place: Place::line(Path::new("d.jsonl"), line) };
    let unreadable = || Warning::UnreadableName { place: Place::file(Path::new("n.md")) };
    let mut warnings: Vec<Warning> = (1..=5).map(empty).collect();
    warnings.extend((0..4).map(|_| unreadable()));
    let lines = Warning::lines(&warnings);
    assert_eq!(lines.len(), 8, "{lines:?}");
    assert_eq!(
        lines[6..],
        ["and 2 more articles have no text", "and 1 more file name is not UTF-8"]
    );
}
