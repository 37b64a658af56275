//! `kwic build --watch` and `--serve`: builds again whenever an input changes.
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use indicatif::ProgressBar;

use crate::args::BuildArgs;
use crate::build::{self, Done};
use crate::error::CliError;
use crate::inputs::Inputs;
use crate::live::Reloads;
use crate::outcome::Outcome;
use crate::serve;
use crate::terminal::{count, note, spinner};
use crate::watcher::{Changes, Watched, watch};

/// Builds, and builds again after each change, until Ctrl-C.
pub(crate) fn run(args: &BuildArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let inputs = &Inputs::of(&args.input)?;
    if inputs.has_standard_input() {
        return Err(CliError::StandardInputWatched);
    }
    // Before the first build, so that what is saved meanwhile is not missed.
    let (watch, changes) = watch(watched(args, inputs))?;
    let interruption = serve::Interruption::new()?;
    let bar = spinner("reading articles");
    let first = build::once(args, inputs, &bar);
    bar.finish_and_clear();
    let served = match first {
        Ok(Some(done)) => {
            done.print(out)?;
            out.flush()?;
            Some(served(inputs, &done))
        }
        // A server has nothing to show yet.
        Ok(None) if args.serve => return Ok(Outcome::No),
        Ok(None) => None,
        Err(error) if args.serve => return Err(error),
        Err(error) => {
            tell(&error);
            None
        }
    };
    let reloads = Reloads::default();
    thread::scope(|scope| {
        scope.spawn(|| follow(args, inputs, changes, &reloads));
        let ended = match served {
            Some(folder) if args.serve => {
                serve::run_live(&folder, args.port, &reloads, interruption, out)
            }
            _ => {
                note(format_args!("watching for changes; Ctrl-C ends it"));
                interruption.wait()
            }
        };
        // Ends the other thread, once it has built what it builds.
        drop(watch);
        ended
    })?;
    Ok(Outcome::Yes)
}

/// Builds after each change and says how it went, until nobody watches any more.
fn follow(args: &BuildArgs, inputs: &Inputs, mut changes: Changes, reloads: &Reloads) {
    while let Some(changed) = changes.settled() {
        match build::once(args, inputs, &ProgressBar::hidden()) {
            Ok(Some(Done { built, .. })) => {
                note(format_args!(
                    "built again in {:.2} s: {}",
                    changed.elapsed().as_secs_f64(),
                    count(built.articles, "article")
                ));
                reloads.reload();
            }
            // What is not met has been told.
            Ok(None) => note(format_args!("waiting for a change")),
            Err(error) => tell(&error),
        }
    }
}

fn tell(error: &CliError) {
    note(format_args!("kwic: {error}\nthe output stays as it was; waiting for a change"));
}

/// The inputs with what decides how they are read, without what a build writes.
fn watched(args: &BuildArgs, inputs: &Inputs) -> Watched {
    let mut paths = inputs.paths.clone();
    paths.extend(inputs.sitemaps.iter().cloned());
    let settings: Vec<PathBuf> = match &inputs.config {
        Some(config) => vec![config.clone()],
        None => inputs.paths.iter().filter_map(|path| kwic_indexer::settings_file(path)).collect(),
    };
    paths.extend(settings.iter().flat_map(|file| kwic_indexer::golden_lists(file)));
    paths.extend(settings);
    let excluded = build::outputs(args, inputs).into_iter().chain(args.report.clone()).collect();
    Watched { paths, excluded }
}

/// The folder that a browser is shown: that of the pages, if the output is in it.
fn served(inputs: &Inputs, done: &Done) -> PathBuf {
    let whole = |path: &Path| path.canonicalize().ok();
    let holds = |input: &&PathBuf| {
        whole(input)
            .zip(whole(&done.target.folder))
            .is_some_and(|(input, folder)| folder.starts_with(input))
    };
    let site = done.target.site.is_some().then(|| inputs.paths.iter().find(holds)).flatten();
    site.unwrap_or(&done.target.folder).clone()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::{Args, Command};

    /// What is not watched when this is built.
    fn excluded(arguments: &[&str]) -> Vec<PathBuf> {
        let whole = [&["kwic", "build"], arguments].concat();
        let Command::Build(args) = Args::try_parse_from(whole).unwrap().command else {
            panic!("{arguments:?}")
        };
        let inputs = Inputs { paths: args.input.inputs.clone(), ..Inputs::default() };
        watched(&args, &inputs).excluded
    }

    #[test]
    fn what_a_build_may_write_is_not_watched_and_inputs_are() {
        assert_eq!(excluded(&["public"]), [Path::new("public/kwic"), Path::new("dist")]);
        assert_eq!(excluded(&["dist"]), [Path::new("dist/kwic")]);
        assert_eq!(excluded(&["dist/site"]), [Path::new("dist/site/kwic")]);
        assert_eq!(excluded(&["a", "b"]), [Path::new("dist")]);
        let named = ["public", "-o", "out", "--report", "public/report.html"];
        assert_eq!(excluded(&named), [Path::new("out"), Path::new("public/report.html")]);
    }
}
