//! Sitemaps say which pages of a site count.
use std::fs;
use std::path::{Path, PathBuf};

use kwic_indexer::{Articles, BuildError, ReadOptions, Warning, is_sitemap, read_by};

fn files(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Three pages and these files.
fn site(more: &[(&str, &str)]) -> tempfile::TempDir {
    let page =
        |name: &str| format!("<html lang=en><main><h1>{name}</h1><p>The {name} at sea.</main>");
    let (lamp, pier, boat) = (page("lamp"), page("pier"), page("boat"));
    let pages = [("lamp.html", &*lamp), ("pier/index.html", &*pier), ("boat.html", &*boat)];
    files(&[&pages[..], more].concat())
}

fn read(folder: &Path, sitemap: &str) -> Result<Articles, BuildError> {
    let sitemaps: [PathBuf; 1] = [folder.join(sitemap)];
    let options = ReadOptions { sitemaps: &sitemaps, ..ReadOptions::default() };
    read_by(&[folder.to_owned()], &options)
}

fn urls(articles: &Articles) -> Vec<String> {
    articles.documents.iter().map(|document| document.url.clone()).collect()
}

const PART: &str = "<?xml version='1.0' encoding='UTF-8'?>\n<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\n\
    <url><loc>https://example.org/lamp</loc></url>\n<url><loc>https://example.org/gone/</loc></url></urlset>";
const INDEX: &str = "<sitemapindex><sitemap><loc>https://example.org/sitemaps/part.xml</loc></sitemap>\
    <sitemap><loc>https://example.org/sitemaps/part.xml</loc></sitemap></sitemapindex>";

#[test]
fn only_pages_are_read_that_a_sitemap_names_and_those_that_are_missing_are_told() {
    let folder = site(&[
        ("sitemap.xml", INDEX),
        ("sitemaps/part.xml", PART),
        ("urls.txt", "https://example.org/pier/\n\nhttps://example.org/boat.html?page=1#top\n"),
    ]);
    let articles = read(folder.path(), "sitemap.xml").unwrap();
    assert_eq!(urls(&articles), ["lamp.html"]);
    assert_eq!(articles.skipped.not_in_sitemap, 2);
    let [Warning::PageMissing { place, url }] = &articles.warnings[..] else {
        panic!("{:?}", articles.warnings)
    };
    assert_eq!((url.as_str(), place.line), ("https://example.org/gone/", Some(4)));
    assert!(place.path.ends_with("part.xml"));
    assert!(articles.watched.contains(&folder.path().join("sitemap.xml")));

    let articles = read(folder.path(), "urls.txt").unwrap();
    assert_eq!(urls(&articles), ["boat.html", "pier/"]);
    assert!(articles.warnings.is_empty());
}

#[test]
fn articles_that_are_no_pages_are_read_without_a_sitemap() {
    let folder = site(&[("urls.txt", "/lamp.html")]);
    let text = files(&[("a.md", "# A\n\nText.\n")]);
    let sitemaps = [folder.path().join("urls.txt")];
    let options = ReadOptions { sitemaps: &sitemaps, ..ReadOptions::default() };
    let inputs = [folder.path().to_owned(), text.path().to_owned()];
    assert_eq!(urls(&read_by(&inputs, &options).unwrap()), ["lamp.html", "a.html"]);
}

#[test]
fn what_is_no_sitemap_is_an_error_that_names_the_place() {
    for (text, facts) in [
        ("<rss/>", &["its root is <rss>", "urlset"][..]),
        ("<urlset><rss></urlset>", &["line 1", "rss"]),
        ("<urlset></urlset>", &["no url"]),
        ("", &["no url"]),
        ("https://example.org/\nhttps://example.org/a b\n", &["line 2", "a b", "each line"]),
        ("\u{1f}\u{8b}", &["no sitemap"]),
        (
            "<sitemapindex>\n<sitemap><loc>https://example.org/other.xml</loc></sitemap></sitemapindex>",
            &["line 2", "other.xml", "beside"],
        ),
    ] {
        let folder = site(&[("map.xml", "")]);
        // As bytes: the beginning of a compressed file is no UTF-8.
        let bytes: Vec<u8> = match text.starts_with('\u{1f}') {
            true => vec![0x1F, 0x8B, 8],
            false => text.as_bytes().to_vec(),
        };
        fs::write(folder.path().join("map.xml"), bytes).unwrap();
        let error = read(folder.path(), "map.xml").unwrap_err().to_string();
        for fact in facts.iter().chain(&["map.xml"]) {
            assert!(error.contains(fact), "{fact:?} is not in {error}");
        }
    }
}

#[test]
fn a_sitemap_is_known_by_its_root() {
    let folder = files(&[("a.xml", PART), ("b.xml", INDEX), ("c.xml", "<rss/>"), ("d.txt", PART)]);
    let known = ["a.xml", "b.xml", "c.xml", "d.txt", "e.xml"];
    assert_eq!(
        known.map(|name| is_sitemap(&folder.path().join(name))),
        [true, true, false, false, false]
    );
}
