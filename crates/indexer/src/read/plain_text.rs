//! Plain text as an article: title, date and blocks.

use crate::infer::boilerplate::{self, JudgedLine};
use crate::infer::paragraphs::{self, Paragraph};
use crate::infer::{dateline, first_sentence, headline};
use crate::{Block, BlockKind};

/// What the text of an article tells by itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ReadText {
    /// The title; none if there is no text to make one from.
    pub(crate) title: Option<String>,
    pub(crate) title_from_body: bool,
    pub(crate) date: Option<String>,
    pub(crate) blocks: Vec<Block>,
}

/// Running paragraphs that a text needs before short lines in it are headings: a short text has
/// captions, not chapters.
const CHAPTERS_FROM: usize = 3;

/// Reads a text whose line ends are `\n`. With a title given, none is looked for.
pub(crate) fn read(text: &str, given_title: Option<&str>) -> ReadText {
    let mut paragraphs = paragraphs::paragraphs(text);
    let lines: Vec<JudgedLine<'_>> = paragraphs
        .iter()
        .map(|paragraph| JudgedLine { text: &paragraph.text, running: paragraph.running })
        .collect();
    let asides = boilerplate::asides(&lines);
    let end = asides.iter().rposition(|aside| !aside).map_or(0, |last| last + 1);
    let article = paragraphs.get(..end).unwrap_or_default();

    let date = article.iter().take(3).find_map(|paragraph| dateline::day(&paragraph.text));
    let date = date.map(|(day, _)| day);
    let chapters = article.iter().filter(|paragraph| paragraph.running).count();
    let headline = match given_title {
        Some(title) => article.first().filter(|first| first.text == title).map(|_| 0),
        None => headline::find(article),
    };
    let headline_text = headline.and_then(|at| article.get(at)).map(|line| &*line.text);
    let split = headline_text.filter(|_| given_title.is_none()).and_then(dateline::split_headline);
    let title = match (given_title, split) {
        (Some(given), _) => Some(given.to_owned()),
        (None, Some((_, rest))) => Some(rest.to_owned()),
        (None, None) => headline_text.map(str::to_owned),
    };
    let dateline = split.map(|(line, _)| line.to_owned());
    let headings: Vec<bool> = (0..end)
        .map(|at| chapters >= CHAPTERS_FROM && headline::is_heading(article, at, title.as_deref()))
        .collect();

    // What stands above the headline is the page's own; a title that was given proves nothing there.
    let clutter_end = headline.unwrap_or(0);
    let mut blocks = Vec::with_capacity(paragraphs.len());
    for (at, paragraph) in paragraphs.drain(..).enumerate() {
        if headline == Some(at) {
            // The day and place before a headline are no part of it, and not lost either.
            blocks.extend(dateline.iter().map(|line| Block::new(BlockKind::Body, line.clone())));
            continue;
        }
        let kind = if asides.get(at) == Some(&true) || at < clutter_end {
            BlockKind::Aside
        } else if headings.get(at) == Some(&true) {
            BlockKind::Heading
        } else {
            BlockKind::Body
        };
        let Paragraph { text, .. } = paragraph;
        blocks.push(Block::new(kind, text));
    }
    let title_from_body = title.is_none();
    let title = title.or_else(|| title_of(&blocks));
    ReadText { title_from_body: title_from_body && title.is_some(), title, date, blocks }
}

/// A title for an article that has none: the beginning of its first running text, or of the first
/// text of any kind, without date and dateline.
pub(crate) fn title_of(blocks: &[Block]) -> Option<String> {
    let body = || blocks.iter().filter(|block| block.kind == BlockKind::Body);
    let block = body()
        .find(|block| paragraphs::is_running(&block.text))
        .or_else(|| body().next())
        .or_else(|| blocks.first())?;
    let text = dateline::day(&block.text).map_or(&*block.text, |(_, rest)| rest);
    let text = dateline::split(text).map_or(text, |(_, rest)| rest);
    let text = if text.is_empty() { &*block.text } else { text };
    Some(first_sentence::as_title(text)).filter(|title| !title.is_empty())
}
