//! What filters and facets ask of an article: its values by their names, and its day.
//!
//! Language, source, tags and year are the first four names; the others are those of the author's own filters.

use kwic_core::format::details::{self, AllDetails};
use kwic_core::format::documents::{Documents, Names, Record};

use crate::query::day::Day;

/// The names that every index has.
pub(crate) const NAMES: [&str; 4] = ["lang", "source", "tag", "year"];

/// The place of years among the names.
const YEAR: usize = 3;
/// How many lists of texts an index has for them.
const LISTS: usize = 4;

/// A value that articles have.
#[derive(Debug)]
pub(crate) struct Value {
    /// The place of its name among the names.
    pub name: usize,
    pub text: String,
}

/// The attributes of all articles.
#[derive(Debug, Default)]
pub(crate) struct Attributes<'a> {
    pub names: Vec<&'a str>,
    /// All values, each once, and what is none.
    pub values: Vec<Value>,
    /// The day of each article.
    pub days: Vec<Option<Day>>,
    /// The places of the values of all articles, one article after the other.
    places: Vec<u32>,
    /// Where those of each article begin, and those of the last end.
    ends: Vec<usize>,
}

impl<'a> Attributes<'a> {
    /// The attributes of all documents, which means reading all records.
    pub(crate) fn read(documents: &Documents<'a>, details: &AllDetails<'a>) -> Attributes<'a> {
        let records = documents.iter().zip(details.numbers());
        Attributes::new(&documents.names, &details.texts, records)
    }

    /// The attributes of documents that have these records, and of the `texts` those with these numbers.
    pub(crate) fn new<'r>(
        names: &Names<'a>,
        texts: &[&'a str],
        records: impl Iterator<Item = (Record<'r>, Vec<u32>)>,
    ) -> Attributes<'a> {
        let mut all = Attributes { names: NAMES.to_vec(), ends: vec![0], ..Attributes::default() };
        // Where the values of each list begin, and at the end those of the years.
        let mut firsts = [0; LISTS + 1];
        let lists: [&[&'a str]; LISTS] = [&names.languages, &names.sources, &names.tags, texts];
        for (list, texts) in lists.into_iter().enumerate() {
            for &text in texts {
                let value = match details::filter(text) {
                    _ if list < YEAR => Value { name: list, text: text.to_string() },
                    Some((name, text)) => Value { name: all.name(name), text: text.to_string() },
                    // An author, or what else articles are not asked for.
                    None => Value { name: usize::MAX, text: String::new() },
                };
                all.values.push(value);
            }
            firsts[list + 1] = all.values.len() as u32;
        }
        let mut years = Vec::new();
        for (record, numbers) in records {
            all.push(firsts[0], firsts[1], record.language);
            if let Some(source) = record.source {
                all.push(firsts[1], firsts[2], source);
            }
            for tag in record.tags {
                all.push(firsts[2], firsts[3], tag);
            }
            for number in numbers {
                all.push(firsts[3], firsts[4], number);
            }
            let day = record.date.map(|(year, month, day)| Day { year, month, day });
            if let Some(Day { year, .. }) = day {
                let found = years.iter().position(|other| *other == year).unwrap_or(years.len());
                if found == years.len() {
                    years.push(year);
                }
                all.places.push(firsts[LISTS] + found as u32);
            }
            all.days.push(day);
            all.ends.push(all.places.len());
        }
        for year in years {
            all.values.push(Value { name: YEAR, text: usize::from(year).to_string() });
        }
        all
    }

    /// Adds a value to the last article: that with this number in a list.
    fn push(&mut self, list: u32, end: u32, number: u32) {
        let place = list.saturating_add(number);
        let first = self.ends[self.days.len()];
        if place < end && !self.places[first..].contains(&place) {
            self.places.push(place);
        }
    }

    /// The places of the values of an article, each once.
    pub(crate) fn of(&self, document: u32) -> &[u32] {
        match self.ends.get(document as usize..) {
            Some([first, end, ..]) => &self.places[*first..*end],
            _ => &[],
        }
    }

    /// The place of a name.
    fn name(&mut self, name: &'a str) -> usize {
        let found = self.names.iter().position(|other| *other == name);
        found.unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }
}
