//! What a contributor runs: `cargo xtask demo`, `test`, `build`, `engine`, `size`, `fuzz`, `differential`, `long-use`, `deny`, `bench`, `dist`.

mod author;
mod bench;
mod browser;
mod command;
mod demo;
mod deny;
mod differential;
mod dist;
mod engine;
mod error;
mod fuzz;
mod generators;
mod long_use;
mod npm;
mod page;
mod progress;
mod python;
mod repository;
mod search_server;
mod size;
mod suite;
mod system;
mod tools;
mod web_server;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use kwic_site::Form;

use crate::engine::optimise::Optimise;
use crate::error::XtaskError;
use crate::repository::Repository;

/// Builds, shows and tests this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the page and serve it on this machine, anew after each change
    Demo {
        #[command(flatten)]
        articles: Articles,
        /// Port to listen on [default: 8080, or any free one when that is taken]
        #[arg(long)]
        port: Option<u16>,
    },
    /// Install what the tests need and run all of them
    Test {
        /// Run one part only
        #[arg(long, value_enum)]
        only: Option<suite::Part>,
        /// Run the parts too that a plain run leaves out
        #[arg(long, conflicts_with = "only")]
        all: bool,
    },
    /// Build the page into a folder, ready to upload
    Build {
        #[command(flatten)]
        articles: Articles,
        /// Folder to write to; a former build in it is replaced, other files are left alone
        #[arg(long, value_name = "DIR", default_value = "dist")]
        out: PathBuf,
        /// Put a hash of its content into the name of each file, so that browsers may keep it for ever
        #[arg(long)]
        hashed: bool,
        /// Put the search page with all that it needs into one file, which works from a disk too
        #[arg(long, conflicts_with = "hashed")]
        single_file: bool,
    },
    /// Make the engine that `kwic build` puts indexes into; compile `kwic` after it
    Engine,
    /// Measure what a reader downloads and compare it with the budget
    Size,
    /// Look for bytes that break a promise, guided by the code that they reach
    Fuzz {
        /// Seconds that each target runs
        #[arg(long, value_name = "N", default_value_t = 60)]
        seconds: u32,
        /// Run these targets alone
        #[arg(long = "target", value_name = "NAME", num_args = 1..)]
        targets: Vec<String>,
    },
    /// Ask the same queries natively and in WebAssembly
    Differential {
        /// How many, in equal shares of the collections
        #[arg(long, value_name = "N", default_value_t = 100_000)]
        queries: usize,
    },
    /// Ask very many queries in one page, and look at its memory
    LongUse {
        /// How many
        #[arg(long, value_name = "N", default_value_t = 1_000_000)]
        queries: usize,
    },
    /// Check licences, sources, duplicates and known faults of all dependencies
    Deny,
    /// Measure and keep a record in benches/record/
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Make what a release hands on: programs for all platforms, and packages for npm, PyPI and crates.io
    Dist(dist::Dist),
}

#[derive(Args)]
struct Articles {
    /// Folder of articles [default: the articles of the demonstration]
    #[arg(long, value_name = "DIR", env = "KWIC_ARTICLES")]
    articles: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<(), XtaskError> {
    let repository = Repository::here();
    match task {
        Task::Demo { articles, port } => {
            demo::demo(&repository, articles.articles.as_deref(), port)
        }
        Task::Test { only, all } => suite::test(&repository, only, all),
        Task::Build { articles, out, hashed, single_file } => {
            let articles = repository.articles(articles.articles.as_deref())?;
            let form = match (hashed, single_file) {
                (true, _) => Form::Hashed,
                (_, true) => Form::SingleFile,
                _ => Form::Plain,
            };
            let built = page::build(&repository, &articles, &out, Optimise::IfPossible, form)?;
            for file in &built.files {
                println!("{file}");
            }
            Ok(())
        }
        Task::Engine => {
            let folder = engine::prebuilt::fill(&repository)?;
            println!("the finished engine is in {}", folder.display());
            Ok(())
        }
        Task::Size => size::size(&repository),
        Task::Fuzz { seconds, targets } => fuzz::fuzz(&repository, seconds, &targets),
        Task::Differential { queries } => differential::differential(&repository, queries),
        Task::LongUse { queries } => long_use::long_use(&repository, queries),
        Task::Deny => deny::deny(&repository),
        Task::Bench(bench) => bench::bench(&repository, &bench),
        Task::Dist(wanted) => dist::dist(&repository, &wanted),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
