//! A file or a record as a document.

use std::path::Path;

use rayon::prelude::*;

use crate::infer::spacing;
use crate::read::dialect::{Dialect, to_commonmark};
use crate::read::fields::Fields;
use crate::read::file_kind::FileKind;
use crate::read::folder::ArticleFile;
use crate::read::plain_text::{self, ReadText};
use crate::read::records::Record;
use crate::read::settings::site::SiteSettings;
use crate::read::{link, markdown};
use crate::{Block, BlockKind, BuildError, Document, Place};

pub(super) fn text_in(path: &Path) -> Result<String, BuildError> {
    text_of(bytes_in(path)?, path)
}

pub(super) fn bytes_in(path: &Path) -> Result<Vec<u8>, BuildError> {
    std::fs::read(path).map_err(|source| BuildError::Unreadable { path: path.to_owned(), source })
}

pub(super) fn text_of(bytes: Vec<u8>, path: &Path) -> Result<String, BuildError> {
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..byte).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        BuildError::NotUtf8 { place: Place::line(path, line), byte }
    })
}

/// The document of a text file; none if it is a draft.
pub(super) fn article(
    file: &ArticleFile,
    fields: Fields,
    body: &str,
    settings: &SiteSettings,
) -> Option<Document> {
    if fields.draft {
        return None;
    }
    let title = fields.title.as_deref();
    let (reading, markdown) = match file.kind {
        FileKind::Markdown | FileKind::Mdx => {
            let dialect = match file.kind {
                FileKind::Mdx => Dialect::Mdx,
                _ => Dialect::Markdown,
            };
            let body = to_commonmark(body, dialect);
            (markdown::read(&body, title, settings.slugs()), Some(body))
        }
        _ => (plain_text::read(body, title), None),
    };
    let url = fields.url.clone().unwrap_or_else(|| settings.url_of(&file.relative));
    Some(Document { markdown, ..document(file, fields, reading, url, None) })
}

/// The documents of records, as [`record_article`] makes them, and the lines where these begin. `before` is how many
/// records of a list stand before these.
pub(super) fn record_articles(
    file: &ArticleFile,
    records: Vec<Record>,
    before: Option<usize>,
    settings: &SiteSettings,
) -> Vec<(Option<Document>, usize)> {
    records
        .into_par_iter()
        .enumerate()
        .map(|(index, record)| {
            let line = record.line;
            let number = before.map(|before| before + index + 1);
            (record_article(file, record, number, settings), line)
        })
        .collect()
}

/// The document of a record; none if it is a draft. `number` is its place in a list.
fn record_article(
    file: &ArticleFile,
    mut record: Record,
    number: Option<usize>,
    settings: &SiteSettings,
) -> Option<Document> {
    let fields = &mut record.fields;
    if fields.draft {
        return None;
    }
    let body = fields.body.take().unwrap_or_default();
    let body = spacing::unix_lines(&body);
    let title = fields.title.as_deref();
    let (reading, markdown) = match fields.is_markdown {
        true => {
            let body = to_commonmark(&body, Dialect::Markdown);
            (markdown::read(&body, title, settings.slugs()), Some(body))
        }
        false => (plain_text::read(&body, title), None),
    };
    let id = fields.id.take().map(|id| spacing::collapsed(&id));
    let url = fields.url.clone().unwrap_or_else(|| {
        let page = settings.url_of(&file.relative);
        match (number, &id) {
            (None, _) => page,
            (Some(_), Some(id)) => format!("{page}#{}", link::encoded(id)),
            (Some(number), None) => format!("{page}#{number}"),
        }
    });
    Some(Document { markdown, ..document(file, record.fields, reading, url, id) })
}

pub(super) fn document(
    file: &ArticleFile,
    fields: Fields,
    reading: ReadText,
    url: String,
    id: Option<String>,
) -> Document {
    let mut blocks = reading.blocks;
    // Before the text, where a passage begins that has no word of the query.
    blocks.splice(0..0, fields.description.map(|text| Block::new(BlockKind::Description, text)));
    Document {
        id: id.unwrap_or_else(|| url.clone()),
        title: reading.title.unwrap_or_else(|| name_of(file)),
        title_from_body: reading.title_from_body,
        // Empty until the languages of all articles are found out together.
        lang: fields.lang.unwrap_or_default(),
        date: fields.date.or(reading.date),
        source: fields.source,
        author: fields.author,
        tags: fields.tags,
        filters: fields.filters,
        blocks,
        url,
        ..Document::default()
    }
}

/// A title for an article that has no word of text: the name of its file.
fn name_of(file: &ArticleFile) -> String {
    let stem = file.relative.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let name = spacing::collapsed(&stem.replace(['-', '_'], " "));
    if name.is_empty() { "…".to_owned() } else { name }
}
