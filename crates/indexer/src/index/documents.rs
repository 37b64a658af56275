//! The documents section: what a hit shows of each document beside its title.

use std::collections::BTreeSet;

use kwic_core::format::details::{self, Details};
use kwic_core::format::documents::{self, Address, Names, Record};

use crate::Document;

/// The section.
pub(crate) fn documents(documents: &[Document]) -> Vec<u8> {
    let languages = sorted(documents.iter().map(|d| d.lang.as_str()));
    let sources = sorted(documents.iter().filter_map(|d| d.source.as_deref()));
    let tags = sorted(documents.iter().flat_map(|d| d.tags.iter().map(String::as_str)));
    let number = |names: &[&str], name: &str| names.binary_search(&name).unwrap_or_default() as u32;
    let records: Vec<Record<'_>> = documents
        .iter()
        .map(|document| Record {
            address: Address::new(&document.url, &document.id),
            language: number(&languages, &document.lang),
            date: document.date.as_deref().and_then(date),
            source: document.source.as_deref().map(|source| number(&sources, source)),
            tags: document.tags.iter().map(|tag| number(&tags, tag)).collect(),
        })
        .collect();
    documents::write(&Names { languages, sources, tags }, &records)
}

/// The section with what few documents have.
pub(crate) fn details(documents: &[Document]) -> Vec<u8> {
    details::write(&documents.iter().map(details_of).collect::<Vec<_>>())
}

fn details_of(document: &Document) -> Details<'_> {
    Details {
        author: document.author.as_deref(),
        image: document.image.as_deref(),
        breadcrumbs: document.breadcrumbs.iter().map(String::as_str).collect(),
        filters: document.filters.iter().map(|(name, value)| (&**name, &**value)).collect(),
    }
}

fn sorted<'d>(names: impl Iterator<Item = &'d str>) -> Vec<&'d str> {
    names.collect::<BTreeSet<_>>().into_iter().collect()
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
