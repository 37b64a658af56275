//! HTML to a tree, as browsers make it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use dom_query::{Document, NodeId};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{
    EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};
use tendril::StrTendril;

/// How deep elements stand in each other at most. Browsers stop there too; the parser needs time in
/// proportion to the depth for each of its steps.
const MAX_DEPTH: usize = 512;

/// So many open elements are too many wherever they stand. Those that stand before a table or in a template are not seen
/// at the end of the page, and elements whose end nobody wrote are counted on.
const MAX_OPEN: usize = 16 * MAX_DEPTH;

/// What makes no depth, and is never passed over: the tokenizer reads these in another way, or they hold nothing, or one
/// ends another.
const FLAT: &[&str] = &[
    "a",
    "area",
    "base",
    "br",
    "button",
    "caption",
    "col",
    "colgroup",
    "dd",
    "dt",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "iframe",
    "img",
    "input",
    "li",
    "link",
    "meta",
    "nobr",
    "noembed",
    "noframes",
    "optgroup",
    "option",
    "p",
    "param",
    "plaintext",
    "rb",
    "rp",
    "rt",
    "rtc",
    "script",
    "source",
    "style",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "wbr",
    "xmp",
];

/// The tree of a page, and whether all of the page is in it.
pub(crate) struct Parsed {
    pub(crate) document: Document,
    pub(crate) is_whole: bool,
}

/// The tree of a page, as the indexer reads pages: elements that stand too deep for browsers are left out, and
/// scripts do not run.
pub fn page_tree(html: &str) -> Document {
    parse(html).document
}

/// Parses a page. Elements that stand deeper than [`MAX_DEPTH`] are left out and their text is kept; a page
/// that makes more nodes than it has bytes is read until it does.
pub(crate) fn parse(html: &str) -> Parsed {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let sink = Shallow {
        builder: TreeBuilder::new(Document::default(), options),
        open: Cell::new(0),
        names: RefCell::default(),
        max_nodes: html.len() + MAX_DEPTH,
        is_whole: Cell::new(true),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    // A long tendril is cut by references into it that stay.
    input.push_back(StrTendril::from(html));
    while let TokenizerResult::Script(_) | TokenizerResult::EncodingIndicator(_) =
        tokenizer.feed(&input)
    {}
    tokenizer.end();
    let Shallow { builder, is_whole, .. } = tokenizer.sink;
    Parsed { document: builder.sink, is_whole: is_whole.get() }
}

/// Counts of the tags of one name.
#[derive(Default)]
struct Counts {
    open: usize,
    skipped: usize,
}

/// Keeps tags from the tree builder that would make the tree too deep.
struct Shallow {
    builder: TreeBuilder<NodeId, Document>,
    /// How many start tags have no end tag of their name yet.
    open: Cell<usize>,
    /// Of each name how many are open, and how many were passed over and not ended yet.
    names: RefCell<HashMap<LocalName, Counts>>,
    max_nodes: usize,
    is_whole: Cell<bool>,
}

impl Shallow {
    fn is_passed_over(&self, tag: &Tag) -> bool {
        // In drawings and formulas every element holds what follows, unless it closes itself.
        let is_foreign = self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        let is_flat = if is_foreign { tag.self_closing } else { FLAT.contains(&&*tag.name) };
        if is_flat {
            return false;
        }
        let mut names = self.names.borrow_mut();
        let counts = names.entry(tag.name.clone()).or_default();
        let open = self.open.get();
        match tag.kind {
            EndTag if counts.skipped > 0 => {
                counts.skipped -= 1;
                true
            }
            // An end tag that ends nothing changes nothing.
            EndTag if counts.open == 0 => false,
            EndTag => {
                counts.open -= 1;
                self.open.set(open.saturating_sub(1));
                false
            }
            StartTag if open >= MAX_OPEN || (open >= MAX_DEPTH && self.depth() >= MAX_DEPTH) => {
                counts.skipped += 1;
                true
            }
            StartTag => {
                counts.open += 1;
                self.open.set(open + 1);
                false
            }
        }
    }

    /// How deep the last node of the page stands, which is where the parser is.
    fn depth(&self) -> usize {
        let root = self.builder.sink.root();
        std::iter::successors(root.last_child(), |node| node.last_child()).count()
    }
}

impl TokenSink for Shallow {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.builder.sink.tree.len() > self.max_nodes {
            self.is_whole.set(false);
            return TokenSinkResult::Continue;
        }
        if let TagToken(tag) = &token
            && self.is_passed_over(tag)
        {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
