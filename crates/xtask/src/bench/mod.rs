//! Measurements: each prints a table and writes a record into `benches/record/`.

mod archive;
mod bm25;
mod comparison;
mod corpus;
mod engines;
mod instructions;
mod keystrokes;
mod latency;
mod peers;
mod plot;
pub mod program;
pub mod questions;
mod record;
mod relevance;
mod side_by_side;
mod split;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::error::XtaskError;
use crate::repository::Repository;

/// What can be measured.
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Relevance on judged collections, beside plain BM25 and other libraries
    Relevance {
        /// Judged collections, as `kwic eval` takes them [default: all of judged/ in KWIC_DATA]
        #[arg(long = "dataset", value_name = "DIR", num_args = 1..)]
        datasets: Vec<PathBuf>,
        /// Seconds of processor time that a library has for one collection; a slower library is left out
        #[arg(long, value_name = "N", default_value_t = 60)]
        seconds: u32,
        #[command(flatten)]
        kept: Kept,
    },
    /// Milliseconds of a query, natively and in Chromium
    Latency {
        /// Articles to index and to draw queries from [default: judged/site-react in KWIC_DATA]
        #[arg(long, value_name = "FILE")]
        articles: Option<PathBuf>,
        #[command(flatten)]
        kept: Kept,
    },
    /// Milliseconds from a keystroke to painted results, in Chromium on a slowed-down processor
    Keystrokes {
        /// Articles to search in and to draw queries from: a path, or a name as `peers` has it [default: site-react, or
        /// fastify where KWIC_DATA is not set]
        #[arg(long, value_name = "NAME", alias = "articles")]
        corpus: Option<String>,
        /// The factor by which the processor is slowed down
        #[arg(long, value_name = "N", default_value_t = 4.0)]
        slowness: f64,
        /// Where the engine runs: `on` in a worker, `off` in the page [default: as the build chose]
        #[arg(long, value_name = "WHERE", value_parser = ["on", "off"])]
        worker: Option<String>,
        /// Number of times that every query is typed into every box
        #[arg(long, value_name = "N", default_value_t = 1)]
        rounds: u32,
        #[command(flatten)]
        kept: Kept,
    },
    /// Instructions of the hot paths, beside the last record; a busy machine does not change them
    Instructions {
        #[command(flatten)]
        kept: Kept,
    },
    /// Bytes and files of a split index before the first hits and while typing on, beside other engines
    Split {
        /// Articles to search: a path, a name as `peers` has it, or `made-` and a number, which is an archive of so many made
        /// articles [default: site-react, or fastify where KWIC_DATA is not set]
        #[arg(long, value_name = "NAME")]
        corpus: Option<String>,
        /// How many files the index may have
        #[arg(long, value_name = "N", default_value_t = kwic_site::MAX_FILES)]
        max_files: usize,
        /// Measure these engines too: `pagefind`, `infisearch`, `infisearch-large`
        #[arg(long = "engine", value_name = "NAME", num_args = 1..)]
        engines: Vec<String>,
        #[command(flatten)]
        kept: Kept,
    },
    /// Bytes, cold start, latency, recall and memory beside other engines, in one Chromium
    Peers {
        /// Articles to search: a path, or a name: `articles` (of this repository), `site-react`, `agnews2k`, `news50k`
        /// or `react.dev` (in KWIC_DATA), `fastify` (documentation inside a package of npm) [default: site-react,
        /// or fastify where KWIC_DATA is not set]
        #[arg(long, value_name = "NAME")]
        corpus: Option<String>,
        /// Number of times that everything is measured; the median counts
        #[arg(long, value_name = "N", default_value_t = 5)]
        rounds: u32,
        /// Measure only Kwic and these engines
        #[arg(long = "engine", value_name = "NAME", num_args = 1..)]
        engines: Vec<String>,
        /// Measure docfind too, from its source in this folder
        #[arg(long, value_name = "DIR")]
        docfind: Option<PathBuf>,
        /// Check in a minute that the measurement works, and write no record
        #[arg(long, conflicts_with_all = ["corpus", "rounds", "engines", "docfind", "label"])]
        smoke: bool,
        #[command(flatten)]
        kept: Kept,
    },
}

/// Options of the record.
#[derive(Debug, Args)]
pub struct Kept {
    /// A word for the name of the record, such as the state of the code that is measured
    #[arg(long, value_name = "WORD")]
    label: Option<String>,
}

/// Runs one measurement.
pub fn bench(repository: &Repository, bench: &Bench) -> Result<(), XtaskError> {
    match bench {
        Bench::Relevance { datasets, seconds, kept } => {
            relevance::relevance(repository, datasets, *seconds, kept.label.as_deref())
        }
        Bench::Latency { articles, kept } => {
            latency::latency(repository, articles.as_deref(), kept.label.as_deref())
        }
        Bench::Keystrokes { corpus, slowness, worker, rounds, kept } => {
            let wanted = keystrokes::Wanted {
                corpus: corpus.as_deref(),
                slowness: *slowness,
                worker: worker.as_deref(),
                rounds: *rounds,
                label: kept.label.as_deref(),
            };
            keystrokes::keystrokes(repository, &wanted)
        }
        Bench::Instructions { kept } => {
            instructions::instructions(repository, kept.label.as_deref())
        }
        Bench::Split { corpus, max_files, engines, kept } => {
            let wanted = split::Wanted {
                corpus: corpus.as_deref(),
                engines,
                max_files: *max_files,
                label: kept.label.as_deref(),
            };
            split::split(repository, &wanted)
        }
        Bench::Peers { smoke: true, .. } => smoke(repository),
        Bench::Peers { corpus, rounds, engines, docfind, kept, .. } => {
            let wanted = side_by_side::Wanted {
                corpus: corpus.as_deref(),
                rounds: *rounds,
                engines,
                docfind: docfind.as_deref(),
                label: kept.label.as_deref(),
            };
            side_by_side::side_by_side(repository, &wanted)
        }
    }
}

/// Runs a short comparison with other engines, to check that the comparison works, and checks how much searches over
/// long pages read.
pub fn smoke(repository: &Repository) -> Result<(), XtaskError> {
    side_by_side::smoke(repository)?;
    instructions::gate(repository)
}

/// The folder of collections that the environment variable KWIC_DATA names.
pub fn data() -> Option<PathBuf> {
    std::env::var_os("KWIC_DATA").map(PathBuf::from)
}
