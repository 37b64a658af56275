//! `kwic init`, and what `kwic.toml` wants of a build.
#[cfg(feature = "build")]
use std::fs;

use crate::folder::{ARTICLES, Folder};

#[test]
fn init_knows_a_generator_by_its_files_its_packages_and_its_pages() {
    let page = "<!doctype html><head><meta name=\"generator\" content=\"Hugo 0.140\"></head>";
    let mdbook = "<!DOCTYPE HTML><head>\n<!-- Book generated using mdBook -->\n</head>";
    let starlight = "{\"dependencies\": {\"astro\": \"5\", \"@astrojs/starlight\": \"1\"}}";
    for (file, content, name, part) in [
        ("hugo.toml", "", "hugo", "| relURL"),
        ("mkdocs.yml", "", "mkdocs", "| url"),
        ("book.toml", "", "mdbook", "path_to_root"),
        ("_config.yml", "", "jekyll", "relative_url"),
        ("docs/conf.py", "", "sphinx", "pathto("),
        (".eleventy.js", "", "eleventy", "_includes/page.njk"),
        ("docusaurus.config.ts", "", "docusaurus", "scripts: ["),
        ("astro.config.mjs", "", "astro", "is:inline"),
        ("package.json", starlight, "starlight", "Search.astro"),
        ("package.json", "{\"devDependencies\": {\"vitepress\": \"1\"}}", "vitepress", "head: [["),
        ("posts/a/index.html", page, "hugo", "| relURL"),
        ("index.html", mdbook, "mdbook", "path_to_root"),
    ] {
        let folder = Folder::new().file(file, content);
        let ran = folder.kwic(&["init"]).succeeds();
        let settings = folder.read("kwic.toml");
        assert!(settings.contains(&format!("\ngenerator = \"{name}\"\n")), "{file}: {settings}");
        for part in
            [part, "kwic/kwic-search.js", "kwic-search", "docs/guide/sites/", "&& kwic build"]
        {
            assert!(ran.out().contains(part), "{file}: {part:?} is not in {}", ran.out());
        }
        assert_eq!(ran.err().contains("empties"), file.ends_with(".html"), "{}", ran.err());
    }
}

#[test]
fn init_of_a_folder_without_a_generator_says_the_lines_of_plain_html() {
    let folder = Folder::new().file("site/index.html", "<main>A page.</main>");
    let ran = folder.kwic(&["init", "site"]).succeeds();
    assert!(folder.read("site/kwic.toml").contains("\n# generator = "));
    assert!(ran.out().contains("<script type=\"module\" src=\"/kwic/kwic-search.js\"></script>"));
    // The settings are right as they are.
    folder.kwic(&["read", "site"]).succeeds();
}

#[test]
fn init_overwrites_nothing_and_makes_no_folder() {
    let folder = Folder::new().file("kwic.toml", "# mine");
    folder.kwic(&["init"]).fails(&["kwic.toml", "stays as it is"]);
    assert_eq!(folder.read("kwic.toml"), "# mine");
    folder.kwic(&["init", "nowhere"]).fails(&["nowhere", "not a folder"]);
    assert!(!folder.path("nowhere").exists());
}

/// Articles with settings beside them.
fn articles(settings: &str) -> Folder {
    Folder::new()
        .file("in/articles.jsonl", ARTICLES)
        .file("golden.tsv", "zebra\tzoo/zebra.html\nwalrus\tzoo/zebra.html\n")
        .file("in/kwic.toml", settings)
}

#[test]
fn an_index_that_does_not_find_what_it_must_is_not_written() {
    let folder = articles("[check]\ngolden = [\"../golden.tsv\"]\n").file("out.kwic", "the former");
    let ran = folder.kwic(&["index", "in", "-o", "out.kwic"]).says_no();
    for part in ["\"walrus\": zoo/zebra.html should be first", "1 of 2 golden", "out.kwic stays"] {
        assert!(ran.err().contains(part), "{part:?} is not in {}", ran.err());
    }
    assert_eq!(folder.read("out.kwic"), "the former");
    let folder = folder.file("golden.tsv", "zebra\tzoo/zebra.html\n");
    folder.kwic(&["index", "in", "-o", "out.kwic"]).succeeds();
    let folder = folder.file("golden.tsv", "one\n");
    folder.kwic(&["index", "in", "-o", "out.kwic"]).fails(&["golden.tsv, line 1"]);
}

#[test]
fn an_index_that_is_larger_than_allowed_is_not_written() {
    let folder = articles("[check]\nindex-bytes = 100\n");
    let ran = folder.kwic(&["index", "in", "-o", "out.kwic"]).says_no();
    assert!(ran.err().contains("`index-bytes` allows 100"), "{}", ran.err());
    assert!(!folder.path("out.kwic").exists());
    let folder = folder.file("in/kwic.toml", "[check]\nindex-bytes = 100_000\n");
    folder.kwic(&["index", "in", "-o", "out.kwic"]).succeeds();
}

#[cfg(feature = "build")]
#[test]
fn a_site_that_does_not_fulfil_the_checks_leaves_the_former_one() {
    if kwic_prebuilt::engine().is_err() {
        return;
    }
    let folder = articles("[box]\nlength = 300\n");
    folder.kwic(&["build", "in", "-o", "out"]).succeeds();
    let page = folder.read("out/index.html");
    assert!(page.contains("length=\"300\"") && page.contains("lang source tag year"), "{page}");
    for (settings, part) in [
        ("[check]\nbundle-bytes = 1000\n", "`bundle-bytes` allows 1000"),
        ("[check]\nindex-bytes = 100\n", "`index-bytes` allows 100"),
        ("[check]\ngolden = [\"../golden.tsv\"]\n", "1 of 2 golden queries"),
    ] {
        fs::write(folder.path("in/kwic.toml"), settings).unwrap();
        let ran = folder.kwic(&["build", "in", "-o", "out"]).says_no();
        assert!(ran.err().contains(part) && ran.err().contains("stays as it was"), "{}", ran.err());
        assert_eq!(folder.read("out/index.html"), page);
    }
}

#[cfg(feature = "build")]
#[test]
fn the_box_of_a_site_is_set_up_in_its_search_page_and_in_the_lines() {
    if kwic_prebuilt::engine().is_err() {
        return;
    }
    let folder = Folder::new()
        .file("kwic.toml", "[box]\nfilters = [\"tag\"]\nsort = true\nlimit = 5\n")
        .file("public/index.html", "<html lang=en><title>A</title><main><h1>A</h1><p>Text.</main>");
    let ran = folder.kwic(&["build", "public"]).succeeds();
    let attributes = " filters=\"tag\" sort limit=\"5\">";
    assert!(ran.err().contains(&format!("<kwic-search{attributes}")), "{}", ran.err());
    assert!(folder.read("public/kwic/index.html").contains(attributes));
}
