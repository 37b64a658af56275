//! Article files to documents.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::infer::{language, spacing};
use crate::read::dialect::{Dialect, to_commonmark};
use crate::read::fields::Fields;
use crate::read::file_kind::FileKind;
use crate::read::folder::{self, ArticleFile};
use crate::read::plain_text::{self, ReadText};
use crate::read::records::{self, Record};
use crate::read::{csv, feed, front_matter, link, markdown, settings};
use crate::{Block, BlockKind, BuildError, Document, Place, Settings, Skipped, Warning};

/// Everything that a build wants to know about its articles.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Articles {
    /// The articles: the inputs in the order given, files sorted by the bytes of their path, records
    /// in the order of their file.
    pub documents: Vec<Document>,
    /// What their authors should hear about.
    pub warnings: Vec<Warning>,
    /// What was not read, and why.
    pub skipped: Skipped,
    /// How they are to be ranked, as a file `kwic.toml` at the top of an input folder says.
    pub settings: Settings,
    /// The files and folders that were read: when one of them changes, so may the articles.
    pub watched: Vec<PathBuf>,
}

/// Reads the articles of one folder or file; [`read`] tells more about them.
///
/// # Errors
///
/// Those of [`read`].
pub fn read_articles(path: &Path) -> Result<Vec<Document>, BuildError> {
    read(&[path.to_owned()]).map(|articles| articles.documents)
}

/// Reads the articles of folders, with the folders in them, and of single files.
///
/// The ending decides how a file is read: `.txt` and `.text` as plain text, `.md`, `.markdown` and
/// `.mdx` as Markdown, `.json` as one record or a list of records, `.jsonl` and `.ndjson` as a record
/// on each line, `.csv` and `.tsv` as a table with a record in each row below its header, `.xml`, `.rss`,
/// `.atom` and `.rdf` as a feed, which a `.json` of the form JSON Feed is too. XML that is no feed is
/// skipped. Texts may begin with front matter, YAML between `---` lines or TOML between `+++`
/// lines. Front matter and records know the keys `title`, `date`, `url`, `lang`, `source`, `author`,
/// `tags`, `description` and `draft`, records `id`, `body` and `format` as well; other keys are left alone.
/// What a text does
/// not say is found out: the title from its first heading, headline or sentence, the date from a
/// dateline such as `date 2025-01-13`, the language from its letters and words.
///
/// The url of a text is its path below the input folder with the ending `.html`. A record without a
/// url has that of its file, followed, if the file holds a list, by `#` and its id or, without one,
/// its number counted from 1. A document is called by its record's `id`, and by its url without one.
///
/// An entry of a feed leads to its link, or, without one, to the url that a record of its id would have;
/// its day is that of its publication, or of its last change. Of entries with one link the first is kept.
///
/// A file `kwic.toml` at the top of an input folder is no article; it says how articles are ranked.
/// Under `[weights]` stand `title`, `headings`, `body` and `aside`, numbers from 0 to 100: how much a
/// word counts by where it stands. Under `[recency]` stand `half-life`, in days, and `boost`: how much
/// newer articles are preferred. [`Settings`] has the rest, with what holds where nothing is said.
///
/// # Errors
///
/// Whatever cannot be read ends the build with an error that names the file, the place and the mend;
/// so do two articles with one url, and inputs without any article.
pub fn read(inputs: &[PathBuf]) -> Result<Articles, BuildError> {
    let mut articles = Articles::default();
    let mut places = Vec::new();
    let mut links = HashSet::new();
    let mut settings_file = None;
    for input in inputs {
        let found = folder::walk(input)?;
        articles.skipped.add(found.skipped);
        articles.watched.extend(found.folders);
        if let Some(second) = found.settings {
            if let Some(first) = settings_file {
                return Err(BuildError::SeveralSettings { first, second });
            }
            articles.settings = settings::read(&text_in(&second)?, &second)?;
            articles.watched.push(second.clone());
            settings_file = Some(second);
        }
        for file in &found.files {
            articles.watched.push(file.path.clone());
            read_file(file, &mut articles, &mut places, &mut links)?;
        }
    }
    if articles.documents.is_empty() {
        let path = inputs.first().cloned().unwrap_or_else(|| PathBuf::from("."));
        return Err(BuildError::NoArticles { path, skipped: articles.skipped });
    }
    refuse_shared_urls(&articles.documents, &places)?;
    language::detect(&mut articles.documents);
    Ok(articles)
}

/// Reads the documents of one file; `places` tells of each where it stands, and `links` has the urls
/// of entries of feeds.
fn read_file(
    file: &ArticleFile,
    articles: &mut Articles,
    places: &mut Vec<Place>,
    links: &mut HashSet<String>,
) -> Result<(), BuildError> {
    let bytes = bytes_in(&file.path)?;
    if feed::may_be_feed(file.kind, &bytes) {
        return read_feed(file, bytes, articles, places, links);
    }
    let text = text_of(bytes, &file.path)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let before = articles.documents.len();
    let mut add = |document: Option<Document>, place: Place| match document {
        Some(document) => {
            if document.blocks.is_empty() {
                articles.warnings.push(Warning::EmptyBody { place: place.clone() });
            }
            articles.documents.push(document);
            places.push(place);
        }
        None => articles.skipped.drafts += 1,
    };
    match file.kind {
        FileKind::PlainText | FileKind::Markdown | FileKind::Mdx => {
            let text = spacing::unix_lines(text);
            let (fields, body) = front_matter::read(&text, &file.path)?;
            add(article(file, fields, body), Place::file(&file.path));
        }
        FileKind::JsonLines => {
            let records = records::from_lines(text, &file.path)?;
            for (document, line) in record_articles(file, records, true) {
                add(document, Place::line(&file.path, line));
            }
        }
        FileKind::Table => {
            let records = csv::from_table(text, &file.path)?;
            for (document, line) in record_articles(file, records, true) {
                add(document, Place::line(&file.path, line));
            }
        }
        // These have been read above.
        FileKind::Feed => {}
        FileKind::Json => {
            let (records, is_list) = records::from_json(text, &file.path)?;
            for (document, line) in record_articles(file, records, is_list) {
                add(document, Place::line(&file.path, line));
            }
        }
    }
    if file.relative.to_str().is_none() && articles.documents.len() > before {
        articles.warnings.push(Warning::UnreadableName { place: Place::file(&file.path) });
    }
    Ok(())
}

/// Reads the entries of a feed. Of those with one link the first is kept: feeds of one site share entries.
fn read_feed(
    file: &ArticleFile,
    bytes: Vec<u8>,
    articles: &mut Articles,
    places: &mut Vec<Place>,
    links: &mut HashSet<String>,
) -> Result<(), BuildError> {
    let Some(entries) = feed::read(file, bytes)? else {
        articles.skipped.no_feed += 1;
        return Ok(());
    };
    for (document, place) in entries {
        if !links.insert(document.url.clone()) {
            articles.skipped.repeated += 1;
            continue;
        }
        if document.blocks.is_empty() {
            articles.warnings.push(Warning::EmptyBody { place: place.clone() });
        }
        articles.documents.push(document);
        places.push(place);
    }
    Ok(())
}

fn text_in(path: &Path) -> Result<String, BuildError> {
    text_of(bytes_in(path)?, path)
}

fn bytes_in(path: &Path) -> Result<Vec<u8>, BuildError> {
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
fn article(file: &ArticleFile, fields: Fields, body: &str) -> Option<Document> {
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
            (markdown::read(&body, title), Some(body))
        }
        _ => (plain_text::read(body, title), None),
    };
    let url = fields.url.clone().unwrap_or_else(|| link::of_file(&file.relative));
    Some(Document { markdown, ..document(file, fields, reading, url, None) })
}

/// The documents of records, as [`record_article`] makes them, and the lines where these begin.
fn record_articles(
    file: &ArticleFile,
    records: Vec<Record>,
    is_list: bool,
) -> Vec<(Option<Document>, usize)> {
    records
        .into_par_iter()
        .enumerate()
        .map(|(index, record)| {
            let line = record.line;
            (record_article(file, record, is_list.then_some(index + 1)), line)
        })
        .collect()
}

/// The document of a record; none if it is a draft. `number` is its place in a list.
fn record_article(
    file: &ArticleFile,
    mut record: Record,
    number: Option<usize>,
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
            (markdown::read(&body, title), Some(body))
        }
        false => (plain_text::read(&body, title), None),
    };
    let id = fields.id.take().map(|id| spacing::collapsed(&id));
    let url = fields.url.clone().unwrap_or_else(|| {
        let page = link::of_file(&file.relative);
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
    blocks
        .splice(0..0, fields.description.map(|text| Block { kind: BlockKind::Description, text }));
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
        blocks,
        markdown: None,
        url,
    }
}

/// A title for an article that has no word of text: the name of its file.
fn name_of(file: &ArticleFile) -> String {
    let stem = file.relative.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let name = spacing::collapsed(&stem.replace(['-', '_'], " "));
    if name.is_empty() { "…".to_owned() } else { name }
}

fn refuse_shared_urls(documents: &[Document], places: &[Place]) -> Result<(), BuildError> {
    let mut seen: HashMap<&str, &Place> = HashMap::with_capacity(documents.len());
    for (document, place) in documents.iter().zip(places) {
        if let Some(first) = seen.insert(&document.url, place) {
            return Err(BuildError::SameUrl {
                url: document.url.clone(),
                first: first.clone(),
                second: place.clone(),
            });
        }
    }
    Ok(())
}
