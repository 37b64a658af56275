//! Article files: title, record, details and headings of articles, and the text of short ones.

use super::text_file::{push_segment, read_segment};
use crate::format::anchors::{Anchor, Heading};
use crate::format::details::Details;
use crate::format::documents::{Address, Record};
use crate::format::varint::{Cursor, push, push_str};

const HAS_ID: u32 = 1;
const HAS_DATE: u32 = 2;
const HAS_SOURCE: u32 = 4;
const HAS_AUTHOR: u32 = 8;
const HAS_IMAGE: u32 = 16;
/// The title repeats the text, and its words are not counted.
const REPEATS: u32 = 32;

/// How the fragment of a heading is written, in the low bits of a number.
const NONE: u32 = 0;
const SLUG: u32 = 1;
const NUMBERED: u32 = 2;
const WRITTEN: u32 = 3;
const KINDS: u32 = 2;

/// An article as a file of articles has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoredArticle<'a> {
    /// Its title.
    pub title: &'a str,
    /// The title repeats the text, and its words are not counted.
    pub repeats: bool,
    /// What filters, facets and links need.
    pub record: Record<'a>,
    /// What few articles have.
    pub details: Details<'a>,
    /// Its headings up to the last to which a link leads.
    pub headings: Vec<StoredHeading<'a>>,
    /// The blocks of its segments, each behind its mark, where the article is short; else no segments.
    pub segments: Vec<Vec<&'a str>>,
}

/// A heading as a file of articles has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredHeading<'a> {
    /// Its segment, counted from the first of the article, and the link to it.
    pub heading: Heading<'a>,
    /// The position in its segment at which it begins.
    pub position: u32,
    /// Its text.
    pub text: &'a str,
}

/// A file of articles. Addresses are those that [`Address::new`] makes.
pub fn write(articles: &[StoredArticle<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    articles.iter().for_each(|article| push_article(&mut out, article));
    out
}

fn push_article(out: &mut Vec<u8>, article: &StoredArticle<'_>) {
    let StoredArticle { title, record, details, .. } = article;
    let flag = |set: bool, bit: u32| if set { bit } else { 0 };
    let (url, id) = (record.address.url(), record.address.id());
    push(
        out,
        flag(id != url, HAS_ID)
            | flag(record.date.is_some(), HAS_DATE)
            | flag(record.source.is_some(), HAS_SOURCE)
            | flag(details.author.is_some(), HAS_AUTHOR)
            | flag(details.image.is_some(), HAS_IMAGE)
            | flag(article.repeats, REPEATS),
    );
    push_str(out, title);
    push_str(out, &url);
    if id != url {
        push_str(out, &id);
    }
    push(out, record.language);
    if let Some((year, month, day)) = record.date {
        push(out, year.into());
        out.extend([month, day]);
    }
    if let Some(source) = record.source {
        push(out, source);
    }
    for text in details.author.into_iter().chain(details.image) {
        push_str(out, text);
    }
    push(out, record.tags.len() as u32);
    record.tags.iter().for_each(|&tag| push(out, tag));
    push(out, details.breadcrumbs.len() as u32);
    details.breadcrumbs.iter().for_each(|name| push_str(out, name));
    push(out, details.filters.len() as u32);
    for (name, value) in &details.filters {
        push_str(out, name);
        push_str(out, value);
    }
    push(out, article.headings.len() as u32);
    let mut before = 0;
    for StoredHeading { heading, position, text } in &article.headings {
        let kind = match heading.anchor {
            None => NONE,
            Some(Anchor::Slug(None)) => SLUG,
            Some(Anchor::Slug(Some(_))) => NUMBERED,
            Some(Anchor::Written(_)) => WRITTEN,
        };
        push(out, (heading.segment - before) << KINDS | kind);
        before = heading.segment;
        match heading.anchor {
            Some(Anchor::Slug(Some(number))) => push(out, number),
            Some(Anchor::Written(fragment)) => push_str(out, fragment),
            _ => {}
        }
        push(out, *position);
        push_str(out, text);
    }
    push(out, article.segments.len() as u32);
    article.segments.iter().for_each(|blocks| push_segment(out, blocks));
}

/// Reads an article before which so many others are in the file; none where there are not so many.
pub fn read(bytes: &[u8], before: u32) -> Option<StoredArticle<'_>> {
    let mut cursor = Cursor::new(bytes);
    for _ in 0..before {
        if cursor.is_done() {
            return None;
        }
        read_article(&mut cursor);
    }
    (!cursor.is_done()).then(|| read_article(&mut cursor))
}

fn read_article<'a>(cursor: &mut Cursor<'a>) -> StoredArticle<'a> {
    let flags = cursor.varint();
    let title = cursor.str();
    let url = cursor.str();
    let id = if flags & HAS_ID != 0 { cursor.str() } else { url };
    let language = cursor.varint();
    let date =
        (flags & HAS_DATE != 0).then(|| (cursor.varint() as u16, cursor.byte(), cursor.byte()));
    let source = (flags & HAS_SOURCE != 0).then(|| cursor.varint());
    let author = (flags & HAS_AUTHOR != 0).then(|| cursor.str());
    let image = (flags & HAS_IMAGE != 0).then(|| cursor.str());
    let tags = list(cursor, &mut |cursor| cursor.varint());
    let breadcrumbs = list(cursor, &mut |cursor| cursor.str());
    let filters = list(cursor, &mut |cursor| (cursor.str(), cursor.str()));
    let mut segment = 0u32;
    let headings = list(cursor, &mut |cursor| {
        let number = cursor.varint();
        segment = segment.saturating_add(number >> KINDS);
        let anchor = match number & ((1 << KINDS) - 1) {
            NONE => None,
            SLUG => Some(Anchor::Slug(None)),
            NUMBERED => Some(Anchor::Slug(Some(cursor.varint()))),
            _ => Some(Anchor::Written(cursor.str())),
        };
        let heading = Heading { segment, anchor };
        StoredHeading { heading, position: cursor.varint(), text: cursor.str() }
    });
    let segments = list(cursor, &mut |cursor| read_segment(cursor));
    StoredArticle {
        title,
        repeats: flags & REPEATS != 0,
        record: Record { address: Address::new(url, id), language, date, source, tags },
        details: Details { author, image, breadcrumbs, filters },
        headings,
        segments,
    }
}

/// Reads a number of things, as many as there are bytes for.
fn list<'a, T>(cursor: &mut Cursor<'a>, read: &mut dyn FnMut(&mut Cursor<'a>) -> T) -> Vec<T> {
    let mut all = Vec::new();
    for _ in 0..cursor.varint() {
        if cursor.is_done() {
            break;
        }
        all.push(read(cursor));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_come_back() {
        let plain = StoredArticle {
            title: "Hà Nội",
            record: Record { address: Address::new("a.html", "a.html"), ..Record::default() },
            ..StoredArticle::default()
        };
        let anchors = [
            None,
            Some(Anchor::Slug(None)),
            Some(Anchor::Slug(Some(2))),
            Some(Anchor::Written("x")),
        ];
        let full = StoredArticle {
            title: "Visa",
            repeats: true,
            record: Record {
                address: Address::new("b.html", "7"),
                language: 2,
                date: Some((2024, 6, 15)),
                source: Some(1),
                tags: vec![3, 1],
            },
            details: Details {
                author: Some("An"),
                image: Some("b.png"),
                breadcrumbs: vec!["Guide", "Start"],
                filters: vec![("version", "2")],
            },
            headings: (0..)
                .zip(anchors)
                .map(|(n, anchor)| StoredHeading {
                    heading: Heading { segment: n / 2, anchor },
                    position: 9 * n,
                    text: "Fees",
                })
                .collect(),
            segments: vec![vec!["a", "\u{1}b\nc"], vec![]],
        };
        let bytes = write(&[plain.clone(), full.clone(), plain.clone()]);
        for (before, article) in (0..).zip([&plain, &full, &plain]) {
            assert_eq!(read(&bytes, before).as_ref(), Some(article));
        }
        assert_eq!(read(&bytes, 3), None);
    }

    #[test]
    fn any_bytes_are_answered() {
        for length in 0..60u8 {
            let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(91) ^ 0x55).collect();
            read(&bytes, 0);
            read(&bytes, 5);
        }
    }
}
