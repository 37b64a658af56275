use std::path::Path;

use crate::folder::{ARTICLES, Folder};

const QUERIES: &str = r#"{"id": "q1", "text": "zebra"}
{"id": "q2", "text": "giraffe"}
{"id": "q3", "text": "never judged"}
"#;

/// q1 finds d1 and misses d2; q2 finds d3, which nobody judged, and misses d1.
const JUDGMENTS: &str = "query\tdocument\tgrade\n\nq1\td1\t1\nq1\td2\t1\nq2\td1\t2\n";

fn dataset() -> Folder {
    Folder::new()
        .file("set/docs.jsonl", ARTICLES)
        .file("set/queries.jsonl", QUERIES)
        .file("set/qrels.tsv", JUDGMENTS)
}

#[track_caller]
fn close(value: &serde_json::Value, expected: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

#[test]
fn a_tiny_collection_scores_what_the_formulas_give_by_hand() {
    let report = dataset().kwic(&["eval", "set", "--json"]).succeeds().json();
    assert_eq!((&report["queries"], &report["articles"]), (&2.into(), &3.into()));
    assert_eq!(report["queriesWithoutJudgments"], 1);
    // q1: 1 / (1 + 1 / log2(3)); q2: 0.
    close(&report["nDCG@10"], 1.0 / (1.0 + 1.0 / 3f64.log2()) / 2.0);
    close(&report["MAP"], 0.25);
    close(&report["recall@100"], 0.25);
    close(&report["MRR"], 0.5);
    assert!(report["milliseconds"]["p95"].as_f64().unwrap() > 0.0);
}

#[test]
fn a_person_sees_the_measures_by_name() {
    let out = dataset().kwic(&["eval", "set"]).succeeds().out();
    assert!(out.contains("3 articles, 2 judged queries (1 more without"), "{out}");
    for line in ["nDCG@10       0.3066", "MAP           0.2500", "recall@100    0.2500"] {
        assert!(out.contains(line), "{out}");
    }
    assert!(out.contains("MRR           0.5000") && out.contains("ms per query"), "{out}");
}

#[test]
fn the_run_is_written_in_trec_lines() {
    let folder = dataset();
    folder.kwic(&["eval", "set", "--run", "kwic.run"]).succeeds();
    let run = folder.read("kwic.run");
    let lines: Vec<Vec<_>> = run.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(lines.len(), 2, "{run}");
    assert_eq!(lines[0][..4], ["q1", "Q0", "d1", "1"]);
    assert!(lines[0][4].parse::<f64>().unwrap() > 0.0);
    assert_eq!(lines[0][5], "kwic");
    assert_eq!(lines[1][..4], ["q2", "Q0", "d3", "1"]);
}

#[test]
fn other_wordings_of_the_queries_can_be_measured() {
    let folder = dataset().file("short.jsonl", "{\"id\": \"q1\", \"text\": \"zeb\"}\n");
    let arguments = ["eval", "set", "--queries", "short.jsonl", "--json"];
    let report = folder.kwic(&arguments).succeeds();
    close(&report.json()["MRR"], 0.0);
    assert!(report.err().contains("1 judged queries have no text"), "{}", report.err());
    let report = folder.kwic(&[&arguments[..], &["--prefix"]].concat()).succeeds().json();
    close(&report["MRR"], 1.0);
}

#[test]
fn several_collections_are_measured_one_after_the_other() {
    let folder = dataset()
        .file("other/docs.jsonl", ARTICLES)
        .file("other/queries.jsonl", "{\"id\": \"q1\", \"text\": \"walrus\"}\n")
        .file("other/qrels.tsv", "q1\td2\t1\n");
    let out = folder.kwic(&["eval", "set", "other"]).succeeds().out();
    let heads: Vec<_> = out.lines().filter(|line| line.contains("judged queries")).collect();
    assert!(heads[0].starts_with("set: ") && heads[1].starts_with("other: "), "{out}");
    let report = folder.kwic(&["eval", "set", "other", "--json"]).succeeds().json();
    close(&report[0]["MAP"], 0.25);
    close(&report[1]["MAP"], 1.0);
    let arguments = ["eval", "set", "other", "--run", "all.run"];
    folder.kwic(&arguments).fails(&["--run is for one collection"]);
}

#[test]
fn judged_documents_that_the_collection_lacks_are_reported() {
    let folder = dataset().file("set/qrels.tsv", "q1\td1\t1\nq1\tlost\t1\n");
    let ran = folder.kwic(&["eval", "set", "--json"]).succeeds();
    assert!(ran.err().contains("1 relevant documents are not in the collection"), "{}", ran.err());
    close(&ran.json()["MAP"], 0.5);
}

#[test]
fn a_broken_collection_is_named_by_file_and_line() {
    let folder = dataset().file("set/qrels.tsv", "q1\td1\t1\nq1\td2\tyes\n");
    folder.kwic(&["eval", "set"]).fails(&["qrels.tsv, line 2", "\"yes\"", "between tabs"]);
    let folder = dataset().file("set/queries.jsonl", "{\"id\": \"q1\"\n");
    folder.kwic(&["eval", "set"]).fails(&["queries.jsonl, line 1"]);
    Folder::new().kwic(&["eval", "set"]).fails(&["cannot read", "qrels.tsv"]);
}

#[test]
fn two_runs_are_compared_query_by_query() {
    let folder = dataset()
        .file("a.run", "q1 Q0 d1 1 2 a\n")
        .file("b.run", "q1 Q0 d3 1 2 b\nq1 Q0 d1 2 1 b\n");
    let report = folder.kwic(&["compare", "set", "a.run", "b.run", "--json"]).succeeds().json();
    assert_eq!(report["queries"], 2);
    let ideal = 1.0 + 1.0 / 3f64.log2();
    let [ndcg, map] = &report["measures"].as_array().unwrap()[..] else { panic!("{report}") };
    assert_eq!((&ndcg["name"], &map["name"]), (&"nDCG@10".into(), &"MAP".into()));
    close(&ndcg["a"], 1.0 / ideal / 2.0);
    close(&ndcg["b"], 1.0 / 3f64.log2() / ideal / 2.0);
    close(&map["difference"], -0.125);
    // One query differs, so each change of signs is as extreme as what was seen.
    close(&map["p"], 1.0);
    assert_eq!((&map["better"], &map["worse"], &map["equal"]), (&0.into(), &1.into(), &1.into()));
    let out = folder.kwic(&["compare", "set", "a.run", "b.run"]).succeeds().out();
    assert!(out.contains("MAP      0.2500  0.1250  -0.1250  1.0000    0 / 1 / 1"), "{out}");
}

#[test]
fn several_runs_are_each_compared_with_the_first() {
    let folder = dataset()
        .file("a.run", "q1 Q0 d1 1 2 a\n")
        .file("b.run", "q1 Q0 d3 1 2 b\nq1 Q0 d1 2 1 b\n");
    let arguments = ["compare", "set", "a.run", "b.run", "a.run", "--json"];
    let report = folder.kwic(&arguments).succeeds().json();
    close(&report[0]["measures"][1]["difference"], -0.125);
    close(&report[1]["measures"][1]["difference"], 0.0);
}

#[test]
fn a_run_compared_with_itself_does_not_differ() {
    let folder = dataset();
    folder.kwic(&["eval", "set", "--run", "kwic.run"]).succeeds();
    let report = folder.kwic(&["compare", "set", "kwic.run", "kwic.run", "--json"]);
    let report = report.succeeds().json();
    close(&report["measures"][0]["difference"], 0.0);
    close(&report["measures"][0]["p"], 1.0);
}

#[test]
fn a_broken_run_is_named_by_file_and_line() {
    let folder = dataset().file("a.run", "q1 Q0 d1 1 2 a\nq1 d1\n");
    folder.kwic(&["compare", "set", "a.run", "a.run"]).fails(&["a.run, line 2", "not six columns"]);
}

#[test]
fn a_golden_list_that_is_met_exits_0() {
    let folder = Folder::with_index()
        .file("golden.tsv", "query\turl\nzebra\tzoo/zebra.html\nwal\tsea/walrus.html\t2\n");
    let out = folder.kwic(&["eval", "site.kwic", "--golden", "golden.tsv"]).succeeds().out();
    assert_eq!(out, "2 of 2 queries find their article\n");
}

#[test]
fn a_golden_list_is_checked_against_articles_and_collections_as_against_an_index() {
    let folder = dataset()
        .file("site/articles.jsonl", ARTICLES)
        .file("more.jsonl", "{\"id\": \"d4\", \"url\": \"zoo/okapi.html\", \"body\": \"Okapi\"}\n")
        .file("one.tsv", "zebra\tzoo/zebra.html\n")
        .file("two.tsv", "okapi\tzoo/okapi.html\n");
    for input in ["site", "site/articles.jsonl", "set"] {
        let out = folder.kwic(&["eval", input, "--golden", "one.tsv"]).succeeds().out();
        assert_eq!(out, "1 of 1 queries find their article\n", "{input}");
    }
    let both = ["eval", "site", "more.jsonl", "--golden", "one.tsv", "--golden", "two.tsv"];
    assert_eq!(folder.kwic(&both).succeeds().out(), "2 of 2 queries find their article\n");
}

#[test]
fn a_golden_list_against_a_damaged_index_says_what_is_wrong_with_it() {
    let folder = Folder::with_index().file("one.tsv", "zebra\tzoo/zebra.html\n");
    let bytes = std::fs::read(folder.path("site.kwic")).unwrap();
    let folder = folder.file("half.kwic", &bytes[..bytes.len() / 2]);
    folder.kwic(&["eval", "half.kwic", "--golden", "one.tsv"]).fails(&["half.kwic: "]);
}

#[test]
fn what_belongs_to_judged_queries_does_not_go_with_a_golden_list() {
    let folder = Folder::with_index().file("one.tsv", "zebra\tzoo/zebra.html\n");
    let arguments = ["eval", "site.kwic", "--golden", "one.tsv", "--run", "new.run"];
    folder.kwic(&arguments).fails(&["--run", "--golden"]);
}

#[test]
fn a_golden_list_that_is_not_met_exits_1_and_names_each_query() {
    let folder = Folder::with_index().file(
        "golden.jsonl",
        "{\"query\": \"zebra\", \"url\": \"sea/walrus.html\"}\n\
         {\"query\": \"walrus\", \"url\": \"sea/gone.html\", \"rank\": 3}\n\
         {\"query\": \"giraffe\", \"url\": \"zoo/giraffe.html\"}\n",
    );
    let out = folder.kwic(&["eval", "site.kwic", "--golden", "golden.jsonl"]).says_no().out();
    let expected = "\
\"zebra\": sea/walrus.html should be first but is not among the first 100; first is zoo/zebra.html
\"walrus\": sea/gone.html should be among the first 3 but is the url of no article in this index; \
first is sea/walrus.html
1 of 3 queries find their article
";
    assert_eq!(out, expected);
    let report = folder.kwic(&["eval", "site.kwic", "--golden", "golden.jsonl", "--json"]);
    let report = report.says_no().json();
    assert_eq!((&report["met"], &report["findings"][2]["found"]), (&1.into(), &1.into()));
}

#[test]
fn a_real_collection_is_searched_well() {
    let Some(data) = std::env::var_os("KWIC_DATA") else {
        eprintln!("left out: KWIC_DATA does not name the folder of judged collections");
        return;
    };
    let set = Path::new(&data).join("judged/cranfield");
    let report = Folder::new().kwic(&["eval", set.to_str().unwrap(), "--json"]).succeeds().json();
    assert_eq!((&report["queries"], &report["articles"]), (&225.into(), &1400.into()));
    let ndcg = report["nDCG@10"].as_f64().unwrap();
    assert!(ndcg > 0.3, "nDCG@10 is {ndcg}");
}
