//! Pages as an author builds them: by the `kwic` command alone, on a machine with neither Rust nor node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kwic_site::{Form, output};

use crate::bench::program::compiled;
use crate::engine::optimise::Optimise;
use crate::engine::prebuilt;
use crate::error::XtaskError;
use crate::repository::Repository;
use crate::{command, page};

/// The `kwic` command with the engine as it is now.
pub fn command(repository: &Repository) -> Result<PathBuf, XtaskError> {
    prebuilt::fill(repository)?;
    compiled(repository, &["build", "--package", "kwic-cli"])
}

/// Has the command build the page of the demonstration into the folder `name` of `work`, from an empty folder
/// and with nothing on PATH; gives the output folder. What this program builds itself must be the same to the
/// byte.
pub fn build(
    repository: &Repository,
    kwic: &Path,
    work: &Path,
    name: &str,
    form: Form,
) -> Result<PathBuf, XtaskError> {
    let articles = repository.articles(None)?;
    let options: &[&str] = match form {
        Form::Plain => &[],
        Form::Hashed => &["--hashed"],
        Form::SingleFile => &["--single-file"],
    };
    let out = build_with(repository, kwic, work, name, options)?;
    let ours = work.join(format!("{name}-by-xtask"));
    page::build(repository, &articles, &ours, Optimise::Always, form)?;
    hold_equal(&out, &ours)?;
    Ok(out)
}

/// The same with these options, and without comparing.
pub fn build_with(
    repository: &Repository,
    kwic: &Path,
    work: &Path,
    name: &str,
    options: &[&str],
) -> Result<PathBuf, XtaskError> {
    let articles = repository.articles(None)?;
    let (out, empty) = (work.join(name), work.join("empty"));
    fs::create_dir_all(&empty).map_err(XtaskError::file("create", empty.as_path()))?;
    command::run(
        Command::new(kwic)
            .arg("build")
            .arg(&articles)
            .arg("-o")
            .arg(&out)
            .args(options)
            .current_dir(empty)
            .env("PATH", ""),
    )?;
    Ok(out)
}

fn hold_equal(one: &Path, other: &Path) -> Result<(), XtaskError> {
    let (in_one, in_other) = (output::files_beneath(one)?, output::files_beneath(other)?);
    let same = |file: &PathBuf| match (fs::read(one.join(file)), fs::read(other.join(file))) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    };
    match in_one.union(&in_other).find(|file| !same(file)) {
        Some(file) => {
            let (file, one, other) = (file.clone(), one.to_owned(), other.to_owned());
            Err(XtaskError::NotTheSame { file, one, other })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn outputs_that_differ_in_a_byte_or_in_a_file_are_told_apart() {
        let one = folder(&[("a", "1"), ("b", "2")]);
        hold_equal(one.path(), folder(&[("a", "1"), ("b", "2")]).path()).unwrap();
        for other in [folder(&[("a", "1")]), folder(&[("a", "1"), ("b", "3")])] {
            for (one, other) in [(&one, &other), (&other, &one)] {
                let error = hold_equal(one.path(), other.path()).unwrap_err().to_string();
                assert!(error.contains(" b in "), "{error}");
            }
        }
    }
}
