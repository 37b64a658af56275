//! The title of a page, without the name of its site.

use std::collections::HashMap;

use super::page::Page;

/// What stands between the title of a page and the name of its site, with a space on both sides.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " :: ", " « ", " » ", " • ", " / ", " ‹ "];
/// A part that ends the titles of this share of the pages is the name of the site.
const SHARE: f32 = 0.5;
/// What is left has to have so many words, or characters.
const MIN_WORDS: usize = 2;
const MIN_CHARACTERS: usize = 8;

/// Endings of titles that name the site.
#[derive(Debug, Default)]
pub(crate) struct SiteNames {
    shared: Vec<String>,
}

impl SiteNames {
    /// The endings that at least half of the pages share, and two of them.
    pub(crate) fn new<'p>(pages: impl Iterator<Item = &'p Page>) -> SiteNames {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut all = 0;
        for page in pages {
            all += 1;
            let title = page.facts.page_title.as_deref().unwrap_or_default();
            for ending in endings(title) {
                *counts.entry(ending.to_owned()).or_default() += 1;
            }
        }
        let is_shared = |count: usize| count >= 2 && count as f32 >= SHARE * all as f32;
        let shared =
            counts.into_iter().filter(|(_, count)| is_shared(*count)).map(|(ending, _)| ending);
        let mut shared: Vec<String> = shared.collect();
        // The longest first, so that a name with a separator in it goes as a whole.
        shared.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        SiteNames { shared }
    }

    /// The title without the name of the site; `site` is what the page calls its site.
    pub(crate) fn without<'t>(&self, title: &'t str, site: Option<&str>) -> &'t str {
        let by_page =
            SEPARATORS.iter().filter_map(|separator| Some(format!("{separator}{}", site?)));
        let endings: Vec<String> = by_page.collect();
        for ending in self.shared.iter().chain(&endings) {
            let Some(rest) = title.strip_suffix(&**ending).map(str::trim_end) else { continue };
            if rest.split_whitespace().count() >= MIN_WORDS
                || rest.chars().count() >= MIN_CHARACTERS
            {
                return rest;
            }
            // A word is enough where the ending is what every page has.
            if !rest.is_empty() && self.shared.contains(ending) {
                return rest;
            }
        }
        title
    }
}

/// What follows the last separators of each kind in a title, with the separator.
fn endings(title: &str) -> impl Iterator<Item = &str> {
    /// A longer title is no title, and the name of a site has no more parts.
    const MAX_BYTES: usize = 500;
    const MAX_PARTS: usize = 3;
    let title = if title.len() > MAX_BYTES { "" } else { title };
    SEPARATORS.iter().flat_map(move |separator| {
        title.rmatch_indices(separator).take(MAX_PARTS).filter_map(|(at, _)| title.get(at..))
    })
}

/// The title of a page: what it calls itself, less the name of the site, or its first heading.
pub(crate) fn of(page: &Page, names: &SiteNames) -> Option<String> {
    let site = page.facts.site_name.as_deref();
    let called = page.facts.titles.iter().chain(&page.facts.page_title);
    let called = called.map(|title| names.without(title, site)).find(|title| !title.is_empty());
    let heading = || {
        let mut blocks = page.text.blocks.iter().zip(page.text.texts());
        blocks.find(|(block, _)| block.level.is_some()).map(|(_, text)| text)
    };
    called.or_else(heading).map(str::to_owned)
}
