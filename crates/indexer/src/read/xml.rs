//! What is to be known of an XML file before it is read as a feed: its encoding, its root, and the lines of its parts.

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::{BuildError, Place};

/// The text of an XML file in the encoding that its first bytes or its declaration name, without the
/// declaration, which is not true of the text any more. Its line breaks stay.
pub(crate) fn decoded(bytes: Vec<u8>, path: &Path) -> Result<String, BuildError> {
    let (encoding, mark) =
        Encoding::for_bom(&bytes).unwrap_or_else(|| (declared(&bytes).unwrap_or(UTF_8), 0));
    if encoding == UTF_8 {
        let text = super::article::text_of(bytes, path)?;
        return Ok(without_declaration(text.trim_start_matches('\u{FEFF}')));
    }
    let rest = bytes.get(mark..).unwrap_or_default();
    match encoding.decode_without_bom_handling_and_without_replacement(rest) {
        Some(text) => Ok(without_declaration(&text)),
        None => Err(BuildError::BrokenFeed {
            place: Place::file(path),
            detail: format!("it is not {}, as its declaration says", encoding.name()),
        }),
    }
}

/// The encoding that the declaration names; none where there is no declaration or no such encoding.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let end = bytes.windows(2).position(|pair| pair == b"?>")?;
    let head = String::from_utf8_lossy(bytes.get(..end)?);
    let (_, name) = head.trim_start().strip_prefix("<?xml")?.split_once("encoding")?;
    let name = name.trim_start().strip_prefix('=')?.trim_start();
    let quote = name.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let name = name.split(quote).nth(1)?;
    // An encoding of two bytes cannot have been read here, whatever the declaration says.
    Encoding::for_label(name.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

fn without_declaration(text: &str) -> String {
    let lead = text.len() - text.trim_start().len();
    match text.trim_start().strip_prefix("<?xml ").and_then(|rest| rest.split_once("?>")) {
        Some((declaration, rest)) => {
            let lines = declaration.matches('\n').count();
            format!("{}{}{rest}", text.get(..lead).unwrap_or_default(), "\n".repeat(lines))
        }
        None => text.to_owned(),
    }
}

/// The element that holds all others.
#[derive(Debug)]
pub(crate) struct Root {
    /// Its name without the prefix of a namespace.
    pub(crate) name: String,
    prefixed: bool,
    /// Its attributes as they are written.
    attributes: Vec<(String, String)>,
    /// Where its start tag stands in the text.
    tag: std::ops::Range<usize>,
    /// True for `<a/>`.
    empty: bool,
    written_name: String,
}

/// The root of a text; none if no element begins in it.
pub(crate) fn root(text: &str) -> Option<Root> {
    let mut reader = Reader::from_str(text);
    loop {
        let (start, empty) = match reader.read_event().ok()? {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::Eof => return None,
            _ => continue,
        };
        let end = usize::try_from(reader.buffer_position()).ok()?;
        let length = start.len() + if empty { 3 } else { 2 };
        let written_name = start.name().as_ref().to_owned();
        let attributes = start.attributes().filter_map(Result::ok);
        return Some(Root {
            name: local_name(&start).to_owned(),
            prefixed: written_name.contains(':'),
            attributes: attributes
                .map(|attribute| (attribute.key.as_ref().to_owned(), attribute.value.into_owned()))
                .collect(),
            tag: end.checked_sub(length)?..end,
            empty,
            written_name,
        });
    }
}

const ATOM: &str = "http://www.w3.org/2005/Atom";
const ATOM_03: &str = "http://purl.org/atom/ns#";
const RSS_1: &str = "http://purl.org/rss/1.0/";

/// True for the two namespaces of RSS 0.9, which differ in their first part.
fn is_rss_09(namespace: &str) -> bool {
    namespace.contains("netscape.com/rdf/simple/0.9")
}

impl Root {
    fn namespaces(&self) -> impl Iterator<Item = &str> {
        let declares = |(name, _): &&(String, String)| name.starts_with("xmlns");
        self.attributes.iter().filter(declares).map(|(_, value)| value.trim())
    }

    fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(attribute, _)| attribute == name)
    }

    /// True for the root of RSS or Atom.
    pub(crate) fn is_feed(&self) -> bool {
        let is_atom = || self.namespaces().any(|name| name == ATOM || name == ATOM_03);
        match &*self.name {
            "rss" => true,
            "RDF" => self.namespaces().any(|name| name == RSS_1 || is_rss_09(name)),
            "feed" => is_atom() || (!self.has("xmlns") && !self.prefixed),
            "entry" => is_atom(),
            _ => false,
        }
    }

    /// What the elements are called that hold the entries.
    fn entry(&self) -> &'static str {
        if matches!(&*self.name, "feed" | "entry") { "entry" } else { "item" }
    }

    /// The text with a version and a namespace that feed-rs knows, where the root has others. Lines
    /// stay what they were.
    pub(crate) fn known<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut attributes = self.attributes.clone();
        for (name, value) in &mut attributes {
            if let Some(known) = self.known_value(name, value) {
                known.clone_into(value);
            }
        }
        if self.name == "rss" && !self.has("version") {
            attributes.push(("version".to_owned(), "2.0".to_owned()));
        }
        if attributes == self.attributes {
            return text.into();
        }
        let lines = text.get(self.tag.clone()).map_or(0, |tag| tag.matches('\n').count());
        let mut known = text.get(..self.tag.start).unwrap_or_default().to_owned();
        known.push_str(&format!("<{}{}", self.written_name, "\n".repeat(lines)));
        for (name, value) in &attributes {
            known.push_str(&format!(" {name}=\"{}\"", value.replace('"', "&quot;")));
        }
        known.push_str(if self.empty { "/>" } else { ">" });
        known.push_str(text.get(self.tag.end..).unwrap_or_default());
        known.into()
    }

    fn known_value(&self, name: &str, value: &str) -> Option<&'static str> {
        match (&*self.name, name) {
            ("rss", "version") if !matches!(value, "" | "0.91" | "0.92" | "2.0") => Some("2.0"),
            // Elements of RSS 2.0 have no namespace, and some feeds give them one of their own.
            ("rss", "xmlns") => Some(RSS_1),
            ("RDF", "xmlns") if is_rss_09(value) => Some(RSS_1),
            ("feed" | "entry", "xmlns") if value == ATOM_03 => Some(ATOM),
            _ => None,
        }
    }
}

/// The lines on which things stand in a text.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// Where each entry begins.
    pub(crate) entries: Vec<usize>,
    /// Where the text is no XML any more, if there is such a place.
    pub(crate) broken: Option<usize>,
}

/// Looks for the entries below a root, up to the first place where the text is broken.
pub(crate) fn lines(text: &str, root: &Root) -> Lines {
    let mut reader = Reader::from_str(text);
    reader.config_mut().trim_markup_names_in_closing_tags = true;
    let mut lines = Lines::default();
    let (mut line, mut counted) = (1, 0);
    let mut line_of = |position: u64| {
        let position = usize::try_from(position).unwrap_or(text.len());
        line += text.get(counted..position).map_or(0, |passed| passed.matches('\n').count());
        counted = position.max(counted);
        line
    };
    loop {
        let before = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) if local_name(&start) == root.entry() => {
                lines.entries.push(line_of(before));
            }
            Ok(Event::Eof) => return lines,
            Ok(_) => {}
            Err(_) => {
                lines.broken = Some(line_of(reader.error_position()));
                return lines;
            }
        }
    }
}

fn local_name<'a>(start: &'a BytesStart<'_>) -> &'a str {
    let name = start.name().into_inner();
    name.rsplit(':').next().unwrap_or(name)
}
