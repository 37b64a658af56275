//! The details section: what a hit shows of a document that few documents have: author, picture, breadcrumbs, and the
//! author's own filters.
//!
//! First the list of all texts, each once, the most frequent first; then the documents in groups of [`GROUP`], each with
//! the numbers of its texts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::sections::{SampledWriter, sampled};
use super::varint::{Cursor, push, push_str};
use crate::text::slice;

/// Documents in a group.
const GROUP: usize = 16;

const HAS_AUTHOR: u32 = 1;
const HAS_IMAGE: u32 = 2;
const HAS_FILTERS: u32 = 4;
const BREADCRUMBS_SHIFT: u32 = 3;

/// Between name and value of a filter, which are one text.
const BETWEEN: u8 = 0;

/// The details of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details<'a> {
    /// Author, as written.
    pub author: Option<&'a str>,
    /// Url of a picture.
    pub image: Option<&'a str>,
    /// The names of what is above it, the uppermost first.
    pub breadcrumbs: Vec<&'a str>,
    /// Name and value of each filter.
    pub filters: Vec<(&'a str, &'a str)>,
}

impl Details<'_> {
    /// The texts of the list that it has, in the order of a record.
    fn texts(&self) -> impl Iterator<Item = String> {
        let filter = |&(name, value): &(&str, &str)| [name, value].join("\0");
        let filters: Vec<String> = self.filters.iter().map(filter).collect();
        let others = self.author.into_iter().chain(self.image);
        let others = others.chain(self.breadcrumbs.iter().copied());
        others.map(str::to_owned).chain(filters)
    }
}

/// Counts the texts of all documents, which comes before [writing](Writer) the first of them.
#[derive(Debug, Default)]
pub struct Counter(BTreeMap<String, usize>);

impl Counter {
    /// Counts the texts of a document.
    pub fn add(&mut self, details: &Details<'_>) {
        for text in details.texts() {
            *self.0.entry(text).or_default() += 1;
        }
    }
}

/// Writes the section.
#[derive(Debug)]
pub struct Writer {
    texts: Vec<u8>,
    /// The number of each text: its place among them.
    numbers: BTreeMap<String, u32>,
    records: SampledWriter,
}

impl From<Counter> for Writer {
    fn from(counter: Counter) -> Writer {
        let mut texts: Vec<(String, usize)> = counter.0.into_iter().collect();
        // Stable: of equal ones the first in the order of their letters.
        texts.sort_by_key(|&(_, count)| Reverse(count));
        let mut out = Vec::new();
        push(&mut out, texts.len() as u32);
        texts.iter().for_each(|(text, _)| push_str(&mut out, text));
        let numbers = texts.into_iter().map(|(text, _)| text).zip(0..).collect();
        Writer { texts: out, numbers, records: SampledWriter::new(GROUP) }
    }
}

impl Writer {
    /// Appends a document, all of whose texts have been counted.
    pub fn push(&mut self, details: &Details<'_>) {
        let flag = |set: bool, bit: u32| if set { bit } else { 0 };
        let mut bytes = Vec::new();
        push(
            &mut bytes,
            flag(details.author.is_some(), HAS_AUTHOR)
                | flag(details.image.is_some(), HAS_IMAGE)
                | flag(!details.filters.is_empty(), HAS_FILTERS)
                | (details.breadcrumbs.len() as u32) << BREADCRUMBS_SHIFT,
        );
        if !details.filters.is_empty() {
            push(&mut bytes, details.filters.len() as u32);
        }
        for text in details.texts() {
            push(&mut bytes, self.numbers.get(&text).copied().unwrap_or_default());
        }
        self.records.push(&bytes);
    }

    /// The section; empty where no document has details.
    pub fn finish(self) -> Vec<u8> {
        if self.numbers.is_empty() {
            return Vec::new();
        }
        let mut out = self.texts;
        out.extend_from_slice(&self.records.finish());
        out
    }
}

/// The section, opened: texts read, documents not.
#[derive(Debug, Clone, Default)]
pub struct AllDetails<'a> {
    /// All texts; of a filter its name and its value are one, see [`filter`].
    pub texts: Vec<&'a str>,
    records: &'a [u8],
    count: usize,
}

impl<'a> AllDetails<'a> {
    /// Reads the texts of a section of so many documents.
    pub fn read(bytes: &'a [u8], count: usize) -> AllDetails<'a> {
        let mut cursor = Cursor::new(bytes);
        let mut texts = Vec::new();
        for _ in 0..cursor.varint() {
            if cursor.is_done() {
                break;
            }
            texts.push(cursor.str());
        }
        let records = bytes.get(cursor.position()..).unwrap_or_default();
        AllDetails { texts, records, count }
    }

    /// The details of a document.
    pub fn of(&self, document: usize) -> Details<'a> {
        if self.texts.is_empty() || document >= self.count {
            return Details::default();
        }
        let mut cursor = sampled(self.records, GROUP, self.count, document);
        for _ in 0..document % GROUP {
            next(&mut cursor);
        }
        let (flags, numbers) = next(&mut cursor);
        let mut details = Details::default();
        let mut left = flags >> BREADCRUMBS_SHIFT;
        for text in numbers.iter().filter_map(|&number| self.texts.get(number as usize)) {
            if flags & HAS_AUTHOR != 0 && details.author.is_none() {
                details.author = Some(text);
            } else if flags & HAS_IMAGE != 0 && details.image.is_none() {
                details.image = Some(text);
            } else if left > 0 {
                left -= 1;
                details.breadcrumbs.push(text);
            } else if let Some(filter) = filter(text) {
                details.filters.push(filter);
            }
        }
        details
    }

    /// The numbers of the texts of each document in turn: those of its filters, and of what else it has.
    pub fn numbers(&self) -> impl Iterator<Item = Vec<u32>> {
        let mut cursor = sampled(self.records, GROUP, self.count, 0);
        (0..self.count).map(move |_| next(&mut cursor).1)
    }
}

/// Name and value, where a text is those of a filter.
pub fn filter(text: &str) -> Option<(&str, &str)> {
    let between = text.bytes().position(|byte| byte == BETWEEN)?;
    Some((slice(text, 0..between), slice(text, between + 1..text.len())))
}

/// The flags of the next document, and the numbers of its texts.
fn next(cursor: &mut Cursor<'_>) -> (u32, Vec<u32>) {
    let flags = cursor.varint();
    let filters = if flags & HAS_FILTERS != 0 { cursor.varint() } else { 0 };
    let others = (flags & HAS_AUTHOR) + (flags & HAS_IMAGE) / HAS_IMAGE;
    let mut numbers = Vec::new();
    for _ in 0..(others + (flags >> BREADCRUMBS_SHIFT)).saturating_add(filters) {
        if cursor.is_done() {
            break;
        }
        numbers.push(cursor.varint());
    }
    (flags, numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::option::of;
    use proptest::prelude::*;

    fn write(documents: &[Details<'_>]) -> Vec<u8> {
        let mut counter = Counter::default();
        documents.iter().for_each(|details| counter.add(details));
        let mut writer = Writer::from(counter);
        documents.iter().for_each(|details| writer.push(details));
        writer.finish()
    }

    #[test]
    fn no_details_take_no_bytes() {
        assert!(write(&[Details::default(), Details::default()]).is_empty());
        assert_eq!(AllDetails::read(&[], 2).of(1), Details::default());
    }

    proptest! {
        #[test]
        fn details_come_back(
            documents in vec(
                (of("[a-z]{0,3}"), of("[a-z]{0,3}"), vec("[a-z]{0,2}", 0..4), vec(("[a-z]", "[a-z]"), 0..3)),
                0..40,
            )
        ) {
            let details: Vec<Details<'_>> = documents
                .iter()
                .map(|(author, image, breadcrumbs, filters)| Details {
                    author: author.as_deref(),
                    image: image.as_deref(),
                    breadcrumbs: breadcrumbs.iter().map(String::as_str).collect(),
                    filters: filters.iter().map(|(name, value)| (&**name, &**value)).collect(),
                })
                .collect();
            let bytes = write(&details);
            let all = AllDetails::read(&bytes, details.len());
            for (number, expected) in details.iter().enumerate() {
                prop_assert_eq!(&all.of(number), expected);
            }
            prop_assert_eq!(all.of(details.len()), Details::default());
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>, count in 0usize..40) {
            let all = AllDetails::read(&bytes, count);
            for document in 0..count {
                all.of(document);
            }
        }
    }
}
