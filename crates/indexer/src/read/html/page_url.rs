//! The urls of pages, in the form in which the site links to them.

use std::collections::HashMap;
use std::path::Path;

use super::link_counts::{LinkCounts, is_index};
use super::page::Page;
use crate::read::link;
use crate::read::settings::url_rule::UrlRule;

/// How a site writes the links to its pages.
#[derive(Debug, Default, PartialEq, Eq)]
struct Form {
    /// `a.html` is called `a`.
    without_ending: bool,
    /// `a/index.html` is called so, and not `a/`.
    with_index: bool,
    /// `a/index.html` is called `a`.
    without_slash: bool,
}

/// The url of each page, from the top of the site, as most links of the site are written, unless a rule says otherwise.
pub(crate) fn of_pages(files: &[&Path], pages: &[Page], rule: &UrlRule) -> Vec<String> {
    let mut counts = LinkCounts::default();
    pages.iter().for_each(|page| counts.add(&page.links));
    let seen = form(&counts);
    let form = Form {
        without_ending: rule.html.map_or(seen.without_ending, |kept| !kept),
        with_index: rule.index.unwrap_or(seen.with_index),
        without_slash: rule.slash.map_or(seen.without_slash, |kept| !kept),
    };
    let of = |(file, page): (&&Path, &Page)| {
        page.facts.url.clone().unwrap_or_else(|| of_page(file, &form))
    };
    let mut urls: Vec<String> = files.iter().zip(pages).map(of).collect();
    // Of `a.html` and `a/index.html` the folder keeps its slash.
    let mut counts: HashMap<String, usize> = HashMap::new();
    urls.iter().for_each(|url| *counts.entry(url.clone()).or_default() += 1);
    for (url, file) in urls.iter_mut().zip(files) {
        let is_shared = counts.get(url).is_some_and(|&count| count > 1);
        if is_shared && is_index(file) && !url.ends_with('/') {
            url.push('/');
        }
    }
    urls
}

/// The form that most links have.
fn form(counts: &LinkCounts) -> Form {
    Form {
        without_ending: counts.bare > counts.html,
        with_index: counts.index > counts.slash + counts.folder,
        without_slash: counts.folder > counts.slash + counts.index,
    }
}

fn of_page(file: &Path, form: &Form) -> String {
    let parts: Vec<String> =
        file.iter().map(|part| link::encoded(&part.to_string_lossy())).collect();
    let Some((name, folders)) = parts.split_last() else { return String::new() };
    let folder = folders.join("/");
    let is_index = is_index(file);
    let below =
        |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    match is_index {
        true if form.with_index => below(name),
        true if folder.is_empty() => "./".to_owned(),
        true if form.without_slash => folder,
        true => below(""),
        false if form.without_ending => {
            below(name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm")).unwrap_or(name))
        }
        false => below(name),
    }
}

#[cfg(test)]
mod tests {
    use super::super::link_counts::PageNames;
    use super::*;

    const FILES: [&str; 5] =
        ["index.html", "trips/index.html", "trips/hue.html", "a b/c#.html", "trips/hoi-an.html"];

    fn urls(links: &[&str]) -> Vec<String> {
        let links: Vec<String> = links.iter().map(|&link| link.to_owned()).collect();
        let form = form(&PageNames::new(&FILES.map(Path::new)).count(&links));
        FILES.map(|file| of_page(Path::new(file), &form)).to_vec()
    }

    #[test]
    fn urls_are_written_as_the_site_writes_its_links() {
        let usual = ["./", "trips/", "trips/hue.html", "a%20b/c%23.html"];
        assert_eq!(urls(&[])[..4], usual);
        assert_eq!(urls(&["trips/", "hue.html"])[..4], usual);
        assert_eq!(urls(&["index.html"])[..2], ["index.html", "trips/index.html"]);
        assert_eq!(
            urls(&["/trips/", "/trips/hue", "/trips/hoi-an", "/"])[1..3],
            ["trips/", "trips/hue"]
        );
        assert_eq!(urls(&["/trips", "/trips/hue"])[1..3], ["trips", "trips/hue"]);
        // What leads to no page says nothing.
        assert_eq!(urls(&["/login", "/login", "hue.html"])[..4], usual);
    }
}
