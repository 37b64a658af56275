//! Documents to index bytes.

use std::collections::BTreeSet;

use fst::MapBuilder;
use kwic_core::format::documents::{self, Names, Record};
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::{self, Posting};
use kwic_core::format::sections::{self, Section};
use kwic_core::format::terms::{self, Term};
use kwic_core::format::{self, EXACT_SEPARATOR, FIELDS, lengths, positions, stems, suffixes};

use crate::common::common;
use crate::invert::{Inverted, invert};
use crate::stem::{classes, rules};
use crate::{BuildError, Document, Settings, settings};

/// Compiles documents into one index; the same documents give the same bytes on every machine.
///
/// # Errors
/// [`BuildError::TooLarge`] when a part of the index would need four gigabytes or more.
pub fn build(documents: &[Document]) -> Result<Vec<u8>, BuildError> {
    build_with(documents, &Settings::default())
}

/// Compiles documents into one index that ranks them by these settings; the default settings give
/// the bytes of [`build`].
///
/// # Errors
/// As [`build`], and [`BuildError::SettingOutOfRange`] for a setting that is negative, too large or
/// not a number.
pub fn build_with(documents: &[Document], settings: &Settings) -> Result<Vec<u8>, BuildError> {
    settings::check_all(settings)?;
    let inverted = invert(documents);
    let mut contents: [Vec<u8>; Section::ALL.len()] = Default::default();
    let mut set = |section: Section, bytes: Vec<u8>| contents[section as usize - 1] = bytes;

    set(Section::Meta, meta(documents, &inverted, settings));
    set(Section::Dictionary, dictionary(&inverted)?);
    let (term_table, posting_bytes, position_bytes) = write_terms(&inverted);
    set(Section::Terms, term_table);
    set(Section::Postings, posting_bytes);
    set(Section::Positions, position_bytes);
    let classes = classes(documents, &inverted);
    let mut stem_bytes = Vec::new();
    stems::write(&mut stem_bytes, &classes);
    set(Section::Stems, stem_bytes);
    let mut suffix_bytes = Vec::new();
    let rules = rules(documents, &inverted);
    suffixes::write(&mut suffix_bytes, rules.iter().map(|(from, to)| (from.as_str(), to.as_str())));
    set(Section::Suffixes, suffix_bytes);
    let mut common_bytes = Vec::new();
    format::common::write(&mut common_bytes, &common(documents, &inverted));
    set(Section::Common, common_bytes);
    let mut length_bytes = Vec::new();
    lengths::write(&mut length_bytes, &inverted.lengths);
    set(Section::Lengths, length_bytes);
    set(Section::Documents, write_documents(documents, &inverted));
    set(Section::Text, inverted.texts.concat().into_bytes());

    let size: usize = contents.iter().map(Vec::len).sum();
    for (section, content) in Section::ALL.into_iter().zip(&contents) {
        if size > u32::MAX as usize {
            return Err(BuildError::TooLarge { what: section.name(), size: content.len() });
        }
    }
    Ok(sections::write(&contents))
}

fn meta(documents: &[Document], inverted: &Inverted, settings: &Settings) -> Vec<u8> {
    let folded = |key: &[u8]| key.split(|&b| b == EXACT_SEPARATOR).next().map(<[u8]>::to_vec);
    let mut words: Vec<Option<Vec<u8>>> = inverted.keys.iter().map(|key| folded(key)).collect();
    words.dedup();
    let mut sums = [0u64; FIELDS];
    for document in &inverted.lengths {
        for (sum, &length) in sums.iter_mut().zip(document) {
            *sum += u64::from(length);
        }
    }
    let mut out = Vec::new();
    Meta {
        documents: documents.len() as u32,
        terms: inverted.keys.len() as u32,
        words: words.len() as u32,
        lengths: sums,
        settings: *settings,
    }
    .write(&mut out);
    out
}

fn dictionary(inverted: &Inverted) -> Result<Vec<u8>, BuildError> {
    let mut builder = MapBuilder::memory();
    for (ordinal, key) in inverted.keys.iter().enumerate() {
        builder.insert(key, ordinal as u64).map_err(BuildError::Dictionary)?;
    }
    builder.into_inner().map_err(BuildError::Dictionary)
}

/// The terms, postings and positions sections.
fn write_terms(inverted: &Inverted) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let mut table = Vec::with_capacity(inverted.keys.len());
    let (mut posting_bytes, mut position_bytes) = (Vec::new(), Vec::new());
    let mut list: Vec<Posting> = Vec::new();
    let mut places: Vec<u32> = Vec::new();
    for ordinal in 0..inverted.keys.len() {
        let starts = (posting_bytes.len(), position_bytes.len());
        list.clear();
        for of_document in inverted.occurrences(ordinal).chunk_by(|a, b| a.document == b.document) {
            let mut frequencies = [0; FIELDS];
            places.clear();
            for occurrence in of_document {
                frequencies[occurrence.field as usize] += 1;
                places.push(occurrence.position);
            }
            positions::write(&mut position_bytes, &places);
            list.push(Posting { document: of_document[0].document, frequencies });
        }
        postings::write(&mut posting_bytes, &list);
        table.push(Term {
            documents: list.len() as u32,
            postings: starts.0..posting_bytes.len(),
            positions: starts.1..position_bytes.len(),
        });
    }
    (terms::write(&table), posting_bytes, position_bytes)
}

fn write_documents(documents: &[Document], inverted: &Inverted) -> Vec<u8> {
    let languages = sorted(documents.iter().map(|d| d.lang.as_str()));
    let sources = sorted(documents.iter().filter_map(|d| d.source.as_deref()));
    let tags = sorted(documents.iter().flat_map(|d| d.tags.iter().map(String::as_str)));
    let number = |names: &[&str], name: &str| names.binary_search(&name).unwrap_or_default() as u32;
    let mut text_start = 0;
    let records: Vec<Record<'_>> = documents
        .iter()
        .zip(&inverted.texts)
        .map(|(document, text)| {
            let text = text_start..text_start + text.len();
            text_start = text.end;
            Record {
                id: &document.id,
                url: &document.url,
                title: &document.title,
                title_is_text: document.title_from_body,
                language: number(&languages, &document.lang),
                date: document.date.as_deref().and_then(date),
                source: document.source.as_deref().map(|source| number(&sources, source)),
                tags: document.tags.iter().map(|tag| number(&tags, tag)).collect(),
                text,
            }
        })
        .collect();
    documents::write(&Names { languages, sources, tags }, &records)
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
