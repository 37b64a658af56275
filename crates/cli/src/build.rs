//! `kwic build`: articles to a site that can be searched, with the engine that this program carries.
use std::borrow::Cow;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::time::Instant;

use kwic_indexer::Source;
use kwic_site::{Engine, Form, Options, SiteError, output};

use crate::args::BuildArgs;
use crate::index::read_articles;
use crate::terminal::{count, note, spinner};
use crate::{CliError, Outcome, checks, read};

pub(crate) fn run(args: &BuildArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let start = Instant::now();
    let spinner = spinner("reading articles");
    let articles = read_articles(&args.inputs, args.config.as_deref(), &spinner)?;
    if let Some(file) = &args.explain {
        spinner.finish_and_clear();
        let wanted = output::slashed(file);
        let wanted = wanted.trim_start_matches("./");
        let is_it = |path: &str, whole: &str| path == whole || path.ends_with(&format!("/{whole}"));
        let is_wanted =
            |source: &Source| is_it(&source.path, wanted) || is_it(wanted, &source.path);
        return match read::print(&articles, &is_wanted, false, out)? {
            0 => Err(CliError::NotRead { file: file.clone() }),
            _ => Ok(Outcome::Yes),
        };
    }
    let engine = engine()?;
    spinner.set_message("building the site");
    let form = match (args.hashed, args.single_file) {
        (true, _) => Form::Hashed,
        (_, true) => Form::SingleFile,
        _ => Form::Plain,
    };
    let Target { folder, site, path } = target(args, articles.has_site);
    let without_page = |source: &Source| source.rule == "text" || source.rule == "Markdown";
    if site.is_some() && articles.sources.iter().any(without_page) {
        note(format_args!(
            "warning: articles beside a finished site get no pages of their own; give each a `url`, or build them apart"
        ));
    }
    let options = Options { form, site: site.clone(), ..Options::default() };
    let index = kwic_indexer::build_articles(&articles)?;
    if !spinner.suspend(|| checks::are_met(&articles.checks, &index, &folder))? {
        spinner.finish_and_clear();
        return Ok(Outcome::No);
    }
    let built = match kwic_site::build_index(&engine, &articles, &index, &options, &folder) {
        Err(SiteError::OverBudget { what, bytes, allowed }) => {
            spinner.finish_and_clear();
            note(format_args!("{}", SiteError::OverBudget { what, bytes, allowed }));
            note(format_args!("{} stays as it was", folder.display()));
            return Ok(Outcome::No);
        }
        built => built?,
    };
    spinner.finish_and_clear();
    for file in &built.files {
        writeln!(out, "{file}")?;
    }
    note(format_args!(
        "{}: {} in {:.2} s",
        folder.display(),
        count(built.articles, if site.is_some() { "page" } else { "article" }),
        start.elapsed().as_secs_f64(),
    ));
    if site.is_some() {
        let is_script = |file: &&str| file.starts_with(SCRIPT) && file.ends_with(".js");
        let script = built.files.iter().map(|file| &*file.file).find(is_script).unwrap_or_default();
        let folder = output::slashed(&path);
        note(format_args!(
            "Two lines put the box into a page:\n\n  <script type=\"module\" src=\"/{folder}/{script}\"></script>\n  \
             <kwic-search{}></kwic-search>\n",
            articles.search_box.attributes(&[], false)
        ));
    }
    Ok(Outcome::Yes)
}

/// How the name of the script begins that a page loads.
const SCRIPT: &str = "kwic-search.";

/// Where a build goes.
struct Target {
    folder: PathBuf,
    /// The url of the top of a finished site from there.
    site: Option<String>,
    /// Where it is on the site.
    path: PathBuf,
}

fn target(args: &BuildArgs, has_site: bool) -> Target {
    if !has_site {
        let folder = args.output.clone().unwrap_or_else(|| PathBuf::from(ARTICLES));
        return Target { folder, site: None, path: PathBuf::new() };
    }
    let folder = match (&args.output, &args.inputs[..]) {
        (Some(folder), _) => folder.clone(),
        (None, [input]) => input.join(SITE),
        (None, _) => PathBuf::from(ARTICLES),
    };
    let absolute = |path: &Path| std::path::absolute(path).ok().map(|path| without_dots(&path));
    let below = |input: &PathBuf| {
        let (input, folder) = absolute(input).zip(absolute(&folder))?;
        folder.strip_prefix(input).ok().map(Path::to_owned)
    };
    match args.inputs.iter().find_map(below) {
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
