//! The documents section: what a hit shows of each document beside its title.
//!
//! First five lists of names (languages, sources, tags, beginnings and ends of urls; each a count and
//! its strings), so that a document holds only their numbers. Then the documents in groups of
//! [`GROUP`], found by their offsets.

use std::collections::BTreeMap;

use super::sections::{sampled, write_sampled};
use super::varint::{Cursor, push, push_str};

/// Documents in a group.
const GROUP: usize = 16;

/// How many urls have to share a beginning or an end to make it worth a name in a list: lists are read whole
/// when an index is opened.
const OFTEN: usize = 4;

/// Set in the flags of a record.
const HAS_ID: u32 = 1;
const ID_IS_MIDDLE: u32 = 2;
const HAS_DATE: u32 = 4;
const HAS_SOURCE: u32 = 8;
/// Beginning, end and language are those of the record before, in the same group.
const AS_BEFORE: u32 = 16;
const TAGS_SHIFT: u32 = 5;

/// The url and the id of a document. The urls of one site begin and end alike, and often differ by the id alone;
/// what they share stands once in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Address<'a> {
    beginning: &'a str,
    middle: &'a str,
    end: &'a str,
    /// None where it is the url.
    id: Option<&'a str>,
}

impl<'a> Address<'a> {
    /// The address of a document. Where it has no id of its own, `id` is the url.
    pub fn new(url: &'a str, id: &'a str) -> Address<'a> {
        Address { middle: url, id: (id != url).then_some(id), ..Address::default() }
    }

    /// Where a hit leads.
    pub fn url(&self) -> String {
        [self.beginning, self.middle, self.end].concat()
    }

    /// Its name in a collection of records; the url where it has none.
    pub fn id(&self) -> String {
        self.id.map_or_else(|| self.url(), ToString::to_string)
    }
}

/// What the index holds of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record<'a> {
    /// Its url and its id.
    pub address: Address<'a>,
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

/// The section. Addresses are those that [`Address::new`] makes.
pub fn write(names: &Names<'_>, records: &[Record<'_>]) -> Vec<u8> {
    let addresses = divided(records);
    let (mut beginnings, mut ends) = (NumberedNames::default(), NumberedNames::default());
    let mut before = (0, 0, 0);
    let records: Vec<Vec<u8>> = records
        .iter()
        .zip(&addresses)
        .enumerate()
        .map(|(index, (record, address))| {
            let now =
                (beginnings.number(address.beginning), ends.number(address.end), record.language);
            let same = index % GROUP > 0 && now == before;
            before = now;
            let mut bytes = Vec::new();
            push_record(&mut bytes, record, address, (!same).then_some(now));
            bytes
        })
        .collect();
    let mut out = Vec::new();
    for list in [&names.languages, &names.sources, &names.tags, &beginnings.names, &ends.names] {
        push(&mut out, list.len() as u32);
        list.iter().for_each(|name| push_str(&mut out, name));
    }
    out.extend_from_slice(&write_sampled(GROUP, records.into_iter()));
    out
}

/// Names in the order of their first use, which numbers them.
#[derive(Default)]
struct NumberedNames<'a> {
    names: Vec<&'a str>,
    numbers: BTreeMap<&'a str, u32>,
}

impl<'a> NumberedNames<'a> {
    fn number(&mut self, name: &'a str) -> u32 {
        *self.numbers.entry(name).or_insert_with(|| {
            self.names.push(name);
            self.names.len() as u32 - 1
        })
    }
}

/// The addresses of records, divided where many are divided alike.
fn divided<'a>(records: &[Record<'a>]) -> Vec<Address<'a>> {
    let (mut beginnings, mut ends) = (BTreeMap::new(), BTreeMap::new());
    for record in records {
        let by_name = by_name(record.address);
        let by_id = by_id(record.address).filter(|by_id| *by_id != by_name);
        for address in by_id.into_iter().chain([by_name]) {
            *beginnings.entry(address.beginning).or_insert(0) += 1;
            *ends.entry(address.end).or_insert(0) += 1;
        }
    }
    let is_often = |uses: &BTreeMap<&str, usize>, part| uses.get(part) >= Some(&OFTEN);
    let divided = |record: &Record<'a>| {
        let url = record.address.middle;
        let mut address = match by_id(record.address) {
            Some(by_id) if is_often(&beginnings, by_id.beginning) && is_often(&ends, by_id.end) => {
                return by_id;
            }
            _ => by_name(record.address),
        };
        if !is_often(&beginnings, address.beginning) {
            address.beginning = "";
        }
        if !is_often(&ends, address.end) {
            address.end = "";
        }
        address.middle = &url[address.beginning.len()..url.len() - address.end.len()];
        address
    };
    records.iter().map(divided).collect()
}

/// Divided around the last place of its id.
fn by_id(address: Address<'_>) -> Option<Address<'_>> {
    let (beginning, end) = address.middle.rsplit_once(address.id?)?;
    Some(Address { beginning, middle: address.id?, end, ..address })
}

/// Divided around the name of the file, or of the folder where that has none of its own.
fn by_name(address: Address<'_>) -> Address<'_> {
    let url = address.middle;
    let file = url.rfind('/').map_or(0, |slash| slash + 1);
    let end = match &url[file..] {
        name if file > 0 && (name.is_empty() || name.starts_with("index.")) => file - 1,
        name => name.rfind('.').map_or(url.len(), |dot| file + dot),
    };
    let name = url[..end].rfind('/').map_or(0, |slash| slash + 1);
    Address { beginning: &url[..name], middle: &url[name..end], end: &url[end..], ..address }
}

fn push_record(
    out: &mut Vec<u8>,
    record: &Record<'_>,
    address: &Address<'_>,
    numbers: Option<(u32, u32, u32)>,
) {
    let flag = |set: bool, bit: u32| if set { bit } else { 0 };
    let id = address.id.filter(|&id| id != address.middle);
    push(
        out,
        flag(id.is_some(), HAS_ID)
            | flag(id != address.id, ID_IS_MIDDLE)
            | flag(record.date.is_some(), HAS_DATE)
            | flag(record.source.is_some(), HAS_SOURCE)
            | flag(numbers.is_none(), AS_BEFORE)
            | (record.tags.len() as u32) << TAGS_SHIFT,
    );
    if let Some((beginning, end, language)) = numbers {
        [beginning, end, language].into_iter().for_each(|number| push(out, number));
    }
    push_str(out, address.middle);
    if let Some(id) = id {
        push_str(out, id);
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

/// Reads a group from its first record on.
struct Reader<'a, 's> {
    cursor: Cursor<'a>,
    beginnings: &'s [&'a str],
    ends: &'s [&'a str],
    /// Beginning, end and language of the record before.
    before: (&'a str, &'a str, u32),
}

impl<'a> Reader<'a, '_> {
    fn read(&mut self) -> Record<'a> {
        let cursor = &mut self.cursor;
        let flags = cursor.varint();
        if flags & AS_BEFORE == 0 {
            let mut part =
                |list: &[&'a str]| list.get(cursor.varint() as usize).copied().unwrap_or_default();
            self.before = (part(self.beginnings), part(self.ends), cursor.varint());
        }
        let (beginning, end, language) = self.before;
        let middle = cursor.str();
        let id = if flags & HAS_ID != 0 {
            Some(cursor.str())
        } else {
            (flags & ID_IS_MIDDLE != 0).then_some(middle)
        };
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
        Record { address: Address { beginning, middle, end, id }, language, date, source, tags }
    }
}

/// The section, opened: names read, records not.
#[derive(Debug, Clone)]
pub struct Documents<'a> {
    /// The names that records refer to.
    pub names: Names<'a>,
    beginnings: Vec<&'a str>,
    ends: Vec<&'a str>,
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
        let (beginnings, ends) = (list(), list());
        let records = bytes.get(cursor.position()..).unwrap_or_default();
        Documents { names, beginnings, ends, records, count }
    }

    /// Document number `index`.
    pub fn get(&self, index: usize) -> Option<Record<'a>> {
        if index >= self.count {
            return None;
        }
        let mut reader = self.reader(index);
        for _ in 0..index % GROUP {
            reader.read();
        }
        Some(reader.read())
    }

    /// All documents in turn, each read once.
    pub fn iter(&self) -> impl Iterator<Item = Record<'a>> {
        let mut reader = self.reader(0);
        (0..self.count).map_while(move |_| (!reader.cursor.is_done()).then(|| reader.read()))
    }

    /// At the beginning of the group of document number `index`.
    fn reader(&self, index: usize) -> Reader<'a, '_> {
        Reader {
            cursor: sampled(self.records, GROUP, self.count, index),
            beginnings: &self.beginnings,
            ends: &self.ends,
            before: Default::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What was written of a document is what is read of it, however its url is divided.
    fn assert_comes_back(names: &Names<'_>, records: &[Record<'_>]) -> Vec<u8> {
        let whole = |record: &Record<'_>| {
            let bare = Record { address: Address::default(), ..record.clone() };
            (record.address.url(), record.address.id(), bare)
        };
        let bytes = write(names, records);
        let documents = Documents::read(&bytes, records.len());
        assert_eq!(&documents.names, names);
        for (i, record) in records.iter().enumerate() {
            assert_eq!(documents.get(i).as_ref().map(whole), Some(whole(record)));
        }
        assert_eq!(documents.get(records.len()), None);
        assert!(documents.iter().map(|record| whole(&record)).eq(records.iter().map(whole)));
        bytes
    }

    fn at<'a>(url: &'a str, id: &'a str) -> Record<'a> {
        Record { address: Address::new(url, id), ..Record::default() }
    }

    #[test]
    fn records_come_back() {
        let names = Names {
            languages: vec!["en", "vi"],
            sources: vec!["Kwic"],
            tags: vec!["energy", "trade"],
        };
        let records: Vec<Record<'_>> = (0..40usize)
            .map(|i| Record {
                address: Address::new("a.html", ["7", "a.html", "a", "html", ""][i % 5]),
                language: (i / 3 % 2) as u32,
                date: (i % 4 == 0).then_some((2025, 1, 13)),
                source: (i % 5 == 0).then_some(0),
                tags: (0..(i % 3) as u32).collect(),
            })
            .collect();
        assert_comes_back(&names, &records);
    }

    #[test]
    fn every_kind_of_url_comes_back() {
        let urls =
            ["", "/", "//", ".", "a", "/a.b/c", "a.b/", "/a/index.html", "index.html", "/é/ü.é"];
        let ids = ["", "/", ".", "a", "b/c", "index", "é", "/a/index.html", "no"];
        let records: Vec<Record<'_>> =
            urls.iter().flat_map(|url| ids.iter().map(|id| at(url, id))).collect();
        assert_comes_back(&Names::default(), &records);
        records.iter().for_each(|record| {
            assert_comes_back(&Names::default(), std::slice::from_ref(record));
        });
    }

    #[test]
    fn what_urls_share_is_said_once() {
        let names = ["17", "18", "19", "20"];
        let urls = names.map(|name| format!("/news/{name}.html"));
        let records: Vec<_> = names.iter().zip(&urls).map(|(id, url)| at(url, id)).collect();
        let bytes = assert_comes_back(&Names::default(), &records);
        let expected = b"\0\0\0\x01\x06/news/\x01\x05.html\0\0\0\0\
            \x02\0\0\0\x0217\x12\x0218\x12\x0219\x12\x0220";
        assert_eq!(bytes, expected);
    }

    #[test]
    fn parts_that_few_urls_have_are_in_no_list() {
        let ids: Vec<String> = (0..100).map(|i| i.to_string()).collect();
        let pages = |url: fn(&str) -> String| ids.iter().map(|id| url(id)).collect::<Vec<_>>();
        for (urls, parts) in [
            (pages(|id| format!("/a/{id}/index.html")), 1),
            (pages(|id| format!("/a/{id}/")), 1),
            (pages(|id| format!("/{id}/{id}/{id}.{id}")), 1),
            (pages(|id| format!("/a/{}-{id}-{id}.html", "b".repeat(id.len() * 9))), 4),
        ] {
            let records: Vec<_> = urls.iter().zip(&ids).map(|(url, id)| at(url, id)).collect();
            let bytes = assert_comes_back(&Names::default(), &records);
            let documents = Documents::read(&bytes, records.len());
            let lists = [&documents.beginnings, &documents.ends].map(Vec::len);
            assert!(lists.iter().all(|&length| length <= parts), "{lists:?} {}", urls[0]);
        }
    }

    proptest! {
        #[test]
        fn any_url_and_id_come_back(
            urls: Vec<(String, usize, usize, Option<String>)>,
            alike in proptest::collection::vec(("[ab]?/?[ab](/|\\.[ab]|/index\\.a)?", "[ab/.]{0,2}"), 0..40),
        ) {
            let any = urls.iter().map(|(url, start, length, id)| {
                let start = start % (url.len() + 1);
                let part = url.get(start..start + length % (url.len() - start + 1));
                at(url, id.as_deref().or(part).unwrap_or(url))
            });
            let records: Vec<_> = any.chain(alike.iter().map(|(url, id)| at(url, id))).collect();
            assert_comes_back(&Names::default(), &records);
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, count: u16, index: u16) {
            let documents = Documents::read(&bytes, count as usize);
            if let Some(record) = documents.get(index as usize) {
                record.address.url();
                record.address.id();
            }
            assert!(documents.iter().count() <= count as usize);
        }
    }
}
