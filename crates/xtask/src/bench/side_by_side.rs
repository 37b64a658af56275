//! Kwic beside other engines in one Chromium, over the same documents and queries.

use std::fs;
use std::path::{Path, PathBuf};

use kwic_indexer::Document;
use kwic_site::MAX_FILES;
use serde::Serialize;

use super::comparison::{Comparison, Measured};
use super::corpus::Corpus;
use super::engines::{Kwic, Tools, chosen};
use super::plot::plots;
use super::program::compiled;
use super::questions::{KINDS, SEED, Sought, draw, draw_rare};
use super::record::Circumstances;
use crate::browser::Browser;
use crate::command;
use crate::engine::optimise::{Optimise, Optimiser};
use crate::engine::wasm::Wasm;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;

const COMMAND: &str = "cargo xtask bench peers";

/// The command-line program, as it is released.
pub(super) const PROGRAM: [&str; 5] = ["build", "--release", "--quiet", "--package", "kwic-cli"];

/// What is asked for on the command line.
#[derive(Debug)]
pub struct Wanted<'w> {
    /// Name or path of the articles; without one, the usual.
    pub corpus: Option<&'w str>,
    /// How often everything is measured; the median counts.
    pub rounds: u32,
    /// Names of engines; all when none is named.
    pub engines: &'w [String],
    /// Where the source of docfind is.
    pub docfind: Option<&'w Path>,
    /// A word for the name of the record.
    pub label: Option<&'w str>,
}

/// How much is asked, and what is made of it.
struct Extent {
    /// Of each kind of query, one in so many.
    every: usize,
    rare: usize,
    typos: usize,
    /// Queries after which the memory is measured again.
    long: usize,
    /// Whether Kwic is built as it is released, module and program: what is measured has to be.
    released: bool,
}

const WHOLE: Extent = Extent { every: 1, rare: 100, typos: 50, long: 10_000, released: true };
const SMOKE: Extent = Extent { every: 10, rare: 10, typos: 5, long: 100, released: false };

/// What `side_by_side.mjs` reads.
#[derive(Serialize)]
struct Plan<'p> {
    work: PathBuf,
    documents: PathBuf,
    questions: Questions<'p>,
    tools: &'p Tools,
    engines: &'p [String],
    rounds: u32,
    long: usize,
}

#[derive(Serialize)]
struct Questions<'q> {
    queries: Vec<&'q str>,
    rare: Vec<Sought>,
    typos: Vec<Sought>,
}

#[derive(Serialize)]
pub(super) struct Plain<'d> {
    title: &'d str,
    body: String,
}

/// Measures, prints a table and keeps a record with its plots.
pub fn side_by_side(repository: &Repository, wanted: &Wanted<'_>) -> Result<(), XtaskError> {
    let kept = repository.root.join("benches/record");
    measure(repository, wanted, &WHOLE, &kept)
}

/// The same over the articles of this repository, with one peer, few queries and one round: what it writes stays in
/// the target folder, and no time is looked at.
pub fn smoke(repository: &Repository) -> Result<(), XtaskError> {
    let engines = ["minisearch".to_owned()];
    let wanted = Wanted {
        corpus: Some("articles"),
        rounds: 1,
        engines: &engines,
        docfind: None,
        label: Some("smoke"),
    };
    let work = repository.work("peers-smoke")?;
    measure(repository, &wanted, &SMOKE, &work)
}

fn measure(
    repository: &Repository,
    wanted: &Wanted<'_>,
    extent: &Extent,
    kept: &Path,
) -> Result<(), XtaskError> {
    let engines = chosen(wanted.engines, wanted.docfind.is_some())?;
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "the other engines" })?;
    let browser = Browser::find_or_install()?;
    node.install(&repository.root.join("tests/page"))?;
    let corpus = Corpus::find(repository, &node, wanted.corpus)?;
    let documents = kwic_indexer::read_articles(&corpus.path)?;

    let work = repository.work(if extent.released { "peers" } else { "peers-smoke" })?;
    let kwic = kwic(repository, &work, &corpus, &documents, extent)?;
    let tools = Tools::install(repository, &node, &engines, wanted.docfind, kwic)?;
    let list = work.join("documents.json");
    write_json(&list, &plain(&documents))?;

    let drawn: Vec<(&'static str, Vec<String>)> = KINDS
        .iter()
        .map(|&(kind, name, count)| (name, draw(&documents, kind, count / extent.every)))
        .collect();
    let rare = draw_rare(&documents, false, extent.rare);
    let typos = draw_rare(&documents, true, extent.typos);
    let mut comparison = Comparison {
        corpus: corpus.name,
        articles: documents.len(),
        rounds: wanted.rounds,
        seed: SEED,
        queries: drawn.iter().map(|(kind, texts)| (*kind, texts.len())).collect(),
        rare_words: rare.len(),
        typos: typos.len(),
        browser: String::new(),
        engines: Vec::new(),
    };
    let plan = Plan {
        work: work.join("pages"),
        documents: list,
        questions: Questions {
            queries: drawn.iter().flat_map(|(_, texts)| texts).map(String::as_str).collect(),
            rare,
            typos,
        },
        tools: &tools,
        engines: &engines,
        rounds: wanted.rounds,
        long: extent.long,
    };
    let path = work.join("plan.json");
    write_json(&path, &plan)?;
    let said = command::output(
        node.command()
            .arg(repository.root.join("benches/peers/side_by_side.mjs"))
            .arg(&path)
            .env("CHROMIUM", &browser.chromium),
    )?;
    let mut measured: Measured = serde_json::from_str(&said).map_err(XtaskError::Json)?;
    tools.versions(&mut measured.versions);
    comparison.fill(measured);
    if let Some(row) = comparison.engines.iter().find(|row| row.rare == 0) {
        return Err(XtaskError::FindsNothing(row.name.clone()));
    }
    keep(&comparison, &Circumstances::now(repository, COMMAND, wanted.label), kept)
}

/// Compiles the module with these articles in it, and the program that builds its index.
fn kwic(
    repository: &Repository,
    work: &Path,
    corpus: &Corpus,
    documents: &[Document],
    extent: &Extent,
) -> Result<Kwic, XtaskError> {
    let index = kwic_indexer::build(documents)?;
    let files = work.join("kwic-files");
    fs::create_dir_all(&files).map_err(XtaskError::file("create", files.as_path()))?;
    eprintln!("finishing the engine with {} articles", documents.len());
    let optimise = if extent.released { Optimise::Always } else { Optimise::No };
    let optimiser = Optimiser::find(repository, optimise)?;
    Wasm::finished(repository, optimiser.as_ref())?.with_index(&index, &files)?;
    let program = extent.released.then(|| compiled(repository, &PROGRAM)).transpose()?;
    Ok(Kwic { files, program, corpus: corpus.path.clone(), max_files: MAX_FILES })
}

/// The documents as other engines have them.
pub(super) fn plain(documents: &[Document]) -> Vec<Plain<'_>> {
    let body = |document: &Document| {
        let blocks: Vec<&str> = document.blocks.iter().map(|block| &*block.text).collect();
        blocks.join("\n")
    };
    documents
        .iter()
        .map(|document| Plain { title: &document.title, body: body(document) })
        .collect()
}

pub(super) fn write_json(path: &Path, value: &impl Serialize) -> Result<(), XtaskError> {
    let bytes = serde_json::to_vec(value).map_err(XtaskError::Json)?;
    fs::write(path, bytes).map_err(XtaskError::file("write", path))
}

/// The record, a document of its tables, and the plots, side by side under one name.
fn keep(
    comparison: &Comparison,
    circumstances: &Circumstances,
    folder: &Path,
) -> Result<(), XtaskError> {
    println!("{}\n\n{}", circumstances.line(), comparison.table());
    let record = circumstances.write_into(folder, &comparison.corpus, comparison)?;
    let beside =
        |path: &Path, text: &str| fs::write(path, text).map_err(XtaskError::file("write", path));
    // By hand: `with_extension` would take the end of `react.dev` for one.
    let stem = record.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut links = Vec::new();
    for (title, word, svg) in plots(comparison) {
        let name = format!("{stem}-{word}.svg");
        beside(&folder.join(&name), &svg)?;
        links.push((title, name));
    }
    let document = comparison.document(&circumstances.line(), &links);
    beside(&folder.join(format!("{stem}.md")), &document)?;
    println!("kept in {}, with tables and plots beside it", record.display());
    Ok(())
}
