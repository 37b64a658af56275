//! The whole of a build script: articles in, index out.
//!
//! ```no_run
//! // build.rs
//! fn main() -> std::process::ExitCode {
//!     kwic_indexer::build_script::run("articles")
//! }
//! ```

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::{Articles, BuildError, Warning};

/// Names the folder of articles instead of the one that the build script gives. A relative path
/// starts at the package, where Cargo runs build scripts.
pub const ARTICLES: &str = "KWIC_ARTICLES";

/// The file that a build script writes into `OUT_DIR`.
pub const INDEX: &str = "index.kwic";

/// Compiles the articles of the folder that `KWIC_ARTICLES` names, or else of `default_folder`, into
/// `$OUT_DIR/index.kwic`.
///
/// Cargo is told to run the script again when that variable, an article or a folder of articles
/// changes. Warnings about articles appear as warnings of the build, many of one kind summed up, and
/// an error ends it with its message.
pub fn run(default_folder: &str) -> ExitCode {
    let folder = std::env::var_os(ARTICLES).filter(|folder| !folder.is_empty());
    let folder = folder.map_or_else(|| PathBuf::from(default_folder), PathBuf::from);
    println!("cargo::rerun-if-env-changed={ARTICLES}");
    let compiled = match std::env::var_os("OUT_DIR") {
        Some(out) => compile(&folder, Path::new(&out), &mut io::stdout().lock()),
        None => Err(BuildError::NotABuildScript),
    };
    match compiled {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={}", one_line(&error.to_string()));
            ExitCode::FAILURE
        }
    }
}

/// Compiles the articles of a folder into `index.kwic` in the folder `out`, says to `cargo` what to
/// watch and what to warn of, and gives the path of the index.
///
/// # Errors
///
/// Those of [`read`](crate::read) and [`build_articles`](crate::build_articles), and whatever keeps the index from
/// being written.
pub fn compile(folder: &Path, out: &Path, cargo: &mut dyn Write) -> Result<PathBuf, BuildError> {
    let articles = match crate::read(&[folder.to_owned()]) {
        Ok(articles) => articles,
        Err(error) => {
            // The mend is a change somewhere in the folder, and has to start the script again.
            if folder.exists() {
                say(cargo, &format!("cargo::rerun-if-changed={}", folder.display()))?;
            }
            return Err(error);
        }
    };
    report(&articles, cargo)?;
    let index = crate::build_articles(&articles)?;
    let path = out.join(INDEX);
    std::fs::write(&path, index)
        .map_err(|source| BuildError::Unwritable { path: path.clone(), source })?;
    Ok(path)
}

fn report(articles: &Articles, cargo: &mut dyn Write) -> Result<(), BuildError> {
    for path in &articles.watched {
        say(cargo, &format!("cargo::rerun-if-changed={}", path.display()))?;
    }
    for warning in Warning::lines(&articles.warnings) {
        say(cargo, &format!("cargo::warning={}", one_line(&warning)))?;
    }
    Ok(())
}

fn say(cargo: &mut dyn Write, line: &str) -> Result<(), BuildError> {
    writeln!(cargo, "{line}")
        .map_err(|source| BuildError::Unwritable { path: PathBuf::from("stdout"), source })
}

/// Cargo reads a message up to the end of the line.
fn one_line(message: &str) -> String {
    crate::infer::spacing::collapsed(message)
}
