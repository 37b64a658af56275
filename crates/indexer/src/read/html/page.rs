//! One page by itself, before it is compared with the others of its site.

use super::facts::Facts;
use super::link_counts::LinkCounts;
use super::page_text::PageText;

/// How the text of a page was chosen. The rules are tried in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// By attributes such as `data-kwic-body`.
    Attributes,
    /// By the element into which a known generator or theme puts it.
    Container(&'static str),
    /// By `<main>` or `role="main"`.
    Main,
    /// By the only large `<article>`.
    Article,
    /// By the scores of readability, as for news.
    News,
    /// The whole body, less what stands around a text: the page says nothing.
    Body,
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Rule::Attributes => f.write_str("own attributes"),
            Rule::Container(name) => write!(f, "container of {name}"),
            Rule::Main => f.write_str("main"),
            Rule::Article => f.write_str("article"),
            Rule::News => f.write_str("news"),
            Rule::Body => f.write_str("body"),
        }
    }
}

/// One page by itself, before it is compared with the others of its site.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) rule: Rule,
    pub(crate) text: PageText,
    pub(crate) facts: Facts,
    pub(crate) is_whole: bool,
    /// How its links to pages of the site are written.
    pub(crate) links: LinkCounts,
}
