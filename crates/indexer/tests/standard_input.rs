//! What has no file is read as a file would be.
use std::path::PathBuf;

use kwic_indexer::{Articles, BuildError, Format, ReadOptions, StandardInput, read_by};

fn read(bytes: &[u8], format: Format) -> Result<Articles, BuildError> {
    let input = StandardInput { bytes: bytes.to_vec(), format };
    let options = ReadOptions { standard_input: Some(&input), ..ReadOptions::default() };
    read_by(&[PathBuf::from("-")], &options)
}

#[test]
fn every_form_is_read() {
    let page = "<html lang=en><main><h1>Lamp</h1><p>Lit at dusk.</main>";
    let feed = "<rss version='2.0'><channel><item><title>Lamp</title><link>a.html</link></item></channel></rss>";
    for (text, format, url) in [
        (page, Format::Html, "standard-input.html"),
        ("# Lamp\n\nLit at dusk.\n", Format::Markdown, "standard-input.html"),
        ("Lamp\n\nLit at dusk.\n", Format::Text, "standard-input.html"),
        ("{\"title\": \"Lamp\"}", Format::Json, "standard-input.html"),
        ("{\"title\": \"Lamp\", \"id\": \"x\"}\n", Format::JsonLines, "standard-input.html#x"),
        ("title,body\nLamp,Lit\n", Format::Csv, "standard-input.html#1"),
        (feed, Format::Feed, "a.html"),
    ] {
        let articles = read(text.as_bytes(), format).unwrap();
        let [document] = &Vec::from(articles.documents.clone())[..] else {
            panic!("{format:?}: {articles:?}")
        };
        assert_eq!((&*document.title, &*document.url), ("Lamp", url), "{format:?}");
        assert!(articles.watched.is_empty() && !articles.has_site, "{format:?}");
        let ending = articles.sources[0].path.strip_prefix("standard-input.");
        assert!(ending.is_some_and(|ending| !ending.contains('/')), "{:?}", articles.sources);
    }
}

#[test]
fn errors_name_standard_input_and_the_line() {
    let error = read(b"{\"title\": \"A\"}\n{\n", Format::JsonLines).unwrap_err().to_string();
    assert!(error.contains("standard input, line 2"), "{error}");
    let unread = read_by(&[PathBuf::from("-")], &ReadOptions::default()).unwrap_err().to_string();
    assert!(unread.contains("standard input"), "{unread}");
}
