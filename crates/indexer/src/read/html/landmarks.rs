//! What a page says by its elements and roles: where its main text is, and what stands around it.

use super::containers::outermost;
use super::marks::{Mark, Marks};
use super::measure::{Amount, amounts};
use super::tree::Tree;

/// What stands around a text is left out if it is no longer than so many words, or mostly links; else it may
/// be a text of its own and counts little.
const SHORT: u32 = 40;
const LINKS: f32 = 0.4;
/// A text that stands in such an element and is longer, with few links, is text of the page.
const LONG: u32 = 250;
const FEW_LINKS: f32 = 0.2;

/// A `main` is the text of the page if it has so many words, and this share of all on the page.
const MAIN_WORDS: u32 = 25;
const MAIN_SHARE: f32 = 0.25;
/// Of a short page it has this share.
const SHORT_MAIN_SHARE: f32 = 0.6;
/// The same of an `article`, which has to be the only one of its size.
const ARTICLE_WORDS: u32 = 100;
const ARTICLE_SHARE: f32 = 0.4;
/// Another article of this share of the largest is of its size.
const LIKE_SIZE: f32 = 0.5;

/// Marks navigation, headers, footers, side columns and forms.
pub(crate) fn mark_chrome(tree: &Tree, marks: &mut Marks) {
    let amounts = amounts(tree, marks);
    for (at, amount) in amounts.iter().enumerate().skip(1) {
        let Some(kind) = chrome(tree, at) else { continue };
        let is_text = amount.words() > LONG && amount.link_density() < FEW_LINKS;
        let has_title = (at..tree.end(at)).any(|inside| tree.name(inside) == "h1");
        let has_text_element =
            tree.inside(at).any(|inside| matches!(tree.name(inside), "main" | "article"));
        if has_text_element || (kind != Chrome::Navigation && (is_text || has_title)) {
            continue;
        }
        let is_short = amount.words() <= SHORT || amount.link_density() > LINKS;
        let mark = if is_short || kind == Chrome::Navigation { Mark::Out } else { Mark::Aside };
        marks.set(tree, at, mark);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Chrome {
    Navigation,
    Other,
}

fn chrome(tree: &Tree, at: usize) -> Option<Chrome> {
    let role = tree.attribute(at, "role").unwrap_or_default();
    match (tree.name(at), role) {
        ("nav", _) | (_, "navigation") => Some(Chrome::Navigation),
        ("footer" | "form", _) => Some(Chrome::Other),
        (_, "banner" | "contentinfo" | "complementary" | "form") => Some(Chrome::Other),
        ("aside", "" | "note" | "doc-tip" | "doc-notice") => {
            // In a text it is a note to the text, as documentation has them.
            let in_text =
                tree.ancestors(at).any(|above| matches!(tree.name(above), "p" | "li" | "section"));
            (!in_text && role.is_empty()).then_some(Chrome::Other)
        }
        ("aside", _) => Some(Chrome::Other),
        ("header", _) => {
            let in_text = tree
                .ancestors(at)
                .any(|above| matches!(tree.name(above), "main" | "article" | "section"));
            (!in_text).then_some(Chrome::Other)
        }
        _ => None,
    }
}

/// The part of a page that holds its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Region {
    /// `<main>` or `role="main"`.
    Main(usize),
    /// The one large `<article>`.
    Article(usize),
    /// The page says nothing.
    Body(usize),
}

impl Region {
    pub(crate) fn node(self) -> usize {
        match self {
            Region::Main(node) | Region::Article(node) | Region::Body(node) => node,
        }
    }
}

/// Where the text is.
pub(crate) fn region(tree: &Tree, amounts: &[Amount]) -> Region {
    let body = (1..tree.len()).find(|&at| tree.name(at) == "body").unwrap_or(0);
    let all = amounts[body];
    let holds = |at: usize, words: u32, share: f32| {
        amounts[at].words() >= words && amounts[at].letters as f32 >= share * all.letters as f32
    };
    let mains =
        outermost(tree, |at| tree.name(at) == "main" || tree.attribute(at, "role") == Some("main"));
    let main = mains.into_iter().max_by_key(|&at| amounts[at].letters);
    let is_text = |at: usize| holds(at, MAIN_WORDS, MAIN_SHARE) || holds(at, 0, SHORT_MAIN_SHARE);
    if let Some(main) = main.filter(|&at| is_text(at)) {
        return match article(tree, amounts, main, amounts[main].letters) {
            Some(article) => Region::Article(article),
            None => Region::Main(main),
        };
    }
    match article(tree, amounts, body, all.letters) {
        Some(article) => Region::Article(article),
        None => Region::Body(body),
    }
}

/// The one large article in a node of so many letters.
fn article(tree: &Tree, amounts: &[Amount], node: usize, letters: u32) -> Option<usize> {
    let articles = articles(tree, node);
    let largest = articles.iter().copied().max_by_key(|&at| amounts[at].letters)?;
    let size = amounts[largest].letters as f32;
    let others = articles
        .iter()
        .filter(|&&at| at != largest && amounts[at].letters as f32 >= LIKE_SIZE * size)
        .count();
    let is_large =
        amounts[largest].words() >= ARTICLE_WORDS && size >= ARTICLE_SHARE * letters as f32;
    (is_large && others == 0).then_some(largest)
}

/// The articles in a node, those inside another left out.
fn articles(tree: &Tree, node: usize) -> Vec<usize> {
    let (first, end) = (node, tree.end(node));
    outermost(tree, |at| first <= at && at < end && tree.name(at) == "article")
}

/// Marks the entries of a page that lists others, so that each is found by its own page first.
pub(crate) fn mark_list(tree: &Tree, marks: &mut Marks, amounts: &[Amount], region: usize) {
    /// So many entries make a list.
    const MANY: usize = 3;
    let articles = articles(tree, region);
    let inside: u32 = articles.iter().map(|&at| amounts[at].letters).sum();
    let largest = articles.iter().map(|&at| amounts[at].letters).max().unwrap_or_default();
    let like =
        articles.iter().filter(|&&at| amounts[at].letters as f32 >= LIKE_SIZE * largest as f32);
    if like.count() >= MANY && inside * 2 > amounts[region].letters {
        for at in articles {
            marks.set(tree, at, Mark::Aside);
        }
    }
}
