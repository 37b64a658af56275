//! The pages of a site together: what they share, and which of them are no pages of their own.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::page::{Page, Rule};
use super::title::{self, SiteNames};
use super::{dates, repeats};
use crate::infer::language;
use crate::read::link;
use crate::{Block, BlockKind, Document};

/// Why a page is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeftOut {
    /// It asks search engines to leave it out, by `noindex`.
    NoIndex,
    /// It sends its reader to another page.
    Redirect,
    /// It names another page of the site as the one to be found.
    Elsewhere,
    /// Its title and its text are those of a page before it.
    Duplicate,
    /// It tells that there is no page.
    NotFound,
    /// A generator made it for itself: its own search, a list of all terms, a fragment of a template.
    Tool,
}

impl std::fmt::Display for LeftOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            LeftOut::NoIndex => "noindex",
            LeftOut::Redirect => "redirect",
            LeftOut::Elsewhere => "canonical elsewhere",
            LeftOut::Duplicate => "duplicate",
            LeftOut::NotFound => "not found",
            LeftOut::Tool => "of the generator",
        })
    }
}

/// A page as a document.
pub(crate) struct ReadPage {
    pub(crate) document: Document,
    pub(crate) rule: Rule,
    pub(crate) title_is_heading: bool,
    pub(crate) left_out: Option<LeftOut>,
}

/// A date or a description on more than this share of the pages is one of the site.
const SHARED: f32 = 0.5;
const SHARED_DESCRIPTION: f32 = 0.2;
/// Fewer pages have nothing in common that would tell.
const FEW: usize = 3;

/// Makes documents of pages. `urls` has the url of each.
pub(crate) fn documents(mut pages: Vec<Page>, urls: &[String]) -> Vec<ReadPage> {
    let reasons = left_out(&pages, urls);
    let mut compared: Vec<&mut Page> = pages
        .iter_mut()
        .zip(&reasons)
        .filter(|(_, reason)| reason.is_none())
        .map(|(page, _)| page)
        .collect();
    repeats::demote(&mut compared);
    let kept =
        || pages.iter().zip(&reasons).filter(|(_, reason)| reason.is_none()).map(|(page, _)| page);
    let names = SiteNames::new(kept());
    let count = kept().count();
    let shared = |fact: fn(&Page) -> Option<&String>, share: f32| -> HashSet<String> {
        let mut counts: HashMap<&String, usize> = HashMap::new();
        kept().filter_map(fact).for_each(|value| *counts.entry(value).or_default() += 1);
        let is_shared = |on: usize| count >= FEW && on as f32 > share * count as f32;
        counts
            .into_iter()
            .filter(|(_, on)| is_shared(*on))
            .map(|(value, _)| value.clone())
            .collect()
    };
    let dates = shared(|page| page.facts.published.as_ref(), SHARED);
    let changes = shared(|page| page.facts.modified.as_ref(), SHARED);
    let descriptions = shared(|page| page.facts.description.as_ref(), SHARED_DESCRIPTION);
    let tags: HashSet<String> = {
        let mut counts: HashMap<&String, usize> = HashMap::new();
        kept()
            .flat_map(|page| &page.facts.tags)
            .for_each(|tag| *counts.entry(tag).or_default() += 1);
        let is_shared = |on: usize| count >= FEW && on == count;
        counts.into_iter().filter(|(_, on)| is_shared(*on)).map(|(tag, _)| tag.clone()).collect()
    };
    let language_depth = language_depth(urls);
    // In the threads that read the pages: an allocator gives what a thread has freed to the same thread first.
    let read: Vec<ReadPage> = pages
        .into_par_iter()
        .zip(reasons)
        .zip(urls)
        .map(|((mut page, reason), url)| {
            let facts = &mut page.facts;
            facts.published = facts.published.take().filter(|date| !dates.contains(date));
            facts.description =
                facts.description.take().filter(|text| !descriptions.contains(text));
            facts.modified = facts.modified.take().filter(|date| !changes.contains(date));
            facts.tags.retain(|tag| !tags.contains(tag));
            let folder = language_depth.and_then(|depth| url.split('/').nth(depth));
            facts.lang =
                facts.lang.take().or_else(|| folder.and_then(language_of).map(str::to_owned));
            let rule = page.rule;
            let (document, title_is_heading) = document(page, &names, url);
            ReadPage { document, rule, title_is_heading, left_out: reason }
        })
        .collect();
    without_duplicates(read)
}

/// Leaves out pages with title and text of another: of those the one that is nearest to the top of the site stays, and the
/// first of these.
fn without_duplicates(mut pages: Vec<ReadPage>) -> Vec<ReadPage> {
    let mut first: HashMap<(&str, &[Block]), usize> = HashMap::new();
    let depth = |page: &ReadPage| page.document.url.trim_end_matches('/').matches('/').count();
    for (at, page) in pages.iter().enumerate() {
        if page.left_out.is_some() || page.document.blocks.is_empty() {
            continue;
        }
        let other = first.entry((&page.document.title, &page.document.blocks)).or_insert(at);
        if depth(page) < depth(&pages[*other]) {
            *other = at;
        }
    }
    let kept: HashSet<usize> = first.into_values().collect();
    for (at, page) in pages.iter_mut().enumerate() {
        if page.left_out.is_none() && !page.document.blocks.is_empty() && !kept.contains(&at) {
            page.left_out = Some(LeftOut::Duplicate);
        }
    }
    pages
}

/// For each page why it is left out, where that does not depend on its text.
fn left_out(pages: &[Page], urls: &[String]) -> Vec<Option<LeftOut>> {
    let canonicals = Canonicals::new(pages, urls);
    pages
        .iter()
        .zip(urls)
        .map(|(page, url)| {
            let facts = &page.facts;
            if matches!(&*comparable(url), "404" | "403" | "500") {
                Some(LeftOut::NotFound)
            } else if is_tool(page, url) {
                Some(LeftOut::Tool)
            } else if facts.is_noindex {
                Some(LeftOut::NoIndex)
            } else if facts
                .redirect
                .as_deref()
                .is_some_and(|to| !to.is_empty() && !leads_to_itself(to, url))
            {
                Some(LeftOut::Redirect)
            } else if facts
                .canonical
                .as_deref()
                .is_some_and(|canonical| canonicals.is_other(canonical, url))
            {
                Some(LeftOut::Elsewhere)
            } else {
                None
            }
        })
        .collect()
}

/// A search page of a generator has no more words than these.
const SEARCH_PAGE: u32 = 40;

/// True for a page that a generator made for itself.
fn is_tool(page: &Page, url: &str) -> bool {
    let folders = url.rsplit_once('/').map_or("", |(folders, _)| folders);
    // Such as `_static/`, `_sources/` and `_next/`.
    if folders.split('/').any(|folder| folder.starts_with('_')) {
        return true;
    }
    let letters: u32 = page.text.blocks.iter().map(|block| block.letters).sum();
    match &*comparable(url) {
        "genindex" | "py-modindex" => true,
        "search" => letters / 5 < SEARCH_PAGE,
        _ => false,
    }
}

/// True for a url, from wherever the site begins, of the page at `url` itself.
fn leads_to_itself(to: &str, url: &str) -> bool {
    let (path, own) = (path_of(to), comparable(url));
    path == own || (!own.is_empty() && path.ends_with(&format!("/{own}")))
}

/// What canonical urls are compared with.
struct Canonicals {
    /// The paths of all pages, in the form of [`comparable`].
    paths: HashSet<String>,
    /// The host that most pages name.
    host: Option<String>,
}

impl Canonicals {
    fn new(pages: &[Page], urls: &[String]) -> Canonicals {
        let mut hosts: BTreeMap<&str, usize> = BTreeMap::new();
        let named = pages.iter().filter_map(|page| page.facts.canonical.as_deref());
        named.filter_map(host).for_each(|host| *hosts.entry(host).or_default() += 1);
        let host =
            hosts.into_iter().max_by_key(|(_, count)| *count).map(|(host, _)| host.to_owned());
        let paths =
            urls.iter().map(|url| comparable(url)).filter(|path| !path.is_empty()).collect();
        Canonicals { paths, host }
    }

    /// True where a url names another page of the site than that at `own`.
    fn is_other(&self, url: &str, own: &str) -> bool {
        if host(url).is_some_and(|host| Some(host) != self.host.as_deref()) {
            return false;
        }
        let path = path_of(url);
        // The site may lie below a folder of its host.
        let mut ends =
            std::iter::successors(Some(&*path), |path| path.split_once('/').map(|(_, rest)| rest));
        !leads_to_itself(url, own) && ends.any(|end| self.paths.contains(end))
    }
}

/// The host of a url that names one.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.split(['/', '?', '#']).next()
}

/// The path of a url, in the form of [`comparable`].
fn path_of(url: &str) -> String {
    let url = url.split(['#', '?']).next().unwrap_or_default();
    let path = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    comparable(path)
}

/// A path without what sites write in more than one way.
fn comparable(path: &str) -> String {
    let path = path.trim_start_matches('/');
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    let path = path.strip_suffix(".html").unwrap_or(path);
    path.trim_end_matches('/').to_owned()
}

/// The document of a page, and whether its title is a heading of the text.
fn document(page: Page, names: &SiteNames, url: &str) -> (Document, bool) {
    let title = title::of(&page, names);
    let Page { rule, facts, text, .. } = page;
    let blocks = text.into_blocks();
    let (mut is_first, mut title_is_heading) = (true, false);
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len() + 1);
    let breadcrumbs = match facts.breadcrumbs.is_empty() {
        true => folders(url),
        false => facts.breadcrumbs,
    };
    if let Some(text) = facts.description {
        kept.push(Block::new(BlockKind::Description, text));
    }
    for (block, level) in blocks {
        // The heading that says the title is the title.
        let is_title =
            is_first && matches!(level, Some(1 | 2)) && title.as_deref() == Some(&*block.text);
        is_first &= level.is_none();
        // The headline of the press stands above its text and is none of it.
        title_is_heading |= is_title && rule != Rule::News;
        if !is_title {
            kept.push(block);
        }
    }
    let title_from_body = title.is_none();
    let title = title.or_else(|| crate::read::plain_text::title_of(&kept));
    let document = Document {
        id: url.to_owned(),
        url: url.to_owned(),
        title_from_body: title_from_body && title.is_some(),
        title: title.unwrap_or_else(|| "…".to_owned()),
        lang: facts.lang.unwrap_or_default(),
        date: facts.published.or(facts.modified).or_else(|| dates::of_url(url)),
        source: facts.source,
        author: facts.author,
        tags: facts.tags,
        blocks: kept,
        markdown: None,
        image: facts.image,
        breadcrumbs,
        filters: facts.filters,
    };
    (document, title_is_heading)
}

/// The names of the folders of a url, as people write them.
fn folders(url: &str) -> Vec<String> {
    let path = url.strip_suffix('/').unwrap_or(url);
    let Some((folders, _)) = path.rsplit_once('/') else { return Vec::new() };
    let names = folders.split('/').filter(|name| !matches!(*name, "" | "." | ".."));
    let name = |name: &str| {
        link::decoded(name).unwrap_or_else(|| name.to_owned()).replace(['-', '_'], " ")
    };
    names.map(name).collect()
}

/// At which depth the folders of a site are called by languages: two of them at least, and with most of the pages.
fn language_depth(urls: &[String]) -> Option<usize> {
    (0..2).find(|&depth| {
        let folders = urls.iter().filter_map(|url| {
            let mut parts = url.split('/').skip(depth);
            parts.next().filter(|_| parts.next().is_some())
        });
        let languages: Vec<&str> = folders.filter_map(language_of).collect();
        let differ = languages.iter().any(|lang| Some(lang) != languages.first());
        differ && languages.len() * 2 > urls.len()
    })
}

/// The language that a folder is called by.
fn language_of(folder: &str) -> Option<&str> {
    let code = folder.split(['-', '_']).next()?;
    language::is_known(code).then_some(code)
}
