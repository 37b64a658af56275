//! What can go wrong on a contributor's machine; each message says the mend.

use std::io;
use std::path::PathBuf;

/// Every error of this program.
#[derive(Debug, thiserror::Error)]
pub enum XtaskError {
    /// A file or folder could not be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        /// What was tried, as a verb: `read`, `write`, `remove`.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A program is missing or not executable.
    #[error("cannot start `{program}`: {source}; install it or put it on PATH")]
    Start {
        /// The program as it was called.
        program: String,
        /// Why not.
        source: io::Error,
    },
    /// A program ran and said no.
    #[error("`{command}` failed ({status}); its own message is above")]
    Failed {
        /// The command line.
        command: String,
        /// Exit code or signal.
        status: std::process::ExitStatus,
    },
    /// The same, with the last lines that it printed.
    #[error("{failed}")]
    Kept {
        /// How it failed.
        failed: Box<XtaskError>,
        /// The lines, without their ends.
        last: Vec<String>,
    },
    /// `Cargo.lock` or a file of ours is not what it should be.
    #[error("{} is not valid TOML: {source}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: toml::de::Error,
    },
    /// Cargo told about the workspace in a way that we do not understand.
    #[error("cannot read what `cargo metadata` says: {0}; is this Cargo older than rust-version?")]
    Metadata(serde_json::Error),
    /// What a measurement gave is not the JSON that was agreed on.
    #[error(
        "what a measuring program printed cannot be read: {0}; run `cargo clean` and try again"
    )]
    Json(serde_json::Error),
    /// An index that was built a moment ago cannot be opened.
    #[error("the engine does not open what the builder wrote: {0}; build both from one commit")]
    Index(kwic::OpenError),
    /// A measurement has nothing to measure.
    #[error("KWIC_DATA names no folder of collections; set it, or name the files as --help says")]
    NoData,
    /// No corpus has this name.
    #[error("{name} is no corpus and no path of articles; known are {}", known.join(", "))]
    NoCorpus {
        /// What was asked for.
        name: String,
        /// Names that would do.
        known: Vec<&'static str>,
    },
    /// Bytes were found that break a promise.
    #[error(
        "found bytes that break a promise: {}; put each into crates/fuzz/found, and mend what breaks",
        .0.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")
    )]
    Fuzz(Vec<PathBuf>),
    /// No target has this name.
    #[error("{name} is nothing that is fuzzed; known are {}", known.join(", "))]
    NoTarget {
        /// What was asked for.
        name: String,
        /// Names that would do.
        known: Vec<&'static str>,
    },
    /// No engine has this name.
    #[error("{name} is no engine that can be measured here; known are {}", known.join(", "))]
    NoEngine {
        /// What was asked for.
        name: String,
        /// Names that would do.
        known: Vec<&'static str>,
    },
    /// docfind is in no registry.
    #[error("docfind is measured from its source: name the folder with --docfind DIR")]
    NoDocfind,
    /// docfind's own build ended without its program.
    #[error("{} holds no target/release/docfind after scripts/build.sh", .0.display())]
    DocfindNotBuilt(PathBuf),
    /// What another engine needs could not be installed.
    #[error(
        "cannot install {package} {version}: {source}; leave it out by naming others with --engine"
    )]
    NotInstalled {
        /// The package.
        package: &'static str,
        /// Its version.
        version: &'static str,
        /// Why not.
        source: Box<XtaskError>,
    },
    /// An engine that finds no word that is there is set up wrong, and its times say nothing.
    #[error(
        "{0} finds none of the words that were drawn from the articles; its setup in benches/peers/engines.mjs is wrong"
    )]
    FindsNothing(String),
    /// Nothing counts instructions.
    #[error("instructions are counted by valgrind, which is not on PATH: https://valgrind.org")]
    NoValgrind,
    /// Cargo reported success without naming a program.
    #[error("`cargo {0}` built no program; is it still named in Cargo.toml?")]
    NoProgram(String),
    /// Callgrind left no count where one was expected.
    #[error("{} holds no total; is the function of the counted paths still called `path`?", .0.display())]
    NoCount(PathBuf),
    /// A path over long pages reads too much.
    #[error(
        "the path \"{path}\" over long pages takes {found} instructions, at most {most} are meant: \
         `cargo xtask bench instructions` shows all paths beside the last record"
    )]
    TooManyInstructions {
        /// The name of the path.
        path: &'static str,
        /// What it takes; 0 where it was not run.
        found: u64,
        /// What it may take.
        most: u64,
    },
    /// A package is not in `Cargo.lock`.
    #[error(
        "Cargo.lock does not name {package}; run `cargo check --workspace` to bring it up to date"
    )]
    NotLocked {
        /// The package.
        package: String,
    },
    /// The library in the module and the tool that wraps it would not understand each other.
    #[error(
        "Cargo.lock has wasm-bindgen {library} but wasm-bindgen-cli-support {tool}, and the two \
         must be the same: set `wasm-bindgen-cli-support = \"={library}\"` in \
         crates/xtask/Cargo.toml"
    )]
    BindgenVersions {
        /// Version of `wasm-bindgen`.
        library: String,
        /// Version of `wasm-bindgen-cli-support`.
        tool: String,
    },
    /// The compiler cannot make WebAssembly and there is no rustup to ask.
    #[error(
        "this Rust has no standard library for wasm32-unknown-unknown; install Rust by rustup \
         (https://rustup.rs) and run `rustup target add wasm32-unknown-unknown`, or install your \
         distribution's package of that target"
    )]
    NoWasmTarget,
    /// Cargo reported success without naming a module.
    #[error("cargo built no kwic.wasm; is `cdylib` still a crate-type of the root package?")]
    NoModule,
    /// Another file is not named where it should be.
    #[error(
        "{file} has the name `{name}` in quotes {found} times and not once, so that a build cannot \
         fill in what that file is called; bring it together with crates/xtask/src/engine/mod.rs"
    )]
    Name {
        /// The file that names the other.
        file: String,
        /// The name.
        name: String,
        /// How often it was found.
        found: usize,
    },
    /// The page could not be built.
    #[error(transparent)]
    Site(#[from] kwic_site::SiteError),
    /// The command builds another page than this program.
    #[error(
        "`kwic build` and `cargo xtask build` put out different bytes: {} in {} and in {}; run \
         `cargo xtask engine`, and look for what depends on more than articles and engine",
        file.display(), one.display(), other.display()
    )]
    NotTheSame {
        /// The first file that differs or that one of them lacks.
        file: PathBuf,
        /// The output of the command.
        one: PathBuf,
        /// The output of this program.
        other: PathBuf,
    },
    /// The folder of articles is not there.
    #[error("{} is not a folder of articles; name one with --articles DIR", .0.display())]
    NoArticles(PathBuf),
    /// The articles could not be read or compiled.
    #[error(transparent)]
    Articles(#[from] kwic_indexer::BuildError),
    /// The wrapper for JavaScript could not be made.
    #[error("wasm-bindgen could not wrap the module: {0}")]
    Bindgen(String),
    /// The optimised module could not be read.
    #[error("wasm-opt made a module that cannot be read: {0}")]
    Module(#[from] wasmparser::BinaryReaderError),
    /// Node or npm is missing where it cannot be done without.
    #[error("{needed_for} needs node 20 or newer and npm on PATH: https://nodejs.org")]
    NoNode {
        /// Which part.
        needed_for: &'static str,
    },
    /// A program is missing that cannot be installed without asking.
    #[error("{0}")]
    NoPackage(String),
    /// Python is missing.
    #[error(
        "{needed_for} needs python3, 3.11 or later, with venv and pip on PATH: https://python.org"
    )]
    NoPythonFor {
        /// Which part.
        needed_for: &'static str,
    },
    /// There is no folder for tools.
    #[error("neither XDG_CACHE_HOME nor HOME is set; set one, tools are kept beneath it")]
    NoCache,
    /// What a reader downloads grew beyond what was decided.
    #[error(
        "the {name} is {size} bytes after brotli, over the budget of {budget}: find what grew, or \
         raise `{name}_brotli` in crates/xtask/size-budget.toml and say why in docs/decisions/"
    )]
    OverBudget {
        /// Which budget: `module` or `engine`.
        name: &'static str,
        /// Bytes of its files.
        size: u64,
        /// Bytes allowed.
        budget: u64,
    },
    /// A judged collection or a run that cannot be used.
    #[error(transparent)]
    Eval(#[from] kwic_eval::EvalError),
    /// The static server could not start or stopped.
    #[error(transparent)]
    Serve(#[from] kwic_cli::CliError),
    /// There is no program for this machine.
    #[error(
        "no package holds a program for {os} on {cpu}; name a platform with --target, or add one in \
         crates/xtask/src/dist/platform.rs"
    )]
    NoPlatform {
        /// The system, as the standard library calls it.
        os: &'static str,
        /// The processor.
        cpu: &'static str,
    },
    /// Python is missing.
    #[error(
        "compiling for other platforms and packing wheels need python3 with venv and pip on PATH: https://python.org"
    )]
    NoPython,
    /// An output folder that may hold what is not to be lost.
    #[error(
        "{} holds files that no `cargo xtask dist` wrote; name an empty folder with --out DIR", .0.display()
    )]
    NotOurs(PathBuf),
    /// A package of npm that cannot be packed.
    #[error("{} is not valid JSON: {source}", path.display())]
    Manifest {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// One or more parts of the test run failed; their messages are above.
    #[error("failed: {}", .0.join(", "))]
    Tests(Vec<&'static str>),
}

impl XtaskError {
    /// For `map_err` after a file operation.
    pub fn file(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { action, path, source }
    }
}
