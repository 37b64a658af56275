//! The text of a news page, by the scores of readability: what such a page puts between and behind the
//! paragraphs of its article has no names that all sites share.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::blocks::{PageBlock, is_inline};
use super::containers::outermost;
use super::marks::{Mark, Marks};
use super::measure::{Amount, amounts, letters};
use super::tree::{Content, Tree};
use crate::BlockKind;
use crate::infer::boilerplate::{self, JudgedLine};
use crate::infer::paragraphs;
use crate::infer::spacing::collapsed;

/// A page is taken for one with news if the share of its letters in links is larger, and that in code is not.
const LINKS: f32 = 0.1;
const CODE: f32 = 0.1;
/// Fewer words are no article.
const MIN_WORDS: u32 = 80;
/// Deeper trees are not given to the extractor, whose time grows with the depth.
const MAX_DEPTH: usize = 200;
/// Blocks inside the article with more links, and no more words, are lists of other articles.
const LINK_BLOCK: f32 = 0.6;
const LINK_BLOCK_WORDS: u32 = 150;
/// A text of so many letters is told by itself.
const LONG_TEXT: u32 = 20;
/// The attribute by which an element is found again.
const NUMBER: &str = "data-kwic-node";

/// True for a page whose region may hold more than its article: it has many links, or the page says that it is an
/// article of the press or a blog.
pub(crate) fn is_like_news(tree: &Tree, amount: Amount) -> bool {
    amount.words() >= MIN_WORDS
        && amount.code_share() <= CODE
        && (amount.link_density() > LINKS || says_article(tree))
}

fn says_article(tree: &Tree) -> bool {
    const TIMES: &[&str] =
        &["article:published_time", "article:modified_time", "article:author", "article:section"];
    (1..tree.len()).any(|at| match tree.name(at) {
        "meta" => {
            let property = tree.attribute(at, "property").unwrap_or_default();
            TIMES.contains(&property)
                || (property == "og:type"
                    && tree.attribute(at, "content").is_some_and(|kind| kind.trim() == "article"))
        }
        _ => tree.attribute(at, "itemprop") == Some("articleBody"),
    })
}

/// The elements of the article, by their numbers in the tree; `None` if the extractor finds none.
pub(crate) fn article(document: Document, tree: &Tree) -> Option<HashSet<usize>> {
    if depth(tree) > MAX_DEPTH {
        return None;
    }
    let holds_text = |at: usize| tree.children(at).any(|child| !tree.text(child).trim().is_empty());
    for at in (1..tree.len()).filter(|&at| holds_text(at)) {
        NodeRef::new(tree.node(at).source, &document.tree).set_attr(NUMBER, &at.to_string());
    }
    let config = Config { disable_json_ld: true, ..Config::default() };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let article = Document::fragment(readability.parse().ok()?.content);
    let found = Tree::new(&article);
    let mut kept = HashSet::new();
    let mut texts = HashSet::new();
    for at in 1..found.len() {
        kept.extend(found.attribute(at, NUMBER).and_then(|number| number.parse::<usize>().ok()));
        texts.extend(long_text(&found, at));
    }
    // The extractor makes other elements of some, which are known by their text or by what stands in their lines.
    for at in (1..tree.len()).rev() {
        let parent = tree.parent(at);
        let is_kept = match tree.name(at) {
            "" => long_text(tree, at).is_some_and(|text| texts.contains(&text)),
            name => kept.contains(&at) && is_inline(name),
        };
        if is_kept {
            kept.insert(parent);
        }
    }
    (!kept.is_empty()).then_some(kept)
}

/// A text that is long enough to be no other.
fn long_text(tree: &Tree, at: usize) -> Option<String> {
    (letters(tree.text(at)) >= LONG_TEXT).then(|| collapsed(tree.text(at)))
}

/// Marks as aside what the extractor left out, captions, and blocks of links.
pub(crate) fn mark(tree: &Tree, marks: &mut Marks, kept: &HashSet<usize>) {
    let amounts_before = amounts(tree, marks);
    for (at, amount) in amounts_before.iter().enumerate().skip(1) {
        let is_text = matches!(tree.node(at).content, Content::Text(_));
        let is_short = amount.words() < BESIDE_WORDS;
        if (is_short && is_beside(tree, at)) || (is_text && !kept.contains(&tree.parent(at))) {
            marks.set(tree, at, Mark::Aside);
        }
    }
    let amounts = amounts(tree, marks);
    let is_block = |at: usize| {
        matches!(tree.name(at), "div" | "section" | "ul" | "ol" | "p" | "table" | "aside")
    };
    for at in outermost(tree, |at| {
        is_block(at)
            && amounts[at].letters > 0
            && amounts[at].link_density() > LINK_BLOCK
            && amounts[at].words() < LINK_BLOCK_WORDS
    }) {
        marks.set(tree, at, Mark::Aside);
    }
}

/// Parts of class names of captions, bylines, and what asks the reader for something.
const BESIDE: &[&str] = &[
    "caption",
    "credit",
    "byline",
    "author-bio",
    "author-box",
    "about-author",
    "newsletter",
    "signup",
    "sign-up",
];

/// They are no longer than this.
const BESIDE_WORDS: u32 = 80;

/// True for what stands in an article of the press and is no part of its text.
fn is_beside(tree: &Tree, at: usize) -> bool {
    tree.name(at) == "figcaption"
        || tree.classes(at).any(|class| {
            let class = class.to_ascii_lowercase();
            BESIDE.iter().any(|part| class.contains(part))
        })
}

/// Marks lines that announce other articles, and what stands between the headline and the first paragraph.
pub(crate) fn mark_lines(blocks: &mut [PageBlock]) {
    let is_running = |block: &PageBlock| paragraphs::is_running(&block.block.text);
    let text: Vec<usize> =
        (0..blocks.len()).filter(|&at| blocks[at].block.kind != BlockKind::Aside).collect();
    let lines: Vec<JudgedLine<'_>> = text
        .iter()
        .map(|&at| JudgedLine { text: &blocks[at].block.text, running: is_running(&blocks[at]) })
        .collect();
    let mut asides = boilerplate::asides(&lines);
    if let Some(first) = lines.iter().position(|line| line.running) {
        asides[..first].fill(true);
    }
    // Only captions and menus say the same twice, unless all of the article stands there twice.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    lines.iter().for_each(|line| *counts.entry(line.text).or_default() += 1);
    let is_repeated = |line: &JudgedLine<'_>| counts.get(line.text).is_some_and(|&count| count > 1);
    let repeated = lines.iter().filter(|line| line.running && is_repeated(line)).count();
    let running = lines.iter().filter(|line| line.running).count();
    if repeated * 2 < running {
        lines.iter().zip(&mut asides).for_each(|(line, aside)| *aside |= is_repeated(line));
    }
    for (at, aside) in text.into_iter().zip(asides) {
        if aside && blocks[at].level.is_none() {
            blocks[at].block.kind = BlockKind::Aside;
        }
    }
}

fn depth(tree: &Tree) -> usize {
    let mut depths = vec![0usize; tree.len()];
    for at in 1..tree.len() {
        depths[at] = depths[tree.parent(at)] + 1;
    }
    depths.into_iter().max().unwrap_or_default()
}
