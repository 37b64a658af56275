//! Feeds as articles: each entry of RSS, Atom or JSON Feed is one.

use std::borrow::Cow;
use std::panic::catch_unwind;
use std::path::Path;

use feed_rs::model::{Entry, Feed, FeedType, Link, Person, Text};
use feed_rs::parser::{Builder, ParseFeedError};
use serde::Deserialize;
use url::Url;

use crate::infer::{language, spacing};
use crate::read::article::{document, text_of};
use crate::read::dialect::{Dialect, to_commonmark};
use crate::read::fields::Fields;
use crate::read::file_kind::FileKind;
use crate::read::folder::ArticleFile;
use crate::read::plain_text::{self, ReadText};
use crate::read::settings::site::SiteSettings;
use crate::read::slug::SlugRule;
use crate::read::web_date;
use crate::read::{html, link, markdown, xml};
use crate::{BlockKind, BuildError, Document, Place};

/// True for files that are feeds by their ending, and for JSON that says of itself that it is one.
pub(crate) fn may_be_feed(kind: FileKind, bytes: &[u8]) -> bool {
    match kind {
        FileKind::Feed => true,
        FileKind::Json => is_json_feed(bytes),
        _ => false,
    }
}

fn is_json_feed(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head<'a> {
        #[serde(borrow)]
        version: Cow<'a, str>,
    }
    const NAME: &[u8] = b"jsonfeed.org";
    let names_it = || bytes.windows(NAME.len()).any(|part| part == NAME);
    let bytes = without_mark(bytes);
    bytes.trim_ascii_start().starts_with(b"{")
        && names_it()
        && serde_json::from_slice::<Head<'_>>(bytes)
            .is_ok_and(|head| head.version.trim().starts_with("https://jsonfeed.org"))
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes)
}

/// The entries of a feed and where they stand; none if the file is XML of another kind and was not
/// asked for by its name.
pub(crate) fn read(
    file: &ArticleFile,
    bytes: Vec<u8>,
    settings: &SiteSettings,
) -> Result<Option<Vec<(Document, Place)>>, BuildError> {
    if file.kind == FileKind::Json {
        let text = text_of(bytes, &file.path)?;
        let text = text.trim_start_matches('\u{FEFF}');
        let feed = parsed(text).map_err(|error| broken(error, &file.path, None))?;
        return Ok(Some(documents(file, &feed, &[], settings)));
    }
    let text = xml::decoded(bytes, &file.path)?;
    let Some(root) = xml::root(&text).filter(xml::Root::is_feed) else {
        return match file.is_input || is_feed_by_name(&file.path) {
            true => Err(BuildError::NotAFeed { path: file.path.clone() }),
            false => Ok(None),
        };
    };
    let lines = xml::lines(&text, &root);
    let feed =
        parsed(&root.known(&text)).map_err(|error| broken(error, &file.path, lines.broken))?;
    // Entries that feed-rs leaves out would shift the lines of the others.
    let lines = if lines.entries.len() == feed.entries.len() { lines.entries } else { Vec::new() };
    Ok(Some(documents(file, &feed, &lines, settings)))
}

/// XML and RDF may be anything; these two are feeds or broken.
fn is_feed_by_name(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ending.eq_ignore_ascii_case("rss") || ending.eq_ignore_ascii_case("atom")
}

/// Why a feed was not read.
enum Failure {
    Told(ParseFeedError),
    /// The parser ended in a panic, as it does where a duration has too many digits.
    Panic,
}

fn parsed(text: &str) -> Result<Feed, Failure> {
    let text = apart(text);
    let parse = || {
        Builder::new()
            .sanitize_content(false)
            // It would make ids up, by chance where an entry has no link.
            .id_generator(|_, _, _| String::new())
            // It would move the days of authors in the east and in the west to those of Greenwich.
            .timestamp_parser(|written| {
                let day = web_date::day_of(written)?;
                format!("{day}T00:00:00Z").parse().ok()
            })
            .build()
            .parse(text.as_bytes())
    };
    catch_unwind(parse).map_err(|_| Failure::Panic)?.map_err(Failure::Told)
}

/// The text with spaces between e-mail addresses and letters of other scripts: feed-rs cuts names
/// from addresses by the byte, and would panic in the middle of a letter.
fn apart(text: &str) -> Cow<'_, str> {
    let in_name =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | ':');
    let mut gaps = Vec::new();
    for (at, _) in text.match_indices('@') {
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let start = before.trim_end_matches(in_name).len();
        let after = after.strip_prefix('@').unwrap_or(after);
        let end = text.len() - after.trim_start_matches(in_name).len();
        if start < at && at + 1 < end {
            gaps.extend([start, end]);
        }
    }
    gaps.retain(|gap| {
        let (before, after) = text.split_at_checked(*gap).unwrap_or_default();
        !before.ends_with(|c: char| c.is_ascii()) || !after.starts_with(|c: char| c.is_ascii())
    });
    let mut apart = String::new();
    let mut from = 0;
    for gap in gaps {
        apart.push_str(text.get(from..gap).unwrap_or_default());
        apart.push(' ');
        from = gap;
    }
    if apart.is_empty() {
        return text.into();
    }
    apart.push_str(text.get(from..).unwrap_or_default());
    apart.into()
}

fn broken(failure: Failure, path: &Path, line: Option<usize>) -> BuildError {
    let mut place = line.map_or_else(|| Place::file(path), |line| Place::line(path, line));
    let words = match failure {
        Failure::Panic => "its parser failed; a number that is too long may be why".into(),
        Failure::Told(ParseFeedError::JsonSerde(error)) => {
            place = Place::column(path, error.line(), error.column().max(1));
            // serde_json ends its messages with the position that the place already tells.
            error.to_string().split(" at line ").next().unwrap_or_default().to_owned()
        }
        Failure::Told(error) => error.to_string(),
    };
    let known = ["unable to parse feed: ", "unable to parse XML: ", "Parser error: "];
    let detail = known.iter().fold(&*words, |words, known| words.trim_start_matches(known));
    BuildError::BrokenFeed { place, detail: spacing::collapsed(detail) }
}

fn documents(
    file: &ArticleFile,
    feed: &Feed,
    lines: &[usize],
    settings: &SiteSettings,
) -> Vec<(Document, Place)> {
    let reader = FeedReader::new(file, feed, settings);
    let place = |at: usize| match lines.get(at) {
        Some(line) => Place::line(&file.path, *line),
        None => Place::file(&file.path),
    };
    let entries = feed.entries.iter().enumerate();
    entries.map(|(at, entry)| (reader.document(entry, at + 1), place(at))).collect()
}

/// What all entries of a feed have in common.
struct FeedReader<'a> {
    file: &'a ArticleFile,
    feed: &'a Feed,
    settings: &'a SiteSettings,
    /// What relative links are relative to.
    base: Option<Url>,
    /// RSS does not say what is HTML, and much of it is.
    loose: bool,
}

impl<'a> FeedReader<'a> {
    fn new(file: &'a ArticleFile, feed: &'a Feed, settings: &'a SiteSettings) -> Self {
        let own = feed.links.iter().map(|link| &*link.href);
        let base = page_link(&feed.links).into_iter().chain(own);
        let base = base.filter_map(|link| Url::parse(link).ok()).find(Url::has_host);
        let loose = matches!(feed.feed_type, FeedType::RSS0 | FeedType::RSS1 | FeedType::RSS2);
        FeedReader { file, feed, settings, base, loose }
    }

    /// The document of an entry; `number` is its place in the feed.
    fn document(&self, entry: &Entry, number: usize) -> Document {
        let title = entry.title.as_ref().and_then(|title| self.line(title));
        let passages = self.passages(entry);
        let reading = passages
            .iter()
            .map(|passage| passage.read(title.as_deref(), self.settings.slugs()))
            .find(|reading| !reading.blocks.is_empty())
            .unwrap_or_else(|| ReadText { title: title.clone(), ..ReadText::default() });
        let summary = entry.summary.as_ref().map(|summary| self.passage(summary));
        let id = Some(spacing::collapsed(&entry.id)).filter(|id| !id.is_empty());
        let lang = entry.language.as_ref().or(self.feed.language.as_ref());
        let fields = Fields {
            date: entry.published.or(entry.updated).map(|time| time.date_naive().to_string()),
            lang: lang.and_then(|lang| language::primary_subtag(lang)),
            source: self.feed.title.as_ref().and_then(|title| self.line(title)),
            author: names(&entry.authors).or_else(|| names(&self.feed.authors)),
            tags: tags(entry),
            description: summary.and_then(|summary| description(&summary, &reading)),
            ..Fields::default()
        };
        let url = self.link(entry).unwrap_or_else(|| {
            let part = id.as_deref().map_or_else(|| number.to_string(), link::encoded);
            format!("{}#{part}", self.settings.url_of(&self.file.relative))
        });
        document(self.file, fields, reading, url, id)
    }

    /// Where an entry leads. In RSS its `guid` is a link where it looks like one.
    fn link(&self, entry: &Entry) -> Option<String> {
        let is_link = |id: &&str| id.starts_with("https://") || id.starts_with("http://");
        let guid = Some(&*entry.id).filter(|id| self.loose && is_link(id));
        let href = spacing::collapsed(page_link(&entry.links).or(guid)?);
        let url = match (&self.base, Url::parse(&href)) {
            (Some(base), Err(url::ParseError::RelativeUrlWithoutBase)) => {
                base.join(&href).map_or(href, String::from)
            }
            _ => href,
        };
        // What runs code is no link; feeds are often other people's.
        (!url.is_empty() && !link::runs_code(&url)).then_some(url)
    }

    /// What an entry says, the longest first.
    fn passages<'e>(&self, entry: &'e Entry) -> Vec<Passage<'e>> {
        let content = entry.content.as_ref().and_then(|content| {
            let text = content.body.as_deref()?;
            Some(Passage { text, markup: Markup::of(content.content_type.as_str())? })
        });
        let media = entry.media.iter().filter_map(|media| media.description.as_ref());
        let others = entry.summary.iter().chain(media).map(|text| self.passage(text));
        content.into_iter().chain(others).collect()
    }

    fn passage<'e>(&self, text: &'e Text) -> Passage<'e> {
        let markup = Markup::of(text.content_type.as_str()).filter(|_| !self.loose);
        Passage { text: &text.content, markup: markup.unwrap_or(Markup::Html) }
    }

    /// A text on one line. Titles are text without tags, in which references may be left over; Atom
    /// alone says whether they are.
    fn line(&self, text: &Text) -> Option<String> {
        let line = match Markup::of(text.content_type.as_str()) {
            Some(Markup::Html) => html::fragment::lines(&text.content).join(" "),
            _ if self.feed.feed_type == FeedType::Atom => text.content.clone(),
            _ => html_escape::decode_html_entities(&text.content).into_owned(),
        };
        Some(spacing::collapsed(&line)).filter(|line| !line.is_empty())
    }
}

/// How a text is marked up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    Html,
    Markdown,
    Plain,
}

impl Markup {
    /// What a media type says; none for what is no text to read.
    fn of(media_type: &str) -> Option<Markup> {
        let media_type = media_type.split(';').next().unwrap_or_default().trim();
        match &*media_type.to_ascii_lowercase() {
            "text/html" | "application/xhtml+xml" | "application/xhtml" => Some(Markup::Html),
            "text/markdown" | "text/x-markdown" => Some(Markup::Markdown),
            "text/plain" => Some(Markup::Plain),
            _ => None,
        }
    }
}

/// A text of an entry.
struct Passage<'a> {
    text: &'a str,
    markup: Markup,
}

impl Passage<'_> {
    fn read(&self, title: Option<&str>, slugs: SlugRule) -> ReadText {
        match self.markup {
            Markup::Markdown => {
                markdown::read(&to_commonmark(self.text, Dialect::Markdown), title, slugs)
            }
            _ => plain_text::read(&self.lines().join("\n\n"), title),
        }
    }

    /// The text in paragraphs, without its markup.
    fn lines(&self) -> Vec<String> {
        if self.markup == Markup::Html && has_tags(self.text) {
            return html::fragment::lines(self.text);
        }
        let text = spacing::unix_lines(self.text);
        let text = match self.markup {
            Markup::Html => html_escape::decode_html_entities(&*text),
            _ => text,
        };
        vec![text.into_owned()]
    }
}

/// True for HTML in which anything stands between angle brackets.
fn has_tags(html: &str) -> bool {
    html.match_indices('<').any(|(at, _)| {
        let rest = html.get(at..).unwrap_or_default();
        rest.starts_with("<!") || html::fragment::tag(rest).is_some()
    })
}

/// The summary of an entry, unless it is the text, or its beginning, and so says nothing more.
fn description(summary: &Passage<'_>, reading: &ReadText) -> Option<String> {
    let lines = summary.lines();
    let first = spacing::collapsed(lines.first()?);
    let beginning = letters(first.split(['…', '[']).next()?.split("...").next()?);
    let body = reading.blocks.iter().filter(|block| block.kind != BlockKind::Description);
    let body: String = body.map(|block| letters(&block.text)).collect();
    let title = letters(reading.title.as_deref().unwrap_or_default());
    if body.starts_with(&beginning) || title == beginning {
        return None;
    }
    Some(spacing::collapsed(&lines.join(" ")))
}

/// What is left of a text that was cut and laid out anew.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// The link to a page: not that to comments, to a file that is attached, or to the feed.
fn page_link(links: &[Link]) -> Option<&str> {
    let is_page = |link: &&Link| match link.rel.as_deref() {
        None => link.media_type.is_none(),
        Some(rel) => rel == "alternate",
    };
    let is_html = |link: &Link| {
        let media_type = link.media_type.as_deref();
        media_type.is_none_or(|media_type| Markup::of(media_type) == Some(Markup::Html))
    };
    let pages = links.iter().filter(|link| link.target.is_none() && !link.href.is_empty());
    pages.filter(is_page).min_by_key(|link| !is_html(link)).map(|link| &*link.href)
}

/// The names of people, each once; addresses alone are not made known.
fn names(people: &[Person]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in people.iter().filter_map(|person| person.name.as_deref()) {
        // `lan@example.org (Lan Anh)` is how RSS writes it.
        let name = spacing::collapsed(name);
        let inside = name.strip_prefix('(').and_then(|name| name.strip_suffix(')'));
        let name = inside.map_or(&*name, str::trim);
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

fn tags(entry: &Entry) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for category in &entry.categories {
        let label = category.label.as_deref().map(spacing::collapsed);
        let tag = label.filter(|label| !label.is_empty());
        let tag = tag.unwrap_or_else(|| spacing::collapsed(&category.term));
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
