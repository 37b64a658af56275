//! What filters and facets ask of an article: its language, source, tags and day.

use kwic_core::format::documents::{Documents, Names, Record};

use crate::query::day::Day;

/// The attributes of an article, by the numbers of their names.
#[derive(Debug)]
pub(crate) struct Attributes {
    pub language: u32,
    pub source: Option<u32>,
    /// Each once.
    pub tags: Vec<u32>,
    pub day: Option<Day>,
}

impl Attributes {
    /// The attributes of all documents, which means reading all records.
    pub(crate) fn read(documents: &Documents<'_>) -> Vec<Attributes> {
        documents.iter().map(Attributes::of).collect()
    }

    pub(crate) fn of(record: Record<'_>) -> Attributes {
        let Record { language, date, source, mut tags, .. } = record;
        let day = date.map(|(year, month, day)| Day { year, month, day });
        for at in (1..tags.len()).rev() {
            if tags[..at].contains(&tags[at]) {
                tags.remove(at);
            }
        }
        Attributes { language, source, tags, day }
    }

    /// Calls `each` with the numbers of the article's names.
    pub(crate) fn numbers(&self, attribute: Attribute, each: &mut dyn FnMut(u32)) {
        match attribute {
            Attribute::Lang => each(self.language),
            Attribute::Source => self.source.into_iter().for_each(each),
            Attribute::Tag => self.tags.iter().copied().for_each(each),
        }
    }
}

/// An attribute whose values are names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    Lang,
    Source,
    Tag,
}

impl Attribute {
    /// All names that articles have for it.
    pub(crate) fn names<'n, 'a>(self, names: &'n Names<'a>) -> &'n [&'a str] {
        match self {
            Attribute::Lang => &names.languages,
            Attribute::Source => &names.sources,
            Attribute::Tag => &names.tags,
        }
    }
}
