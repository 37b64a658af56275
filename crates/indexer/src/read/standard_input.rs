//! Articles that no file holds.

use super::file_kind::FileKind;

/// What an input is called that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// The form of articles where no ending of a file tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A page.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// One record or a list of them.
    Json,
    /// A record on each line.
    JsonLines,
    /// A table with the keys in its first row.
    Csv,
    /// RSS, Atom or JSON Feed.
    Feed,
}

impl Format {
    /// The form that bytes have by how they begin. `<` begins a page, or a feed where an XML declaration or the root
    /// of a feed stands there; `{` a record, or records on lines where the first line is a whole one and others
    /// follow; `[` a list of records where a record follows it. All else is Markdown, which plain text is too.
    pub fn of(bytes: &[u8]) -> Format {
        let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes).trim_ascii();
        let is_utf_16 = bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xFF, 0xFE]);
        match bytes.first() {
            Some(b'<') if begins_feed(bytes) => Format::Feed,
            Some(b'<') => Format::Html,
            Some(b'{') if is_lines(bytes) => Format::JsonLines,
            Some(b'{') => Format::Json,
            Some(b'[') if matches!(bytes[1..].trim_ascii_start().first(), Some(b'{' | b']')) => {
                Format::Json
            }
            // Only pages have encodings of their own.
            _ if is_utf_16 => Format::Html,
            _ => Format::Markdown,
        }
    }

    pub(crate) fn kind(self) -> FileKind {
        match self {
            Format::Html => FileKind::Html,
            Format::Markdown => FileKind::Markdown,
            Format::Text => FileKind::PlainText,
            Format::Json => FileKind::Json,
            Format::JsonLines => FileKind::JsonLines,
            Format::Csv => FileKind::Table,
            Format::Feed => FileKind::Feed,
        }
    }

    /// The ending of files of this form.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Text => "txt",
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
            Format::Feed => "xml",
        }
    }
}

/// True for XML, unless it is a page in XHTML.
fn begins_feed(bytes: &[u8]) -> bool {
    /// A declaration, comments and style sheets stand before the root.
    const TOP: usize = 1024;
    let top = String::from_utf8_lossy(&bytes[..bytes.len().min(TOP)]).to_ascii_lowercase();
    let is_root = |name: &str| top.starts_with(name);
    (is_root("<?xml") && !top.contains("<html") && !top.contains("<!doctype html"))
        || ["<rss", "<feed", "<rdf:rdf"].into_iter().any(is_root)
}

fn is_lines(bytes: &[u8]) -> bool {
    let mut parts = bytes.splitn(2, |byte| *byte == b'\n');
    let (first, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    !rest.trim_ascii().is_empty() && serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok()
}

/// What was read from standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardInput {
    /// All of it.
    pub bytes: Vec<u8>,
    /// How it is read.
    pub format: Format,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_tells_the_form() {
        for (text, format) in [
            ("<!doctype html><p>x", Format::Html),
            ("\u{FEFF} \n<p>x", Format::Html),
            ("<?xml version='1.0'?>\n<!DOCTYPE html><html>", Format::Html),
            ("<?xml version='1.0'?>\n<rss version='2.0'/>", Format::Feed),
            ("<feed xmlns='x'>", Format::Feed),
            ("{\"title\": \"A\"}", Format::Json),
            ("{\n\"title\": \"A\"\n}", Format::Json),
            ("{\"title\": \"A\"}\n\n", Format::Json),
            ("{\"title\": \"A\"}\r\n{\"title\": \"B\"}\n", Format::JsonLines),
            ("{\"title\": \"A\"}\n{\"title\": ", Format::JsonLines),
            ("[ {\"title\": \"A\"}]", Format::Json),
            ("[]", Format::Json),
            ("[A link](a.html) is here", Format::Markdown),
            ("---\ntitle: A\n---\n", Format::Markdown),
            ("Words.", Format::Markdown),
            ("", Format::Markdown),
        ] {
            assert_eq!(Format::of(text.as_bytes()), format, "{text:?}");
        }
        assert_eq!(Format::of(&[0xFF, 0xFE, b'<', 0]), Format::Html);
    }
}
