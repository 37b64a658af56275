//! The documents section: what a hit shows of each document beside its title.
//!
//! First three lists of names (languages, sources, tags; each a count and its strings), so that a
//! document holds only their numbers. Then the documents in groups of [`GROUP`], found by their
//! offsets.

use alloc::vec::Vec;

use super::sections::{sampled, write_sampled};
use super::varint::{Cursor, push, push_str};

/// Documents in a group.
const GROUP: usize = 16;

/// Set in the flags of a record.
const HAS_ID: u32 = 1;
const HAS_DATE: u32 = 2;
const HAS_SOURCE: u32 = 4;
const TAGS_SHIFT: u32 = 3;

/// What the index holds of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record<'a> {
    /// Its name in a collection; the url where it has none.
    pub id: &'a str,
    /// Where a hit leads.
    pub url: &'a str,
    /// Number of its language in [`Names::languages`].
    pub language: u32,
    /// Year, month, day.
    pub date: Option<(u16, u8, u8)>,
    /// Number of its source in [`Names::sources`].
    pub source: Option<u32>,
    /// Numbers of its tags in [`Names::tags`].
    pub tags: Vec<u32>,
}

/// The names that records refer to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names<'a> {
    /// Language codes, sorted.
    pub languages: Vec<&'a str>,
    /// Sources, sorted.
    pub sources: Vec<&'a str>,
    /// Tags, sorted.
    pub tags: Vec<&'a str>,
}

/// The section.
pub fn write(names: &Names<'_>, records: &[Record<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    for list in [&names.languages, &names.sources, &names.tags] {
        push(&mut out, list.len() as u32);
        list.iter().for_each(|name| push_str(&mut out, name));
    }
    let records = records.iter().map(|record| {
        let mut bytes = Vec::new();
        push_record(&mut bytes, record);
        bytes
    });
    out.extend_from_slice(&write_sampled(GROUP, records));
    out
}

fn push_record(out: &mut Vec<u8>, record: &Record<'_>) {
    let flag = |set: bool, bit: u32| if set { bit } else { 0 };
    let has_id = record.id != record.url;
    push(
        out,
        flag(has_id, HAS_ID)
            | flag(record.date.is_some(), HAS_DATE)
            | flag(record.source.is_some(), HAS_SOURCE)
            | (record.tags.len() as u32) << TAGS_SHIFT,
    );
    push_str(out, record.url);
    push(out, record.language);
    if has_id {
        push_str(out, record.id);
    }
    if let Some((year, month, day)) = record.date {
        push(out, u32::from(year));
        out.extend([month, day]);
    }
    if let Some(source) = record.source {
        push(out, source);
    }
    record.tags.iter().for_each(|&tag| push(out, tag));
}

fn read_record<'a>(cursor: &mut Cursor<'a>) -> Record<'a> {
    let flags = cursor.varint();
    let url = cursor.str();
    let language = cursor.varint();
    let id = if flags & HAS_ID != 0 { cursor.str() } else { url };
    let date =
        (flags & HAS_DATE != 0).then(|| (cursor.varint() as u16, cursor.byte(), cursor.byte()));
    let source = (flags & HAS_SOURCE != 0).then(|| cursor.varint());
    let mut tags = Vec::new();
    for _ in 0..flags >> TAGS_SHIFT {
        if cursor.is_done() {
            break;
        }
        tags.push(cursor.varint());
    }
    Record { id, url, language, date, source, tags }
}

/// The section, opened: names read, records not.
#[derive(Debug, Clone)]
pub struct Documents<'a> {
    /// The names that records refer to.
    pub names: Names<'a>,
    records: &'a [u8],
    count: usize,
}

impl<'a> Documents<'a> {
    /// Opens the section for `count` documents.
    pub fn read(bytes: &'a [u8], count: usize) -> Documents<'a> {
        let mut cursor = Cursor::new(bytes);
        let mut list = || {
            let mut names = Vec::new();
            for _ in 0..cursor.varint() {
                if cursor.is_done() {
                    break;
                }
                names.push(cursor.str());
            }
            names
        };
        let names = Names { languages: list(), sources: list(), tags: list() };
        let records = bytes.get(cursor.position()..).unwrap_or_default();
        Documents { names, records, count }
    }

    /// Document number `index`.
    pub fn get(&self, index: usize) -> Option<Record<'a>> {
        if index >= self.count {
            return None;
        }
        let mut cursor = sampled(self.records, GROUP, self.count, index);
        for _ in 0..index % GROUP {
            read_record(&mut cursor);
        }
        Some(read_record(&mut cursor))
    }

    /// All documents in turn, each read once.
    pub fn iter(&self) -> impl Iterator<Item = Record<'a>> + use<'a> {
        let mut cursor = sampled(self.records, GROUP, self.count, 0);
        (0..self.count).map_while(move |_| (!cursor.is_done()).then(|| read_record(&mut cursor)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn records_come_back() {
        let names = Names {
            languages: vec!["en", "vi"],
            sources: vec!["Kwic"],
            tags: vec!["energy", "trade"],
        };
        let records: Vec<Record<'_>> = (0..40usize)
            .map(|i| Record {
                id: if i % 3 == 0 { "7" } else { "a.html" },
                url: "a.html",
                language: (i % 2) as u32,
                date: (i % 4 == 0).then_some((2025, 1, 13)),
                source: (i % 5 == 0).then_some(0),
                tags: (0..(i % 3) as u32).collect(),
            })
            .collect();
        let bytes = write(&names, &records);
        let documents = Documents::read(&bytes, records.len());
        assert_eq!(documents.names, names);
        for (i, record) in records.iter().enumerate() {
            assert_eq!(documents.get(i).as_ref(), Some(record));
        }
        assert_eq!(documents.get(records.len()), None);
        assert!(documents.iter().eq(records));
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, count: u16, index: u16) {
            let documents = Documents::read(&bytes, count as usize);
            documents.get(index as usize);
            assert!(documents.iter().count() <= count as usize);
        }
    }
}
