//! From a keystroke to painted results, in Chromium with the processor slowed down.

use std::fs;
use std::path::Path;

use kwic_site::Form;
use serde::{Deserialize, Serialize};

use super::questions::{KINDS, SEED, draw};
use super::record::Circumstances;
use crate::browser::Browser;
use crate::command;
use crate::engine::optimise::Optimise;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::page;
use crate::repository::Repository;

const COMMAND: &str = "cargo xtask bench keystrokes";
/// So many queries of each kind are typed.
const TYPED: usize = 10;

/// What `benches/keystrokes.mjs` prints; milliseconds.
#[derive(Debug, Deserialize, Serialize)]
struct Measured {
    /// Until the results stand in the page.
    work: Percentiles,
    /// Until the frame that shows them is painted.
    painted: Percentiles,
    /// From a key to the next frame, whatever that shows; 16 where it was less.
    waits: Percentiles,
    /// Events that the browser itself found slow.
    events: Events,
    /// Hits that stood there in the end.
    hits: u32,
    slowness: f64,
    /// Where the engine runs: `on` in a worker, `off` in the page.
    worker: String,
    browser: String,
}

#[derive(Debug, Deserialize, Serialize)]
struct Percentiles {
    count: u32,
    p50: f64,
    p95: f64,
    p99: f64,
}

#[derive(Debug, Deserialize, Serialize)]
struct Events {
    /// Of 16 ms and more, from the key to the next frame.
    told: u32,
    over_16: u32,
}

#[derive(Debug, Serialize)]
struct Figures {
    articles: usize,
    corpus: String,
    seed: u64,
    measured: Measured,
}

/// Measures, prints a line and keeps a record.
pub fn keystrokes(
    repository: &Repository,
    articles: Option<&Path>,
    slowness: f64,
    worker: bool,
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

    let work = repository.work("keystrokes")?;
    let page = work.join("page");
    page::build(repository, &corpus, &page, Optimise::Always, Form::Plain)?;
    let documents = kwic_indexer::read_articles(&corpus)?;
    let drawn: Vec<String> =
        KINDS.iter().flat_map(|&(kind, _, _)| draw(&documents, kind, TYPED)).collect();
    let queries = work.join("queries.json");
    let list = serde_json::to_vec(&drawn).map_err(XtaskError::Json)?;
    fs::write(&queries, list).map_err(XtaskError::file("write", queries.as_path()))?;
    eprintln!("typing {} queries letter by letter", drawn.len());
    let printed = command::output(
        node.command()
            .arg(repository.root.join("benches/keystrokes.mjs"))
            .args([&page, &queries])
            .arg(slowness.to_string())
            .arg(if worker { "on" } else { "off" })
            .env("CHROMIUM", &browser.chromium),
    )?;
    let measured: Measured = serde_json::from_str(&printed).map_err(XtaskError::Json)?;
    let figures = Figures {
        articles: documents.len(),
        corpus: corpus.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        seed: SEED,
        measured,
    };
    let circumstances = Circumstances::now(repository, COMMAND, label);
    println!("{}\n\n{}", circumstances.line(), line(&figures));
    let record = circumstances.write(repository, "keystrokes", &figures)?;
    println!("kept in {}", record.display());
    Ok(())
}

fn line(Figures { articles, measured, .. }: &Figures) -> String {
    let Measured { work, painted, waits, events, slowness, worker, .. } = measured;
    format!(
        "{} keystrokes over {articles} articles, processor {slowness} times slower, worker {worker}; milliseconds p50 / p95 / p99\n\
         results in the page  {:.1} / {:.1} / {:.1}\n\
         painted              {:.1} / {:.1} / {:.1}\n\
         next frame           {:.0} / {:.0} / {:.0}\n\
         events of more than 16 ms: {} of {} that the browser told of",
        work.count,
        work.p50,
        work.p95,
        work.p99,
        painted.p50,
        painted.p95,
        painted.p99,
        waits.p50,
        waits.p95,
        waits.p99,
        events.over_16,
        events.told,
    )
}
