//! Which line of a plain text is its title.

use crate::infer::boilerplate;
use crate::infer::first_sentence;
use crate::infer::paragraphs::Paragraph;
use crate::infer::spacing::width;

/// A headline stands among the first paragraphs, or it is a heading further down.
const TOP: usize = 12;

/// The index of the headline among the paragraphs, the running text of which begins below it.
///
/// The line directly above the lead, the first running text, wins if it can be a title. Otherwise
/// the nearest line above that stands alone between empty lines; then the first line of the nearest
/// small group, such as a headline over its byline. Lines in a larger group are a menu. When
/// nothing in the text is running, as in a poem or a list, a first line that stands alone is it.
pub(crate) fn find(paragraphs: &[Paragraph]) -> Option<usize> {
    let top = paragraphs.get(..paragraphs.len().min(TOP))?;
    let alone = |at: usize| {
        let group = |at: usize| paragraphs.get(at).map(|paragraph| paragraph.group);
        let before = at.checked_sub(1).and_then(group);
        before != group(at) && group(at + 1) != group(at)
    };
    let Some(lead) = top.iter().position(|paragraph| paragraph.running) else {
        let first = top.first()?;
        return (paragraphs.len() > 1 && alone(0) && is_short_title(first)).then_some(0);
    };
    let above = top.get(..lead)?;
    let last = lead.checked_sub(1)?;
    let directly = above.last().is_some_and(is_title);
    let opens = last.checked_sub(1).is_none_or(|before| !shares_group(paragraphs, before, last));
    if directly && opens {
        return Some(last);
    }
    if let Some(at) = (0..lead).rev().find(|&at| alone(at) && above.get(at).is_some_and(is_title)) {
        return Some(at);
    }
    if lead == 1 && alone(0) && above.first().is_some_and(is_short_title) {
        return Some(0);
    }
    (0..lead).rev().find(|&at| {
        let Some(paragraph) = above.get(at) else { return false };
        let group = paragraph.group;
        let starts = at == 0 || above.get(at - 1).is_some_and(|before| before.group != group);
        let size = above.iter().filter(|other| other.group == group).count();
        starts
            && size <= 3
            && is_title(paragraph)
            && !(size > 1 && is_all_capitals(&paragraph.text))
    })
}

fn shares_group(paragraphs: &[Paragraph], one: usize, other: usize) -> bool {
    let group = |at: usize| paragraphs.get(at).map(|paragraph| paragraph.group);
    group(one) == group(other)
}

/// True for a line that can be a title wherever it stands: 20 to 160 columns, no full stop.
fn is_title(paragraph: &Paragraph) -> bool {
    (20..=160).contains(&width(&paragraph.text)) && can_be_title(paragraph)
}

/// True for the first line of a text when it can be a title; there, it may be short.
fn is_short_title(paragraph: &Paragraph) -> bool {
    (2..=160).contains(&width(&paragraph.text)) && can_be_title(paragraph)
}

fn can_be_title(paragraph: &Paragraph) -> bool {
    let text = &*paragraph.text;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    !paragraph.repeated
        && letters >= 2
        && digits * 2 <= letters
        && !first_sentence::ends_with_full_stop(text)
        && !text.ends_with([':', ',', ';', ')', '）'])
        && !text.contains("://")
        && !is_byline(text)
        && boilerplate::marker(text).is_none()
}

/// `By Lan Anh`, `Tác giả: …`: who wrote it.
fn is_byline(text: &str) -> bool {
    ["By ", "by ", "BY ", "Tác giả", "Автор", "Written by ", "Posted by ", "Published ", "Updated "]
        .iter()
        .any(|start| text.starts_with(start))
        && width(text) <= 60
}

fn is_all_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// True for a line in the middle of a text that is a heading of what follows: it stands alone
/// between empty lines, is short, begins with a capital, ends with no mark, and the next paragraph
/// is a longer one of running text. Captions fail by their brackets, by being said twice, or by
/// beginning as the title does.
pub(crate) fn is_heading(paragraphs: &[Paragraph], at: usize, title: Option<&str>) -> bool {
    let (Some(line), Some(next)) = (paragraphs.get(at), paragraphs.get(at + 1)) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|before| paragraphs.get(before));
    let text = &*line.text;
    let alone = next.group != line.group && before.is_some_and(|before| before.group != line.group);
    alone
        && !line.repeated
        && (3..=80).contains(&width(text))
        && text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
        && text.chars().any(char::is_alphabetic)
        && !first_sentence::ends_with_mark(text)
        && !text.ends_with([')', '）', '”', '"', '»'])
        && !text.contains("://")
        && !is_byline(text)
        && !title.is_some_and(|title| text.starts_with(title))
        && next.running
        && width(&next.text) >= 100
        && boilerplate::marker(text).is_none()
}
