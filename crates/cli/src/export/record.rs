//! One article as a search server stores it: what a hit carries, and the text section by section.
use kwic_indexer::{BlockKind, Document};
use serde::Serialize;

/// Characters of the text that stand for an article in a hit of which nothing else was found.
const SUMMARY: usize = 300;

/// See the [module](self). The n-th title, url and text of the sections belong together; the first is the beginning of
/// the article, before any heading to which a link leads, and has no title.
#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
    /// The url: an article that is exported again takes the place of the former.
    id: &'a str,
    url: &'a str,
    title: &'a str,
    lang: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// The date as a number to sort and to filter by: 20250113.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    breadcrumbs: &'a [String],
    /// Name and value of each of the author's own filters, with `=` between: no schema has to know their names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    filters: Vec<String>,
    summary: String,
    section_titles: Vec<&'a str>,
    section_urls: Vec<String>,
    section_texts: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    aside: String,
}

impl<'a> Record<'a> {
    pub(super) fn id(&self) -> &'a str {
        self.id
    }

    pub(super) fn of(document: &'a Document) -> Record<'a> {
        let date = document.date.as_deref();
        let mut record = Record {
            id: &document.url,
            url: &document.url,
            title: &document.title,
            lang: &document.lang,
            date,
            day: date.and_then(|date| date.replace('-', "").parse().ok()),
            year: date.and_then(|date| date.get(..4)),
            source: document.source.as_deref(),
            author: document.author.as_deref(),
            tags: &document.tags,
            image: document.image.as_deref(),
            breadcrumbs: &document.breadcrumbs,
            filters: document
                .filters
                .iter()
                .map(|(name, value)| [name, "=", value].concat())
                .collect(),
            summary: String::new(),
            section_titles: vec![""],
            section_urls: vec![document.url.clone()],
            section_texts: vec![String::new()],
            aside: String::new(),
        };
        record.add_text(document);
        record.summary = match document.description() {
            Some(description) => description.to_owned(),
            None => beginning(&record.section_texts),
        };
        record
    }

    fn add_text(&mut self, document: &'a Document) {
        // A fragment behind another would lead nowhere.
        let has_fragment = document.url.contains('#');
        for block in &document.blocks {
            let anchor = block.anchor.as_deref().filter(|_| !has_fragment);
            match (block.kind, anchor) {
                // It is the summary.
                (BlockKind::Description, _) => {}
                (BlockKind::Aside, _) => append(&mut self.aside, &block.text),
                (BlockKind::Heading, Some(anchor)) => {
                    self.section_titles.push(&block.text);
                    self.section_urls.push([&document.url, "#", anchor].concat());
                    self.section_texts.push(String::new());
                }
                (BlockKind::Heading | BlockKind::Body | BlockKind::Code, _) => {
                    if let Some(text) = self.section_texts.last_mut() {
                        append(text, &block.text);
                    }
                }
            }
        }
    }
}

/// Adds a paragraph.
fn append(text: &mut String, paragraph: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(paragraph);
}

/// The first words of the first text, at most [`SUMMARY`] characters.
fn beginning(texts: &[String]) -> String {
    let text = texts.iter().find(|text| !text.is_empty()).map_or("", String::as_str);
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else {
        return text.replace('\n', " ");
    };
    let whole = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..whole].replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kwic_indexer::Block;

    fn heading(text: &str, anchor: Option<&str>) -> Block {
        Block { anchor: anchor.map(str::to_owned), ..Block::new(BlockKind::Heading, text) }
    }

    fn article(url: &str, blocks: Vec<Block>) -> Document {
        Document { url: url.into(), title: "A title".into(), blocks, ..Document::default() }
    }

    #[test]
    fn a_section_begins_with_a_heading_that_a_link_leads_to() {
        let body = |text: &str| Block::new(BlockKind::Body, text);
        let document = article(
            "a.html",
            vec![
                body("One."),
                heading("No link", None),
                body("Two."),
                heading("A link", Some("link")),
                Block::new(BlockKind::Code, "let three;"),
                Block::new(BlockKind::Aside, "Share this."),
            ],
        );
        let record = Record::of(&document);
        assert_eq!(record.section_titles, ["", "A link"]);
        assert_eq!(record.section_urls, ["a.html", "a.html#link"]);
        assert_eq!(record.section_texts, ["One.\nNo link\nTwo.", "let three;"]);
        assert_eq!(record.aside, "Share this.");
        assert_eq!(record.summary, "One. No link Two.");
    }

    #[test]
    fn a_url_with_a_fragment_has_no_sections() {
        let document = article("a.html#b", vec![heading("A link", Some("link"))]);
        assert_eq!(Record::of(&document).section_urls, ["a.html#b"]);
    }

    #[test]
    fn a_date_is_a_day_and_a_year_too() {
        let document = Document { date: Some("2025-01-13".into()), ..article("a.html", vec![]) };
        let record = Record::of(&document);
        assert_eq!((record.day, record.year), (Some(20_250_113), Some("2025")));
    }

    #[test]
    fn filters_of_the_author_are_texts_of_name_and_value() {
        let filters = [("version", "2"), ("version", "2.1"), ("tags", "a=b")];
        let filters = filters.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let document = Document { filters, ..article("a.html", vec![]) };
        assert_eq!(Record::of(&document).filters, ["version=2", "version=2.1", "tags=a=b"]);
    }

    #[test]
    fn a_summary_is_what_the_author_says_or_whole_words_of_the_beginning() {
        let text = Block::new(BlockKind::Body, "đường ".repeat(100).trim());
        let said = Block::new(BlockKind::Description, "In short.");
        let described = article("a.html", vec![said, text.clone()]);
        assert_eq!(Record::of(&described).summary, "In short.");
        let record = article("a.html", vec![text]);
        let summary = Record::of(&record).summary;
        assert!(summary.ends_with("đường…") && summary.chars().count() <= SUMMARY + 1, "{summary}");
    }
}
