//! `kwic doctor`: whether the search of a finished site works for every reader, and what to mend.
//!
//! A site is asked for files by their urls, whether it lies in a folder or on its host. From the pages come the bundles
//! that they use, the files of one build each; what is found out about these is held against the pages again.

mod answer;
pub(crate) mod args;
mod bundle;
mod check_page;
mod copies;
mod delivery;
mod engine;
mod facts;
mod folder;
mod host;
mod links;
mod page;
mod policy;
mod report;
mod site;
mod split;
mod visit;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use url::Url;

use crate::error::CliError;
use crate::outcome::Outcome;
use crate::terminal::{count, spinner};
use args::DoctorArgs;
use bundle::Bundle;
use facts::Facts;
use folder::Folder;
use host::Host;
use page::Page;
use report::Report;
use site::{Site, Source};
use visit::Visit;

/// Pages of a folder that are read.
const MAX_PAGES: usize = 10_000;
/// Where the search page lies beside a finished site, from the top of that.
const SEARCH_PAGE: &str = "kwic/";

pub(crate) fn run(args: &DoctorArgs, out: &mut dyn Write) -> Result<Outcome, CliError> {
    let spinner = spinner("looking at the site");
    let report = Report::of(&args.site);
    let mut visit = Visit::new(site(args)?, report);
    let found = match visit.site.folder().is_some() {
        true => in_folder(&mut visit),
        false => on_host(&mut visit),
    };
    spinner.finish_and_clear();
    found?;
    visit.report.print(args.json, out)?;
    Ok(if visit.report.has_errors() { Outcome::No } else { Outcome::Yes })
}

/// The site that was named.
fn site(args: &DoctorArgs) -> Result<Site, CliError> {
    let none = || CliError::NoSite { site: args.site.clone() };
    let url = Url::parse(&args.site).ok();
    if let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) {
        let host = Host::new(args.timeout, args.cacert.as_deref())?;
        return Ok(Site::new(Source::Host(host), url));
    }
    let path = Path::new(&args.site);
    let folder = Folder::new(path, &args.base).filter(|_| path.is_dir()).ok_or_else(none)?;
    let start = folder.top().clone();
    Ok(Site::new(Source::Folder(folder), start))
}

fn in_folder(visit: &mut Visit) -> Result<(), CliError> {
    let Some(folder) = visit.site.folder() else { return Ok(()) };
    let path = PathBuf::from(&visit.report.site);
    let files = folder.files().map_err(|source| CliError::Read { path, source })?;
    let urls: Vec<Url> = files.iter().filter_map(|file| folder.url(file)).collect();
    let is_page = |url: &&Url| url.path().ends_with(".html") || url.path().ends_with(".htm");
    let read: Vec<&Url> = urls.iter().filter(is_page).take(MAX_PAGES + 1).collect();
    let is_cut = read.len() > MAX_PAGES;
    let pages: Vec<Page> = read
        .into_iter()
        .take(MAX_PAGES)
        .filter_map(|url| Page::read(&*visit.site.once(&address(url)).ok()?))
        .collect();
    let mut bundles = Vec::new();
    for page in &pages {
        Bundle::add(&mut bundles, page);
    }
    for dir in bundle::in_files(urls.iter()) {
        if bundles.iter().all(|bundle| bundle.dir != dir) {
            bundles.push(Bundle::at(dir));
        }
    }
    if is_cut {
        visit.report.ok(format!("the first {MAX_PAGES} pages were read"));
    }
    let known = look_at(visit, bundles, pages)?;
    let files: BTreeSet<PathBuf> = files.into_iter().collect();
    for (bundle, _) in &known {
        copies::check(visit, &bundle.dir, &files);
    }
    Ok(())
}

/// The url by which a page is known to readers.
fn address(page: &Url) -> Url {
    match page.path().strip_suffix("/index.html").is_some() {
        true => page.join(".").unwrap_or_else(|_| page.clone()),
        false => page.clone(),
    }
}

fn on_host(visit: &mut Visit) -> Result<(), CliError> {
    let start = visit.site.start.clone();
    let answer = visit.site.get(&start).map_err(|failure| CliError::NoAnswer {
        url: start.to_string(),
        what: failure.what(),
        mend: failure.mend(),
    })?;
    if !answer.is_there() {
        let mend = match answer.status {
            401 | 403 | 407 | 429 => {
                "have the host let this machine in, or look at the folder of the site"
            }
            500.. => "mend the host, and look again",
            _ => "name a page that is there",
        };
        let what = format!("answers with status {}", answer.status);
        return Err(CliError::NoAnswer { url: start.to_string(), what, mend });
    }
    let mut pages: Vec<Page> = Page::read(&answer).into_iter().collect();
    if pages.is_empty() {
        // A page without the box may be one of a site that has a search page.
        let beside = [answer.url.join(SEARCH_PAGE), answer.url.join(&format!("/{SEARCH_PAGE}"))];
        pages = beside
            .into_iter()
            .flatten()
            .filter_map(|url| visit.site.get(&url).ok())
            .filter(|answer| answer.is_there())
            .find_map(|answer| Page::read(&answer))
            .into_iter()
            .collect();
    }
    for page in &pages {
        if let Ok(answer) = visit.site.get(&page.url) {
            delivery::check(&page.url, &answer, &[], &mut visit.report);
        }
    }
    let mut bundles = Vec::new();
    for page in &pages {
        Bundle::add(&mut bundles, page);
    }
    look_at(visit, bundles, pages).map(drop)
}

/// Looks at bundles, at where their hits lead, and at the pages with a box.
fn look_at(
    visit: &mut Visit,
    bundles: Vec<Bundle>,
    mut pages: Vec<Page>,
) -> Result<Vec<(Bundle, Facts)>, CliError> {
    if bundles.is_empty() && pages.is_empty() {
        return Err(CliError::NoKwic { site: visit.report.site.clone() });
    }
    if bundles.is_empty() {
        visit.report.ok("no page names kwic-search.js or kwic.js: only the pages were looked at");
    }
    let (own, others): (Vec<Bundle>, Vec<Bundle>) =
        bundles.into_iter().partition(|bundle| visit.site.knows(&bundle.dir));
    for bundle in others {
        visit.report.ok(format!("{} is elsewhere and was not looked at", bundle.dir));
    }
    let mut known: Vec<(Bundle, Facts)> = Vec::new();
    for bundle in own {
        let facts = bundle.check(visit);
        let more = links::check(visit, &bundle, &facts, &pages);
        for page in more {
            if pages.iter().all(|other| other.url != page.url) {
                pages.push(page);
            }
        }
        known.push((bundle, facts));
    }
    let before = visit.report.faults();
    for page in &pages {
        check_page::check(visit, page, &known);
    }
    let with_box = pages.iter().filter(|page| !page.boxes.is_empty()).count();
    if with_box > 0 && visit.report.faults() == before {
        visit.report.ok(format!("{} with the box let it run", count(with_box, "page")));
    }
    Ok(known)
}
