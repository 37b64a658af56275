//! Sitemaps: which pages of a site count, by its own word.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::article::{bytes_in, text_of};
use super::link;
use super::xml;
use crate::{BuildError, Place};

/// An index of sitemaps lists no more of them.
const MAX_SITEMAPS: usize = 50_000;
/// A site lies no deeper below the top of its host.
const MAX_FOLDERS: usize = 4;

/// A page that a sitemap names.
#[derive(Debug)]
pub(crate) struct NamedPage {
    /// The url as it is written.
    pub(crate) url: String,
    /// The sitemap.
    pub(crate) place: Place,
    /// The folders and the name in its path, without what sites write in more than one way.
    parts: Vec<String>,
    /// True once an input has its page.
    is_found: bool,
}

/// The pages that sitemaps name.
#[derive(Debug, Default)]
pub(crate) struct NamedPages {
    pages: Vec<NamedPage>,
}

impl NamedPages {
    /// Reads sitemaps, with those that they list. Where a file begins with `<` it is XML, else each line is a url.
    pub(crate) fn read(files: &[PathBuf]) -> Result<NamedPages, BuildError> {
        let mut named = NamedPages::default();
        let mut read = BTreeSet::new();
        let mut open: Vec<PathBuf> = files.iter().rev().cloned().collect();
        while let Some(file) = open.pop() {
            if !read.insert(file.clone()) || read.len() > MAX_SITEMAPS {
                continue;
            }
            let Locations { sitemaps, pages } = locations(&file)?;
            for (sitemap, place) in sitemaps.into_iter().rev() {
                open.push(
                    beside(&file, &sitemap)
                        .ok_or(BuildError::SitemapMissing { place, url: sitemap })?,
                );
            }
            for (url, place) in pages {
                named.pages.push(NamedPage { parts: parts(&url), url, place, is_found: false });
            }
        }
        Ok(named)
    }

    /// For each file of a site whether a sitemap names it. Files are told by their paths from the top of the site, which
    /// may lie below a folder of its host.
    pub(crate) fn mark(&mut self, files: &[&Path]) -> Vec<bool> {
        let mut by_parts: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        for (at, file) in files.iter().enumerate() {
            let names: Vec<_> = file.iter().map(|name| name.to_string_lossy()).collect();
            by_parts.entry(bare(&names.join("/"))).or_default().push(at);
        }
        let found = |folders: usize| {
            let of_page = |page: &NamedPage| by_parts.get(page.parts.get(folders..)?);
            self.pages.iter().filter_map(of_page).count()
        };
        // The fewest folders of those that lead to the most pages.
        let best =
            (0..=MAX_FOLDERS).rev().max_by_key(|&folders| found(folders)).unwrap_or_default();
        let mut is_named = vec![false; files.len()];
        for page in &mut self.pages {
            let files = page.parts.get(best..).and_then(|parts| by_parts.get(parts));
            for &file in files.into_iter().flatten() {
                is_named[file] = true;
                page.is_found = true;
            }
        }
        is_named
    }

    /// The pages that no input has.
    pub(crate) fn missing(self) -> impl Iterator<Item = NamedPage> {
        self.pages.into_iter().filter(|page| !page.is_found)
    }
}

/// True for XML with the root of a sitemap or of an index of sitemaps.
pub fn is_sitemap(path: &Path) -> bool {
    let has_ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"));
    let text = || xml::decoded(std::fs::read(path).ok()?, path).ok();
    has_ending
        && text().and_then(|text| xml::root(&text)).is_some_and(|root| is_root_name(&root.name))
}

fn is_root_name(name: &str) -> bool {
    matches!(name, "urlset" | "sitemapindex")
}

/// What a sitemap lists, each with its place.
#[derive(Default)]
struct Locations {
    sitemaps: Vec<(String, Place)>,
    pages: Vec<(String, Place)>,
}

fn locations(file: &Path) -> Result<Locations, BuildError> {
    let bytes = bytes_in(file)?;
    let broken = |detail: &str| BuildError::BrokenSitemap {
        place: Place::file(file),
        detail: detail.to_owned(),
    };
    if bytes.starts_with(&[0x1F, 0x8B]) {
        return Err(broken("it is compressed; unpack it with `gzip -d`"));
    }
    let found = match bytes.trim_ascii_start().first() {
        Some(b'<') => in_xml(&xml::decoded(bytes, file)?, file)?,
        _ => in_lines(&text_of(bytes, file)?, file)?,
    };
    if found.pages.is_empty() && found.sitemaps.is_empty() {
        return Err(broken("no url stands in it"));
    }
    Ok(found)
}

fn in_lines(text: &str, file: &Path) -> Result<Locations, BuildError> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut found = Locations::default();
    for (line, number) in text.lines().map(str::trim).zip(1..).filter(|(line, _)| !line.is_empty())
    {
        let place = Place::line(file, number);
        if line.contains(char::is_whitespace) {
            let detail = format!("{line:?} is no url; write one on each line");
            return Err(BuildError::BrokenSitemap { place, detail });
        }
        found.pages.push((line.to_owned(), place));
    }
    Ok(found)
}

fn in_xml(text: &str, file: &Path) -> Result<Locations, BuildError> {
    if let Some(root) = xml::root(text).filter(|root| !is_root_name(&root.name)) {
        let detail = format!("its root is <{}>, and not <urlset> or <sitemapindex>", root.name);
        return Err(BuildError::BrokenSitemap { place: Place::file(file), detail });
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().trim_markup_names_in_closing_tags = true;
    let mut found = Locations::default();
    // The elements that are open, innermost last, and the text of a location.
    let mut open: Vec<String> = Vec::new();
    let mut location = String::new();
    let mut counted = (0, 1);
    let mut line_at = |position: u64| {
        let position = usize::try_from(position).unwrap_or(text.len()).clamp(counted.0, text.len());
        let passed = text.as_bytes().get(counted.0..position).unwrap_or_default();
        counted = (position, counted.1 + passed.iter().filter(|byte| **byte == b'\n').count());
        counted.1
    };
    loop {
        let is_location = matches!(&open[..], [_, parent, name] if name == "loc" && matches!(&**parent, "url" | "sitemap"));
        let event = reader.read_event().map_err(|error| BuildError::BrokenSitemap {
            place: Place::line(file, line_at(reader.error_position())),
            detail: crate::on_one_line(&error.to_string()),
        })?;
        match event {
            Event::Start(start) => {
                let name = start.name().into_inner();
                open.push(name.rsplit(':').next().unwrap_or(name).to_owned());
            }
            Event::Text(words) if is_location => location.push_str(&words),
            Event::CData(words) if is_location => location.push_str(&words),
            Event::GeneralRef(name) if is_location => location.push_str(&format!("&{};", &*name)),
            Event::End(_) => {
                if is_location {
                    let url = html_escape::decode_html_entities(location.trim()).into_owned();
                    let place = Place::line(file, line_at(reader.buffer_position()));
                    let is_page = open.get(1).is_some_and(|parent| parent == "url");
                    let list = if is_page { &mut found.pages } else { &mut found.sitemaps };
                    if !url.is_empty() {
                        list.push((url, place));
                    }
                    location.clear();
                }
                open.pop();
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The file of a sitemap that another lists: by as much of its path as leads to a file, from the folder of the other.
fn beside(file: &Path, url: &str) -> Option<PathBuf> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let path = path_of(url);
    let names: Vec<&str> =
        path.split('/').filter(|name| !matches!(*name, "" | "." | "..")).collect();
    let ends = (0..names.len()).map(|from| folder.join(names[from..].join("/")));
    ends.into_iter().find(|file| file.is_file())
}

/// The path of a url, decoded.
fn path_of(url: &str) -> String {
    let url = url.split(['#', '?']).next().unwrap_or_default();
    let path = match url.split_once("://").map(|(_, rest)| rest).or_else(|| url.strip_prefix("//"))
    {
        Some(rest) => rest.split_once('/').map_or("", |(_, path)| path),
        None => url,
    };
    link::decoded(path).unwrap_or_else(|| path.to_owned())
}

fn parts(url: &str) -> Vec<String> {
    bare(&path_of(url))
}

/// The folders and the name of a path: `a/b.html`, `a/b/` and `a/b/index.html` are `a` and `b`.
fn bare(path: &str) -> Vec<String> {
    let mut parts: Vec<String> =
        path.split('/').filter(|part| !matches!(*part, "" | ".")).map(str::to_owned).collect();
    if let Some(last) = parts.pop() {
        let name = [".html", ".htm", ".xhtml"].iter().find_map(|ending| last.strip_suffix(ending));
        if name != Some("index") {
            parts.push(name.unwrap_or(&last).to_owned());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> NamedPages {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sitemap.xml");
        std::fs::write(&file, text).unwrap();
        NamedPages::read(&[file]).unwrap()
    }

    #[test]
    fn urls_lead_to_files_however_they_are_written() {
        let files = ["index.html", "a.html", "b/index.html", "c d/e.html", "f.html"].map(Path::new);
        for base in ["https://example.org/", "https://example.org/docs/v2/", "/"] {
            let mut named = list(&format!(
                "<?xml version=\"1.0\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"i\">\
                 <url><loc>{base}</loc></url><url><loc>\n{base}a\n</loc><image:image><image:loc>{base}f</image:loc></image:image></url>\
                 <url><loc>{base}b/?x=1&amp;y=2</loc></url><url><loc><![CDATA[{base}c%20d/e.html#top]]></loc></url>\
                 <url><loc>{base}gone</loc></url></urlset>"
            ));
            assert_eq!(named.mark(&files), [true, true, true, true, false], "{base}");
            let missing: Vec<String> = named.missing().map(|page| page.url).collect();
            assert_eq!(missing, [format!("{base}gone")]);
        }
    }
}
