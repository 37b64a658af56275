//! What a command reads: folders, files, standard input, and the sitemaps that choose among pages.
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use kwic_indexer::{
    Articles, Format, ReadOptions, STANDARD_INPUT, Skipped, StandardInput, Warning,
};

use crate::args::InputArgs;
use crate::error::CliError;
use crate::terminal::{count_to, note};

/// See the [module](self).
#[derive(Debug, Clone, Default)]
pub(crate) struct Inputs {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) sitemaps: Vec<PathBuf>,
    pub(crate) config: Option<PathBuf>,
    pub(crate) standard_input: Option<StandardInput>,
}

impl Inputs {
    /// What the arguments name. Reads standard input where `-` is among them.
    pub(crate) fn of(args: &InputArgs) -> Result<Inputs, CliError> {
        let mut inputs = Inputs {
            sitemaps: args.sitemap.clone(),
            config: args.config.clone(),
            ..Inputs::default()
        };
        for path in &args.inputs {
            // A sitemap stands for the site whose pages it names.
            let folder = kwic_indexer::is_sitemap(path).then(|| folder_of(path));
            if folder.is_some() {
                inputs.sitemaps.push(path.clone());
            }
            inputs.paths.push(folder.unwrap_or_else(|| path.clone()));
        }
        inputs.standard_input = match (inputs.has_standard_input(), args.format) {
            (false, Some(_)) => return Err(CliError::FormatOfFiles),
            (false, None) => None,
            (true, format) => Some(standard_input(format.map(Format::from))?),
        };
        Ok(inputs)
    }

    pub(crate) fn has_standard_input(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new(STANDARD_INPUT))
    }

    /// Reads the articles, and reports on standard error what could not be used.
    pub(crate) fn read(
        &self,
        keeps_left_out: bool,
        bar: &ProgressBar,
    ) -> Result<Articles, CliError> {
        let progress = |done, all| count_to(bar, done, all);
        let options = ReadOptions {
            config: self.config.as_deref(),
            sitemaps: &self.sitemaps,
            standard_input: self.standard_input.as_ref(),
            keeps_left_out,
            progress: Some(&progress),
        };
        let articles = kwic_indexer::read_by(&self.paths, &options)?;
        bar.suspend(|| {
            for warning in Warning::lines(&articles.warnings) {
                note(format_args!("warning: {warning}"));
            }
            if articles.skipped != Skipped::default() {
                note(format_args!("{}", articles.skipped));
            }
        });
        Ok(articles)
    }
}

fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn standard_input(format: Option<Format>) -> Result<StandardInput, CliError> {
    let mut input = io::stdin().lock();
    if input.is_terminal() {
        note(format_args!("reading standard input; Ctrl-D ends it"));
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|source| CliError::StandardInput { source })?;
    Ok(StandardInput { format: format.unwrap_or_else(|| Format::of(&bytes)), bytes })
}
