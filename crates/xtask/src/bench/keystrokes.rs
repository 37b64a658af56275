//! From a keystroke to painted results, in Chromium with the processor slowed down, beside Pagefind's box.

use std::fs;
use std::path::PathBuf;

use kwic_site::Form;
use serde::{Deserialize, Serialize};

use super::corpus::Corpus;
use super::engines::PAGEFIND;
use super::questions::{KINDS, SEED, draw};
use super::record::Circumstances;
use super::side_by_side::{plain, write_json};
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

/// What is asked for on the command line.
#[derive(Debug)]
pub struct Wanted<'w> {
    /// Name or path of the articles; without one, the usual.
    pub corpus: Option<&'w str>,
    /// The factor by which the processor is slowed down.
    pub slowness: f64,
    /// The attribute of the box, or what the build chose.
    pub worker: Option<&'w str>,
    /// How often everything is typed.
    pub rounds: u32,
    /// A word for the name of the record.
    pub label: Option<&'w str>,
}

/// What `benches/keystrokes.mjs` reads.
#[derive(Serialize)]
struct Plan<'p> {
    kwic: PathBuf,
    pagefind: PathBuf,
    queries: Vec<String>,
    slowness: f64,
    worker: Option<&'p str>,
    rounds: u32,
}

/// What it prints; milliseconds.
#[derive(Debug, Deserialize, Serialize)]
struct Measured {
    boxes: Vec<Figures>,
    slowness: f64,
    rounds: u32,
    browser: String,
}

/// One box.
#[derive(Debug, Deserialize, Serialize)]
struct Figures {
    name: String,
    /// From the last letter of a query until its first hit was painted for good.
    last: Percentiles,
    /// From a key to the next frame, whatever that shows; 16 where it was less.
    waits: Percentiles,
    /// From any letter until its results stood in the page; of our own box.
    work: Option<Percentiles>,
    /// From any letter until its results were painted; of our own box.
    painted: Option<Percentiles>,
    /// Hits that stood there in the end.
    hits: u32,
    /// Whether our own engine ran in a worker.
    worker: bool,
}

#[derive(Debug, Deserialize, Serialize)]
struct Percentiles {
    count: u32,
    p50: f64,
    p95: f64,
    p99: f64,
}

#[derive(Debug, Serialize)]
struct Kept {
    articles: usize,
    corpus: String,
    seed: u64,
    pagefind: &'static str,
    measured: Measured,
}

/// Measures, prints a table and keeps a record.
pub fn keystrokes(repository: &Repository, wanted: &Wanted<'_>) -> Result<(), XtaskError> {
    let node =
        Node::find().ok_or(XtaskError::NoNode { needed_for: "the measurement in Chromium" })?;
    let browser = Browser::find_or_install()?;
    node.install(&repository.root.join("tests/page"))?;
    let corpus = Corpus::find(repository, &node, wanted.corpus)?;
    let documents = kwic_indexer::read_articles(&corpus.path)?;

    let work = repository.work("keystrokes")?;
    let kwic = work.join("page");
    page::build(repository, &corpus.path, &kwic, Optimise::Always, Form::Plain)?;
    let pagefind = work.join("pagefind");
    beside(repository, &node, &documents, &pagefind)?;
    let queries: Vec<String> =
        KINDS.iter().flat_map(|&(kind, _, _)| draw(&documents, kind, TYPED)).collect();
    eprintln!("typing {} queries letter by letter, into each box", queries.len());
    let Wanted { slowness, worker, rounds, .. } = *wanted;
    let plan = work.join("plan.json");
    write_json(&plan, &Plan { kwic, pagefind, queries, slowness, worker, rounds })?;
    let printed = command::output(
        node.command()
            .arg(repository.root.join("benches/keystrokes.mjs"))
            .arg(&plan)
            .env("CHROMIUM", &browser.chromium),
    )?;
    let measured: Measured = serde_json::from_str(&printed).map_err(XtaskError::Json)?;
    let kept = Kept {
        articles: documents.len(),
        corpus: corpus.name,
        seed: SEED,
        pagefind: PAGEFIND,
        measured,
    };
    let circumstances = Circumstances::now(repository, COMMAND, wanted.label);
    println!("{}\n\n{}", circumstances.line(), table(&kept));
    let record = circumstances.write(repository, &format!("keystrokes-{}", kept.corpus), &kept)?;
    println!("kept in {}", record.display());
    Ok(())
}

/// Has Pagefind write its index of the same documents, and its box, into a folder.
fn beside(
    repository: &Repository,
    node: &Node,
    documents: &[kwic_indexer::Document],
    folder: &PathBuf,
) -> Result<(), XtaskError> {
    let peers = repository.root.join("benches/peers");
    node.install(&peers)?;
    node.add(&peers, "pagefind", PAGEFIND).map_err(|source| XtaskError::NotInstalled {
        package: "pagefind",
        version: PAGEFIND,
        source: Box::new(source),
    })?;
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(XtaskError::file("remove", folder.as_path()))?;
    }
    let list = folder.with_extension("json");
    write_json(&list, &plain(documents))?;
    eprintln!("writing the index of Pagefind {PAGEFIND}");
    command::output(
        node.command().arg(peers.join("write.mjs")).arg("pagefind").arg(folder).arg(list).arg("{}"),
    )?;
    Ok(())
}

fn table(Kept { articles, corpus, measured, .. }: &Kept) -> String {
    let Measured { boxes, slowness, .. } = measured;
    let heading = format!(
        "{corpus}, {articles} articles, processor {slowness} times slower; milliseconds, p50 / p95\n\n\
         {:<28}{:>20}{:>20}",
        "box", "last key to painted", "key to next frame"
    );
    let cell = |times: &Percentiles| format!("{:.1} / {:.1}", times.p50, times.p95);
    boxes.iter().fold(heading, |table, each| {
        let place = if each.worker { " in a worker" } else { "" };
        let name = format!("{}{place}", each.name);
        format!("{table}\n{name:<28}{:>20}{:>20}", cell(&each.last), cell(&each.waits))
    })
}
