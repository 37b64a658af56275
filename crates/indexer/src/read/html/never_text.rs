//! What is never text of a page, whoever made it: code for the browser, controls, what nobody sees.

use super::containers::outermost;
use super::marks::{Mark, Marks};
use super::tree::Tree;

/// Elements that hold code, controls, or nothing to read.
const ELEMENTS: &[&str] = &[
    "applet",
    "area",
    "audio",
    "canvas",
    "datalist",
    "dialog",
    "embed",
    "frame",
    "frameset",
    "head",
    "iframe",
    "input",
    "label",
    "link",
    "map",
    "meta",
    "meter",
    "noembed",
    "noframes",
    "object",
    "option",
    "optgroup",
    "output",
    "param",
    "portal",
    "progress",
    "rp",
    "script",
    "select",
    "source",
    "style",
    "svg",
    "template",
    "title",
    "track",
    "video",
    "annotation",
    "annotation-xml",
];

/// Roles of controls.
const ROLES: &[&str] = &[
    "alertdialog",
    "button",
    "combobox",
    "dialog",
    "listbox",
    "menu",
    "menubar",
    "option",
    "progressbar",
    "scrollbar",
    "search",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "tablist",
    "toolbar",
    "tooltip",
];

/// Classes and ids of what themes put around and into a text, each as a whole.
const NAMES: &[&str] = &[
    // Links of headings to themselves.
    "headerlink",
    "header-anchor",
    "hash-link",
    "anchor-link",
    "anchorjs-link",
    "heading-anchor",
    "heading-anchor-link",
    "sl-anchor-link",
    "direct-link",
    // Buttons beside code, and its line numbers.
    "copybtn",
    "copy-button",
    "copy-code-button",
    "copy-btn",
    "btn-clipboard",
    "btn-copy",
    "clipboard-button",
    "md-clipboard",
    "md-code__nav",
    "line-numbers-wrapper",
    "line-numbers-rows",
    "linenos",
    "lineno",
    "linenodiv",
    "lnt",
    "ln",
    "hljs-ln-numbers",
    "rouge-gutter",
    "code-block-extension-header",
    // What only screen readers say, of the layout and not of the text.
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "skip-link",
    "skip-to-content",
    "skiplink",
    "skip-nav",
    // Links to the page before and behind, to its source, and what asks for an opinion of it.
    "pagination",
    "pagination-nav",
    "pager",
    "prev-next",
    "prev-next-area",
    "prev-next-footer",
    "prev-next-links",
    "post-navigation",
    "nav-links",
    "nav-chapters",
    "nav-wide-wrapper",
    "edit-link",
    "edit-page",
    "edit-this-page",
    "theme-edit-this-page",
    "md-content__button",
    "editlink",
    "last-updated",
    "feedback",
    "page-feedback",
    "back-to-top",
    "backtotop",
    "scroll-to-top",
    // Breadcrumbs, which are facts of the page.
    "breadcrumb",
    "breadcrumbs",
    "theme-doc-breadcrumbs",
    "wy-breadcrumbs",
    // Sharing.
    "share-buttons",
    "social-share",
    "addtoany_share_save_container",
    "sharedaddy",
    "share-bar",
];

/// Comments of readers, which are text where an author wants them.
const COMMENTS: &[&str] = &[
    "comments",
    "comment-list",
    "commentlist",
    "comments-area",
    "comment-respond",
    "giscus",
    "utterances",
    "remark42",
    "isso-thread",
    "disqus_thread",
];

/// Elements that stand in a line of text.
const IN_LINES: &[&str] = &["a", "abbr", "b", "em", "i", "small", "span", "strong", "sup", "use"];

/// Marks what is never text, and comments unless they are.
pub(crate) fn mark(tree: &Tree, marks: &mut Marks, comments: bool) {
    let mut at = 1;
    while at < tree.len() {
        let is_out = !tree.name(at).is_empty() && is_never_text(tree, at, comments);
        if is_out {
            marks.set(tree, at, Mark::Out);
            at = tree.end(at);
        } else {
            at += 1;
        }
    }
    let noscripts = outermost(tree, |at| tree.name(at) == "noscript");
    let mut inside = vec![false; tree.len()];
    noscripts.iter().for_each(|&noscript| inside[noscript..tree.end(noscript)].fill(true));
    let has_text = |at: usize| marks.of(at) != Mark::Out && !tree.text(at).trim().is_empty();
    // Without scripts they would be shown; a page that has nothing else consists of them.
    if (1..tree.len()).any(|at| !inside[at] && has_text(at)) {
        for noscript in noscripts {
            marks.set(tree, noscript, Mark::Out);
        }
    }
}

fn is_never_text(tree: &Tree, at: usize, comments: bool) -> bool {
    let name = tree.name(at);
    let attribute = |key: &str| tree.attribute(at, key);
    if ELEMENTS.contains(&name) {
        return true;
    }
    // A whole page that is hidden until its script has run is still the page.
    if matches!(name, "html" | "body" | "main" | "article") {
        return false;
    }
    let role = attribute("role").unwrap_or_default();
    ROLES.contains(&role)
        || attribute("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || attribute("style").is_some_and(hides)
        || (attribute("aria-hidden") == Some("true") && IN_LINES.contains(&name))
        || (name == "button" && !stands_in_heading(tree, at))
        || is_called(tree, at, &|name| {
            NAMES.contains(&name) || (!comments && COMMENTS.contains(&name))
        })
        || is_cookie_banner(tree, at)
        || is_permalink(tree, at)
        || attribute("aria-label")
            .is_some_and(|label| label.to_ascii_lowercase().starts_with("breadcrumb"))
        || (name == "a" && attribute("rel").is_some_and(|rel| matches!(rel, "prev" | "next")))
}

/// True for an element one of whose classes, or whose id, is such a name. The id of a heading, or of a section which
/// begins with one, is made of its text, which may be about comments, cookies or pagination; and a heading is text.
fn is_called(tree: &Tree, at: usize, is_such: &dyn Fn(&str) -> bool) -> bool {
    !is_heading(tree.name(at))
        && (tree.classes(at).any(is_such)
            || (tree.attribute(at, "id").is_some_and(is_such) && !begins_with_heading(tree, at)))
}

/// True where the first text of an element is a heading.
fn begins_with_heading(tree: &Tree, at: usize) -> bool {
    let first = tree.inside(at).find(|&inside| !tree.text(inside).trim().is_empty());
    first.is_some_and(|first| stands_in_heading(tree, first))
}

/// True for a style that takes an element off the page.
fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

fn is_cookie_banner(tree: &Tree, at: usize) -> bool {
    const ABOUT: &[&str] = &["cookie", "consent", "gdpr"];
    const WHAT: &[&str] =
        &["banner", "notice", "bar", "popup", "modal", "overlay", "consent", "message", "law"];
    const VENDORS: &[&str] =
        &["onetrust", "cookiebot", "didomi", "usercentrics", "qc-cmp", "osano"];
    let is_vendors = |name: &str| {
        let name = name.to_ascii_lowercase();
        VENDORS.iter().any(|vendor| name.contains(vendor))
    };
    let is_banner = |class: &str| {
        let class = class.to_ascii_lowercase();
        ABOUT.iter().any(|about| {
            class.split_once(about).is_some_and(|(before, behind)| {
                WHAT.iter().any(|what| before.contains(what) || behind.contains(what))
            })
        })
    };
    is_called(tree, at, &|name| is_vendors(name) || is_banner(name))
}

fn stands_in_heading(tree: &Tree, at: usize) -> bool {
    tree.ancestors(at).any(|above| is_heading(tree.name(above)))
}

/// True for `h1` to `h6`.
pub(crate) fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// A link of a heading to itself that shows a sign and no word.
fn is_permalink(tree: &Tree, at: usize) -> bool {
    tree.name(at) == "a"
        && tree.attribute(at, "href").is_some_and(|href| href.contains('#'))
        && !tree.line(at).contains(char::is_alphanumeric)
}
