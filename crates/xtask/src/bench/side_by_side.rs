//! Kwic beside other engines in one Chromium, over the same documents and queries.

use std::fs;
use std::path::Path;
use std::time::Instant;

use kwic_cli::metrics::percentile;
use serde::{Deserialize, Serialize};

use super::questions::{KINDS, SEED, Sought, draw, draw_rare};
use super::record::Circumstances;
use crate::browser::Browser;
use crate::bundle;
use crate::command;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::optimiser::Optimise;
use crate::repository::Repository;

const COMMAND: &str = "cargo xtask bench peers";

/// What is compared, as `benches/peers/engines.mjs` calls it.
const ENGINES: [&str; 7] =
    ["kwic", "pagefind", "minisearch", "flexsearch", "lunr", "orama", "fuse"];

/// The version of the engine that is not in the lock file of the others.
const PAGEFIND: &str = "1.6.0";

/// How many rare words, and how many of them mistyped, are looked for.
const RARE: usize = 100;
const TYPOS: usize = 50;

#[derive(Serialize)]
struct Asked<'q> {
    kind: &'static str,
    text: &'q str,
}

#[derive(Serialize)]
struct Questions<'q> {
    queries: Vec<Asked<'q>>,
    rare: Vec<Sought>,
    typos: Vec<Sought>,
}

#[derive(Serialize)]
struct Plain<'d> {
    title: &'d str,
    body: String,
}

/// What `side_by_side.mjs` prints.
#[derive(Debug, Serialize, Deserialize)]
struct Measured {
    engines: Vec<Engine>,
    versions: std::collections::BTreeMap<String, String>,
    browser: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Engine {
    name: String,
    /// A build: seconds, and the most megabytes that it held.
    build: Build,
    /// Milliseconds from nothing to the first hits, on loopback.
    cold: f64,
    /// The same over 1.6 Mbit/s with 150 ms from asking to answer, compressed by brotli.
    slow: f64,
    /// Bytes asked for until then.
    first: Bytes,
    /// Bytes asked for in all.
    all: Bytes,
    memory: Memory,
    /// Of the rare words, how many brought their document among the first ten.
    rare: usize,
    typos: usize,
    /// Milliseconds of each query.
    latency: Vec<f64>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Build {
    seconds: f64,
    megabytes: Option<f64>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Bytes {
    files: usize,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Megabytes that the page held after the first answer, and after so many queries.
#[derive(Debug, Serialize, Deserialize)]
struct Memory {
    load: f64,
    after: f64,
    queries: usize,
}

#[derive(Serialize)]
struct Figures {
    articles: usize,
    corpus: String,
    rounds: u32,
    /// Where the drawing of queries starts.
    seed: u64,
    queries: Vec<(&'static str, usize)>,
    #[serde(flatten)]
    measured: Measured,
}

/// Measures, prints a table and keeps a record.
pub fn side_by_side(
    repository: &Repository,
    articles: Option<&Path>,
    rounds: u32,
    engines: &[String],
    label: Option<&str>,
) -> Result<(), XtaskError> {
    let corpus = match articles {
        Some(articles) => articles.to_owned(),
        None => super::data().ok_or(XtaskError::NoData)?.join("corpora/agnews2k.jsonl"),
    };
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "the other engines" })?;
    let browser = Browser::find_or_install()?;
    let peers = repository.root.join("benches/peers");
    node.install(&repository.root.join("tests/page"))?;
    node.install(&peers)?;
    node.add(&peers, "pagefind", PAGEFIND)?;

    let work = repository.work("peers")?;
    let documents = kwic_build::read_articles(&corpus)?;
    let plain: Vec<Plain<'_>> = documents
        .iter()
        .map(|document| {
            let blocks: Vec<&str> = document.blocks.iter().map(|block| &*block.text).collect();
            Plain { title: &document.title, body: blocks.join("\n") }
        })
        .collect();
    let write = |name: &str, bytes: serde_json::Result<Vec<u8>>| {
        let path = work.join(name);
        let bytes = bytes.map_err(XtaskError::Json)?;
        fs::write(&path, bytes).map_err(XtaskError::file("write", path.as_path()))?;
        Ok::<_, XtaskError>(path)
    };
    let list = write("documents.json", serde_json::to_vec(&plain))?;
    let drawn: Vec<_> =
        KINDS.iter().map(|&(kind, name, count)| (name, draw(&documents, kind, count))).collect();
    let queries = drawn
        .iter()
        .flat_map(|(kind, texts)| texts.iter().map(|text| Asked { kind, text }))
        .collect();
    let questions = Questions {
        queries,
        rare: draw_rare(&documents, false, RARE),
        typos: draw_rare(&documents, true, TYPOS),
    };
    let asked = write("questions.json", serde_json::to_vec(&questions))?;

    let index = work.join("index.kwic");
    let started = Instant::now();
    bundle::write_if_changed(&index, &kwic_build::build(&documents)?)?;
    let seconds = started.elapsed().as_secs_f64();
    let kwic = work.join("kwic-files");
    fs::create_dir_all(&kwic).map_err(XtaskError::file("create", kwic.as_path()))?;
    eprintln!("compiling the engine with {} articles", documents.len());
    bundle::engine(repository, &index, &kwic, Optimise::Always)?;

    let own = ENGINES.map(str::to_owned);
    let engines = if engines.is_empty() { &own[..] } else { engines };
    let said = command::output(
        node.command()
            .arg(peers.join("side_by_side.mjs"))
            .args([&work.join("pages"), &list, &asked, &kwic])
            .arg(rounds.to_string())
            .args(engines)
            .env("CHROMIUM", &browser.chromium),
    )?;
    let mut measured: Measured = serde_json::from_str(&said).map_err(XtaskError::Json)?;
    measured.versions.insert("pagefind".into(), PAGEFIND.into());
    // Its files were only copied; its index was built here, in a process that holds more than a build.
    for engine in measured.engines.iter_mut().filter(|engine| engine.name == "kwic") {
        engine.build = Build { seconds, megabytes: None };
    }
    let figures = Figures {
        articles: documents.len(),
        corpus: corpus.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        rounds,
        seed: SEED,
        queries: drawn.iter().map(|(kind, texts)| (*kind, texts.len())).collect(),
        measured,
    };
    let circumstances = Circumstances::now(repository, COMMAND, label);
    println!("{}\n\n{}", circumstances.line(), table(&figures));
    let name = format!("peers-{}", figures.corpus.trim_end_matches(".jsonl"));
    let record = circumstances.write(repository, &name, &figures)?;
    println!("kept in {}", record.display());
    Ok(())
}

fn table(figures: &Figures) -> String {
    let mut table = format!(
        "{} articles. Bytes after brotli 11, milliseconds, megabytes.\n\n\
         | engine | bytes to the first hits | in all | cold start | on a slow link | p50 / p95 / p99 | rare words | \
         typos | memory |\n|---|---|---|---|---|---|---|---|---|\n",
        figures.articles
    );
    for engine in &figures.measured.engines {
        let at = |percent| percentile(&engine.latency, percent);
        table.push_str(&format!(
            "| {} | {} | {} | {:.0} | {:.0} | {:.2} / {:.2} / {:.2} | {} of {RARE} | {} of {TYPOS} | {:.1} |\n",
            engine.name,
            engine.first.brotli,
            engine.all.brotli,
            engine.cold,
            engine.slow,
            at(50.0),
            at(95.0),
            at(99.0),
            engine.rare,
            engine.typos,
            engine.memory.after
        ));
    }
    table
}
