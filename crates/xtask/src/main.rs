//! What a contributor runs: `cargo xtask demo`, `test`, `build`, `size`, `bench`.

mod bench;
mod browser;
mod bundle;
mod command;
mod compressed;
mod demo;
mod element;
mod engine;
mod error;
mod hashed;
mod integrity;
mod kept;
mod manifest;
mod module;
mod npm;
mod optimiser;
mod panics;
mod placeholder;
mod progress;
mod repository;
mod single_file;
mod size;
mod suite;
mod tools;
mod watcher;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::bundle::Form;
use crate::error::XtaskError;
use crate::optimiser::Optimise;
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
    /// Measure what a reader downloads and compare it with the budget
    Size,
    /// Measure and keep a record in benches/record/
    #[command(subcommand)]
    Bench(bench::Bench),
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
        Task::Test { only } => suite::test(&repository, only),
        Task::Build { articles, out, hashed, single_file } => {
            let articles = repository.articles(articles.articles.as_deref())?;
            let form = match (hashed, single_file) {
                (true, _) => Form::Hashed,
                (_, true) => Form::SingleFile,
                _ => Form::Plain,
            };
            bundle::build(&repository, &articles, &out, Optimise::IfPossible, form)?;
            integrity::print(&out)
        }
        Task::Size => size::size(&repository),
        Task::Bench(bench) => bench::bench(&repository, &bench),
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
