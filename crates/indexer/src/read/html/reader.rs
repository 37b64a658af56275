//! The steps from the bytes of a page to its text.

use super::landmarks::Region;
use super::link_counts::PageNames;
use super::marks::Marks;
use super::measure::amounts;
use super::own::Own;
use super::page::{Page, Rule};
use super::page_text::PageText;
use super::tree::Tree;
use super::{
    blocks, containers, encoding, extractor, facts, landmarks, never_text, parse, repeats,
};
use crate::read::generator::Generator;
use crate::read::settings::site::SiteSettings;

/// Pages are read up to so many bytes.
pub(crate) const MAX_BYTES: usize = 16 << 20;

/// Reads one page of a site whose pages are called so, as its author wants.
pub(crate) fn read(bytes: &[u8], names: &PageNames, settings: &SiteSettings) -> Page {
    let is_cut = bytes.len() > MAX_BYTES;
    let html = encoding::decode(&bytes[..bytes.len().min(MAX_BYTES)]);
    let parsed = parse::parse(&html);
    let tree = Tree::new(&parsed.document);
    let mut marks = Marks::new(&tree);
    never_text::mark(&tree, &mut marks, settings.comments);
    let own = Own::new(&tree, &html);
    own.mark(&mut marks);
    let rule = choose(&tree, &mut marks, &own, parsed.document, settings.generator.as_ref());
    let mut facts = facts::read(&tree, &marks);
    own.facts(&mut facts, &settings.filters.keys);
    facts.settle_filters(&tree, &settings.filters.keys);
    facts.is_noindex |= own.leaves_out_page();
    let mut blocks = blocks::blocks(&tree, &marks);
    if rule == Rule::News {
        extractor::mark_lines(&mut blocks);
    }
    let with_heading = repeats::with_heading(&tree, &blocks);
    let text = PageText::new(blocks, with_heading);
    let links = names.count(&facts.links);
    // Most pages of a site link to the same two hundred.
    facts.links = Vec::new();
    let is_whole = parsed.is_whole && !is_cut;
    Page { rule, text, facts, is_whole, links }
}

/// Marks what is not text of the page, by the first rule that says what is.
fn choose(
    tree: &Tree,
    marks: &mut Marks,
    own: &Own<'_>,
    document: dom_query::Document,
    generator: Option<&Generator>,
) -> Rule {
    let bodies = own.bodies();
    if !bodies.is_empty() {
        marks.keep_only(tree, &bodies);
        own.mark_bodies(marks, &bodies);
        return Rule::Attributes;
    }
    if let Some((name, found, without)) = containers::find(tree, generator) {
        containers::mark(tree, marks, &found, without);
        return Rule::Container(name);
    }
    landmarks::mark_chrome(tree, marks);
    let amounts = amounts(tree, marks);
    let region = landmarks::region(tree, &amounts);
    if extractor::is_like_news(tree, amounts[region.node()])
        && let Some(kept) = extractor::article(document, tree)
    {
        extractor::mark(tree, marks, &kept);
        return Rule::News;
    }
    marks.keep_only(tree, &[region.node()]);
    landmarks::mark_list(tree, marks, &amounts, region.node());
    match region {
        Region::Main(_) => Rule::Main,
        Region::Article(_) => Rule::Article,
        Region::Body(_) => Rule::Body,
    }
}
