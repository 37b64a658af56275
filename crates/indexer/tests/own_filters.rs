//! Filters of the author's own: by attributes, by the key `filters`, and by keys that the settings name.

use std::fs;

use kwic_indexer::{Articles, BuildError, Document, SearchBox, Warning, read};
use tempfile::TempDir;

fn folder(settings: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, text) in files.iter().chain([&("kwic.toml", settings)]) {
        fs::write(folder.path().join(name), text).expect("a file for the test");
    }
    folder
}

fn articles(settings: &str, files: &[(&str, &str)]) -> Articles {
    let folder = folder(settings, files);
    read(&[folder.path().to_owned()]).unwrap_or_else(|error| panic!("{settings}: {error}"))
}

fn article(settings: &str, name: &str, text: &str) -> Document {
    Vec::from(articles(settings, &[(name, text)]).documents).remove(0)
}

fn complaint(settings: &str, name: &str, text: &str) -> String {
    let folder = folder(settings, &[(name, text)]);
    let error: BuildError = read(&[folder.path().to_owned()]).expect_err("this is wrong");
    error.to_string()
}

/// `name=value` of each filter, with commas between.
fn shown(document: &Document) -> String {
    let shown: Vec<String> =
        document.filters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    shown.join(", ")
}

const KEYS: &str = "[filters]\nkeys = [\"version\", \"Doc Level\"]\n";

#[test]
fn the_key_filters_holds_names_with_a_value_or_several() {
    for (name, text) in [
        (
            "a.md",
            "---\nfilters:\n  version: 2.10\n  kind: [guide, tour]\n  new: true\n---\n# A\n\nText.",
        ),
        (
            "a.md",
            "+++\nfilters = { version = \"2.10\", kind = [\"guide\", \"tour\"], new = true }\n+++\n# A\n\nText.",
        ),
        (
            "a.json",
            r#"{"title": "A", "body": "Text.", "filters": {"version": "2.10", "kind": ["guide", "tour"], "new": true}}"#,
        ),
        (
            "a.mdx",
            "---\nfilters: {kind: [guide, tour], new: true, version: '2.10'}\n---\n# A\n\nText.",
        ),
    ] {
        let found = article("", name, text);
        assert_eq!(shown(&found), "kind=guide, kind=tour, new=true, version=2.10", "{text}");
    }
}

#[test]
fn keys_that_the_settings_name_are_filters_in_every_format() {
    for (name, text) in [
        ("a.md", "---\nversion: 2.10\nDoc Level: easy\nother: no\n---\n# A\n\nText."),
        (
            "a.md",
            "+++\nversion = \"2.10\"\n\"Doc Level\" = \"easy\"\n[other]\nversion = 3\n+++\n# A\n\nText.",
        ),
        ("a.jsonl", r#"{"title": "A", "body": "Text.", "version": "2.10", "Doc Level": "easy"}"#),
        ("a.csv", "title,body,Version,doc level\nA,Text.,2.10,easy\n"),
        (
            "a.html",
            "<meta name=version content='2.10'><main data-kwic-meta='Doc Level:easy'><h1>A</h1><p>Text.</main>",
        ),
    ] {
        let mut found = article(KEYS, name, text);
        found.filters.sort();
        assert_eq!(shown(&found), "Doc Level=easy, version=2.10", "{text}");
        assert_eq!(shown(&article("", name, text)), "", "nothing says that these are filters");
    }
}

#[test]
fn a_fact_of_an_article_can_be_a_filter_too() {
    let found =
        article("[filters]\nkeys = [\"author\"]", "a.md", "---\nauthor: Ada\n---\n# A\n\nText.");
    assert_eq!((shown(&found).as_str(), found.author.as_deref()), ("author=Ada", Some("Ada")));
}

#[test]
fn a_filter_that_is_called_as_what_all_articles_have_is_that() {
    let filters = "{tag: [sea, trade], source: Kwic, lang: vi, kind: guide}";
    let text = format!("---\ntags: sea\nfilters: {filters}\n---\n# A\n\nText.");
    let found = article("", "a.md", &text);
    assert_eq!(found.tags, ["sea", "trade"]);
    assert_eq!((found.source.as_deref(), &*found.lang), (Some("Kwic"), "vi"));
    assert_eq!(shown(&found), "kind=guide");
    let page = "<html lang=en><main data-pagefind-filter='tag:sea'><h1>A</h1><p>Text.</main>";
    assert_eq!(article("", "a.html", page).tags, ["sea"]);
}

#[test]
fn a_filter_that_readers_could_not_choose_by_its_name_is_refused_with_its_place() {
    for (name, why) in [
        ("year", "the year of an article follows from its date; leave it out"),
        ("sort", "the box has the order of hits by that name"),
        ("title", "`title:` means something else in a query"),
        ("before", "`before:` means something else in a query"),
        ("Lang", "a query does not tell it from `lang`"),
        ("a=b", "write it without `,` and `=`"),
    ] {
        let text = format!("---\nfilters:\n  {name}: x\n---\n# A\n\nText.");
        let error = complaint("", "a.md", &text);
        assert!(error.contains("a.md, line 3"), "{error}");
        assert!(error.contains(&format!("cannot be called {name:?}")), "{error}");
        assert!(error.contains(why), "{error}");
        let error = complaint(&format!("[filters]\nkeys = [{name:?}]"), "a.md", "# A\n\nText.");
        assert!(error.contains("kwic.toml, line 2"), "{error}");
        let page = format!("<main data-kwic-filter='{name}:x'><h1>A</h1><p>Text.</main>");
        let found = articles("", &[("a.html", &page)]);
        let [Warning::FilterName { name: told, .. }] = &found.warnings[..] else {
            panic!("{name}: {:?}", found.warnings)
        };
        assert_eq!(told, name);
        let lines = Warning::lines(&found.warnings);
        assert!(lines[0].contains("a.html: a filter") && lines[0].contains(why), "{lines:?}");
    }
    let page = "<main data-kwic-filter='lang:vi'><p data-kwic-filter='tag:a'>Text.</main>";
    assert_eq!(articles("", &[("a.html", page)]).warnings, []);
}

#[test]
fn a_value_that_cannot_be_is_an_error_with_its_place() {
    let text = "---\nfilters:\n  version:\n    major: 2\n---\n# A\n\nText.";
    let error = complaint("", "a.md", text);
    assert!(error.contains("a.md, line 3") || error.contains("a.md, line 4"), "{error}");
    assert!(error.contains("filters: {version: 2}"), "{error}");
    let error = complaint("", "a.md", "---\nfilters: none\n---\n# A\n\nText.");
    assert!(error.contains("a.md"), "{error}");
}

#[test]
fn the_box_offers_own_filters_by_their_labels() {
    let labels = "[filters]\nkeys = [\"version\"]\nlabels = { kind = \"Kind of \\\"page\\\"\" }\n";
    let text = [("a.md", "# A\n\nText.")];
    let own = articles(labels, &text).search_box;
    assert_ne!(own, SearchBox::default());
    assert_eq!(own.attributes(&["lang", "version"], false), " filters=\"lang version\"");
    assert_eq!(
        own.attributes(&["lang", "kind"], false),
        " filters=\"lang,kind=Kind of &quot;page&quot;\""
    );
    assert_eq!(own.attributes(&["Doc Level"], false), " filters=\"Doc Level\"");
    let chosen = format!("{labels}[box]\nfilters = [\"kind\", \"version\"]");
    let own = articles(&chosen, &text).search_box;
    assert_eq!(own.attributes(&[], false), " filters=\"kind=Kind of &quot;page&quot;,version\"");
}

#[test]
fn a_filter_that_nobody_named_is_refused_with_what_was_probably_meant() {
    let refused = |settings: &str| complaint(settings, "a.md", "# A\n\nText.");
    let error = refused("[filters]\nkeys = [\"version\"]\n[box]\nfilters = [\"verson\"]");
    assert!(error.contains("line 4: \"verson\" is nothing that can be filtered by"), "{error}");
    assert!(error.contains("did you mean `version`?"), "{error}");
    assert!(refused("[filters]\nkey = [\"version\"]").contains("did you mean `keys`?"));
    assert!(refused("[filters]\nkeys = \"version\"").contains("keys = [\"version\"]"));
    assert!(refused("[filters]\nkeys = [\"a,b\"]").contains("without `,` and `=`"));
    assert!(refused("[filters]\nlabels = { a = \"\" }").contains("without `,` and `=`"));
}

#[test]
fn a_name_in_data_kwic_meta_that_is_no_fact_is_told_with_what_was_probably_meant() {
    let page = "<main data-kwic-meta='autor:Ada'><h1>A</h1><p data-kwic-meta=autor>Text.</p>\
        <p data-kwic-meta='title:A' data-pagefind-meta='autor:Eve'>More.</p></main>";
    let found = articles("", &[("a.html", page)]);
    let [Warning::UnknownMeta { key, meant, .. }] = &found.warnings[..] else {
        panic!("{:?}", found.warnings)
    };
    assert_eq!((&**key, *meant), ("autor", Some("author")));
    let lines = Warning::lines(&found.warnings);
    assert!(lines[0].contains("a.html: `data-kwic-meta` names \"autor\""), "{lines:?}");
    assert!(lines[0].contains("did you mean `author`?"), "{lines:?}");
    let many: Vec<Warning> = std::iter::repeat_n(found.warnings[0].clone(), 5).collect();
    assert_eq!(
        Warning::lines(&many).last().map(String::as_str),
        Some("and 2 more names in `data-kwic-meta` are unknown")
    );
}

#[test]
fn names_of_pagefind_and_names_that_are_filters_are_not_told() {
    let page =
        "<main data-pagefind-meta='autor:Ada'><h1>A</h1><p data-kwic-meta=version>2</p></main>";
    assert_eq!(articles(KEYS, &[("a.html", page)]).warnings, []);
}

#[test]
fn comments_of_readers_are_text_where_the_settings_say_so() {
    let page = "<body><main><h1>A</h1><p>Text of the page.</p>\
        <section class=comments><p>What a reader says.</p></section></main>";
    let said = |settings: &str| {
        let document = article(settings, "a.html", page);
        document.blocks.iter().any(|block| block.text == "What a reader says.")
    };
    assert!(!said(""));
    assert!(said("[text]\ncomments = true"));
}
