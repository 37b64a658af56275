//! The fragment that leads to a heading.

use super::never_text::is_heading;
use super::tree::Tree;

/// The id of a heading: its own, that of an anchor in it, that of the section which it opens, that of an empty anchor
/// right before it, or that which its link to itself names.
pub(crate) fn of_heading(tree: &Tree, heading: usize) -> Option<String> {
    id(tree, heading)
        .or_else(|| tree.inside(heading).find_map(|at| anchor(tree, at)))
        .or_else(|| of_section(tree, heading))
        .or_else(|| before(tree, heading))
        .or_else(|| tree.inside(heading).find_map(|at| link_to_itself(tree, heading, at)))
        .map(str::to_owned)
}

fn id(tree: &Tree, at: usize) -> Option<&str> {
    tree.attribute(at, "id").map(str::trim).filter(|id| !id.is_empty())
}

/// The id, or the name of a link that is a mark and leads nowhere.
fn anchor(tree: &Tree, at: usize) -> Option<&str> {
    id(tree, at).or_else(|| {
        let name = (tree.name(at) == "a").then(|| tree.attribute(at, "name"))?;
        name.map(str::trim).filter(|name| !name.is_empty())
    })
}

/// Where a link leads that shows a sign and no word, or all of the heading.
fn link_to_itself(tree: &Tree, heading: usize, at: usize) -> Option<&str> {
    let href = (tree.name(at) == "a").then(|| tree.attribute(at, "href"))??;
    let fragment = href.strip_prefix('#').filter(|fragment| !fragment.is_empty())?;
    let text = tree.line(at);
    let is_itself = !text.contains(char::is_alphanumeric) || text == tree.line(heading);
    is_itself.then_some(fragment)
}

/// The id of the section whose first heading this is.
fn of_section(tree: &Tree, heading: usize) -> Option<&str> {
    let mut first = heading;
    for above in tree.ancestors(heading) {
        let is_section =
            matches!(tree.name(above), "section" | "div" | "article" | "hgroup" | "header");
        // What stands between has been looked at further in.
        let opens = !(above + 1..first)
            .any(|at| is_heading(tree.name(at)) || matches!(tree.name(at), "p" | "pre"));
        if !is_section || !opens {
            return None;
        }
        if let Some(id) = id(tree, above) {
            return Some(id);
        }
        first = above;
    }
    None
}

/// The id of an empty element right before a heading.
fn before(tree: &Tree, heading: usize) -> Option<&str> {
    let parent = tree.parent(heading);
    // Backwards over white space to the end of what stands before, and from there up to the child of the parent.
    let last = (parent + 1..heading)
        .rev()
        .find(|&at| !(tree.is_text(at) && tree.text(at).trim().is_empty()))?;
    let before =
        std::iter::once(last).chain(tree.ancestors(last)).find(|&at| tree.parent(at) == parent)?;
    let is_empty = !tree.is_text(before)
        && (before..tree.end(before)).all(|at| tree.text(at).trim().is_empty());
    is_empty.then(|| (before..tree.end(before)).find_map(|at| anchor(tree, at)))?
}
