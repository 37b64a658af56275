//! The pages that tell of an index and of a build.
use crate::folder::Folder;

/// Two pages that differ in one word, one without text, and one whose title tries to run a script.
fn site() -> Folder {
    let words = |word: &str| {
        let text: Vec<String> = (0..200).map(|number| format!("w{number}")).collect();
        format!(
            "<html lang=en><title>About {word}</title><main><h1>About {word}</h1><p>{word} {}</main>",
            text.join(" ")
        )
    };
    Folder::new()
        .file("site/one.html", words("lamps"))
        .file("site/two.html", words("piers"))
        .file("site/empty.html", "<title>Nothing at all</title>")
        .file(
            "site/evil.html",
            "<title>&lt;script&gt;alert(1)&lt;/script&gt; title</title><body><p>Only a body.",
        )
        .file("site/404.html", "<title>Missing</title><main><p>No page.</main>")
}

/// Makes sure that the page loads nothing and runs nothing.
#[track_caller]
fn stands_alone(page: &str) {
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"), "{page}");
    for part in ["<script", "http:", "https:", "src=", "href=", "url(", "@import", " onload"] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.contains("prefers-color-scheme: dark"));
}

#[test]
fn a_report_tells_what_was_read_and_how() {
    let folder = site();
    folder.kwic(&["index", "site", "-o", "site.kwic", "--report", "report.html"]).succeeds();
    let page = folder.read("report.html");
    stands_alone(&page);
    let section = |heading: &str| {
        let (_, rest) = page.split_once(&format!("<h2>{heading}")).expect(heading);
        rest.split("</section>").next().unwrap().to_owned()
    };
    assert!(section("How the text").contains("<td>main</td>"), "{}", section("How the text"));
    assert!(section("The largest").contains("About lamps"));
    assert!(section("Pages without text").contains("Nothing at all"));
    let pair = section("Pages that say nearly the same");
    assert!(pair.contains("one.html") && pair.contains("two.html"), "{pair}");
    assert!(section("Pages that were left out").contains("not found"));
    assert!(section("Warnings").contains("evil.html"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn an_index_alone_tells_its_bytes_and_facets() {
    let folder = site();
    folder.kwic(&["index", "site", "-o", "site.kwic"]).succeeds();
    let ran = folder.kwic(&["stats", "site.kwic", "--html", "stats.html"]).succeeds();
    assert_eq!(ran.out(), "");
    let page = folder.read("stats.html");
    stands_alone(&page);
    for part in ["Where the bytes go", "dictionary", "Languages", "<b>en</b>", "4</dd>"] {
        assert!(page.contains(part), "{part:?} is missing in {page}");
    }
    assert!(!page.contains("nearly the same"));
    folder.kwic(&["stats", "site.kwic", "--html", "none/stats.html"]).fails(&["none/stats.html"]);
}
