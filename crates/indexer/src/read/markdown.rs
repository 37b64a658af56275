//! Markdown as an article: title and blocks, without the marks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::html::fragment;
use crate::infer::boilerplate::{self, BoilerplateMarker, JudgedLine};
use crate::infer::paragraphs;
use crate::infer::spacing::{CELLS, collapsed};
use crate::read::plain_text::{self, ReadText};
use crate::read::slug::{SlugRule, Slugs};
use crate::{Block, BlockKind};

/// The Markdown that both the index and the page understand: CommonMark with the additions of GitHub
/// and those of the usual site generators.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// A block and, for headings, its level.
#[derive(Default)]
struct MarkdownBlock {
    text: String,
    level: Option<HeadingLevel>,
    code: bool,
    /// The id of a heading.
    anchor: Option<String>,
}

/// Reads Markdown without its front matter; `slugs` is how its headings get their ids. With a title given, none is looked for, and a heading
/// that repeats it at the top is dropped.
pub(crate) fn read(markdown: &str, given_title: Option<&str>, slugs: SlugRule) -> ReadText {
    let mut pieces = pieces(markdown, slugs);
    let first = pieces.iter().position(|piece| piece.level.is_some());
    let mut title = given_title.map(str::to_owned);
    if let Some(at) = first {
        let text = pieces.get(at).map(|piece| &*piece.text);
        if given_title.is_none() || (at == 0 && text == given_title) {
            title = Some(pieces.remove(at).text);
        }
    }
    let asides = asides(&pieces);
    let blocks: Vec<Block> = pieces
        .into_iter()
        .zip(asides)
        .map(|(MarkdownBlock { text, level, code, anchor }, aside)| {
            let kind = match level {
                _ if aside => BlockKind::Aside,
                Some(_) => BlockKind::Heading,
                None if code => BlockKind::Code,
                None => BlockKind::Body,
            };
            let anchor = anchor.filter(|_| kind == BlockKind::Heading);
            Block { anchor, ..Block::new(kind, text) }
        })
        .collect();
    let title_from_body = title.is_none();
    let title = title.or_else(|| plain_text::title_of(&blocks));
    ReadText { title_from_body: title_from_body && title.is_some(), title, date: None, blocks }
}

/// Which pieces stand around the article. A heading that announces other articles takes what is
/// below it along, up to the next heading of its rank; a line does so as in plain text, up to the
/// next heading of any rank.
fn asides(pieces: &[MarkdownBlock]) -> Vec<bool> {
    let mut asides = vec![false; pieces.len()];
    let mut body_above = false;
    let mut open: Option<Option<HeadingLevel>> = None;
    let lines: Vec<JudgedLine<'_>> = pieces
        .iter()
        .map(|piece| JudgedLine { text: &piece.text, running: paragraphs::is_running(&piece.text) })
        .collect();
    let by_line = boilerplate::asides(&lines);
    for (at, piece) in pieces.iter().enumerate() {
        let marker = boilerplate::marker(&piece.text);
        if let Some(level) = piece.level {
            let rank_ends = match open {
                Some(Some(rank)) => level <= rank,
                Some(None) => true,
                None => false,
            };
            if rank_ends {
                open = None;
            }
            if open.is_none()
                && body_above
                && matches!(marker, Some(BoilerplateMarker::List | BoilerplateMarker::Insert))
            {
                open = Some(Some(level));
            }
        } else if open.is_none() && marker.is_some() && by_line.get(at) == Some(&true) {
            if marker == Some(BoilerplateMarker::List) {
                open = Some(None);
            } else if let Some(aside) = asides.get_mut(at) {
                *aside = true;
            }
        }
        if let Some(aside) = asides.get_mut(at) {
            *aside |= open.is_some();
        }
        body_above |= piece.level.is_none();
    }
    asides
}

/// The blocks of Markdown in reading order.
fn pieces(markdown: &str, slugs: SlugRule) -> Vec<MarkdownBlock> {
    let mut reader = BlockReader { slugs: Slugs::new(slugs), ..BlockReader::default() };
    for event in Parser::new_ext(markdown, options()) {
        reader.take(event);
    }
    reader.close(None);
    reader.pieces
}

/// Gathers the text of one block at a time.
#[derive(Default)]
struct BlockReader {
    pieces: Vec<MarkdownBlock>,
    text: String,
    html: String,
    /// The element of code, such as `script`, that an inline tag opened.
    code: Option<String>,
    in_cell: bool,
    /// The id that the author gave to the heading that is open.
    id: Option<String>,
    slugs: Slugs,
}

impl BlockReader {
    fn close(&mut self, level: Option<HeadingLevel>) {
        self.code = None;
        let (text, comment) = heading_text(&self.text);
        self.text.clear();
        let id = self.id.take();
        if text.is_empty() {
            return;
        }
        let anchor = level.and_then(|_| match id.or(comment) {
            Some(id) => {
                self.slugs.note(&id);
                Some(id)
            }
            None => self.slugs.of(&text),
        });
        self.pieces.push(MarkdownBlock { text, level, code: false, anchor });
    }

    fn push(&mut self, text: &str) {
        if self.code.is_none() {
            self.text.push_str(text);
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.close(None),
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut self.html);
                self.pieces.extend(fragment::blocks(&html).into_iter().map(|found| {
                    MarkdownBlock {
                        level: found
                            .level
                            .and_then(|level| HeadingLevel::try_from(usize::from(level)).ok()),
                        code: found.block.kind == BlockKind::Code,
                        // The readable page of an article shows tags as text, so nothing has this id there.
                        anchor: None,
                        text: found.block.text,
                    }
                }));
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.inline_html(&html),
            Event::Text(text) | Event::Code(text) => self.push(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::End(TagEnd::Heading(level)) => self.close(Some(level)),
            Event::Start(Tag::TableCell) if self.in_cell => self.push(CELLS),
            Event::Start(Tag::TableCell) => self.in_cell = true,
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                self.in_cell = false;
                let row = std::mem::take(&mut self.text);
                // Empty cells leave separators behind that part nothing.
                let cells = row.split(CELLS).map(str::trim).filter(|cell| !cell.is_empty());
                self.text = cells.collect::<Vec<_>>().join(CELLS);
                self.close(None);
            }
            Event::Start(Tag::Heading { id, .. }) => {
                self.close(None);
                self.id = id.map(|id| id.into_string());
            }
            Event::Start(tag) if is_block(&tag) => self.close(None),
            Event::End(TagEnd::CodeBlock) => {
                let before = self.pieces.len();
                self.close(None);
                self.pieces[before..].iter_mut().for_each(|piece| piece.code = true);
            }
            Event::End(end) if is_block_end(end) => self.close(None),
            Event::Rule => self.close(None),
            Event::Start(_) | Event::End(_) => {}
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn inline_html(&mut self, html: &str) {
        let Some((name, closing)) = fragment::tag(html) else { return };
        match &self.code {
            Some(open) if closing && *open == name => self.code = None,
            Some(_) => {}
            None if fragment::is_code(&name) && !closing => self.code = Some(name),
            None if fragment::is_inline(&name) => {}
            None => self.push(" "),
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
    )
}

fn is_block_end(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
    )
}

/// The text of a heading or of another block on one line, without the comments of MDX, and the last of these where it
/// ends the text: as documentation gives ids to headings, `## Text {/*id*/}`.
pub fn heading_text(text: &str) -> (String, Option<String>) {
    let (kept, comment) = without_comments(text);
    (collapsed(&kept), comment)
}

/// The text without the comments of MDX, `{/* … */}`; Markdown takes their stars for emphasis.
fn without_comments(text: &str) -> (std::borrow::Cow<'_, str>, Option<String>) {
    if !text.contains("{/") {
        return (text.into(), None);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut last = None;
    while let Some((before, after)) = rest.split_once("{/") {
        let Some((comment, behind)) = after.split_once("/}") else { break };
        kept.push_str(before);
        rest = behind;
        last = Some(comment);
    }
    let is_id = |id: &&str| !id.is_empty() && !id.contains(char::is_whitespace);
    let last = last.map(|comment| comment.trim().trim_matches('*').trim());
    let last = last.filter(|_| rest.trim().is_empty()).filter(is_id);
    let last = last.map(str::to_owned);
    kept.push_str(rest);
    (kept.into(), last)
}
