//! What commands read: standard input, sitemaps, several folders.
use crate::folder::{ARTICLES, Folder, piped};

const LAMP: &str = "<html lang=en><main><h1>The lamp</h1><p>It is lit at dusk.</main>";
const PIER: &str = "<html lang=en><main><h1>The pier</h1><p>Boats come at noon.</main>";

#[test]
fn a_dash_is_standard_input_and_its_form_is_told_by_how_it_begins() {
    let folder = Folder::new();
    let page = piped(&folder, &["read", "-"], LAMP.as_bytes()).succeeds();
    assert!(
        page.out().contains("The lamp") && page.out().contains("read by: main"),
        "{}",
        page.out()
    );
    piped(&folder, &["index", "-", "-o", "site.kwic"], ARTICLES.as_bytes()).succeeds();
    let found = folder.kwic(&["search", "site.kwic", "walrus"]).succeeds();
    assert!(found.out().contains("sea/walrus.html"), "{}", found.out());
    // What looks like a page may be meant as text.
    let text = piped(&folder, &["read", "-", "--format", "text"], LAMP.as_bytes()).succeeds();
    assert!(text.out().contains("<main>"), "{}", text.out());
    piped(&folder, &["read", "-"], b"{\"title\": \"A\"}\n{\n").fails(&["standard input, line 2"]);
    folder
        .file("a.md", "# A\n\nText.\n")
        .kwic(&["read", "a.md", "--format", "text"])
        .fails(&["--format", "-"]);
}

fn site() -> Folder {
    Folder::new()
        .file("public/lamp.html", LAMP)
        .file("public/pier.html", PIER)
        .file("public/sitemap.xml", "<urlset>\n<url><loc>https://example.org/lamp.html</loc></url>\n<url><loc>https://example.org/gone.html</loc></url>\n</urlset>")
        .file("urls.txt", "https://example.org/pier.html\n")
}

#[test]
fn a_sitemap_names_the_pages_that_count_as_an_input_and_beside_one() {
    let folder = site();
    for arguments in [
        &["read", "public/sitemap.xml"][..],
        &["read", "public", "--sitemap", "public/sitemap.xml"],
    ] {
        let ran = folder.kwic(arguments).succeeds();
        assert!(ran.out().contains("The lamp") && !ran.out().contains("The pier"), "{}", ran.out());
        for fact in ["sitemap.xml, line 3", "gone.html", "1 named by no sitemap"] {
            assert!(ran.err().contains(fact), "{fact:?} is not in {}", ran.err());
        }
    }
    let both = ["read", "public", "--sitemap", "public/sitemap.xml", "--sitemap", "urls.txt"];
    let ran = folder.kwic(&both).succeeds();
    assert!(ran.out().contains("The lamp") && ran.out().contains("The pier"), "{}", ran.out());
    folder.kwic(&["read", "public", "--sitemap", "none.xml"]).fails(&["none.xml"]);
}

#[test]
fn several_folders_are_one_collection() {
    let folder = site()
        .file("posts/boat.md", "# The boat\n\nIt leaves at noon.\n")
        .file("news/fog.md", "# The fog\n\nIt lifts at noon.\n");
    folder.kwic(&["index", "public", "posts", "news", "-o", "site.kwic"]).succeeds();
    let found = folder.kwic(&["search", "site.kwic", "noon"]).succeeds();
    for title in ["pier", "boat", "fog"] {
        assert!(found.out().to_lowercase().contains(title), "{title} is not in {}", found.out());
    }
    let folder = folder.file("other/boat.md", "# Another\n\nBoat.\n");
    folder.kwic(&["index", "posts", "other", "-o", "site.kwic"]).fails(&[
        "boat.html",
        "posts",
        "other",
    ]);
}

#[test]
fn an_index_is_told_to_programs_with_its_warnings() {
    let folder = site().file("public/empty.html", "<title>Nothing</title>");
    let json = folder.kwic(&["index", "public", "-o", "site.kwic", "--json"]).succeeds().json();
    assert_eq!((&json["file"], &json["articles"]), (&"site.kwic".into(), &3.into()));
    let bytes = std::fs::metadata(folder.path("site.kwic")).unwrap().len();
    assert_eq!(json["bytes"], bytes);
    assert!(json["warnings"][0].as_str().unwrap().contains("empty.html"), "{json}");
    assert_eq!(json["skipped"][0]["reason"], "beside the pages of a site");
    assert_eq!(json["skipped"][0]["count"], 1);
}

#[test]
fn nothing_moves_and_nothing_is_coloured_where_no_terminal_is() {
    let folder = site();
    let ran = folder.kwic(&["index", "public", "-o", "site.kwic"]).succeeds();
    let help = folder.kwic(&["build", "--help"]);
    for text in [ran.out(), ran.err(), help.out()] {
        assert!(!text.contains('\u{1b}') && !text.contains('\r'), "{text:?}");
    }
}
