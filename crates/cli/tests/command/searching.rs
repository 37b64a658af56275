use std::fs;
use std::process::Stdio;

use crate::folder::{ARTICLES, Folder};

#[test]
fn what_was_indexed_is_found() {
    let folder = Folder::with_index();
    let answer = folder.kwic(&["search", "site.kwic", "walrus", "--json"]).succeeds().json();
    assert_eq!(answer["total"], 1);
    let hit = &answer["hits"][0];
    assert_eq!((&hit["id"], &hit["url"]), (&"d2".into(), &"sea/walrus.html".into()));
    let snippet = hit["snippet"].as_array().unwrap();
    let matched: Vec<_> = snippet.iter().filter(|piece| piece["matched"] == true).collect();
    assert_eq!(matched.len(), 1);
    assert_eq!(matched[0]["text"].as_str().unwrap().trim(), "walrus");
}

#[test]
fn a_person_sees_rank_title_url_and_the_match_in_brackets_when_not_on_a_terminal() {
    let out = Folder::with_index().kwic(&["search", "site.kwic", "tusks"]).succeeds().out();
    let mut lines = out.lines();
    assert_eq!(lines.next(), Some("1.  [Tusks]"));
    let place = lines.next().unwrap();
    assert!(place.contains("sea/walrus.html") && place.contains("en"), "{place}");
    assert!(!out.contains('\x1b'), "{out}");
}

#[test]
fn the_last_word_is_a_prefix_unless_that_is_turned_off() {
    let folder = Folder::with_index();
    folder.kwic(&["search", "site.kwic", "gir"]).succeeds();
    folder.kwic(&["search", "site.kwic", "gir", "--no-prefix"]).says_no();
}

#[test]
fn filters_leave_articles_with_any_value_of_one_and_all_of_several() {
    let article = |title: &str, version: &str, kind: &str| {
        format!(
            r#"{{"title": "{title}", "body": "A lamp burns.", "lang": "en", "filters": {{"version": "{version}", "kind": "{kind}"}}}}"#
        ) + "\n"
    };
    let articles =
        [article("One", "1", "guide"), article("Two", "2", "guide"), article("Three", "2.1", "")];
    let folder = Folder::new().file("lamps.jsonl", articles.concat());
    folder.kwic(&["index", "lamps.jsonl", "-o", "lamps.kwic"]).succeeds();
    let titles = |filters: &[&str]| {
        let filters = filters.iter().flat_map(|filter| ["--filter", filter]);
        let all: Vec<&str> =
            ["search", "lamps.kwic", "lamp", "--json"].into_iter().chain(filters).collect();
        let hits = folder.kwic(&all).succeeds().json()["hits"].clone();
        let titles = hits.as_array().unwrap().iter().map(|hit| hit["title"].as_str().unwrap());
        let mut titles: Vec<String> = titles.map(str::to_owned).collect();
        titles.sort();
        titles
    };
    assert_eq!(titles(&["version=2"]), ["Two"]);
    assert_eq!(titles(&["version=2", "version=1"]), ["One", "Two"]);
    assert_eq!(titles(&["version=2", "kind=Guide", "lang=en"]), ["Two"]);
    folder.kwic(&["search", "lamps.kwic", "", "--filter", "version=2.1"]).succeeds();
    folder.kwic(&["search", "lamps.kwic", "lamp", "--filter", "version=9"]).says_no();
    let unknown = ["search", "lamps.kwic", "lamp", "--filter", "verson=2"];
    folder.kwic(&unknown).fails(&[
        "lamps.kwic has no filter \"verson\"",
        "there are: lang, source, tag, year, ",
        "version",
    ]);
    folder
        .kwic(&["search", "lamps.kwic", "lamp", "--filter", "version"])
        .fails(&["write a name and a value, for example version=2"]);
}

#[test]
fn the_limit_cuts_the_list_and_not_the_total() {
    let folder = Folder::with_index();
    let answer = folder.kwic(&["search", "site.kwic", "zebra OR walrus", "--limit", "1", "--json"]);
    let answer = answer.succeeds().json();
    assert_eq!(answer["hits"].as_array().unwrap().len(), 1);
    assert_eq!(answer["total"], 2);
}

#[test]
fn a_search_without_hits_exits_1_and_says_so() {
    let folder = Folder::with_index();
    let ran = folder.kwic(&["search", "site.kwic", "qqqqqqqqqq"]).says_no();
    assert_eq!(ran.out(), "");
    assert!(ran.err().contains("no article matches \"qqqqqqqqqq\""), "{}", ran.err());
    let answer = folder.kwic(&["search", "site.kwic", "qqqqqqqqqq", "--json"]).says_no().json();
    assert_eq!(answer["hits"], serde_json::json!([]));
}

#[test]
fn indexing_ends_with_one_line_of_figures() {
    let folder = Folder::new().file("articles.jsonl", ARTICLES);
    let out = folder.kwic(&["index", "articles.jsonl", "-o", "site.kwic"]).succeeds().out();
    assert_eq!(out.lines().count(), 1);
    assert!(out.starts_with("site.kwic: 3 articles, "), "{out}");
    assert!(out.contains(" terms, ") && out.contains(" bytes in "), "{out}");
}

#[test]
fn many_articles_without_text_are_few_lines_and_one_right_number() {
    let folder = Folder::new().file("articles.jsonl", "{\"title\": \"No text\"}\n".repeat(1_000));
    let warnings = folder.kwic(&["index", "articles.jsonl", "-o", "site.kwic"]).succeeds().err();
    assert_eq!(warnings.lines().count(), 4, "{warnings}");
    assert!(
        warnings.contains("warning: articles.jsonl, line 1: the article has no text"),
        "{warnings}"
    );
    assert!(warnings.ends_with("warning: and 997 more articles have no text\n"), "{warnings}");
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    let folder = Folder::with_index();
    folder.kwic(&["index", "articles.jsonl", "-o", "again.kwic"]).succeeds();
    let bytes = |name| fs::read(folder.path(name)).unwrap();
    assert!(bytes("site.kwic") == bytes("again.kwic"));
}

#[test]
fn a_folder_is_an_input() {
    let page = "# The lighthouse\n\nIts lamp turns once every nine seconds.\n";
    let folder = Folder::new().file("articles/coast/lighthouse.md", page);
    folder.kwic(&["index", "articles", "-o", "site.kwic"]).succeeds();
    let answer = folder.kwic(&["search", "site.kwic", "lamp", "--json"]).succeeds().json();
    assert_eq!(answer["hits"][0]["title"], "The lighthouse");
}

#[test]
fn a_failed_run_leaves_the_old_index_as_it_was() {
    let folder = Folder::with_index().file("broken.jsonl", "{\"title\": \n");
    let before = fs::read(folder.path("site.kwic")).unwrap();
    folder.kwic(&["index", "broken.jsonl", "-o", "site.kwic"]).fails(&["broken.jsonl"]);
    assert!(fs::read(folder.path("site.kwic")).unwrap() == before);
}

#[test]
fn a_missing_input_is_named() {
    Folder::new().kwic(&["index", "nowhere", "-o", "site.kwic"]).fails(&["nowhere"]);
}

#[test]
fn an_index_without_articles_is_refused() {
    let folder = Folder::new();
    fs::create_dir(folder.path("empty")).unwrap();
    folder.kwic(&["index", "empty", "-o", "site.kwic"]).fails(&["empty"]);
    assert!(!folder.path("site.kwic").exists());
}

#[test]
fn an_index_into_a_missing_folder_is_an_error_that_names_it() {
    let folder = Folder::new().file("articles.jsonl", ARTICLES);
    let ran = folder.kwic(&["index", "articles.jsonl", "-o", "nowhere/site.kwic"]);
    ran.fails(&["nowhere/site.kwic", "folder exists"]);
}

#[test]
fn a_missing_index_is_named() {
    let folder = Folder::new();
    folder.kwic(&["search", "site.kwic", "word"]).fails(&["cannot read site.kwic"]);
    folder.kwic(&["stats", "site.kwic"]).fails(&["cannot read site.kwic"]);
}

#[test]
fn a_file_that_is_no_index_is_refused_with_the_command_that_makes_one() {
    let folder = Folder::new().file("site.kwic", "words, words");
    folder.kwic(&["search", "site.kwic", "word"]).fails(&["site.kwic: ", "`kwic index`"]);
}

#[test]
fn sections_add_up_to_the_file() {
    let folder = Folder::with_index();
    let stats = folder.kwic(&["stats", "site.kwic", "--json"]).succeeds().json();
    assert_eq!(stats["articles"], 3);
    let length = fs::metadata(folder.path("site.kwic")).unwrap().len();
    assert_eq!(stats["total"]["bytes"], length);
    assert_eq!(stats["whole"]["bytes"], length);
    let sections = stats["sections"].as_array().unwrap();
    let sum: u64 = sections.iter().map(|section| section["bytes"].as_u64().unwrap()).sum();
    assert_eq!(sum, length);
    let out = folder.kwic(&["stats", "site.kwic"]).succeeds().out();
    assert!(out.contains("brotli") && out.contains("whole file"), "{out}");
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_failure() {
    let folder = Folder::with_index();
    let mut command = folder.command(&["search", "site.kwic", "walrus", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert!(ended.status.success());
}

#[test]
fn a_reader_that_closes_the_pipe_does_not_turn_no_into_yes() {
    let folder = Folder::with_index();
    let mut command = folder.command(&["search", "site.kwic", "qqqqqqqqqq", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(1));
}

#[test]
fn without_a_command_the_help_is_an_error_and_asked_for_it_is_none() {
    let folder = Folder::new();
    folder.kwic(&[]).fails(&["Usage: kwic", "Exit code: 0 yes, 1 no"]);
    let out = folder.kwic(&["help"]).succeeds().out();
    assert!(out.contains("Exit code: 0 yes, 1 no"), "{out}");
    assert!(folder.kwic(&["--version"]).succeeds().out().starts_with("kwic "));
}

#[test]
fn a_wrong_command_line_exits_2_and_shows_the_right_one() {
    let folder = Folder::new();
    folder.kwic(&["search", "site.kwic"]).fails(&["QUERY", "Usage: kwic search"]);
    folder.kwic(&["serch", "site.kwic", "word"]).fails(&["'search'"]);
}

#[test]
fn every_command_has_help_with_an_example() {
    let folder = Folder::new();
    for command in ["index", "search", "stats", "eval", "compare", "serve"] {
        let out = folder.kwic(&[command, "--help"]).succeeds().out();
        assert!(out.contains(&format!("\n  kwic {command} ")), "{out}");
    }
}
