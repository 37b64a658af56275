//! Fuzzing: looks for bytes that break a promise, guided by the code that they reach, by libFuzzer. It runs on the toolchain
//! that is installed: what counts the code is a pass of the compiler, and asks for no nightly.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use kwic_fuzz::{TARGETS, Target, target};

use crate::bench::program::compiled_with;
use crate::error::XtaskError;
use crate::repository::Repository;

/// What cargo-fuzz passes too, but for the sanitizers, which need a nightly compiler: nothing here is unsafe.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares";
/// Seconds of one run of a target, after which it is a fault.
const TIMEOUT: u32 = 20;
/// Megabytes of one process, above which it is one.
const MEMORY: u32 = 2048;

/// What a run of a target came to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    executions: u64,
    /// Pieces of code that were reached.
    coverage: u64,
    /// Megabytes that the process had at most.
    megabytes: u64,
}

/// Runs each target, or those that are named, for so many seconds; prints what each came to.
pub fn fuzz(repository: &Repository, seconds: u32, names: &[String]) -> Result<(), XtaskError> {
    let targets = chosen(names)?;
    let program = compiled(repository)?;
    println!("{:<10}{:>12}{:>10}{:>8}  found", "target", "executions", "code", "MB");
    let mut broken = Vec::new();
    for each in targets {
        let (told, found) = run(repository, &program, each, seconds)?;
        let Told { executions, coverage, megabytes } = told;
        let name = each.name;
        println!("{name:<10}{executions:>12}{coverage:>10}{megabytes:>8}  {}", found.len());
        broken.extend(found);
    }
    match broken.is_empty() {
        true => Ok(()),
        false => Err(XtaskError::Fuzz(broken)),
    }
}

fn chosen(names: &[String]) -> Result<Vec<&'static Target>, XtaskError> {
    if names.is_empty() {
        return Ok(TARGETS.iter().collect());
    }
    let known = || TARGETS.iter().map(|target| target.name).collect();
    let one = |name: &String| {
        target(name).ok_or_else(|| XtaskError::NoTarget { name: name.clone(), known: known() })
    };
    names.iter().map(one).collect()
}

fn compiled(repository: &Repository) -> Result<PathBuf, XtaskError> {
    let host = crate::command::ask("rustc", &["-vV"]).unwrap_or_default();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let folder = repository.root.join("fuzz");
    // For a target of its own, what runs while compiling is compiled without counters.
    let arguments = ["build", "--release", "--target", host];
    let target_folder = repository.work("fuzz")?.join("target");
    compiled_with(&folder, &arguments, |cargo| {
        cargo
            .env("RUSTFLAGS", format!("--cfg fuzzing {FLAGS}"))
            .env("CARGO_TARGET_DIR", target_folder);
    })
}

/// Runs a target; gives what it came to, and the files with bytes that broke it.
fn run(
    repository: &Repository,
    program: &Path,
    target: &Target,
    seconds: u32,
) -> Result<(Told, Vec<PathBuf>), XtaskError> {
    let work = repository.work(&format!("fuzz/{}", target.name))?;
    let [corpus, seeds, found] = ["corpus", "seeds", "found"].map(|name| work.join(name));
    for folder in [&corpus, &seeds, &found] {
        fs::create_dir_all(folder).map_err(XtaskError::file("create", folder.as_path()))?;
    }
    for (number, bytes) in (target.seeds)().iter().enumerate() {
        let file = seeds.join(number.to_string());
        fs::write(&file, bytes).map_err(XtaskError::file("write", file.as_path()))?;
    }
    let words = work.join("words");
    fs::write(&words, dictionary(target.words))
        .map_err(XtaskError::file("write", words.as_path()))?;
    let known = repository.root.join("crates/fuzz/found").join(target.name);
    let mut command = Command::new(program);
    command
        .arg(&corpus)
        .arg(&seeds)
        .args(known.is_dir().then_some(&known))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-timeout={TIMEOUT}"))
        .arg(format!("-rss_limit_mb={MEMORY}"))
        .args((!target.words.is_empty()).then(|| format!("-dict={}", words.display())))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .args(["-print_final_stats=1", "-verbosity=1"])
        .env("KWIC_FUZZ_TARGET", target.name)
        .stdout(Stdio::null());
    let started = |source| XtaskError::Start { program: program.display().to_string(), source };
    let output = command.output().map_err(started)?;
    let said = String::from_utf8_lossy(&output.stderr);
    let log = work.join("log");
    fs::write(&log, &*said).map_err(XtaskError::file("write", log.as_path()))?;
    let mut broken = Vec::new();
    if !output.status.success() {
        let entries = fs::read_dir(&found).map_err(XtaskError::file("read", found.as_path()))?;
        broken.extend(entries.filter_map(Result::ok).map(|entry| entry.path()));
        // Without a file it ended for another reason, which its log tells.
        if broken.is_empty() {
            broken.push(log);
        }
    }
    Ok((told(&said), broken))
}

/// Words as libFuzzer reads them.
fn dictionary(words: &[&str]) -> String {
    let line = |word: &&str| {
        let bytes: String = word.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
        format!("\"{bytes}\"\n")
    };
    words.iter().map(line).collect()
}

/// Reads the figures that libFuzzer prints.
fn told(said: &str) -> Told {
    let stat = |name: &str| {
        let line = said.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|rest| rest.trim_start_matches(':').trim().parse().ok()).unwrap_or_default()
    };
    let covered = said.lines().rev().find_map(|line| line.split(" cov: ").nth(1));
    let coverage =
        covered.and_then(|rest| rest.split(' ').next()?.parse().ok()).unwrap_or_default();
    Told {
        executions: stat("stat::number_of_executed_units"),
        coverage,
        megabytes: stat("stat::peak_rss_mb"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_a_run_are_read() {
        let said = "#2\tINITED cov: 41 ft: 42 corp: 1/1b exec/s: 0 rss: 30Mb\n\
                    #512\tDONE   cov: 977 ft: 2 corp: 9/9b lim: 4\n\
                    stat::number_of_executed_units: 512\nstat::peak_rss_mb:              61\n";
        assert_eq!(told(said), Told { executions: 512, coverage: 977, megabytes: 61 });
        assert_eq!(told("killed"), Told::default());
    }

    #[test]
    fn words_are_written_as_the_fuzzer_reads_them() {
        assert_eq!(dictionary(&["a\"", "é"]), "\"\\x61\\x22\"\n\"\\xc3\\xa9\"\n");
    }

    #[test]
    fn an_unknown_target_is_an_error_that_lists_the_known_ones() {
        let error = chosen(&["pdf".into()]).unwrap_err().to_string();
        assert!(error.contains("pdf") && error.contains("html"), "{error}");
        assert_eq!(chosen(&[]).unwrap().len(), TARGETS.len());
    }
}
