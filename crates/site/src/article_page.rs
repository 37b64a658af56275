//! The readable page of an article.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use kwic_indexer::{
    BlockKind, Document, Documents, SlugRule, Slugs, heading_text, is_right_to_left,
    markdown_options, on_one_line, page_of_url, scheme_of_url,
};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, html};

use crate::error::SiteError;
use crate::files::HOME;

/// The article as an HTML page: title, date, author and source, and its text. `slugs` is how headings of Markdown get
/// their ids; `style_href` and `home_href` are the links to the style sheet and back to the search page.
///
/// Nothing of the article is taken for HTML: tags inside Markdown appear as text, and links that
/// would run code become plain text.
pub fn article_page(
    document: &Document,
    slugs: SlugRule,
    style_href: &str,
    home_href: &str,
) -> String {
    let direction = if is_right_to_left(&document.lang) { " dir=\"rtl\"" } else { "" };
    let mut page = String::with_capacity(2048);
    page.push_str("<!doctype html>\n");
    line(&mut page, format_args!("<html lang=\"{}\"{direction}>", escaped(&document.lang)));
    page.push_str("<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    line(&mut page, format_args!("<title>{}</title>", escaped(&document.title)));
    line(&mut page, format_args!("<link rel=\"stylesheet\" href=\"{}\">", escaped(style_href)));
    page.push_str("</head>\n<body>\n");
    line(
        &mut page,
        format_args!(
            "<nav lang=\"en\" dir=\"ltr\"><a href=\"{}\" rel=\"home\">Search</a></nav>",
            escaped(home_href)
        ),
    );
    page.push_str("<main>\n<article>\n<header>\n");
    line(&mut page, format_args!("<h1>{}</h1>", escaped(&document.title)));
    page.push_str(&byline(document));
    page.push_str("</header>\n");
    match &document.markdown {
        Some(text) => page.push_str(&from_markdown(text, &document.title, slugs)),
        None => page.push_str(&from_blocks(document)),
    }
    page.push_str("</article>\n</main>\n</body>\n</html>\n");
    page
}

/// Writes a page for each article whose url leads to a page of this site, into the folder `out` and
/// the folders below it, and gives the number of pages.
///
/// Such a url is relative or begins with one `/`, which stands for `out`. It names a whole page: urls
/// with `#` or `?` are skipped, and so are those that would leave the folder. A url of a folder, or
/// without an ending, leads to an `index.html`. Every page refers to the style sheet `style` and to
/// `index.html` in `out`. `slugs` is how headings of Markdown get their ids.
///
/// # Errors
///
/// Two urls that need one file, and whatever keeps a page from being written.
pub fn write_pages(
    documents: &Documents,
    slugs: SlugRule,
    style: &str,
    out: &Path,
) -> Result<usize, SiteError> {
    let mut written: HashMap<PathBuf, String> = HashMap::new();
    for document in documents.iter() {
        let Some(parts) = page_of_url(&document.url) else { continue };
        let path: PathBuf = parts.iter().collect();
        if let Some(first) = written.insert(path.clone(), document.url.clone()) {
            let second = document.url.clone();
            return Err(SiteError::SamePage { path, first, second });
        }
        let up = "../".repeat(parts.len().saturating_sub(1));
        let page = article_page(&document, slugs, &format!("{up}{style}"), &format!("{up}{HOME}"));
        let path = out.join(path);
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, page))
            .map_err(SiteError::file("write", path.as_path()))?;
    }
    Ok(written.len())
}

fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{text}");
}

pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn byline(document: &Document) -> String {
    let date = document.date.as_deref().map(escaped);
    let date = date.map(|date| format!("<time datetime=\"{date}\">{date}</time>"));
    let span = |class: &str, text: &Option<String>| {
        text.as_deref().map(|text| format!("<span class=\"{class}\">{}</span>", escaped(text)))
    };
    let facts = [date, span("author", &document.author), span("source", &document.source)];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let mut byline = String::new();
    if !facts.is_empty() {
        line(&mut byline, format_args!("<p class=\"byline\">{}</p>", facts.join(" · ")));
    }
    if !document.tags.is_empty() {
        byline.push_str("<ul class=\"tags\">\n");
        for tag in &document.tags {
            line(&mut byline, format_args!("<li>{}</li>", escaped(tag)));
        }
        byline.push_str("</ul>\n");
    }
    byline
}

fn from_blocks(document: &Document) -> String {
    let mut out = String::new();
    let mut in_aside = false;
    for block in &document.blocks {
        let is_aside = block.kind == BlockKind::Aside;
        if is_aside != in_aside {
            out.push_str(if is_aside { "<aside>\n" } else { "</aside>\n" });
            in_aside = is_aside;
        }
        let text = escaped(&block.text);
        match block.kind {
            BlockKind::Heading => line(&mut out, format_args!("<h2>{text}</h2>")),
            BlockKind::Code => line(&mut out, format_args!("<pre><code>{text}</code></pre>")),
            BlockKind::Body | BlockKind::Aside | BlockKind::Description => {
                line(&mut out, format_args!("<p>{text}</p>"));
            }
        }
    }
    if in_aside {
        out.push_str("</aside>\n");
    }
    out
}

fn from_markdown(text: &str, title: &str, slugs: SlugRule) -> String {
    let mut events: Vec<Event<'_>> = Parser::new_ext(text, markdown_options()).collect();
    give_ids(&mut events, slugs);
    let events = without_title(events, title);
    // The page has its `h1` already.
    let is_h1 = |event: &Event<'_>| {
        matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))
    };
    let shift = usize::from(events.iter().any(is_h1));
    let mut links = Vec::new();
    let safe = events.into_iter().filter_map(|event| safe(event, shift, &mut links));
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, safe);
    out
}

/// Gives each heading the id by which a hit leads to it.
fn give_ids(events: &mut [Event<'_>], slugs: SlugRule) {
    let mut slugs = Slugs::new(slugs);
    let starts = (0..events.len())
        .filter(|&at| matches!(events[at], Event::Start(Tag::Heading { .. })))
        .collect::<Vec<_>>();
    for start in starts {
        let (text, comment) = heading_text(&text_of(events.get(start..).unwrap_or_default()));
        if let Some(Event::Start(Tag::Heading { id, .. })) = events.get_mut(start) {
            let given = id.take().map(|id| id.into_string()).or(comment);
            if let Some(given) = &given {
                slugs.note(given);
            }
            *id = given.or_else(|| slugs.of(&text)).map(CowStr::from);
        }
    }
}

/// The text of the heading that the events begin with.
fn text_of(events: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Leaves out the first heading if it says what the title of the page says.
fn without_title<'a>(mut events: Vec<Event<'a>>, title: &str) -> Vec<Event<'a>> {
    let start = events.iter().position(|event| matches!(event, Event::Start(Tag::Heading { .. })));
    let Some(start) = start else { return events };
    let end =
        events.iter().skip(start).position(|event| matches!(event, Event::End(TagEnd::Heading(_))));
    let Some(end) = end.map(|length| start + length) else { return events };
    let text = text_of(events.get(start..=end).unwrap_or_default());
    if on_one_line(&text) == title {
        events.drain(start..=end);
    }
    events
}

/// One event of a page that cannot do harm. `links` remembers of each open link and image whether
/// its tag was written.
fn safe<'a>(event: Event<'a>, shift: usize, links: &mut Vec<bool>) -> Option<Event<'a>> {
    Some(match event {
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Heading { level, id, classes, attrs: _ }) => Event::Start(Tag::Heading {
            level: lowered(level, shift),
            id,
            classes,
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lowered(level, shift))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let fit = link_type == LinkType::Email || leads_somewhere(&dest_url, true);
            links.push(fit);
            if !fit {
                return None;
            }
            Event::Start(Tag::Link { link_type, dest_url: as_page(dest_url), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let fit = leads_somewhere(&dest_url, false);
            links.push(fit);
            if !fit {
                return None;
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        Event::End(TagEnd::Link | TagEnd::Image) if links.pop() == Some(false) => return None,
        other => other,
    })
}

fn lowered(level: HeadingLevel, shift: usize) -> HeadingLevel {
    HeadingLevel::try_from(level as usize + shift).unwrap_or(HeadingLevel::H6)
}

fn leads_somewhere(url: &str, with_mail: bool) -> bool {
    match scheme_of_url(url).as_deref() {
        None | Some("http" | "https") => true,
        Some("mailto" | "tel") => with_mail,
        Some(_) => false,
    }
}

/// A link from one article file to another leads to its page.
fn as_page(url: CowStr<'_>) -> CowStr<'_> {
    if scheme_of_url(&url).is_some() || url.starts_with("//") {
        return url;
    }
    let end = url.find(['#', '?']).unwrap_or(url.len());
    let (path, rest) = url.split_at(end);
    let stem = [".md", ".markdown", ".mdx"].iter().find_map(|ending| path.strip_suffix(ending));
    match stem {
        Some(stem) => format!("{stem}.html{rest}").into(),
        None => url,
    }
}
