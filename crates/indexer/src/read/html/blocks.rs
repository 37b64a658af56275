//! The marked text of a page as blocks.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::marks::{Mark, Marks};
use super::measure::letters;
use super::never_text::is_heading;
use super::tree::{Content, Tree};
use crate::infer::spacing::{CELLS, collapsed};
use crate::{Block, BlockKind};

/// A block, and what the comparison of pages needs to know of it.
#[derive(Debug)]
pub(crate) struct PageBlock {
    pub(crate) block: Block,
    /// The level of a heading.
    pub(crate) level: Option<u8>,
    /// The element that it came from.
    pub(crate) node: usize,
    /// A hash of the names and classes on the way down to it.
    pub(crate) path: u64,
    pub(crate) letters: u32,
    pub(crate) in_links: u32,
}

/// Rows of a table that are longer, or hold blocks, are read cell by cell.
const ROW_LETTERS: u32 = 600;

/// True for elements that stand in the middle of a line and part no words.
pub(crate) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "button"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "mark"
            | "nobr"
            | "picture"
            | "q"
            | "rb"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "slot"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    ) || is_math(name)
}

/// Elements of formulas, whose letters and signs stand in a line.
fn is_math(name: &str) -> bool {
    name == "math"
        || name == "semantics"
        || (name.len() <= 13
            && name.starts_with('m')
            && matches!(
                name,
                "mrow"
                    | "mi"
                    | "mn"
                    | "mo"
                    | "ms"
                    | "mtext"
                    | "mspace"
                    | "mfrac"
                    | "msqrt"
                    | "mroot"
                    | "mstyle"
                    | "merror"
                    | "mpadded"
                    | "mphantom"
                    | "msub"
                    | "msup"
                    | "msubsup"
                    | "munder"
                    | "mover"
                    | "munderover"
                    | "mmultiscripts"
                    | "mtable"
                    | "mtr"
                    | "mtd"
            ))
}

/// The blocks of what is marked as text or aside.
pub(crate) fn blocks(tree: &Tree, marks: &Marks) -> Vec<PageBlock> {
    let mut writer = Writer::new(tree);
    // The elements that are open, innermost last.
    let mut open: Vec<usize> = Vec::new();
    for at in 1..tree.len() {
        while let Some(last) = open.pop_if(|last| tree.end(*last) <= at) {
            writer.close(last);
        }
        match &tree.node(at).content {
            Content::Element { .. } if marks.of(at) == Mark::Out => {}
            Content::Element { .. } => {
                writer.open(at, marks.of(at));
                open.push(at);
            }
            Content::Text(text) if marks.of(at) != Mark::Out => writer.text(at, text, marks.of(at)),
            Content::Text(_) => {}
        }
    }
    while let Some(last) = open.pop() {
        writer.close(last);
    }
    writer.flush();
    writer.blocks
}

/// For each element a hash of the names and classes on the way down to it.
fn paths(tree: &Tree) -> Vec<u64> {
    let mut paths = vec![0; tree.len()];
    for at in 1..tree.len() {
        let mut hasher = FxHasher::default();
        paths[tree.parent(at)].hash(&mut hasher);
        tree.name(at).hash(&mut hasher);
        tree.attribute(at, "class").hash(&mut hasher);
        paths[at] = hasher.finish();
    }
    paths
}

/// Gathers the text of one block at a time.
struct Writer<'t> {
    tree: &'t Tree,
    paths: Vec<u64>,
    blocks: Vec<PageBlock>,
    text: String,
    mark: Mark,
    /// The innermost element that is laid out as a block.
    block: usize,
    letters: u32,
    in_links: u32,
    links: usize,
    /// The heading that is open.
    heading: Option<usize>,
    /// The preformatted text that is open.
    code: Option<usize>,
    /// The row of a table that is read as one block.
    row: Option<usize>,
    /// Captions of pictures on their way behind the block that they stand in.
    captions: Vec<(usize, String)>,
}

impl<'t> Writer<'t> {
    fn new(tree: &'t Tree) -> Self {
        Writer {
            tree,
            paths: paths(tree),
            blocks: Vec::new(),
            text: String::new(),
            mark: Mark::Text,
            block: 0,
            letters: 0,
            in_links: 0,
            links: 0,
            heading: None,
            code: None,
            row: None,
            captions: Vec::new(),
        }
    }

    fn open(&mut self, at: usize, mark: Mark) {
        let name = self.tree.name(at);
        match name {
            "a" => self.links += 1,
            "br" => self.text.push(if self.code.is_some() { '\n' } else { ' ' }),
            "img" => self.caption(at),
            // A power or the mark of a note would become a part of the number or word before it.
            "sup" if self.tree.line(at).starts_with(|c: char| c.is_ascii_digit()) => {
                self.text.push(' ');
            }
            _ if is_inline(name) => {}
            // Elements that the page has made itself are laid out in the line, unless it says otherwise.
            _ if name.contains('-') => self.text.push(' '),
            "td" | "th" if self.row.is_some() => self.text.push_str(CELLS),
            // A line of code in an element of its own.
            _ if self.code.is_some() => self.new_line(),
            _ if self.row.is_some() => self.text.push(' '),
            _ if self.heading.is_some() => self.text.push(' '),
            _ => {
                self.flush();
                self.block = at;
                match name {
                    "pre" => self.code = Some(at),
                    "tr" if self.is_plain_row(at) => self.row = Some(at),
                    _ if is_heading(name) => self.heading = Some(at),
                    _ if self.tree.attribute(at, "role") == Some("heading") => {
                        self.heading = Some(at);
                    }
                    _ => {}
                }
            }
        }
        if !is_inline(name) {
            self.mark = mark;
        }
    }

    fn close(&mut self, at: usize) {
        let name = self.tree.name(at);
        if name == "a" {
            self.links = self.links.saturating_sub(1);
        }
        if is_inline(name) || name == "br" {
            return;
        }
        if name.contains('-') {
            self.text.push(' ');
            return;
        }
        let is = |open: Option<usize>| open == Some(at);
        if is(self.code) || is(self.row) || is(self.heading) {
            self.flush();
            for open in [&mut self.code, &mut self.row, &mut self.heading] {
                *open = open.filter(|open| *open != at);
            }
        } else if self.code.is_some() {
            self.new_line();
        } else if self.row.is_some() || self.heading.is_some() {
            self.text.push(' ');
        } else {
            self.flush();
        }
        self.block = self.tree.parent(at);
    }

    fn new_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn text(&mut self, at: usize, text: &str, mark: Mark) {
        if self.tree.name(self.tree.parent(at)) == "rt" {
            let reading = collapsed(text);
            if !reading.is_empty() {
                self.captions.push((at, reading));
            }
            return;
        }
        if mark != self.mark && !text.trim().is_empty() {
            if self.row.is_none() && self.heading.is_none() && self.code.is_none() {
                // A change of mark begins another block.
                self.flush();
                self.mark = mark;
            } else if self.letters == 0 {
                self.mark = mark;
            } else {
                // A heading or a row is one block, and as much as the most of it.
                self.mark = self.mark.min(mark);
            }
        }
        self.text.push_str(text);
        let letters = letters(text);
        self.letters += letters;
        if self.links > 0 {
            self.in_links += letters;
        }
    }

    /// What an author wrote in the place of a picture.
    fn caption(&mut self, at: usize) {
        let alt = collapsed(self.tree.attribute(at, "alt").unwrap_or_default());
        let is_file = alt.rsplit_once('.').is_some_and(|(_, ending)| {
            matches!(
                &*ending.to_ascii_lowercase(),
                "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif"
            )
        });
        if alt.contains(' ') && !is_file {
            self.captions.push((at, alt));
        }
    }

    /// True for a row whose cells hold lines and no blocks.
    fn is_plain_row(&self, row: usize) -> bool {
        let mut sum = 0;
        for at in self.tree.inside(row) {
            let name = self.tree.name(at);
            if !name.is_empty()
                && !is_inline(name)
                && !matches!(name, "td" | "th" | "br" | "p" | "div")
            {
                return false;
            }
            sum += letters(self.tree.text(at));
        }
        sum <= ROW_LETTERS
    }

    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        if self.row.is_some() {
            let cells = text.split(CELLS).map(str::trim).filter(|cell| !cell.is_empty());
            text = cells.collect::<Vec<_>>().join(CELLS);
        }
        let text = collapsed(&text);
        let (letters, in_links) = (self.letters, self.in_links);
        (self.letters, self.in_links) = (0, 0);
        if !text.is_empty() {
            let level = self.heading.map(|heading| level(self.tree, heading));
            let kind = match self.mark {
                Mark::Aside | Mark::Out => BlockKind::Aside,
                _ if self.heading.is_some() => BlockKind::Heading,
                _ if self.code.is_some() => BlockKind::Code,
                Mark::Heading => BlockKind::Heading,
                Mark::Text => BlockKind::Body,
            };
            let node = self.heading.or(self.code).or(self.row).unwrap_or(self.block);
            let anchor =
                self.heading.and_then(|heading| super::anchors::of_heading(self.tree, heading));
            self.blocks.push(PageBlock {
                block: Block { anchor, ..Block::new(kind, text) },
                level,
                node,
                path: self.paths[node],
                letters,
                in_links,
            });
        }
        for (node, text) in std::mem::take(&mut self.captions) {
            let letters = self::letters(&text);
            let block = Block::new(BlockKind::Aside, text);
            self.blocks.push(PageBlock {
                block,
                level: None,
                node,
                path: self.paths[node],
                letters,
                in_links: 0,
            });
        }
    }
}

/// The level of a heading.
fn level(tree: &Tree, heading: usize) -> u8 {
    match tree.name(heading).as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => digit - b'0',
        _ => {
            tree.attribute(heading, "aria-level").and_then(|level| level.parse().ok()).unwrap_or(2)
        }
    }
}
