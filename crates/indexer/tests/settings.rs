//! The file `kwic.toml` in the folder of articles.

use std::fs;
use std::path::Path;

use kwic_indexer::{BuildError, Recency, Settings, build, build_script, build_with, read};
use tempfile::TempDir;

const DEFAULTS: &str = "[weights]\ntitle = 6.0\nheadings = 1.5\nbody = 1.0\naside = 0.1\n";

/// A folder with one article and these settings.
fn folder(settings: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    fs::write(folder.path().join("a.md"), "# A lamp\n\nText.").expect("a file for the test");
    fs::write(folder.path().join("kwic.toml"), settings).expect("a file for the test");
    folder
}

fn settings(text: &str) -> Settings {
    let folder = folder(text);
    read(&[folder.path().to_owned()]).unwrap_or_else(|error| panic!("{text}: {error}")).settings
}

fn complaint(text: &str) -> String {
    let folder = folder(text);
    let error = read(&[folder.path().to_owned()]).expect_err("these are no settings");
    error
        .to_string()
        .replace(&format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR), "")
}

#[test]
fn settings_are_numbers_under_two_headings_and_all_may_be_left_out() {
    assert_eq!(settings(""), Settings::default());
    assert_eq!(settings(DEFAULTS), Settings::default());
    assert_eq!(settings("[weights]\n\n[recency] # nothing\n"), Settings::default());
    assert_eq!(settings("[weights]\nbody = 2\naside = 0\n").weights, [6.0, 1.5, 2.0, 0.0]);
    let recency = |text| settings(text).recency;
    assert_eq!(
        recency("[recency]\nhalf-life = 30\nboost = 1.5"),
        Some(Recency { half_life: 30, boost: 1.5 })
    );
    assert_eq!(
        recency("[recency]\r\nhalf-life = 365\r\n"),
        Some(Recency { half_life: 365, boost: 0.2 })
    );
    assert_eq!(recency(DEFAULTS), None);
}

#[test]
fn the_file_is_no_article_is_not_skipped_and_is_watched() {
    let folder = folder(DEFAULTS);
    let articles = read(&[folder.path().to_owned()]).expect("an article");
    assert_eq!(articles.documents.len(), 1);
    assert_eq!(articles.skipped.to_string(), "nothing passed over");
    assert!(articles.watched.contains(&folder.path().join("kwic.toml")));
}

#[test]
fn no_file_the_default_settings_and_their_numbers_give_the_same_bytes() {
    let folder = folder(DEFAULTS);
    let bytes = |folder: &Path| {
        let index = build_script::compile(folder, folder, &mut Vec::new()).expect("an index");
        fs::read(index).expect("the index is there")
    };
    let with_numbers = bytes(folder.path());
    fs::remove_file(folder.path().join("kwic.toml")).expect("the file was there");
    assert!(bytes(folder.path()) == with_numbers);
    let documents = Vec::from(read(&[folder.path().to_owned()]).expect("an article").documents);
    assert!(build(&documents).expect("an index") == with_numbers);
    assert!(build_with(&documents, &Settings::default()).expect("an index") == with_numbers);
    fs::write(folder.path().join("kwic.toml"), "[weights]\ntitle = 4")
        .expect("a file for the test");
    assert!(bytes(folder.path()) != with_numbers, "a build script reads the file too");
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_keys_that_there_are() {
    for (text, line, key, mend) in [
        (
            "[weights]\ntitle = 3\ntitel = 3\n",
            3,
            "titel` under `[weights]`",
            "did you mean `title`? There are `title`, `headings`, `body`, `aside`",
        ),
        ("[recency]\nhalf_life = 3\n", 2, "half_life`", "did you mean `half-life`?"),
        ("[recency]\nweeks = 3\n", 2, "weeks`", "; There are `half-life`, `boost`"),
        ("\ntitle = 3\n", 2, "[title]`", "`title` stands below a line `[weights]`"),
        ("[url]\ninclude = []\n", 2, "include`", "`include` stands below a line `[input]`"),
        ("[weight]\ntitle = 3\n", 1, "[weight]`", "did you mean `weights`?"),
        ("[check]\ngoldne = []\n", 2, "goldne`", "did you mean `golden`?"),
    ] {
        let complaint = complaint(text);
        assert!(complaint.starts_with(&format!("kwic.toml, line {line}: ")), "{complaint}");
        assert!(complaint.contains(&format!("there is no `{key}")), "{complaint}");
        assert!(complaint.contains(mend), "{complaint}");
    }
}

#[test]
fn what_is_no_toml_or_no_number_is_named_with_its_line() {
    for (text, line, mend) in [
        ("[weights]\ntitle = \"much\"\n", 2, "`title = 6.0` below `[weights]`"),
        ("[weights]\ntitle = true\n", 2, "`title = 6.0`"),
        ("[weights\n", 1, "`title = 6.0`"),
        ("[weights]\nbody = 1\nbody = 2\n", 3, "duplicate key"),
        ("[recency]\n\nboost = 0.3\n", 3, "`half-life = 365`"),
        ("[check]\n\ngolden = \"list.tsv\"\n", 3, "`golden = [\"golden.tsv\"]`"),
        ("[synonyms]\ntwo-way = [\"a\", \"b\"]\n", 2, "`two-way = [["),
        ("[box]\nsort = 1\n", 2, "`sort = true`"),
        ("box = true\n", 1, "`[box]`"),
    ] {
        let complaint = complaint(text);
        assert!(complaint.starts_with(&format!("kwic.toml, line {line}: ")), "{text}: {complaint}");
        assert!(complaint.contains(mend), "{text}: {complaint}");
    }
}

#[test]
fn a_number_out_of_its_range_is_named_with_its_line_and_its_range() {
    for (text, line, key, range) in [
        ("[weights]\ntitle = -1\n", 2, "title", "from 0 to 100"),
        ("[weights]\n\nheadings = 100.5\n", 3, "headings", "from 0 to 100"),
        ("[weights]\nbody = nan\n", 2, "body", "from 0 to 100"),
        ("[weights]\naside = inf\n", 2, "aside", "from 0 to 100"),
        ("[recency]\nhalf-life = 0\n", 2, "half-life", "from 1 to 36500"),
        ("[recency]\nhalf-life = 30\nboost = -0.1\n", 3, "boost", "from 0 to 100"),
        ("[recency]\nhalf-life = 30\nboost = 101\n", 3, "boost", "from 0 to 100"),
    ] {
        let complaint = complaint(text);
        assert!(
            complaint.starts_with(&format!("kwic.toml, line {line}: `{key}` is ")),
            "{complaint}"
        );
        assert!(complaint.ends_with(range), "{complaint}");
    }
}

#[test]
fn settings_out_of_range_are_refused_without_a_file_too() {
    let recency = |half_life, boost| Settings {
        recency: Some(Recency { half_life, boost }),
        ..Settings::default()
    };
    let weights = |weights| Settings { weights, ..Settings::default() };
    for (settings, key) in [
        (weights([f32::NAN, 1.0, 1.0, 1.0]), "title"),
        (weights([1.0, 1.0, 1.0, -0.5]), "aside"),
        (weights([1.0, 1.0, 101.0, 1.0]), "body"),
        (recency(0, 0.2), "half-life"),
        (recency(30, f32::INFINITY), "boost"),
    ] {
        let error = build_with(&[], &settings).expect_err("out of range");
        assert!(matches!(error, BuildError::SettingOutOfRange { .. }), "{error}");
        assert!(error.to_string().starts_with(&format!("`{key}` is ")), "{error}");
    }
}

#[test]
fn two_inputs_with_settings_are_an_error_that_names_both_files() {
    let (one, other) = (folder(""), folder(""));
    let error = read(&[one.path().to_owned(), other.path().to_owned()]).expect_err("two files");
    let said = error.to_string();
    for folder in [&one, &other] {
        assert!(said.contains(&folder.path().join("kwic.toml").display().to_string()), "{said}");
    }
}

#[test]
fn files_are_included_and_excluded_by_their_paths() {
    let folder = TempDir::new().expect("a folder for the test");
    for name in ["a.md", "docs/b.md", "docs/old/c.md", "tags/d.md"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the test");
        fs::write(path, format!("# {name}\n\nText of {name}.")).expect("a file for the test");
    }
    let urls = |settings: &str| -> Vec<String> {
        fs::write(folder.path().join("kwic.toml"), settings).expect("a file for the test");
        let articles = read(&[folder.path().to_owned()]).unwrap_or_else(|error| panic!("{error}"));
        articles.documents.iter().map(|document| document.url.clone()).collect()
    };
    assert_eq!(
        urls("[input]\nexclude = [\"tags/**\", \"docs/*.md\"]"),
        ["a.html", "docs/old/c.html"]
    );
    assert_eq!(urls("[input]\ninclude = [\"docs/**\"]"), ["docs/b.html", "docs/old/c.html"]);
    assert_eq!(
        urls("[input]\ninclude = [\"**/*.md\"]\nexclude = [\"*/old/*\"]"),
        ["a.html", "docs/b.html", "tags/d.html"]
    );
    let excluded = read(&[folder.path().to_owned()]).expect("articles").skipped.excluded;
    assert_eq!(excluded, 1);
    assert!(complaint("[input]\nexclude = [\"a[\"]").contains("kwic.toml, line 2"));
}

#[test]
fn the_nearest_file_above_holds_and_another_may_be_named() {
    let folder = folder("[weights]\nbody = 3\n");
    let site = folder.path().join("build/site");
    fs::create_dir_all(&site).expect("a folder for the test");
    fs::write(site.join("b.md"), "# B\n\nText.").expect("a file for the test");
    let body = |articles: kwic_indexer::Articles| articles.settings.weights[2];
    assert_eq!(body(read(std::slice::from_ref(&site)).expect("an article")), 3.0);
    fs::write(folder.path().join("build/kwic.toml"), "[weights]\nbody = 4\n").expect("a file");
    assert_eq!(body(read(std::slice::from_ref(&site)).expect("an article")), 4.0);
    let other = folder.path().join("other.toml");
    fs::write(&other, "[weights]\nbody = 5\n").expect("a file");
    assert_eq!(
        body(
            kwic_indexer::read_with(std::slice::from_ref(&site), Some(&other)).expect("an article")
        ),
        5.0
    );
    let missing = kwic_indexer::read_with(&[site], Some(Path::new("missing.toml")))
        .expect_err("no such file");
    assert!(missing.to_string().contains("missing.toml"), "{missing}");
}
