//! How good results are on judged collections, beside plain BM25 and other libraries. The paired test
//! of `kwic compare` says which differences are more than chance.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use kwic::{Index, SearchOptions};
use kwic_eval::{Dataset, JudgedQuery, KindSuccess, PairedTest, Retrieval, Retrieved, Run, Scores};
use kwic_indexer::Document;
use serde::Serialize;

use super::bm25::{Analysis, Bm25, PARAMETERS};
use super::peers::{Peers, Questions, SETUPS};
use super::record::Circumstances;
use crate::error::XtaskError;
use crate::progress::Progress;
use crate::repository::Repository;

const COMMAND: &str = "cargo xtask bench relevance";
/// Of a larger collection only the first queries are searched, since every library searches them all; where
/// queries are of several kinds, all are.
const MAX_QUERIES: usize = 1_200;
/// Documents that are retrieved for each query: as deep as recall looks.
const DEPTH: usize = 100;
const PERMUTATIONS: u32 = 10_000;
const SEED: u64 = 1;
/// A difference is significant where p is below this.
const SIGNIFICANCE_LEVEL: f64 = 0.05;

#[derive(Debug, Serialize)]
struct Figures {
    /// Processor time that a library has for one collection; a slower library is left out.
    seconds_allowed: u32,
    permutations: u32,
    seed: u64,
    peers: Vec<(String, String)>,
    collections: Vec<Collection>,
}

#[derive(Debug, Serialize)]
struct Collection {
    name: String,
    lang: String,
    articles: usize,
    queries: usize,
    /// Number of queries beyond the first [`MAX_QUERIES`].
    queries_left_out: usize,
    systems: Vec<System>,
}

/// A search library, or BM25, over one collection.
#[derive(Debug, Serialize)]
struct System {
    name: String,
    /// None where the library took too long.
    measures: Option<Measures>,
    /// Success by kind, where the queries are of several kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kinds: Vec<KindSuccess>,
}

#[derive(Debug, Serialize)]
struct Measures {
    #[serde(flatten)]
    scores: Scores,
    /// nDCG@10 of Kwic less nDCG@10 of this system.
    kwic_gains: f64,
    /// How often chance gives a difference at least as large, in either direction.
    p: f64,
}

/// Measures the relevance of every system on `datasets`, prints a table and writes a record. Without a
/// dataset, all judged collections in KWIC_DATA are measured; `seconds` of processor time are what a
/// library has for one of them.
pub fn relevance(
    repository: &Repository,
    datasets: &[PathBuf],
    seconds: u32,
    label: Option<&str>,
) -> Result<(), XtaskError> {
    let datasets = match datasets {
        [] => judged(&super::data().ok_or(XtaskError::NoData)?.join("judged"))?,
        named => named.to_vec(),
    };
    let peers = Peers::install(repository)?;
    let progress = Progress::new((datasets.len() * (SETUPS.len() + 2)) as u64);
    let mut collections = Vec::new();
    for dataset in &datasets {
        collections.push(collection(repository, dataset, &peers, seconds, &progress)?);
    }
    progress.done(&format!("{} collections", collections.len()));
    let figures = Figures {
        seconds_allowed: seconds,
        permutations: PERMUTATIONS,
        seed: SEED,
        peers: peers.versions()?,
        collections,
    };
    let circumstances = Circumstances::now(repository, COMMAND, label);
    println!("{}\n\n{}", circumstances.line(), table(&figures));
    let record = circumstances.write(repository, "relevance", &figures)?;
    println!("kept in {}", record.display());
    Ok(())
}

/// The folders in `folder` that hold judgments, ordered by name.
fn judged(folder: &Path) -> Result<Vec<PathBuf>, XtaskError> {
    let entries = fs::read_dir(folder).map_err(XtaskError::file("read", folder))?;
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.retain(|folder| folder.join("qrels.tsv").is_file());
    folders.sort();
    Ok(folders)
}

fn collection(
    repository: &Repository,
    folder: &Path,
    peers: &Peers,
    seconds: u32,
    progress: &Progress,
) -> Result<Collection, XtaskError> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut dataset = Dataset::read(folder, None)?;
    // What readers type into a box: its last word may go on.
    let is_typed = !KindSuccess::of_run(&Run::default(), &dataset.queries).is_empty();
    let most = if is_typed { usize::MAX } else { MAX_QUERIES };
    let queries_left_out = dataset.queries.len().saturating_sub(most);
    dataset.queries.truncate(most);
    let documents = kwic_indexer::read_articles(&dataset.documents)?;
    let lang = language(&documents);

    progress.step(&format!("{name}: kwic"));
    let kwic = kwic_run(&documents, &dataset.queries, is_typed)?;
    progress.step(&format!("{name}: BM25"));
    let bm25 = bm25_run(&documents, &lang, &dataset.queries);
    let mut runs = vec![("Kwic".to_owned(), Some(kwic)), ("BM25".to_owned(), Some(bm25))];

    let work = repository.work(&format!("relevance/{name}"))?;
    let questions = Questions {
        documents: &dataset.documents,
        queries: &dataset.queries,
        lang: &lang,
        work: &work,
        seconds,
    };
    runs.extend(all_peers(peers, &questions, |peer| progress.step(&format!("{name}: {peer}")))?);

    let scores = |run: &Run| Scores::of_run(run, &dataset.queries);
    let kwic = runs.first().and_then(|(_, run)| run.as_ref()).map(scores).unwrap_or_default();
    let systems = runs
        .into_iter()
        .map(|(name, run)| System {
            name,
            measures: run.as_ref().map(|run| Measures::of(&scores(run), &kwic)),
            kinds: run.map_or_else(Vec::new, |run| KindSuccess::of_run(&run, &dataset.queries)),
        })
        .collect();
    Ok(Collection {
        name,
        lang,
        articles: documents.len(),
        queries: dataset.queries.len(),
        queries_left_out,
        systems,
    })
}

/// The language of most documents.
fn language(documents: &[Document]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for document in documents {
        *counts.entry(&document.lang).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(_, count)| count).map_or("und", |(lang, _)| lang).to_owned()
}

/// Kwic; with `prefix` the last word of a query may go on.
fn kwic_run(
    documents: &[Document],
    queries: &[JudgedQuery],
    prefix: bool,
) -> Result<Run, XtaskError> {
    let bytes = kwic_indexer::build(documents)?;
    let index = Index::open(&bytes).map_err(XtaskError::Index)?;
    let options = SearchOptions { limit: DEPTH, prefix, ..SearchOptions::default() };
    Ok(Retrieval::of(&index, queries, &options, || {}).run)
}

/// BM25 with the parameters that are best on this collection. Fixed parameters would favour somebody.
fn bm25_run(documents: &[Document], lang: &str, queries: &[JudgedQuery]) -> Run {
    let bm25 = Bm25::new(documents, Analysis::of(lang));
    let run = |parameters| {
        let mut run = Run::default();
        for query in queries {
            let retrieved = |(number, score): (usize, f64)| Retrieved {
                document: documents[number].id.clone(),
                score,
            };
            let ranking = bm25.rank(&query.text, parameters, DEPTH);
            run.rankings.insert(query.id.clone(), ranking.into_iter().map(retrieved).collect());
        }
        run
    };
    let ndcg = |run: &Run| Scores::mean(&Scores::of_run(run, queries)).ndcg;
    let runs = PARAMETERS.map(run).into_iter();
    runs.max_by(|a, b| ndcg(a).total_cmp(&ndcg(b))).unwrap_or_default()
}

/// The runs of all libraries, in the order of [`SETUPS`]. There is a thread for each core, which runs
/// one library after another.
fn all_peers(
    peers: &Peers,
    questions: &Questions<'_>,
    started: impl Fn(&str) + Sync,
) -> Result<Vec<(String, Option<Run>)>, XtaskError> {
    let waiting = Mutex::new(SETUPS.iter().enumerate());
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.next());
    let work = || {
        let mut found = Vec::new();
        while let Some((number, &(library, setup))) = next() {
            let name = format!("{library} {setup}");
            started(&name);
            found.push((number, name, peers.run((library, setup), questions)));
        }
        found
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut found: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).flatten().collect()
    });
    found.sort_by_key(|(number, _, _)| *number);
    found.into_iter().map(|(_, name, run)| Ok((name, run?))).collect()
}

impl Measures {
    fn of(scores: &[Scores], kwic: &[Scores]) -> Measures {
        let pairs: Vec<(f64, f64)> =
            scores.iter().zip(kwic).map(|(peer, kwic)| (peer.ndcg, kwic.ndcg)).collect();
        let PairedTest { difference, p, .. } = PairedTest::of(&pairs, PERMUTATIONS, SEED);
        Measures { scores: Scores::mean(scores), kwic_gains: difference, p }
    }

    /// nDCG@10, with an arrow where the difference to Kwic is significant.
    fn cell(&self) -> String {
        let arrow = match self.kwic_gains {
            _ if self.p >= SIGNIFICANCE_LEVEL => "",
            gains if gains > 0.0 => " ↓",
            _ => " ↑",
        };
        format!("{:.3}{arrow}", self.scores.ndcg)
    }
}

fn table(figures: &Figures) -> String {
    let mut table = format!(
        "nDCG@10; ↓ worse than Kwic and ↑ better than Kwic, where p < {SIGNIFICANCE_LEVEL}; no arrow: no \
         significant difference\n\n| "
    );
    for collection in &figures.collections {
        table.push_str(&format!("| {} ", collection.name));
    }
    let counts = |table: &mut String, noun: &str, number: fn(&Collection) -> usize| {
        table.push_str(&format!("| {noun} "));
        for collection in &figures.collections {
            table.push_str(&format!("| {} ", number(collection)));
        }
        table.push_str("|\n");
    };
    table.push_str("|\n|---");
    table.push_str(&"|---".repeat(figures.collections.len()));
    table.push_str("|\n");
    counts(&mut table, "articles", |collection| collection.articles);
    counts(&mut table, "queries", |collection| collection.queries);
    let names = figures.collections.first().map(|first| first.systems.iter().map(|s| &s.name));
    for (at, name) in names.into_iter().flatten().enumerate() {
        table.push_str(&format!("| {name} "));
        for collection in &figures.collections {
            let measures = collection.systems.get(at).and_then(|s| s.measures.as_ref());
            let too_slow = || format!("over {} s", figures.seconds_allowed);
            table.push_str(&format!("| {} ", measures.map_or_else(too_slow, Measures::cell)));
        }
        table.push_str("|\n");
    }
    for collection in figures.collections.iter().filter(|c| c.queries_left_out > 0) {
        table.push_str(&format!(
            "\n{}: the first {} queries, {} left out\n",
            collection.name, collection.queries, collection.queries_left_out
        ));
    }
    figures.collections.iter().for_each(|collection| push_kinds(&mut table, collection));
    table
}

/// How often each system has a relevant article first, by kind of query: a table of its own for a collection
/// whose queries have kinds.
fn push_kinds(table: &mut String, collection: &Collection) {
    let of_kinds = |system: &&System| !system.kinds.is_empty();
    let systems: Vec<&System> = collection.systems.iter().filter(of_kinds).collect();
    let Some(first) = systems.first() else { return };
    let names: Vec<&str> = systems.iter().map(|system| system.name.as_str()).collect();
    table.push_str(&format!(
        "\n{}: share of queries with a relevant article first\n\n| kind | queries | {} |\n",
        collection.name,
        names.join(" | ")
    ));
    table.push_str(&format!("|---|---{}|\n", "|---".repeat(systems.len())));
    for (at, kind) in first.kinds.iter().enumerate() {
        table.push_str(&format!("| {} | {} ", kind.kind, kind.queries));
        for system in &systems {
            let success = system.kinds.get(at).map_or(0.0, |kind| kind.success[0]);
            table.push_str(&format!("| {success:.3} "));
        }
        table.push_str("|\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(ndcg: f64, count: usize) -> Vec<Scores> {
        vec![Scores { ndcg, ..Scores::default() }; count]
    }

    #[test]
    fn an_arrow_needs_a_difference_beyond_chance() {
        let cell =
            |peer: f64, count| Measures::of(&scores(peer, count), &scores(0.5, count)).cell();
        assert_eq!(cell(0.4, 50), "0.400 ↓");
        assert_eq!(cell(0.6, 50), "0.600 ↑");
        assert_eq!(cell(0.4, 2), "0.400");
        assert_eq!(cell(0.5, 50), "0.500");
    }

    #[test]
    fn kinds_have_a_table_of_their_own() {
        let kind = |name: &str, first| KindSuccess {
            kind: name.into(),
            queries: 4,
            success: [first, 1.0, 1.0],
        };
        let system = |name: &str, first| System {
            name: name.into(),
            measures: None,
            kinds: vec![kind("title", first), kind("flag", 1.0)],
        };
        let collection = Collection {
            name: "zoo".into(),
            lang: "en".into(),
            articles: 3,
            queries: 8,
            queries_left_out: 0,
            systems: vec![system("Kwic", 0.75), system("other", 0.5)],
        };
        let mut table = String::new();
        push_kinds(&mut table, &collection);
        assert!(
            table.contains("| kind | queries | Kwic | other |\n|---|---|---|---|\n"),
            "{table}"
        );
        assert!(table.contains("| title | 4 | 0.750 | 0.500 |"), "{table}");
    }

    #[test]
    fn a_system_that_took_too_long_is_seen_in_the_table() {
        let figures = Figures {
            seconds_allowed: 60,
            permutations: PERMUTATIONS,
            seed: SEED,
            peers: Vec::new(),
            collections: vec![Collection {
                name: "zoo".into(),
                lang: "en".into(),
                articles: 3,
                queries: 2,
                queries_left_out: 5,
                systems: vec![System { name: "slow".into(), measures: None, kinds: Vec::new() }],
            }],
        };
        let table = table(&figures);
        assert!(table.contains("| slow | over 60 s |"), "{table}");
        assert!(table.contains("zoo: the first 2 queries, 5 left out"), "{table}");
    }
}
