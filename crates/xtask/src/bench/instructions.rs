//! Instructions of the hot paths, counted by callgrind: the same on a busy machine and on an idle one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::comparison::grouped;
use super::program::compiled;
use super::record::Circumstances;
use crate::command;
use crate::error::XtaskError;
use crate::repository::Repository;

const COMMAND: &str = "cargo xtask bench instructions";
const RECORD: &str = "benches/record/instructions.json";

const BENCHMARK: [&str; 7] =
    ["bench", "--no-run", "--package", "kwic", "--no-default-features", "--bench", "instructions"];

/// The function of `benches/instructions.rs` that callgrind counts within.
const PATH: &str = "instructions::path";

/// A path that needs so many per cent more than it did has become slower; less is how the memory happened to lie.
const SLOWER: f64 = 1.0;

/// Paths and what each of them took.
type Counts = BTreeMap<String, u64>;

#[derive(Debug, Serialize)]
struct Figures {
    valgrind: String,
    instructions: Counts,
}

/// The part of an old record that is compared.
#[derive(Debug, Deserialize)]
struct Before {
    commit: String,
    rustc: String,
    instructions: Counts,
}

/// Counts, prints a table beside the last record, and takes its place.
pub fn instructions(repository: &Repository, label: Option<&str>) -> Result<(), XtaskError> {
    let valgrind = command::ask("valgrind", &["--version"]).ok_or(XtaskError::NoValgrind)?;
    let instructions = counted(repository, "instructions", &[])?;

    let record = repository.root.join(RECORD);
    let before = fs::read(&record).ok().and_then(|text| serde_json::from_slice(&text).ok());
    let circumstances = Circumstances::now(repository, COMMAND, label);
    println!(
        "{}\n\n{}",
        circumstances.line(),
        table(&instructions, before.as_ref(), &circumstances)
    );
    circumstances.write_file(&record, &Figures { valgrind, instructions })?;
    println!("kept in {}", record.display());
    Ok(())
}

/// What the paths of the benchmark take when it is run with these arguments.
fn counted(
    repository: &Repository,
    folder: &str,
    arguments: &[&str],
) -> Result<Counts, XtaskError> {
    let program = compiled(repository, &BENCHMARK)?;
    let work = repository.work(folder)?;
    // Files of another run would be read as of this one.
    fs::remove_dir_all(&work).map_err(XtaskError::file("empty", work.as_path()))?;
    let work = repository.work(folder)?;
    eprintln!("counting, which takes a minute");
    let said = command::output(
        Command::new("valgrind")
            .args(["--quiet", "--tool=callgrind", "--combine-dumps=no"])
            .arg(format!("--toggle-collect={PATH}"))
            .arg(format!("--dump-after={PATH}"))
            .arg("--callgrind-out-file=counts")
            .arg(&program)
            .args(arguments)
            .current_dir(&work),
    )?;
    counts(&said, &work)
}

/// Long pages, and what their paths may take at most, in parts of the first search, which reads all pages once: a
/// search that read whole pages, or a passage that spelled one out, would take more. The searches are of twenty
/// queries, the passages ten.
const LONG: (&str, [(&str, f64); 4]) = (
    "long",
    [
        ("search word", 20.0 * 0.05),
        ("search words", 20.0 * 0.35),
        ("search name", 20.0 * 0.75),
        ("snippet", 0.5),
    ],
);

/// Checks that searches and passages of long pages read no more than they need. Where nothing counts instructions,
/// that is said and no error.
pub fn gate(repository: &Repository) -> Result<(), XtaskError> {
    if command::ask("valgrind", &["--version"]).is_none() {
        eprintln!("long pages are not checked: {}", XtaskError::NoValgrind);
        return Ok(());
    }
    let (site, limits) = LONG;
    let counts = counted(repository, "instructions-gate", &[site])?;
    let count = |path: &str| counts.get(&format!("{site} {path}")).copied().unwrap_or_default();
    let first = count("first search");
    for (path, share) in limits {
        let (found, most) = (count(path), (first as f64 * share) as u64);
        println!("{site} {path}: {} of at most {}", grouped(found), grouped(most));
        if found == 0 || found > most {
            return Err(XtaskError::TooManyInstructions { path, found, most });
        }
    }
    Ok(())
}

/// The names that the program printed, with the counts that callgrind left in files `counts.1` and so on.
fn counts(said: &str, folder: &Path) -> Result<Counts, XtaskError> {
    let count = |(at, name): (usize, &str)| {
        let path = folder.join(format!("counts.{}", at + 1));
        let text = fs::read_to_string(&path).map_err(XtaskError::file("read", path.as_path()))?;
        let total = total(&text).ok_or(XtaskError::NoCount(path))?;
        Ok((name.to_owned(), total))
    };
    said.lines().enumerate().map(count).collect()
}

/// What a file of callgrind says in the end.
fn total(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("totals:"))?;
    line.trim().parse().ok()
}

fn table(now: &Counts, before: Option<&Before>, circumstances: &Circumstances) -> String {
    let mut table = String::from("| path | instructions | before | |\n|---|---|---|---|\n");
    for (name, &count) in now {
        let old = before.and_then(|before| before.instructions.get(name)).copied();
        let change = old.filter(|&old| old > 0).map(|old| change(count, old));
        table.push_str(&format!(
            "| {name} | {} | {} | {} |\n",
            grouped(count),
            old.map(grouped).unwrap_or_default(),
            change.unwrap_or_default()
        ));
    }
    if let Some(before) = before {
        table.push_str(&format!("\nbefore: commit {}\n", before.commit));
        if before.rustc != circumstances.rustc {
            table.push_str(&format!(
                "The compiler was another one, {}: a change may be its own.\n",
                before.rustc
            ));
        }
    }
    table
}

/// Per cent more or less, with a word where it is no accident.
fn change(now: u64, before: u64) -> String {
    let percent = 100.0 * (now as f64 / before as f64 - 1.0);
    let word = match percent {
        percent if percent >= SLOWER => " SLOWER",
        percent if percent <= -SLOWER => " faster",
        _ => "",
    };
    format!("{percent:+.1} %{word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_takes_more_is_called_slower() {
        assert_eq!(change(1020, 1000), "+2.0 % SLOWER");
        assert_eq!(change(900, 1000), "-10.0 % faster");
        assert_eq!(change(1003, 1000), "+0.3 %");
    }

    #[test]
    fn the_count_of_a_path_is_in_the_file_of_its_number() {
        let folder = tempfile::tempdir().unwrap();
        for (number, total) in [(1, 70), (2, 900)] {
            let text = format!("version: 1\nevents: Ir\n\nfn=x\n1 {total}\n\ntotals: {total}\n");
            fs::write(folder.path().join(format!("counts.{number}")), text).unwrap();
        }
        let counts = counts("open\nsearch word\n", folder.path()).unwrap();
        assert_eq!((counts["open"], counts["search word"]), (70, 900));
    }
}
