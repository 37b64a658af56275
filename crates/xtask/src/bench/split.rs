//! What a reader loads of a split index before the first hits and while typing on, beside engines that load parts of an
//! index too.

use std::fmt::Write;

use kwic_eval::metrics::percentile;
use serde::{Deserialize, Serialize};

use super::comparison::Build;
use super::corpus::Corpus;
use super::engines::{Kwic, Tools};
use super::program::compiled;
use super::questions::{KINDS, SEED, draw};
use super::record::Circumstances;
use super::side_by_side::{PROGRAM, plain, write_json};
use crate::browser::Browser;
use crate::command;
use crate::engine::prebuilt;
use crate::error::XtaskError;
use crate::npm::Node;
use crate::repository::Repository;

const COMMAND: &str = "cargo xtask bench split";
/// Of the queries of each kind, one in so many is asked.
const EVERY: usize = 3;
/// So many are asked on the slow line,
const SLOW: usize = 20;
/// and so many are typed letter by letter.
const TYPED: usize = 12;
/// The name of ours, as `engines.mjs` has it.
const OURS: &str = "kwic-split";

/// What is asked for on the command line.
#[derive(Debug)]
pub struct Wanted<'w> {
    /// Name or path of the articles; without one, the usual.
    pub corpus: Option<&'w str>,
    /// Names of other engines.
    pub engines: &'w [String],
    /// How many files ours may have.
    pub max_files: usize,
    /// A word for the name of the record.
    pub label: Option<&'w str>,
}

/// What `benches/peers/split.mjs` reads.
#[derive(Serialize)]
struct Plan<'p> {
    work: std::path::PathBuf,
    documents: std::path::PathBuf,
    queries: &'p [String],
    tools: &'p Tools,
    engines: &'p [String],
    slow: usize,
    typed: usize,
}

/// What it prints.
#[derive(Debug, Deserialize)]
struct Measured {
    engines: Vec<Engine>,
    browser: String,
}

#[derive(Debug, Deserialize)]
struct Engine {
    name: String,
    build: Option<Build>,
    first: Vec<Visit>,
    slow: Vec<Visit>,
    later: Vec<f64>,
}

/// One query, from nothing.
#[derive(Debug, Deserialize)]
struct Visit {
    took: f64,
    files: f64,
    sent: f64,
    waves: f64,
}

#[derive(Debug, Serialize)]
struct Kept {
    corpus: String,
    articles: usize,
    max_files: usize,
    seed: u64,
    queries: usize,
    browser: String,
    engines: Vec<Row>,
}

/// One engine in the record.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    /// Bytes until ten hits are there with titles and passages, the engine among them, as a host sends them.
    first: Percentiles,
    /// Files of these.
    files: Percentiles,
    /// Milliseconds of the same on loopback,
    loopback: Percentiles,
    /// and over a link of 1.6 Mbit/s and 150 ms round trip.
    slow: Percentiles,
    /// How often nothing was on its way when files were asked for, from the first on.
    waves: Percentiles,
    /// Bytes of each letter behind the first of a query.
    later: Percentiles,
    build: Option<Build>,
}

#[derive(Debug, Serialize)]
struct Percentiles {
    count: usize,
    p50: f64,
    p95: f64,
}

/// Measures, prints a table and keeps a record.
pub fn split(repository: &Repository, wanted: &Wanted<'_>) -> Result<(), XtaskError> {
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "the other engines" })?;
    let browser = Browser::find_or_install()?;
    node.install(&repository.root.join("tests/page"))?;
    let corpus = Corpus::find(repository, &node, wanted.corpus)?;
    let documents = kwic_indexer::read_articles(&corpus.path)?;

    let work = repository.work("split")?;
    prebuilt::fill(repository)?;
    let program = Some(compiled(repository, &PROGRAM)?);
    let corpus_path = corpus.path.clone();
    let kwic =
        Kwic { files: work.clone(), program, corpus: corpus_path, max_files: wanted.max_files };
    let mut engines = vec![OURS.to_owned()];
    engines.extend_from_slice(wanted.engines);
    let tools = Tools::install(repository, &node, &engines, None, kwic)?;
    let list = work.join("documents.json");
    write_json(&list, &plain(&documents))?;
    let queries: Vec<String> =
        KINDS.iter().flat_map(|&(kind, _, count)| draw(&documents, kind, count / EVERY)).collect();
    let plan = work.join("plan.json");
    let read = Plan {
        work: work.join("pages"),
        documents: list,
        queries: &queries,
        tools: &tools,
        engines: &engines,
        slow: SLOW,
        typed: TYPED,
    };
    write_json(&plan, &read)?;
    let said = command::output(
        node.command()
            .arg(repository.root.join("benches/peers/split.mjs"))
            .arg(&plan)
            .env("CHROMIUM", &browser.chromium),
    )?;
    let measured: Measured = serde_json::from_str(&said).map_err(XtaskError::Json)?;
    let kept = Kept {
        corpus: corpus.name,
        articles: documents.len(),
        max_files: wanted.max_files,
        seed: SEED,
        queries: queries.len(),
        browser: measured.browser,
        engines: measured.engines.into_iter().map(Row::new).collect(),
    };
    let circumstances = Circumstances::now(repository, COMMAND, wanted.label);
    println!("{}\n\n{}", circumstances.line(), table(&kept));
    let record = circumstances.write(repository, &format!("split-{}", kept.corpus), &kept)?;
    println!("kept in {}", record.display());
    Ok(())
}

impl Row {
    fn new(engine: Engine) -> Row {
        let of = |visits: &[Visit], figure: fn(&Visit) -> f64| {
            Percentiles::of(visits.iter().map(figure).collect())
        };
        Row {
            first: of(&engine.first, |visit| visit.sent),
            files: of(&engine.first, |visit| visit.files),
            loopback: of(&engine.first, |visit| visit.took),
            slow: of(&engine.slow, |visit| visit.took),
            waves: of(&engine.slow, |visit| visit.waves),
            later: Percentiles::of(engine.later),
            name: engine.name,
            build: engine.build,
        }
    }
}

impl Percentiles {
    fn of(figures: Vec<f64>) -> Percentiles {
        let at = |percent| percentile(&figures, percent);
        Percentiles { count: figures.len(), p50: at(50.0), p95: at(95.0) }
    }
}

fn table(kept: &Kept) -> String {
    let Kept { corpus, articles, queries, engines, .. } = kept;
    let mut out = format!(
        "{corpus}, {articles} articles, {queries} queries; p50 / p95\n\n\
         | engine | kB to ten hits with passages | files | waves | ms on loopback | ms on the slow link | kB of a later key | build |\n\
         |---|---|---|---|---|---|---|---|\n"
    );
    for row in engines {
        let kilobytes = |it: &Percentiles| format!("{:.1} / {:.1}", it.p50 / 1e3, it.p95 / 1e3);
        let whole = |it: &Percentiles| format!("{:.0} / {:.0}", it.p50, it.p95);
        let build = row.build.as_ref().map_or_else(String::new, |build| {
            let memory = build.megabytes.map_or_else(String::new, |mb| format!(", {mb:.0} MB"));
            format!("{:.1} s{memory}", build.seconds)
        });
        let Row { name, first, files, waves, loopback, slow, later, .. } = row;
        _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} | {} | {} | {build} |",
            kilobytes(first),
            whole(files),
            whole(waves),
            whole(loopback),
            whole(slow),
            kilobytes(later),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_middle_and_the_worse_of_each_figure() {
        let visit = |n: f64| Visit { took: n, files: 2.0 * n, sent: 1000.0 * n, waves: 4.0 };
        let visits = || (1..=20).map(|n| visit(f64::from(n))).collect::<Vec<_>>();
        let (first, slow) = (visits(), visits());
        let later = vec![5000.0; 3];
        let row = Row::new(Engine { name: "x".into(), build: None, first, slow, later });
        assert!(row.first.p50 >= 10_000.0 && row.first.p95 >= 19_000.0 && row.later.count == 3);
        let kept = Kept {
            corpus: "c".into(),
            articles: 1,
            max_files: 9,
            seed: 1,
            queries: 20,
            browser: String::new(),
            engines: vec![row],
        };
        assert!(table(&kept).contains("| x | 10."), "{}", table(&kept));
    }
}
