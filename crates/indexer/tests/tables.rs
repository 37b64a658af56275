//! Rows of tables as articles.

use std::fs;

use kwic_indexer::{BlockKind, Document, read_articles};
use tempfile::TempDir;

fn read(name: &str, content: &str) -> Result<Vec<Document>, String> {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join(name), content).expect("a file for the test");
    let prefix = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    read_articles(folder.path()).map_err(|error| error.to_string().replace(&prefix, ""))
}

fn documents(name: &str, content: &str) -> Vec<Document> {
    read(name, content).unwrap_or_else(|error| panic!("{error}"))
}

fn titles(documents: &[Document]) -> Vec<&str> {
    documents.iter().map(|document| &*document.title).collect()
}

#[track_caller]
fn says(name: &str, content: &str, parts: &[&str]) {
    let complaint = read(name, content).expect_err("this cannot be read");
    for part in parts {
        assert!(complaint.contains(part), "{part:?} is missing in: {complaint}");
    }
}

#[test]
fn a_row_has_the_keys_that_the_header_names() {
    let found = documents(
        "posts.csv",
        "Title,BODY,date,url,lang,source,author,tags,description,draft,id,format,stars\n\
         The lamp,\"The lamp is *lit*.\",2025-01-13,/lamp.html,en,Kwic,Lan Anh,\"sea, trade\",Of a lamp,,7,markdown,5\n\
         Not yet,No,,,,,,,,TRUE,8,,\n",
    );
    let [lamp] = &found[..] else { panic!("one article is no draft: {found:?}") };
    assert_eq!((&*lamp.title, &*lamp.url, &*lamp.id), ("The lamp", "/lamp.html", "7"));
    assert_eq!((lamp.date.as_deref(), &*lamp.lang), (Some("2025-01-13"), "en"));
    assert_eq!((lamp.source.as_deref(), lamp.author.as_deref()), (Some("Kwic"), Some("Lan Anh")));
    assert_eq!(lamp.tags, ["sea", "trade"]);
    let blocks: Vec<_> = lamp.blocks.iter().map(|block| (block.kind, &*block.text)).collect();
    assert_eq!(
        blocks,
        [(BlockKind::Description, "Of a lamp"), (BlockKind::Body, "The lamp is lit.")]
    );
}

#[test]
fn a_row_without_a_url_leads_to_the_page_of_its_file() {
    let found = documents("posts.csv", "id,title\nx y,One\n,Two\n");
    let urls: Vec<&str> = found.iter().map(|document| &*document.url).collect();
    assert_eq!(urls, ["posts.html#x%20y", "posts.html#2"]);
}

#[test]
fn the_separator_follows_from_the_ending_or_the_header() {
    for (name, content) in [
        ("a.csv", "title,body\n\"One; two\",text"),
        ("a.csv", "\"title\";\"body, or text\";body\n\"One; two\";;text"),
        ("a.csv", "title\tbody\nOne; two\ttext"),
        ("a.tsv", "title\tbody, or text\tbody\nOne; two\t\ttext"),
        ("A.TSV", "title\nOne; two"),
    ] {
        assert_eq!(titles(&documents(name, content)), ["One; two"], "{content}");
    }
}

#[test]
fn a_byte_order_mark_and_line_ends_of_every_system_are_no_text() {
    for ends in ["\n", "\r\n", "\r"] {
        let content = "\u{FEFF}title,body\nOne,a\n\nTwo,b\n".replace('\n', ends);
        assert_eq!(titles(&documents("a.csv", &content)), ["One", "Two"], "{ends:?}");
    }
}

#[test]
fn a_quoted_value_holds_line_breaks_and_quotes() {
    let found = documents("a.csv", "title,body\n\"A \"\"lamp\"\"\",\"One, two.\n\nThree.\"\n");
    assert_eq!(titles(&found), ["A \"lamp\""]);
    let texts: Vec<&str> = found[0].blocks.iter().map(|block| &*block.text).collect();
    assert_eq!(texts, ["One, two.", "Three."]);
    assert_eq!(titles(&documents("a.csv", "title\na 5\" nail\n\"\"\nb\n")), ["a 5\" nail", "b"]);
}

#[test]
fn rows_without_a_value_are_no_articles() {
    let found = documents("a.csv", "title;body\nOne;a\n;\n \n;;;;\n\nTwo;b\n;\n");
    assert_eq!(titles(&found), ["One", "Two"]);
}

#[test]
fn a_table_without_text_says_which_columns_it_has() {
    says(
        "a.csv",
        "\nName,Price\nLamp,3\n",
        &[
            "a.csv, line 2",
            "neither `title` nor `body`",
            "columns are Name, Price; name one of them",
        ],
    );
    says("a.csv", "title,Title\na,b\n", &["a.csv, line 1", "two columns are called `title`"]);
}

#[test]
fn a_row_of_another_length_is_named_with_both_counts() {
    let rows = "title,body\n\"one\n\ntwo\",a\n\nthree,b,c\n";
    says("a.csv", rows, &["a.csv, line 6", "differ in length (3 and 2)", "double quotes"]);
    says("a.tsv", "title\tbody\none\n", &["a.tsv, line 2", "differ in length (1 and 2)"]);
}

#[test]
fn a_broken_quote_is_named_with_its_line() {
    let open = "title,body\n\"one\ntwo\",\"three\nfour\n";
    says("a.csv", open, &["a.csv, line 3", "none ends it", "quoted value twice"]);
    let stray = "title,body\n\"one\ntwo\" or three,four\n";
    says("a.csv", stray, &["a.csv, line 3", "ends a value", "quoted value twice"]);
    says("a.csv", "title\n\"", &["a.csv, line 2", "none ends it"]);
}

#[test]
fn a_wrong_value_is_named_with_the_line_of_its_row() {
    let date = "title,date\none,2025-01-13\n\ntwo,13.01.2025\n";
    says("a.csv", date, &["a.csv, line 4", "13.01.2025", "not a known date"]);
    let draft = "title,draft\none,false\ntwo,soon\n";
    says("a.csv", draft, &["a.csv, line 3", "`draft` is text", "true or false"]);
    says("a.csv", "title,lang\none,English\n", &["a.csv, line 2", "not a language code"]);
    says("a.csv", "title,url\none,javascript:x\n", &["a.csv, line 2", "not a link to a page"]);
}
