//! One article as the index sees it, whatever file it came from.

use serde::{Deserialize, Serialize};

/// What a stretch of an article is, which decides how much a word in it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading inside the article (its title is not a block).
    Heading,
    /// Running text.
    Body,
    /// What the author says the article is about. It can be found but weighs little, and stands for the
    /// text in a hit whose text has no word of the query.
    Description,
    /// Code, which passages are taken from only where the running text has no word of the query.
    Code,
    /// Boilerplate around the article: related links, share bars, trending lists. It can be found
    /// but weighs little.
    Aside,
}

/// A paragraph, list item, heading or other run of text between two line breaks of the layout.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Plain text, no markup, not empty, white space collapsed to single spaces.
    pub text: String,
    /// For a heading the fragment of the url that leads to it, without `#`.
    pub anchor: Option<String>,
}

impl Block {
    /// A block to which no link leads.
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Self {
        Block { kind, text: text.into(), anchor: None }
    }
}

/// One article, ready to be indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Name of the article in a collection of records (`id` of JSON records); the url otherwise.
    pub id: String,
    /// Where a hit leads. Relative urls have no leading slash unless the author wrote one.
    pub url: String,
    /// Title as shown; never empty.
    pub title: String,
    /// True when the title is only the beginning of the body, cut at a word: it is shown, but its
    /// words are not indexed a second time.
    pub title_from_body: bool,
    /// Lower-case language code such as `en` or `vi`; `und` when no language could be told.
    pub lang: String,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Publisher or origin, as the author wrote it.
    pub source: Option<String>,
    /// Author, as written.
    pub author: Option<String>,
    /// Tags, as written.
    pub tags: Vec<String>,
    /// A picture of the article, as a url.
    pub image: Option<String>,
    /// The names of the pages or folders above it, the uppermost first.
    pub breadcrumbs: Vec<String>,
    /// The author's own filters: name and value. The names `lang`, `source`, `tag` and `year` are those of the fields above.
    pub filters: Vec<(String, String)>,
    /// The text in reading order.
    pub blocks: Vec<Block>,
    /// The Markdown body when the article came from a Markdown file, for its readable page.
    pub markdown: Option<String>,
}

impl Document {
    /// What the author says the article is about.
    pub fn description(&self) -> Option<&str> {
        let is_description = |block: &&Block| block.kind == BlockKind::Description;
        self.blocks.iter().find(is_description).map(|block| &*block.text)
    }

    /// The headings that a link leads to: the fragment of each, and its text.
    pub fn sections(&self) -> impl Iterator<Item = (&str, &str)> {
        self.blocks.iter().filter_map(|block| Some((block.anchor.as_deref()?, &*block.text)))
    }
}
