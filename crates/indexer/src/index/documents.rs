//! The documents section: what a hit shows of each document beside its title.

use std::collections::BTreeSet;

use kwic_core::format::details::{self, Details};
use kwic_core::format::documents::{self, Address, Names, Record};

use crate::Document;
use crate::documents::InChunks;

/// The section.
pub(crate) fn documents(documents: &dyn InChunks) -> Vec<u8> {
    let mut names: [BTreeSet<String>; 3] = Default::default();
    let mut ids = Vec::new();
    documents.each(&mut |document| {
        let [languages, sources, tags] = &mut names;
        add(languages, &document.lang);
        document.source.iter().for_each(|source| add(sources, source));
        document.tags.iter().for_each(|tag| add(tags, tag));
        let id = (document.id != document.url).then(|| Box::from(&*document.id));
        ids.push((Box::from(&*document.url), id));
    });
    let [languages, sources, tags] =
        [0, 1, 2].map(|at| names[at].iter().map(String::as_str).collect::<Vec<_>>());
    let number = |names: &[&str], name: &str| names.binary_search(&name).unwrap_or_default() as u32;
    let mut records: Vec<Record<'_>> = Vec::with_capacity(ids.len());
    documents.each(&mut |document| {
        let (url, id): &(Box<str>, Option<Box<str>>) = &ids[records.len()];
        records.push(Record {
            address: Address::new(url, id.as_deref().unwrap_or(url)),
            language: number(&languages, &document.lang),
            date: document.date.as_deref().and_then(date),
            source: document.source.as_deref().map(|source| number(&sources, source)),
            tags: document.tags.iter().map(|tag| number(&tags, tag)).collect(),
        });
    });
    documents::write(&Names { languages, sources, tags }, &records)
}

/// Adds a name that is not there yet.
fn add(names: &mut BTreeSet<String>, name: &str) {
    if !names.contains(name) {
        names.insert(name.to_owned());
    }
}

/// The section with what few documents have.
pub(crate) fn details(documents: &dyn InChunks) -> Vec<u8> {
    let mut counter = details::Counter::default();
    documents.each(&mut |document| counter.add(&details_of(document)));
    let mut writer = details::Writer::from(counter);
    documents.each(&mut |document| writer.push(&details_of(document)));
    writer.finish()
}

fn details_of(document: &Document) -> Details<'_> {
    Details {
        author: document.author.as_deref(),
        image: document.image.as_deref(),
        breadcrumbs: document.breadcrumbs.iter().map(String::as_str).collect(),
        filters: document.filters.iter().map(|(name, value)| (&**name, &**value)).collect(),
    }
}

/// The numbers of `YYYY-MM-DD`.
fn date(text: &str) -> Option<(u16, u8, u8)> {
    let mut numbers = text.splitn(3, '-');
    Some((
        numbers.next()?.parse().ok()?,
        numbers.next()?.parse().ok()?,
        numbers.next()?.parse().ok()?,
    ))
}
