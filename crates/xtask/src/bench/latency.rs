//! How long a query takes, natively and in Chromium, over the same index and the same queries.

use std::fs;
use std::path::{Path, PathBuf};

use kwic_eval::metrics::percentile;
use serde::{Deserialize, Serialize};

use super::questions::{KINDS, SEED, draw};
use super::record::Circumstances;
use crate::browser::Browser;
use crate::command;
use crate::engine::optimise::{Optimise, Optimiser};
use crate::engine::wasm::Wasm;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;

const COMMAND: &str = "cargo xtask bench latency";

/// What a measuring program prints: milliseconds, one a query.
#[derive(Debug, Deserialize)]
struct Measured {
    search: Vec<f64>,
    page: Vec<f64>,
    browser: Option<String>,
}

#[derive(Debug, Serialize)]
struct Figures {
    articles: usize,
    /// The file of articles.
    corpus: String,
    index_bytes: u64,
    module_bytes: u64,
    browser: Option<String>,
    /// Where the drawing of queries starts.
    seed: u64,
    rows: Vec<Row>,
}

/// Queries of one kind in one place. `search` is a query to its ten hits, `page` the same and the
/// snippets of the ten.
#[derive(Debug, Serialize)]
struct Row {
    place: &'static str,
    kind: &'static str,
    queries: usize,
    search: Milliseconds,
    page: Milliseconds,
}

#[derive(Debug, Serialize)]
struct Milliseconds {
    p50: f64,
    p95: f64,
    p99: f64,
}

/// Measures, prints a table and keeps a record.
pub fn latency(
    repository: &Repository,
    articles: Option<&Path>,
    label: Option<&str>,
) -> Result<(), XtaskError> {
    let corpus = match articles {
        Some(articles) => articles.to_owned(),
        None => super::data().ok_or(XtaskError::NoData)?.join("judged/site-react/docs.jsonl"),
    };
    let node =
        Node::find().ok_or(XtaskError::NoNode { needed_for: "the measurement in Chromium" })?;
    let browser = Browser::find_or_install()?;
    node.install(&repository.root.join("tests/page"))?;

    let work = repository.work("latency")?;
    let documents = kwic_indexer::read_articles(&corpus)?;
    let drawn: Vec<_> =
        KINDS.iter().map(|&(kind, name, count)| (name, draw(&documents, kind, count))).collect();
    let queries = work.join("queries.json");
    let all: Vec<&String> = drawn.iter().flat_map(|(_, queries)| queries).collect();
    let list = serde_json::to_vec(&all).map_err(XtaskError::Json)?;
    fs::write(&queries, list).map_err(XtaskError::file("write", queries.as_path()))?;

    let index = work.join("index.kwic");
    let bytes = kwic_indexer::build(&documents)?;
    fs::write(&index, &bytes).map_err(XtaskError::file("write", index.as_path()))?;
    let page = work.join("page");
    fs::create_dir_all(&page).map_err(XtaskError::file("create", page.as_path()))?;
    eprintln!("finishing the engine with {} articles", documents.len());
    let optimiser = Optimiser::find(repository, Optimise::Always)?;
    Wasm::finished(repository, optimiser.as_ref())?.with_index(&bytes, &page)?;
    let blank = page.join("bench.html");
    fs::write(&blank, "<!doctype html>\n").map_err(XtaskError::file("write", blank.as_path()))?;

    eprintln!("measuring natively");
    let native = measured(
        command::cargo()
            .args(["bench", "--quiet", "--package", "kwic", "--no-default-features"])
            .args(["--bench", "latency", "--"])
            .args([&index, &queries])
            .current_dir(&repository.root),
    )?;
    eprintln!("measuring in Chromium");
    let chromium = measured(
        node.command()
            .arg(repository.root.join("benches/latency.mjs"))
            .args([&page, &queries])
            .env("CHROMIUM", &browser.chromium),
    )?;

    let mut rows = Vec::new();
    for (place, measured) in [("native", &native), ("Chromium", &chromium)] {
        let mut from = 0;
        for (kind, queries) in &drawn {
            let to = from + queries.len();
            rows.push(Row::of(place, kind, measured, from..to));
            from = to;
        }
        rows.push(Row::of(place, "all", measured, 0..from));
    }
    let figures = Figures {
        articles: documents.len(),
        corpus: corpus.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        index_bytes: bytes_of(&index)?,
        module_bytes: bytes_of(&page.join("kwic_bg.wasm"))?,
        browser: chromium.browser,
        seed: SEED,
        rows,
    };
    let circumstances = Circumstances::now(repository, COMMAND, label);
    println!("{}\n\n{}", circumstances.line(), table(&figures));
    let record = circumstances.write(repository, "latency", &figures)?;
    println!("kept in {}", record.display());
    Ok(())
}

fn measured(program: &mut std::process::Command) -> Result<Measured, XtaskError> {
    serde_json::from_str(&command::output(program)?).map_err(XtaskError::Json)
}

fn bytes_of(path: &PathBuf) -> Result<u64, XtaskError> {
    Ok(fs::metadata(path).map_err(XtaskError::file("read", path.as_path()))?.len())
}

impl Row {
    fn of(
        place: &'static str,
        kind: &'static str,
        measured: &Measured,
        range: std::ops::Range<usize>,
    ) -> Row {
        let part = |times: &[f64]| Milliseconds::of(times.get(range.clone()).unwrap_or_default());
        let (search, page) = (part(&measured.search), part(&measured.page));
        Row { place, kind, queries: range.len(), search, page }
    }
}

impl Milliseconds {
    fn of(times: &[f64]) -> Milliseconds {
        // No clock tells more than a microsecond here.
        let at = |percent| (percentile(times, percent) * 1000.0).round() / 1000.0;
        Milliseconds { p50: at(50.0), p95: at(95.0), p99: at(99.0) }
    }
}

fn table(figures: &Figures) -> String {
    let mut table = format!(
        "{} articles, an index of {:.1} MB; milliseconds p50 / p95 / p99\n\n\
         | where | queries | | search | with ten snippets |\n|---|---|---|---|---|\n",
        figures.articles,
        figures.index_bytes as f64 / 1e6
    );
    for Row { place, kind, queries, search, page } in &figures.rows {
        let cell = |ms: &Milliseconds| format!("{:.2} / {:.2} / {:.2}", ms.p50, ms.p95, ms.p99);
        table.push_str(&format!(
            "| {place} | {kind} | {queries} | {} | {} |\n",
            cell(search),
            cell(page)
        ));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_takes_its_own_queries_only() {
        let measured = Measured {
            search: vec![9.0, 1.0, 2.0, 3.0],
            page: vec![9.0, 4.0, 5.0, 6.0],
            browser: None,
        };
        let row = Row::of("native", "one word", &measured, 1..4);
        assert_eq!((row.queries, row.search.p50, row.page.p99), (3, 2.0, 6.0));
    }
}
