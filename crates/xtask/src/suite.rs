//! Every test of the repository, the cheapest first, each part under a heading with its time.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use kwic_site::Form;

use crate::browser::{self, Browser};
use crate::engine::optimise::Optimise;
use crate::engine::{compile, prebuilt};
use crate::error::XtaskError;
use crate::generators;
use crate::npm::Node;
use crate::repository::Repository;
use crate::{author, bench, command, dist, page, search_server, size, tools, web_server};

/// A part of the test run. A new part goes into [`Part::PLAIN`] or [`Part::LONG`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Tests of all packages, on this machine.
    Unit,
    /// The engine inside a browser, by wasm-pack.
    Web,
    /// The built page, as a reader uses it, in three browsers.
    Page,
    /// The element in pages that are built by bundlers, and by none.
    Bundlers,
    /// The packages for npm, installed and used; and that crates can be packaged.
    Packages,
    /// The size of the engine against its budget.
    Size,
    /// The comparison with other engines, in short and without looking at times.
    Bench,
    /// Sites made by generators, read and searched.
    Sites,
    /// The box in pages of others, in three browsers.
    Hosts,
    /// The box over a search server.
    Server,
}

impl Part {
    /// The parts of a plain run, which a contributor waits for before each commit.
    const PLAIN: [Self; 7] = [
        Self::Unit,
        Self::Web,
        Self::Page,
        Self::Bundlers,
        Self::Packages,
        Self::Size,
        Self::Bench,
    ];

    /// The parts that only `--all` adds, before a change is merged: those that take long, or need what few
    /// machines have.
    const LONG: [Self; 3] = [Self::Sites, Self::Hosts, Self::Server];

    /// The parts to run, in their order.
    fn chosen(only: Option<Self>, all: bool) -> Vec<Self> {
        match only {
            Some(part) => vec![part],
            None if all => Self::PLAIN.into_iter().chain(Self::LONG).collect(),
            None => Self::PLAIN.to_vec(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Web => "web",
            Self::Page => "page",
            Self::Bundlers => "bundlers",
            Self::Packages => "packages",
            Self::Size => "size",
            Self::Bench => "bench",
            Self::Sites => "sites",
            Self::Hosts => "hosts",
            Self::Server => "server",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Unit => "tests of all packages",
            Self::Web => "the engine in a browser",
            Self::Page => "the page in browsers",
            Self::Bundlers => "the element in pages that bundlers build",
            Self::Packages => "the packages, installed",
            Self::Size => "the size of the engine",
            Self::Bench => "the comparison with other engines works",
            Self::Sites => "sites made by generators",
            Self::Hosts => "the box in pages of others",
            Self::Server => "the box over a search server",
        }
    }

    fn run(self, repository: &Repository) -> Result<(), XtaskError> {
        match self {
            Self::Unit => unit(repository),
            Self::Web => web(repository),
            Self::Page => page(repository),
            Self::Bundlers => bundlers(repository),
            Self::Packages => packages(repository),
            Self::Size => size::size(repository),
            Self::Bench => bench::smoke(repository),
            Self::Sites => sites(repository),
            Self::Hosts => hosts(repository),
            Self::Server => server(repository),
        }
    }
}

/// How one part ended.
struct Outcome {
    part: Part,
    took: Duration,
    result: Result<(), XtaskError>,
}

/// Runs one part, those of a plain run, or all of them; a failed part does not keep the others from running.
pub fn test(repository: &Repository, only: Option<Part>, all: bool) -> Result<(), XtaskError> {
    let mut outcomes = Vec::new();
    for part in Part::chosen(only, all) {
        println!("\n=== {}: {} ===", part.name(), part.heading());
        let started = Instant::now();
        let result = part.run(repository);
        if let Err(error) = &result {
            eprintln!("error: {error}");
        }
        let outcome = Outcome { part, took: started.elapsed(), result };
        println!("{}", line(&outcome));
        outcomes.push(outcome);
    }
    summary(&outcomes)
}

fn summary(outcomes: &[Outcome]) -> Result<(), XtaskError> {
    for outcome in outcomes {
        if let Err(XtaskError::Kept { last, .. }) = &outcome.result {
            println!(
                "\n=== {}: its last lines once more ===\n{}",
                outcome.part.name(),
                last.join("\n")
            );
        }
    }
    println!("\n=== summary ===");
    for outcome in outcomes {
        println!("{}", line(outcome));
    }
    let failed: Vec<&'static str> =
        outcomes.iter().filter(|outcome| outcome.result.is_err()).map(|o| o.part.name()).collect();
    if !failed.is_empty() {
        return Err(XtaskError::Tests(failed));
    }
    let took: Duration = outcomes.iter().map(|outcome| outcome.took).sum();
    println!("all {} passed in {:.0} s", outcomes.len(), took.as_secs_f64());
    Ok(())
}

fn line(outcome: &Outcome) -> String {
    let verdict = if outcome.result.is_ok() { "passed" } else { "FAILED" };
    format!("{:8} {verdict} {:7.1} s", outcome.part.name(), outcome.took.as_secs_f64())
}

fn unit(repository: &Repository) -> Result<(), XtaskError> {
    if std::env::var_os("KWIC_DATA").is_none() {
        println!("KWIC_DATA is not set: tests over the judged collections are left out");
    }
    let mut tests = command::cargo();
    match web_server::find_or_install() {
        Ok(nginx) => drop(tests.env("NGINX", nginx)),
        Err(error) => println!("tests over nginx are left out: {error}"),
    }
    // The tests of `kwic build` are over an engine where one is compiled in.
    if Node::find().is_some() {
        prebuilt::fill(repository)?;
        tests.env("KWIC_ENGINE_IS_READY", "1");
    } else {
        println!("node is not on PATH: `kwic build` is tested without an engine alone");
    }
    command::run_and_keep(tests.args(["test", "--workspace"]).current_dir(&repository.root))
}

fn web(repository: &Repository) -> Result<(), XtaskError> {
    compile::ensure_target()?;
    let browser = Browser::find_or_install()?;
    let tools = tools::for_wasm_tests(repository)?;
    // wasm-pack takes the wasm-bindgen that it finds on PATH when its version fits.
    let mut tests = std::process::Command::new(find_in(&tools, "wasm-pack"));
    tests
        .args(["test", "--headless", "--chrome", "--chromedriver"])
        .arg(&browser.chromedriver)
        .current_dir(&repository.root)
        .env("PATH", tools::path_with(&tools))
        // Seconds for all tests of one file; some go through whole tables of Unicode.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "900");
    match std::env::var_os("KWIC_DATA").map(std::fs::canonicalize) {
        // A browser reads no files: the tests have the data compiled in.
        Some(Ok(data)) => {
            let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
            tests.env("KWIC_DATA", data).env("RUSTFLAGS", format!("{flags} --cfg kwic_data"));
        }
        _ => println!("KWIC_DATA is not set: tests over published data are left out"),
    }
    command::run_and_keep(&mut tests)
}

fn sites(repository: &Repository) -> Result<(), XtaskError> {
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "the test of sites" })?;
    let browser = Browser::find_or_install()?;
    // The reader who opens the pages is theirs.
    node.install(&repository.root.join("tests/page"))?;
    let generators = generators::install(repository, &node)?;
    let kwic = author::command(repository)?;
    command::run_and_keep(
        node.command()
            .args(["--test", "--test-reporter=spec"])
            .current_dir(repository.root.join("tests/sites"))
            .envs(generators)
            .env("CHROMIUM", &browser.chromium)
            .env("KWIC", kwic),
    )
}

fn page(repository: &Repository) -> Result<(), XtaskError> {
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "the test of the page" })?;
    let browsers = browser::for_page()?;
    let tests = repository.root.join("tests/page");
    node.install(&tests)?;

    // At the same place every time, as for the size.
    let work = repository.work("page-tests")?;
    let hostile = work.join("hostile");
    let hostile_articles = tests.join("hostile-articles");
    page::build(repository, &hostile_articles, &hostile, Optimise::No, Form::Plain)?;
    let kwic = author::command(repository)?;
    let built = |name, form| author::build(repository, &kwic, &work, name, form);
    let demo = built("demo", Form::Plain)?;
    let hashed = built("hashed", Form::Hashed)?;
    let single_file = built("single-file", Form::SingleFile)?;
    let split = author::build_with(repository, &kwic, &work, "split", &["--layout", "split"])?;
    command::run_and_keep(
        node.command()
            .args(["--test-reporter=spec", "all.js"])
            .current_dir(&tests)
            .envs(browsers)
            .env("KWIC_PAGE", demo)
            .env("KWIC_HASHED_PAGE", hashed)
            .env("KWIC_SINGLE_FILE", single_file.join("index.html"))
            .env("KWIC_SPLIT_PAGE", split)
            .env("KWIC_HOSTILE_PAGE", hostile),
    )
}

fn hosts(repository: &Repository) -> Result<(), XtaskError> {
    let needed_for = "the test of the box in pages of others";
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for })?;
    let browsers = browser::for_page()?;
    let tests = repository.root.join("tests/page");
    node.install(&tests)?;
    let kwic = author::command(repository)?;
    let work = repository.work("host-tests")?;
    let page = author::build(repository, &kwic, &work, "demo", Form::Plain)?;
    command::run_and_keep(
        node.command()
            .args(["--test-reporter=spec", "hosts/all.js"])
            .current_dir(&tests)
            .envs(browsers)
            .env("KWIC_PAGE", page),
    )
}

fn server(repository: &Repository) -> Result<(), XtaskError> {
    if cfg!(not(all(target_os = "linux", target_arch = "x86_64"))) {
        println!("the search server comes for Linux on x86-64 alone: left out here");
        return Ok(());
    }
    let needed_for = "the test over a search server";
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for })?;
    let browser = Browser::find_or_install()?;
    let tests = repository.root.join("tests/page");
    node.install(&tests)?;
    let typesense = search_server::install(repository)?;
    let kwic = author::command(repository)?;
    let work = repository.work("server-tests")?;
    let page = author::build(repository, &kwic, &work, "demo", Form::Plain)?;
    let export = |articles: &Path, name: &str| {
        let out = work.join(name);
        let mut command = std::process::Command::new(&kwic);
        command.arg("export").arg(articles).args(["--to", "typesense", "--name", name, "--out"]);
        command::run(command.arg(&out)).map(|()| out)
    };
    let exported = export(&repository.articles(None)?, "articles")?;
    let filtered = export(&tests.join("server/filtered-articles"), "filtered")?;
    command::run_and_keep(
        node.command()
            .args(["--test-reporter=spec", "server/all.js"])
            .current_dir(&tests)
            .env("CHROMIUM", &browser.chromium)
            .env("TYPESENSE", typesense)
            .env("KWIC_PAGE", page)
            .env("KWIC_EXPORT", exported)
            .env("KWIC_FILTERED_EXPORT", filtered),
    )
}

fn bundlers(repository: &Repository) -> Result<(), XtaskError> {
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "the test with bundlers" })?;
    let browser = Browser::find_or_install()?;
    let tests = repository.root.join("tests/bundlers");
    node.install(&tests)?;
    // The reader who opens the pages is theirs.
    node.install(&repository.root.join("tests/page"))?;

    let work = repository.work("bundler-tests")?;
    let engine = work.join("engine");
    let articles = repository.articles(None)?;
    page::build(repository, &articles, &engine, Optimise::No, Form::Plain)?;
    command::run_and_keep(
        node.command()
            .args(["--test", "--test-reporter=spec"])
            .current_dir(&tests)
            .env("CHROMIUM", &browser.chromium)
            .env("KWIC_ELEMENT", repository.root.join("www/element"))
            .env("KWIC_ENGINE", engine)
            .env("KWIC_WORK", work),
    )
}

fn packages(repository: &Repository) -> Result<(), XtaskError> {
    let node = Node::find().ok_or(XtaskError::NoNode { needed_for: "the test of the packages" })?;
    // Compiled for this machine: what is tested is how a program is packed, found and run.
    let program = author::command(repository)?;
    let out = repository.work("package-tests")?.join("packed");
    dist::for_tests(repository, node.clone(), &program, &out)?;
    command::run_and_keep(
        node.command()
            .args(["--test", "--test-reporter=spec"])
            .current_dir(repository.root.join("tests/packages"))
            .env("KWIC_PACKAGES", out.join("npm"))
            .env("KWIC_CRATES", out.join("crates"))
            .env("KWIC_VERSION", repository.locked("kwic")?),
    )
}

fn find_in(folders: &[PathBuf], program: &str) -> PathBuf {
    folders
        .iter()
        .map(|folder| folder.join(program).with_extension(std::env::consts::EXE_EXTENSION))
        .find(|file| file.is_file())
        .unwrap_or_else(|| program.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(part: Part, passed: bool) -> Outcome {
        let result = if passed { Ok(()) } else { Err(XtaskError::NoData) };
        Outcome { part, took: Duration::from_secs(1), result }
    }

    #[test]
    fn a_run_with_a_failed_part_fails_and_names_it() {
        let error = summary(&[outcome(Part::Unit, true), outcome(Part::Page, false)]).unwrap_err();
        assert_eq!(error.to_string(), "failed: page");
    }

    #[test]
    fn a_plain_run_has_no_part_that_is_for_all_and_all_has_every_part_once() {
        let (plain, all) = (Part::chosen(None, false), Part::chosen(None, true));
        assert!(Part::LONG.iter().all(|part| !plain.contains(part)));
        let named = Part::value_variants();
        assert_eq!(all.len(), named.len());
        assert!(named.iter().all(|part| all.contains(part)));
        assert_eq!(Part::chosen(Some(Part::Web), false), [Part::Web]);
    }

    #[test]
    fn a_run_passes_when_every_part_did() {
        summary(&[outcome(Part::Unit, true), outcome(Part::Size, true)]).unwrap();
    }
}
