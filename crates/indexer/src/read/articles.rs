//! Article files to documents.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::infer::{language, spacing};
use crate::read::article::{article, record_articles, text_in, text_of};
use crate::read::file_kind::FileKind;
use crate::read::folder::{self, ArticleFile};
use crate::read::generator::Generator;
use crate::read::html::site::LeftOut;
use crate::read::options::ReadOptions;
use crate::read::own_filters::clash;
use crate::read::settings::site::{self, SiteSettings};
use crate::read::settings::{self, Checks, SearchBox, Synonym};
use crate::read::sitemap::{NamedPage, NamedPages};
use crate::read::standard_input::STANDARD_INPUT;
use crate::read::{csv, feed, front_matter, html, records, stop_phrases};
use crate::{BuildError, Document, Documents, Place, Settings, Skipped, Warning};

/// Everything that a build wants to know about its articles.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Articles {
    /// The articles: the inputs in the order given, files sorted by the bytes of their path, records
    /// in the order of their file.
    pub documents: Documents,
    /// What their authors should hear about.
    pub warnings: Vec<Warning>,
    /// What was not read, and why.
    pub skipped: Skipped,
    /// How they are to be ranked, as a file `kwic.toml` says.
    pub settings: Settings,
    /// Words that stand for others, as it says.
    pub synonyms: Vec<Synonym>,
    /// How it sets up the search box.
    pub search_box: SearchBox,
    /// What it wants of a build.
    pub checks: Checks,
    /// The generator that it names.
    pub generator: Option<Generator>,
    /// Where each article comes from.
    pub sources: Vec<Source>,
    /// Pages that were read and are none of their own, and why; without their text where nobody asked for it
    /// ([`ReadOptions::keeps_left_out`]).
    pub left_out: Vec<(Document, Source, LeftOut)>,
    /// True when an input is a finished site.
    pub has_site: bool,
    /// The files and folders that were read: when one of them changes, so may the articles.
    pub watched: Vec<PathBuf>,
}

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path below the folder that holds the input, with `/` between its parts.
    pub path: Arc<str>,
    /// How its text was chosen: `text`, `Markdown` or `record`, or the rule by which the text of a page was.
    pub rule: Arc<str>,
    /// True when the title is a heading of the text as well, where it is no block.
    pub title_is_heading: bool,
}

/// Reads the articles of one folder or file; [`read`] tells more about them.
///
/// # Errors
///
/// Those of [`read`].
pub fn read_articles(path: &Path) -> Result<Vec<Document>, BuildError> {
    read(&[path.to_owned()]).map(|articles| articles.documents.into())
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
/// A file `kwic.toml` at the top of an input folder, or else in the nearest folder above, is no article; it says how
/// articles are ranked, which files are read, what their urls are, and more: [`SETTINGS`](crate::SETTINGS) lists its keys,
/// and the fields of [`Articles`] tell what of it is not of reading.
///
/// # Errors
///
/// Whatever cannot be read ends the build with an error that names the file, the place and the mend;
/// so do two articles with one url, and inputs without any article.
pub fn read(inputs: &[PathBuf]) -> Result<Articles, BuildError> {
    read_with(inputs, None)
}

/// As [`read`], with the settings of this file, if one is given, wherever the inputs lie.
///
/// # Errors
///
/// Those of [`read`], and a file of settings that cannot be read.
pub fn read_with(inputs: &[PathBuf], config: Option<&Path>) -> Result<Articles, BuildError> {
    read_by(inputs, &ReadOptions { config, keeps_left_out: true, ..ReadOptions::default() })
}

/// As [`read`], in the way that the options say. The input `-` is what was read from standard input.
///
/// # Errors
///
/// Those of [`read`], a file of settings or a sitemap that cannot be read, and `-` where standard input was not read.
pub fn read_by(inputs: &[PathBuf], options: &ReadOptions<'_>) -> Result<Articles, BuildError> {
    let mut articles = Articles::default();
    let mut named = match options.sitemaps {
        [] => None,
        sitemaps => Some(NamedPages::read(sitemaps)?),
    };
    articles.watched.extend_from_slice(options.sitemaps);
    let mut places = Places::default();
    let mut links = HashSet::new();
    let mut settings_file: Option<PathBuf> = None;
    let mut own = SiteSettings::default();
    for input in inputs {
        let file = options.config.map(Path::to_owned).or_else(|| settings::find(input));
        if let Some(second) = file.filter(|second| {
            !settings_file.as_ref().is_some_and(|first| settings::is_same(first, second))
        }) {
            if let Some(first) = settings_file {
                return Err(BuildError::SeveralSettings { first, second });
            }
            own = site::read(&text_in(&second)?, &second)?;
            articles.watched.push(second.clone());
            articles.watched.extend_from_slice(&own.checks.golden);
            settings_file = Some(second);
        }
        let found = match (input == Path::new(STANDARD_INPUT), options.standard_input) {
            (true, Some(read)) => folder::standard_input(read),
            (true, None) => return Err(BuildError::NoStandardInput),
            (false, _) => folder::walk(input, &own.files)?,
        };
        articles.skipped.add(found.skipped);
        articles.watched.extend(found.folders);
        articles.has_site |= found.is_site;
        let (mut pages, others): (Vec<_>, Vec<_>) =
            found.files.into_iter().partition(|file| file.kind == FileKind::Html);
        let on_disk = pages.iter().chain(&others).filter(|file| file.content.is_none());
        articles.watched.extend(on_disk.map(|file| file.path.clone()));
        if let Some(named) = &mut named {
            let all = pages.len();
            let relative: Vec<&Path> = pages.iter().map(|file| &*file.relative).collect();
            let mut is_named = named.mark(&relative).into_iter();
            pages.retain(|_| is_named.next().unwrap_or_default());
            articles.skipped.not_in_sitemap += all - pages.len();
        }
        for file in &others {
            read_file(file, &own, &mut articles, &mut places, &mut links)?;
            let rule = match file.kind {
                FileKind::PlainText => "text",
                FileKind::Markdown | FileKind::Mdx => "Markdown",
                FileKind::Feed => "feed",
                _ => "record",
            };
            let (path, rule) = (path_below(input, file).into(), rule.into());
            let source = Source { path, rule, title_is_heading: false };
            articles.sources.resize(articles.documents.len(), source);
        }
        read_pages(input, &pages, (&own, options), &mut articles, &mut places)?;
    }
    let missing = named.into_iter().flat_map(NamedPages::missing);
    articles
        .warnings
        .extend(missing.map(|NamedPage { url, place, .. }| Warning::PageMissing { place, url }));
    if articles.documents.is_empty() {
        let path = inputs.first().cloned().unwrap_or_else(|| PathBuf::from("."));
        return Err(BuildError::NoArticles { path, skipped: Box::new(articles.skipped) });
    }
    refuse_shared_urls(&articles.documents, &places)?;
    stop_phrases::remove(&mut articles.documents, &own.stop_phrases);
    language::detect(&mut articles.documents, &own.languages);
    articles.settings = own.ranking;
    articles.synonyms = own.synonyms;
    articles.search_box = own.search_box;
    articles.checks = own.checks;
    articles.generator = own.generator;
    Ok(articles)
}

/// The lists of golden queries that a file of settings names; none where it cannot be read, which a build will tell.
#[must_use]
pub fn golden_lists(settings: &Path) -> Vec<PathBuf> {
    let read = text_in(settings).and_then(|text| site::read(&text, settings));
    read.map(|settings| settings.checks.golden).unwrap_or_default()
}

/// Reads the pages of one input, which are compared with each other.
fn read_pages(
    input: &Path,
    files: &[ArticleFile],
    (settings, options): (&SiteSettings, &ReadOptions<'_>),
    articles: &mut Articles,
    places: &mut Places,
) -> Result<(), BuildError> {
    /// One byte more tells that a page is longer.
    const MOST: u64 = html::MAX_BYTES as u64 + 1;
    let relative: Vec<&Path> = files.iter().map(|file| &*file.relative).collect();
    let names = html::link_counts::PageNames::new(&relative);
    let done = AtomicUsize::new(0);
    let read = |file: &ArticleFile| {
        let page = html::read(&file.bytes(MOST)?, &names, settings);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        options.progress.inspect(|progress| progress(done, files.len()));
        Ok(page)
    };
    // All in order, so that of several errors the first is told.
    let pages: Vec<Result<html::page::Page, BuildError>> = files.par_iter().map(read).collect();
    let pages = pages.into_iter().collect::<Result<Vec<_>, _>>()?;
    let urls = html::page_url::of_pages(&relative, &pages, &settings.urls);
    for (file, _) in files.iter().zip(&pages).filter(|(_, page)| !page.is_whole) {
        articles.warnings.push(Warning::PageCut { place: Place::file(&file.path) });
    }
    for (file, page) in files.iter().zip(&pages) {
        articles.warnings.extend(page.facts.unknown.iter().map(|key| Warning::UnknownMeta {
            place: Place::file(&file.path),
            key: key.clone(),
            meant: settings::keys::near(key, html::META_KEYS),
        }));
        articles.warnings.extend(page.facts.clashing.iter().filter_map(|name| {
            let (why, mend) = clash(name)?;
            let place = Place::file(&file.path);
            Some(Warning::FilterName { place, name: name.clone(), why, mend })
        }));
    }
    let gives_url: Vec<bool> = pages.iter().map(|page| page.facts.url.is_some()).collect();
    let read = html::site::documents(pages, &urls);
    for ((file, read), gives_url) in files.iter().zip(read).zip(gives_url) {
        let html::site::ReadPage { mut document, rule, title_is_heading, left_out } = read;
        if !gives_url {
            document.url = settings.urls.placed(document.url);
            document.id.clone_from(&document.url);
        }
        let (path, name) = (path_below(input, file).into(), rule.to_string().into());
        let source = Source { path, rule: name, title_is_heading };
        if let Some(reason) = left_out {
            articles.skipped.count(reason);
            let kept = options.keeps_left_out;
            let blocks = if kept { document.blocks } else { Vec::new() };
            let document = Document { blocks, ..document };
            articles.left_out.push((document, source, reason));
            continue;
        }
        let place = Place::file(&file.path);
        if document.blocks.is_empty() {
            articles.warnings.push(Warning::EmptyBody { place: place.clone() });
        } else if rule == html::page::Rule::Body {
            articles.warnings.push(Warning::WholeBody { place: place.clone() });
        }
        if file.relative.to_str().is_none() {
            articles.warnings.push(Warning::UnreadableName { place: place.clone() });
        }
        articles.sources.push(source);
        articles.documents.push(document);
        places.push(&place);
    }
    Ok(())
}

/// The path of a file below the folder that holds the input.
fn path_below(input: &Path, file: &ArticleFile) -> String {
    let is_folder = !file.is_input;
    let top = input.file_name().filter(|_| is_folder).map(PathBuf::from);
    let top = top.or_else(|| {
        let whole = std::fs::canonicalize(input).ok().filter(|_| is_folder)?;
        whole.file_name().map(PathBuf::from)
    });
    let path = top.unwrap_or_default().join(&file.relative);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Reads the documents of one file; `places` tells of each where it stands, and `links` has the urls
/// of entries of feeds.
fn read_file(
    file: &ArticleFile,
    settings: &SiteSettings,
    articles: &mut Articles,
    places: &mut Places,
    links: &mut HashSet<String>,
) -> Result<(), BuildError> {
    let bytes = file.bytes(u64::MAX)?;
    if feed::may_be_feed(file.kind, &bytes) {
        return read_feed(file, bytes, settings, articles, places, links);
    }
    let text = text_of(bytes, &file.path)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let before = articles.documents.len();
    let wanted = &settings.filters.keys[..];
    let mut add = |document: Option<Document>, place: Place| match document {
        Some(document) => {
            if document.blocks.is_empty() {
                articles.warnings.push(Warning::EmptyBody { place: place.clone() });
            }
            articles.documents.push(document);
            places.push(&place);
        }
        None => articles.skipped.drafts += 1,
    };
    match file.kind {
        FileKind::PlainText | FileKind::Markdown | FileKind::Mdx => {
            let text = spacing::unix_lines(text);
            let (fields, body) = front_matter::read(&text, &file.path, wanted)?;
            add(article(file, fields, body, settings), Place::file(&file.path));
        }
        FileKind::JsonLines => {
            // A few at a time, since there may be very many.
            let mut number = 0;
            records::each_of_lines(text, &file.path, wanted, &mut |records| {
                let count = records.len();
                for (document, line) in record_articles(file, records, Some(number), settings) {
                    add(document, Place::line(&file.path, line));
                }
                number += count;
            })?;
        }
        // Pages are read together.
        FileKind::Html => {}
        FileKind::Table => {
            let records = csv::from_table(text, &file.path, wanted)?;
            for (document, line) in record_articles(file, records, Some(0), settings) {
                add(document, Place::line(&file.path, line));
            }
        }
        // These have been read above.
        FileKind::Feed => {}
        FileKind::Json => {
            let (records, is_list) = records::from_json(text, &file.path, wanted)?;
            for (document, line) in record_articles(file, records, is_list.then_some(0), settings) {
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
    settings: &SiteSettings,
    articles: &mut Articles,
    places: &mut Places,
    links: &mut HashSet<String>,
) -> Result<(), BuildError> {
    let Some(entries) = feed::read(file, bytes, settings)? else {
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
        places.push(&place);
    }
    Ok(())
}

/// Where each article stands: many stand in one file.
#[derive(Default)]
struct Places {
    files: Vec<PathBuf>,
    /// The file, and the line where there is one.
    of: Vec<(u32, Option<u32>)>,
}

impl Places {
    fn push(&mut self, place: &Place) {
        if self.files.last() != Some(&place.path) {
            self.files.push(place.path.clone());
        }
        self.of.push((self.files.len() as u32 - 1, place.line));
    }

    fn of(&self, number: usize) -> Place {
        let (file, line) = self.of[number];
        Place { path: self.files[file as usize].clone(), line, column: None }
    }
}

fn refuse_shared_urls(documents: &Documents, places: &Places) -> Result<(), BuildError> {
    let hashes = RandomState::new();
    // Urls of very many articles are not held beside these; where two have one hash they are looked at.
    let mut seen: HashMap<u64, usize> = HashMap::with_capacity(documents.len());
    for (number, document) in documents.iter().enumerate() {
        let Some(first) = seen.insert(hashes.hash_one(&document.url), number) else { continue };
        if documents.get(first).is_some_and(|first| first.url == document.url) {
            return Err(BuildError::SameUrl {
                url: document.url.clone(),
                first: places.of(first),
                second: places.of(number),
            });
        }
    }
    Ok(())
}
