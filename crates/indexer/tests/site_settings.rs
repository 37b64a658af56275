//! What `kwic.toml` does to the urls, the texts and the languages of articles, and what it hands on to a build.

use std::fs;

use kwic_indexer::{Articles, BuildError, SETTINGS, SearchBox, read};
use tempfile::TempDir;

fn folder(settings: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for (name, text) in files.iter().chain([&("kwic.toml", settings)]) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder");
        fs::write(path, text).expect("a file for the test");
    }
    folder
}

fn articles(settings: &str, files: &[(&str, &str)]) -> Articles {
    let folder = folder(settings, files);
    read(&[folder.path().to_owned()]).unwrap_or_else(|error| panic!("{settings}: {error}"))
}

fn complaint(settings: &str) -> String {
    let folder = folder(settings, &[("a.md", "# A\n\nText.")]);
    let error: BuildError = read(&[folder.path().to_owned()]).expect_err("this is no setting");
    error.to_string()
}

fn urls(articles: &Articles) -> Vec<String> {
    articles.documents.iter().map(|document| document.url.clone()).collect()
}

const PAGES: [(&str, &str); 3] = [
    ("index.html", "<html lang=en><main><h1>Home</h1><p>Boats come at noon.</main>"),
    ("docs/index.html", "<html lang=en><main><h1>Docs</h1><p>How to moor a boat.</main>"),
    (
        "docs/lamp.html",
        "<html lang=en><main><h1>Lamp</h1><p>It is lit at dusk.<p>Edit this page on GitHub</main>",
    ),
];
const TEXTS: [(&str, &str); 3] = [
    ("index.md", "# Home\n\nBoats come at noon."),
    ("docs/index.md", "# Docs\n\nHow to moor a boat."),
    ("docs/lamp.md", "# Lamp\n\nIt is lit at dusk.\n\nEdit this page on GitHub"),
];

#[test]
fn urls_of_pages_and_of_articles_follow_one_rule() {
    for files in [PAGES, TEXTS] {
        let urls = |settings| urls(&articles(settings, &files)).join(" ");
        assert_eq!(
            urls("[url]\nindex = \"strip\"\nhtml = \"strip\""),
            "docs/ docs/lamp ./",
            "{files:?}"
        );
        assert_eq!(
            urls("[url]\nindex = \"keep\"\nbase = \"/x\""),
            "/x/docs/index.html /x/docs/lamp.html /x/index.html"
        );
        assert_eq!(
            urls("[url]\nindex = \"strip\"\nslash = \"strip\"\nhtml = \"keep\""),
            "docs docs/lamp.html ./"
        );
        assert_eq!(
            urls(
                "[url]\nindex = \"keep\"\nstrip-prefix = \"/docs\"\n[input]\ninclude = [\"docs/**\"]"
            ),
            "index.html lamp.html"
        );
        assert_eq!(
            urls("[url]\nindex = \"strip\"\nbase = \"https://example.org/\""),
            "https://example.org/docs/ https://example.org/docs/lamp.html https://example.org/"
        );
    }
    let given = [("docs/a.md", "---\nurl: b.html\n---\n# A\n\nText.")];
    assert_eq!(urls(&articles("[url]\nbase = \"/x/\"\nhtml = \"strip\"", &given)), ["b.html"]);
}

#[test]
fn what_a_rule_of_urls_cannot_be_is_named() {
    for (settings, facts) in [
        ("[url]\nhtml = \"strp\"", ["line 2", "did you mean `strip`?"]),
        ("[url]\n\nindex = \"never\"", ["line 3", "`keep`, `strip`"]),
        ("[url]\nbase = \"javascript:x\"", ["line 2", "`/docs/`"]),
    ] {
        let complaint = complaint(settings);
        assert!(facts.iter().all(|fact| complaint.contains(fact)), "{complaint}");
    }
}

#[test]
fn stop_phrases_are_left_out_of_pages_and_of_articles() {
    for files in [PAGES, TEXTS] {
        let lamp = |settings| {
            let read = articles(settings, &files);
            let lamp =
                Vec::from(read.documents).into_iter().find(|document| document.title == "Lamp");
            let blocks = lamp.expect("it is read").blocks;
            blocks.into_iter().map(|block| block.text).collect::<Vec<_>>()
        };
        assert_eq!(lamp("").len(), 2);
        let left = lamp("[text]\nstop-phrases = [\"edit this page on GitHub\"]");
        assert_eq!(left, ["It is lit at dusk."]);
    }
}

#[test]
fn a_generator_says_how_headings_get_their_ids() {
    let text = [("a.md", "# A\n\nText.\n\n## Über uns -- 2\n\nText.\n\n## Über uns -- 2\n\nText.")];
    let ids = |settings: &str| {
        let read = articles(settings, &text);
        read.documents.get(0).unwrap().sections().map(|(id, _)| id.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(""), ["über-uns----2", "über-uns----2-1"]);
    assert_eq!(ids("[site]\ngenerator = \"hugo\""), ["über-uns----2", "über-uns----2-1"]);
    assert_eq!(ids("[site]\ngenerator = \"GitLab\""), ["über-uns-2", "über-uns-2-1"]);
    assert_eq!(ids("[site]\ngenerator = \"mkdocs\""), ["uber-uns-2", "uber-uns-2_1"]);
    assert_eq!(ids("[site]\ngenerator = \"sphinx\""), ["uber-uns-2", "id1"]);
    let complaint = complaint("[site]\ngenerator = \"docusarus\"");
    assert!(complaint.contains("did you mean `docusaurus`?"), "{complaint}");
}

#[test]
fn a_generator_says_where_pages_have_their_text() {
    let page = "<html lang=en><body><main><div class=post-content><p>The post.</div><p>All.</main>";
    let pages = [("a.html", page), ("b.html", "<html lang=en><body><main><p>Nothing else.</main>")];
    let rules = |settings: &str| {
        articles(settings, &pages)
            .sources
            .into_iter()
            .map(|source| source.rule.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(""), ["main", "main"]);
    assert_eq!(rules("[site]\ngenerator = \"hugo\""), ["container of Hugo", "main"]);
    let doc = [("a.html", "<html lang=en><body><main><div class=vp-doc><p>A page.</div></main>")];
    let rule = |settings: &str| articles(settings, &doc).sources[0].rule.to_string();
    assert_eq!(rule(""), "container of VitePress");
    assert_eq!(rule("[site]\ngenerator = \"vitepress\""), "container of VitePress");
    assert_eq!(rule("[site]\ngenerator = \"jekyll\""), "main");
}

#[test]
fn languages_are_inferred_among_those_that_are_named() {
    let text = [
        ("a.md", "# 1\n\n2, 3"),
        ("b.md", "# Die Lampe\n\nSie ist nicht an, und die Boote sind weg."),
    ];
    let languages = |settings: &str| {
        let read = articles(settings, &text);
        read.documents.iter().map(|document| document.lang.clone()).collect::<Vec<_>>()
    };
    assert_eq!(languages(""), ["und", "de"]);
    assert_eq!(languages("[languages]\ndefault = \"en-GB\""), ["en", "de"]);
    assert_eq!(languages("[languages]\ndefault = \"vi\"\namong = [\"vi\", \"ru\"]")[0], "vi");
    assert_ne!(languages("[languages]\namong = [\"vi\", \"en\"]")[1], "de");
    assert!(complaint("[languages]\ndefault = \"English\"").contains("no code of a language"));
    assert!(complaint("[languages]\namong = [\"en\", \"xyz\"]").contains("line 2: \"xyz\""));
}

#[test]
fn the_box_has_the_attributes_that_are_set_and_else_the_usual_ones() {
    let search_box = |settings| articles(settings, &TEXTS).search_box;
    assert_eq!(search_box(""), SearchBox::default());
    assert_eq!(search_box("").attributes(&["lang"], true), " filters=\"lang\" sort");
    let own = search_box("[box]\nfilters = []\nsort = false\nlimit = 5\nlength = 300");
    assert_eq!(own.attributes(&["lang"], true), " limit=\"5\" length=\"300\"");
    let own = search_box("[box]\nfilters = [\"tag\", \"year\"]");
    assert_eq!(own.attributes(&["lang"], false), " filters=\"tag year\"");
    assert!(complaint("[box]\nfilters = [\"tags\"]").contains("did you mean `tag`?"));
    assert!(complaint("[box]\nlimit = 0").contains("`limit` is 0; write a number from 1 to 100"));
    assert!(complaint("[box]\nlength = -5").contains("from 1 to 2000"));
}

#[test]
fn a_golden_list_beside_the_articles_is_none_of_them() {
    let list = ("golden.tsv", "boats\tindex.html\n");
    let files = [TEXTS[0], TEXTS[1], TEXTS[2], list];
    let folder = folder("[check]\ngolden = [\"golden.tsv\"]\nindex-bytes = 5_000", &files);
    let read = read(&[folder.path().to_owned()]).expect("articles");
    assert_eq!(read.documents.len(), 3);
    assert_eq!(read.checks.golden, [folder.path().join("golden.tsv")]);
    assert_eq!((read.checks.index_bytes, read.checks.bundle_bytes), (Some(5_000), None));
    assert!(read.watched.contains(&folder.path().join("golden.tsv")));
    let complaint = complaint("[check]\ngolden = [\"missing.tsv\"]");
    assert!(complaint.contains("line 2") && complaint.contains("missing.tsv"), "{complaint}");
}

#[test]
fn synonyms_are_words_and_those_of_two_ways_stand_in_company() {
    let read = articles(
        "[synonyms]\ntwo-way = [[\"js\", \"javascript\", \"ecma script\"]]\n\
         one-way = { car = [\"estate car\"], \"big apple\" = [\"new york\"] }",
        &TEXTS,
    );
    let pairs: Vec<(&str, &str)> =
        read.synonyms.iter().map(|synonym| (&*synonym.typed, &*synonym.found)).collect();
    assert_eq!(pairs.len(), 8);
    for pair in [
        ("js", "javascript"),
        ("javascript", "js"),
        ("ecma script", "js"),
        ("car", "estate car"),
        ("big apple", "new york"),
    ] {
        assert!(pairs.contains(&pair), "{pair:?}");
    }
    assert!(!pairs.contains(&("estate car", "car")));
    assert!(complaint("[synonyms]\ntwo-way = [[\"a\"]]").contains("stands alone"));
    assert!(complaint("[synonyms]\none-way = { \"?!\" = [\"a\"] }").contains("has no word"));
    assert!(
        complaint("[synonyms]\none-way = { a = [\"net!\"] }")
            .contains("signs around its words (!)")
    );
}

#[test]
fn each_example_of_a_key_is_right() {
    for setting in SETTINGS {
        let settings = format!("[{}]\n{}\n", setting.table, setting.example);
        let settings = match setting.key {
            "boost" => format!("{settings}half-life = 3\n"),
            _ => settings,
        };
        let files = [("docs/a.md", "# A\n\nText."), ("golden.tsv", "a\tdocs/a.html\n")];
        articles(&settings, if setting.key == "golden" { &files } else { &files[..1] });
    }
}
