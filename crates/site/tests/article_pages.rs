//! The readable page of an article.

use std::fs;
use std::path::Path;

use kwic_indexer::{Block, BlockKind, Document, Documents, SlugRule};
use kwic_site::{article_page, write_pages};
use tempfile::TempDir;

fn document(url: &str, markdown: Option<&str>) -> Document {
    Document {
        id: url.to_owned(),
        url: url.to_owned(),
        title: "Lamp & <pier>".to_owned(),
        lang: "en".to_owned(),
        date: Some("2025-01-13".to_owned()),
        source: Some("Kwic \"demo\"".to_owned()),
        blocks: vec![
            Block::new(BlockKind::Heading, "Its <lamp>".to_owned()),
            Block::new(BlockKind::Body, "A & B".to_owned()),
            Block::new(BlockKind::Aside, "Share:".to_owned()),
            Block::new(BlockKind::Body, "C".to_owned()),
        ],
        markdown: markdown.map(str::to_owned),
        ..Document::default()
    }
}

fn page(markdown: &str) -> String {
    article_page(&document("a.html", Some(markdown)), SlugRule::GitHub, "article.css", "index.html")
}

#[test]
fn a_page_names_language_title_date_source_and_the_way_back() {
    let page = article_page(
        &document("a.html", None),
        SlugRule::GitHub,
        "../article.css",
        "../index.html",
    );
    for part in [
        "<!doctype html>",
        "<html lang=\"en\">",
        "<meta charset=\"utf-8\">",
        "width=device-width",
        "<title>Lamp &amp; &lt;pier&gt;</title>",
        "<h1>Lamp &amp; &lt;pier&gt;</h1>",
        "<time datetime=\"2025-01-13\">2025-01-13</time>",
        "Kwic &quot;demo&quot;",
        "<link rel=\"stylesheet\" href=\"../article.css\">",
        "<a href=\"../index.html\" rel=\"home\">",
    ] {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
}

#[test]
fn a_page_without_markdown_shows_the_blocks() {
    let page =
        article_page(&document("a.html", None), SlugRule::GitHub, "article.css", "index.html");
    let body = "<h2>Its &lt;lamp&gt;</h2>\n<p>A &amp; B</p>\n<aside>\n<p>Share:</p>\n</aside>\n<p>C</p>\n</article>";
    assert!(page.contains(body), "{page}");
}

#[test]
fn html_in_markdown_is_shown_and_never_run() {
    let page = page(
        "A <b onclick=\"x()\">b</b>\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n",
    );
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b "), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
}

#[test]
fn links_that_run_code_lose_their_link_and_keep_their_words() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ] {
        let page = page(&format!("[words]({url}) ![alt]({url}) <{url}>"));
        let main = page.split("<main>").nth(1).expect("the page has a main part");
        assert!(main.contains("words") && main.contains("alt"), "{page}");
        assert!(!main.contains("<a ") && !main.contains("<img"), "{page}");
    }
    let page = page("[a](https://example.org/) [b](/b/) [c](#c) <d@example.org> ![e](e.png)");
    for part in [
        "href=\"https://example.org/\"",
        "href=\"/b/\"",
        "href=\"#c\"",
        "href=\"mailto:d@example.org\"",
        "src=\"e.png\"",
    ] {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
}

#[test]
fn links_between_article_files_lead_to_their_pages() {
    let page = page("[a](../trips/hue.md#food) [b](b.markdown) [c](https://example.org/c.md)");
    for part in
        ["href=\"../trips/hue.html#food\"", "href=\"b.html\"", "href=\"https://example.org/c.md\""]
    {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
}

#[test]
fn the_title_stands_once_and_headings_stay_below_it() {
    let mut document = document("a.html", Some("# The pier\n\nA\n\n# Lamp\n\n###### Deep"));
    document.title = "The pier".to_owned();
    let page = article_page(&document, SlugRule::GitHub, "article.css", "index.html");
    assert_eq!(page.matches("<h1").count(), 1, "{page}");
    assert!(
        page.contains("<h2 id=\"lamp\">Lamp</h2>") && page.contains("<h6 id=\"deep\">Deep</h6>"),
        "{page}"
    );
}

#[test]
fn attributes_of_headings_cannot_bring_in_code() {
    let page = page("## Lamp {#x onclick=alert(1) .y}\n");
    assert!(!page.contains("onclick"), "{page}");
}

#[test]
fn languages_from_right_to_left_say_so() {
    let mut document = document("a.html", None);
    document.lang = "ar".to_owned();
    assert!(
        article_page(&document, SlugRule::GitHub, "s", "h")
            .contains("<html lang=\"ar\" dir=\"rtl\">")
    );
}

fn written(urls: &[&str]) -> (usize, TempDir) {
    let out = TempDir::new().expect("a folder for the test");
    let documents: Documents = urls.iter().map(|url| document(url, None)).collect();
    let count = write_pages(&documents, SlugRule::GitHub, "article.css", out.path())
        .unwrap_or_else(|error| panic!("{error}"));
    (count, out)
}

#[test]
fn pages_lie_where_their_urls_lead() {
    let (count, out) =
        written(&["a.html", "/b/c.html", "d/", "e/f", "my%20page.html", "Hà%20Nội.html"]);
    assert_eq!(count, 6);
    for file in
        ["a.html", "b/c.html", "d/index.html", "e/f/index.html", "my page.html", "Hà Nội.html"]
    {
        assert!(out.path().join(file).is_file(), "{file}");
    }
}

#[test]
fn nested_pages_find_style_and_home() {
    let (_, out) = written(&["a.html", "b/c/d.html"]);
    let read = |file: &str| fs::read_to_string(out.path().join(file)).expect("the page is there");
    assert!(
        read("a.html").contains("href=\"article.css\"")
            && read("a.html").contains("href=\"index.html\"")
    );
    let nested = read("b/c/d.html");
    assert!(
        nested.contains("href=\"../../article.css\"")
            && nested.contains("href=\"../../index.html\"")
    );
}

#[test]
fn urls_that_lead_elsewhere_have_no_page() {
    let (count, out) = written(&[
        "https://example.org/a.html",
        "//example.org/a.html",
        "../a.html",
        "a/../../b.html",
        "%2e%2e/a.html",
        "a.html#1",
        "a.html?b",
        "mailto:a@example.org",
        "..%2Fa.html",
        "C:/a.html",
    ]);
    assert_eq!(count, 0);
    assert_eq!(fs::read_dir(out.path()).expect("the folder is there").count(), 0);
}

#[test]
fn two_urls_that_need_one_page_are_both_named() {
    let out = TempDir::new().expect("a folder for the test");
    let documents = Documents::from_iter([document("a/", None), document("/a/index.html", None)]);
    let error = write_pages(&documents, SlugRule::GitHub, "article.css", out.path())
        .expect_err("one page cannot hold both")
        .to_string();
    assert!(
        error.contains("\"a/\" and \"/a/index.html\"") && error.contains("change one of them"),
        "{error}"
    );
}

#[test]
fn a_page_that_cannot_be_written_is_named() {
    let out = TempDir::new().expect("a folder for the test");
    fs::write(out.path().join("a"), "in the way").expect("a file for the test");
    let documents = Documents::from_iter([document("a/b.html", None)]);
    let error = write_pages(&documents, SlugRule::GitHub, "article.css", out.path())
        .expect_err("a file is in the way");
    let expected = Path::new("a").join("b.html").display().to_string();
    assert!(
        error.to_string().contains(&expected) && error.to_string().contains("cannot write"),
        "{error}"
    );
}
