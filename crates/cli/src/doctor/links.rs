//! Where hits lead: whether the pages are there that the index was built from.

use std::collections::BTreeMap;

use url::Url;

use super::bundle::Bundle;
use super::facts::Facts;
use super::page::Page;
use super::report::Fault;
use super::visit::Visit;

/// Bases of links that are looked at, one after the other.
const MAX_BASES: usize = 20;
/// Bases of which a host is asked for pages.
const MAX_ASKED_BASES: usize = 3;
/// Links that are looked at of each base but the first.
const FEW: usize = 20;

/// So many links that lead to pages from another base make that the right one.
const CERTAIN: usize = 3;

const DEAD: Fault = Fault::error("links", "a reader who follows such a hit finds no page");
const BASE: Fault = Fault::error("base", "no hit leads to a page");

/// Looks at the links of a bundle from all pages with a box of it. Gives the pages that a host was asked for.
pub(crate) fn check(
    visit: &mut Visit,
    bundle: &Bundle,
    facts: &Facts,
    pages: &[Page],
) -> Vec<Page> {
    let mut found = Vec::new();
    if facts.urls.is_empty() {
        return found;
    }
    let is_folder = visit.site.folder().is_some();
    let bases = bases(visit, bundle, facts, pages);
    let (mut looked_at, mut is_right) = (0, true);
    for (at, (base, place)) in bases.iter().enumerate() {
        let few = if at == 0 { facts.urls.len() } else { facts.urls.len().min(FEW) };
        let links: Vec<(&str, Url)> = facts.urls[..few]
            .iter()
            .filter_map(|url| Some((&**url, base.join(url).ok()?)))
            .filter(|(_, link)| is_own(visit, bundle, link))
            .collect();
        let dead: Vec<&(&str, Url)> =
            links.iter().filter(|(_, link)| !is_there(visit, link, &mut found)).collect();
        looked_at = looked_at.max(links.len());
        is_right &= dead.is_empty();
        if dead.is_empty() {
            continue;
        }
        let urls: Vec<&str> = dead.iter().take(CERTAIN).map(|(url, _)| *url).collect();
        // The page at the top has no url, and leads somewhere from everywhere.
        let are_most = 2 * dead.len() > links.len();
        let better = are_most.then(|| better_base(visit, bundle, base, &urls)).flatten();
        if let Some(better) = better {
            let path = if is_folder { better.path() } else { better.as_str() };
            visit.report.add(
                BASE,
                place,
                format!("links of hits start from elsewhere, and the pages are below {path}"),
                format!("write base=\"{path}\" on <kwic-search>, or build the search into the folder of the site"),
            );
            continue;
        }
        for (_, link) in dead {
            visit.report.add(
                DEAD,
                visit.shown(link),
                "hits lead here, and no page is there",
                "build the search again behind each build of the site, and upload both together; `kwic build DIR` reads the \
                 pages that there are",
            );
        }
    }
    if is_right && looked_at > 0 {
        let few = if is_folder { "" } else { " that were asked for" };
        visit.report.ok(format!("{looked_at} hits{few} lead to pages"));
    }
    found
}

/// What links start from: of each base a page that has it, or the folder of a bundle that knows it.
fn bases(visit: &Visit, bundle: &Bundle, facts: &Facts, pages: &[Page]) -> Vec<(Url, String)> {
    let mut bases: BTreeMap<Url, String> = BTreeMap::new();
    for page in pages.iter().filter(|page| uses(bundle, page)) {
        for of_box in &page.boxes {
            let base = of_box.base.as_ref().or(facts.base.as_ref()).unwrap_or(&page.base);
            bases
                .entry(base.join(".").unwrap_or_else(|_| base.clone()))
                .or_insert_with(|| visit.shown_page(&page.url));
        }
    }
    if let Some(base) = facts.base.as_ref().filter(|_| bases.is_empty()) {
        bases.insert(base.clone(), visit.shown(&bundle.dir));
    }
    let most = if visit.site.folder().is_some() { MAX_BASES } else { MAX_ASKED_BASES };
    bases.into_iter().take(most).collect()
}

/// Whether a box of a page is one of this bundle.
fn uses(bundle: &Bundle, page: &Page) -> bool {
    let of_bundle = |url: &Url| url.join(".").is_ok_and(|dir| dir == bundle.dir);
    let engines: Vec<&Url> = page.boxes.iter().filter_map(|it| it.engine.as_ref()).collect();
    match engines.is_empty() {
        true => page.loads.iter().any(|load| load.is_script && of_bundle(&load.url)),
        false => engines.into_iter().any(of_bundle),
    }
}

/// Links to other hosts are nobody's fault here.
fn is_own(visit: &Visit, bundle: &Bundle, link: &Url) -> bool {
    match visit.site.folder() {
        Some(folder) => folder.has(link),
        None => {
            let pages = bundle.pages.iter().chain([&visit.site.start]);
            pages.into_iter().any(|page| page.origin() == link.origin())
        }
    }
}

fn is_there(visit: &Visit, link: &Url, found: &mut Vec<Page>) -> bool {
    if let Some(folder) = visit.site.folder() {
        return folder.is_there(link);
    }
    match visit.site.get(link) {
        Ok(answer) if answer.is_there() => {
            found.extend(Page::read(&answer));
            true
        }
        // Pages that need a password are there for some readers.
        Ok(answer) => matches!(answer.status, 401 | 403 | 429),
        Err(_) => false,
    }
}

/// Another base from which these links lead to pages.
fn better_base(visit: &Visit, bundle: &Bundle, base: &Url, urls: &[&str]) -> Option<Url> {
    let above = bundle.dir.join("..").ok();
    let top = visit
        .site
        .folder()
        .map_or_else(|| bundle.dir.join("/").ok(), |folder| Some(folder.top().clone()));
    let start = visit.site.start.join(".").ok();
    let candidates = [Some(bundle.dir.clone()), above, start, top].into_iter().flatten();
    let leads = |candidate: &Url| {
        let mut links = urls.iter().filter_map(|url| candidate.join(url).ok()).peekable();
        links.peek().is_some()
            && links
                .all(|link| is_own(visit, bundle, &link) && is_there(visit, &link, &mut Vec::new()))
    };
    candidates.into_iter().filter(|candidate| candidate != base).find(|candidate| leads(candidate))
}
