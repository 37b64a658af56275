//! `kwic build`: articles to a site that can be searched, with the engine that this program carries.
use std::borrow::Cow;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::time::Instant;

use indicatif::ProgressBar;
use kwic_indexer::{Articles, Source};
use kwic_site::{Built, Chosen, Engine, Form, Layout, ListedFile, Options, SiteError, output};
use serde::Serialize;

use crate::args::{BuildArgs, LayoutArg};
use crate::inputs::Inputs;
use crate::problems::{Reason, problems};
use crate::report::of_build;
use crate::terminal::{count, note, print_json, spinner};
use crate::{CliError, Outcome, checks, output_file, read};

pub(crate) fn run(args: &BuildArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let inputs = Inputs::of(&args.input)?;
    let spinner = spinner("reading articles");
    if let Some(file) = &args.explain {
        let articles = inputs.read(true, &spinner)?;
        spinner.finish_and_clear();
        return explain(file, &articles, out);
    }
    let done = once(args, &inputs, &spinner);
    spinner.finish_and_clear();
    let Some(done) = done? else { return Ok(Outcome::No) };
    match args.json {
        true => print_json(out, &done.report())?,
        false => done.print(out)?,
    }
    Ok(Outcome::Yes)
}

/// Shows how one page or article was read.
fn explain(file: &Path, articles: &Articles, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let wanted = output::slashed(file);
    let wanted = wanted.trim_start_matches("./");
    let is_it = |path: &str, whole: &str| path == whole || path.ends_with(&format!("/{whole}"));
    let is_wanted = |source: &Source| is_it(&source.path, wanted) || is_it(wanted, &source.path);
    match read::print(articles, &is_wanted, false, out)? {
        0 => Err(CliError::NotRead { file: file.to_owned() }),
        _ => Ok(Outcome::Yes),
    }
}

/// A build that is done.
pub(crate) struct Done {
    pub(crate) built: Built,
    pub(crate) target: Target,
    seconds: f64,
    warnings: Vec<String>,
    skipped: Vec<Reason>,
    /// The attributes of the box, as the settings set it up.
    search_box: String,
}

/// Builds once; nothing where the checks of the settings are not met, which standard error then tells.
pub(crate) fn once(
    args: &BuildArgs,
    inputs: &Inputs,
    spinner: &ProgressBar,
) -> Result<Option<Done>, CliError> {
    let start = Instant::now();
    let articles = inputs.read(false, spinner)?;
    let engine = engine()?;
    spinner.set_message("building the site");
    let form = match (args.hashed, args.single_file) {
        (true, _) => Form::Hashed,
        (_, true) => Form::SingleFile,
        _ => Form::Plain,
    };
    let target = target(args, inputs, articles.has_site);
    let site = target.site.clone();
    let without_page = |source: &Source| matches!(&*source.rule, "text" | "Markdown");
    if site.is_some() && articles.sources.iter().any(without_page) {
        note(format_args!(
            "warning: articles beside a finished site get no pages of their own; give each a `url`, or build them apart"
        ));
    }
    let layout = match args.layout {
        LayoutArg::Auto => Layout::Auto,
        LayoutArg::Module => Layout::Module,
        LayoutArg::Split => Layout::Split,
    };
    let max_files = args.max_files as usize;
    let options = Options { form, site, layout, max_files, ..Options::default() };
    let index = kwic_indexer::build_articles(&articles)?;
    if !spinner.suspend(|| checks::are_met(&articles.checks, &index, &target.folder))? {
        return Ok(None);
    }
    let built = match kwic_site::build_index(&engine, &articles, &index, &options, &target.folder) {
        Err(over @ SiteError::OverBudget { .. }) => {
            spinner.suspend(|| {
                note(format_args!("{over}"));
                note(format_args!("{} stays as it was", target.folder.display()));
            });
            return Ok(None);
        }
        built => built?,
    };
    if let Some(file) = &args.report {
        spinner.set_message("writing the report");
        let title = target.folder.display().to_string();
        output_file::write(file, of_build(title, &articles, &index)?.page().as_bytes())?;
    }
    let (warnings, skipped) = problems(&articles);
    let search_box = articles.search_box.attributes(&[], false);
    let seconds = start.elapsed().as_secs_f64();
    Ok(Some(Done { built, target, seconds, warnings, skipped, search_box }))
}

/// What `--json` prints.
#[derive(Serialize)]
struct BuildReport<'a> {
    folder: &'a Path,
    articles: usize,
    /// Of the files together.
    bytes: usize,
    files: &'a [ListedFile],
    /// `module` or `split`.
    layout: &'static str,
    #[serde(rename = "splitFiles")]
    split_files: usize,
    warnings: &'a [String],
    skipped: &'a [Reason],
}

impl Done {
    fn report(&self) -> BuildReport<'_> {
        let Built { articles, files, layout, split_files } = &self.built;
        BuildReport {
            folder: &self.target.folder,
            articles: *articles,
            bytes: files.iter().map(|file| file.bytes).sum(),
            files,
            layout: if layout.split { "split" } else { "module" },
            split_files: *split_files,
            warnings: &self.warnings,
            skipped: &self.skipped,
        }
    }

    /// The files, and for the author of the site what to do with them.
    pub(crate) fn print(&self, out: &mut dyn Write) -> Result<(), CliError> {
        let Done { built, target: Target { folder, site, path }, .. } = self;
        for file in &built.files {
            writeln!(out, "{file}")?;
        }
        note(format_args!(
            "{}: {} in {:.2} s",
            folder.display(),
            count(built.articles, if site.is_some() { "page" } else { "article" }),
            self.seconds,
        ));
        note(format_args!("{}", layout(built)));
        if site.is_some() {
            let is_script = |file: &&str| file.starts_with(SCRIPT) && file.ends_with(".js");
            let script =
                built.files.iter().map(|file| &*file.file).find(is_script).unwrap_or_default();
            let folder = output::slashed(path);
            note(format_args!(
                "Two lines put the box into a page:\n\n  <script type=\"module\" src=\"/{folder}/{script}\"></script>\n  \
                 <kwic-search{}></kwic-search>\n",
                self.search_box
            ));
        }
        Ok(())
    }
}

/// Where the index is, and why.
fn layout(built: &Built) -> String {
    let Chosen { split, module_bytes } = built.layout;
    let place = match split {
        true => format!("the index is split into {}", count(built.split_files, "file")),
        false => "the index is in the module".to_owned(),
    };
    match (module_bytes, split) {
        (Some(bytes), true) => {
            format!(
                "{place}: in the module it would be {bytes} bytes after brotli, more than 300,000"
            )
        }
        (Some(bytes), false) => format!("{place}, which has {bytes} bytes after brotli"),
        (None, _) => place,
    }
}

/// How the name of the script begins that a page loads.
const SCRIPT: &str = "kwic-search.";

/// Where a build goes.
pub(crate) struct Target {
    pub(crate) folder: PathBuf,
    /// The url of the top of a finished site from there.
    pub(crate) site: Option<String>,
    /// Where it is on the site.
    path: PathBuf,
}

/// Where a build may go, whatever is read.
pub(crate) fn outputs(args: &BuildArgs, inputs: &Inputs) -> Vec<PathBuf> {
    if let Some(folder) = &args.output {
        return vec![folder.clone()];
    }
    let of_site = match &inputs.paths[..] {
        [input] => Some(input.join(SITE)),
        _ => None,
    };
    let below = |folder: &Path| {
        let whole = |path: &Path| std::path::absolute(path).map(|path| without_dots(&path));
        let folder = whole(folder);
        let is_below = |input: &PathBuf| {
            whole(input)
                .is_ok_and(|input| folder.as_ref().is_ok_and(|folder| input.starts_with(folder)))
        };
        inputs.paths.iter().any(is_below)
    };
    // Who builds a site that lies in `dist` has its search in there.
    let of_articles = Some(PathBuf::from(ARTICLES)).filter(|folder| !below(folder));
    of_site.into_iter().chain(of_articles).collect()
}

fn target(args: &BuildArgs, inputs: &Inputs, has_site: bool) -> Target {
    if !has_site {
        let folder = args.output.clone().unwrap_or_else(|| PathBuf::from(ARTICLES));
        return Target { folder, site: None, path: PathBuf::new() };
    }
    let folder = match (&args.output, &inputs.paths[..]) {
        (Some(folder), _) => folder.clone(),
        (None, [input]) => input.join(SITE),
        (None, _) => PathBuf::from(ARTICLES),
    };
    let absolute = |path: &Path| std::path::absolute(path).ok().map(|path| without_dots(&path));
    let below = |input: &PathBuf| {
        let (input, folder) = absolute(input).zip(absolute(&folder))?;
        folder.strip_prefix(input).ok().map(Path::to_owned)
    };
    match inputs.paths.iter().find_map(below) {
        Some(path) => {
            let site = match path.components().count() {
                0 => "./".to_owned(),
                depth => "../".repeat(depth),
            };
            Target { folder, site: Some(site), path }
        }
        // Elsewhere it will lie somewhere on the site, which begins at the top of its host.
        None => {
            let path = folder.file_name().map(PathBuf::from).unwrap_or_default();
            Target { folder, site: Some("/".to_owned()), path }
        }
    }
}

/// A path without `.` and `..`.
fn without_dots(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// The folder of articles that are searched, and that in a finished site.
const ARTICLES: &str = "dist";
const SITE: &str = "kwic";

/// The engine inside this program.
fn engine() -> Result<Engine, CliError> {
    let files = kwic_prebuilt::engine()?.iter();
    let files = files.map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes)));
    Ok(Engine::new(files)?)
}
