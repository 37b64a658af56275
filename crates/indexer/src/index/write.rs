//! Documents to index bytes.

use std::collections::BTreeSet;

use fst::MapBuilder;
use kwic_core::format::documents::{self, Address, Names, Record};
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::{MAX_BYTES, MAX_DOCUMENTS};
use kwic_core::format::sections::{self, Section};
use kwic_core::format::{self, EXACT_SEPARATOR, inflections, literals, stems, term_info};
use kwic_core::store::symbols::{control, push_symbol};
use kwic_core::store::vocabulary::Vocabulary;
use rayon::prelude::*;

use crate::index::collect::plain;
use crate::index::compounds::compounds;
use crate::index::encode::{Encoder, Passage, listed};
use crate::index::invert::{Inversion, invert};
use crate::index::stem::{classes, rules};
use crate::index::stop_words::stop_words;
use crate::read::settings;
use crate::{BuildError, Document, Settings};

/// Compiles documents into one index; the same documents give the same bytes on every machine.
///
/// # Errors
/// [`BuildError::TooLarge`] when a part of the index would need four gigabytes or more, or postings half a
/// gigabyte; [`BuildError::TooMany`] when there are more than 16,777,215 documents.
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
    if documents.len() > MAX_DOCUMENTS as usize {
        return Err(BuildError::TooMany { documents: documents.len() });
    }
    let inverted = invert(documents);
    let size = inverted.sizes.iter().map(|&size| size as usize).sum();
    if size > MAX_BYTES as usize {
        return Err(BuildError::TooLarge { what: "what says where words stand", size });
    }
    let mut contents: [Vec<u8>; Section::ALL.len()] = Default::default();
    let mut set = |section: Section, bytes: Vec<u8>| contents[section as usize - 1] = bytes;

    // Each says something else of the same words.
    let ((text, dictionary), ((classes, rules), (stop_words, compounds))) = rayon::join(
        || rayon::join(|| write_text(documents, &inverted), || dictionary(&inverted)),
        || {
            rayon::join(
                || rayon::join(|| classes(documents, &inverted), || rules(documents, &inverted)),
                || rayon::join(|| stop_words(documents, &inverted), || compounds(&inverted)),
            )
        },
    );
    set(Section::Meta, meta(documents, &inverted, settings));
    set(Section::Dictionary, dictionary?);
    set(Section::Terms, term_info::write(&inverted.terms, &inverted.sizes, documents.len() as u32));
    let mut stem_bytes = Vec::new();
    stems::write(&mut stem_bytes, &classes);
    set(Section::Stems, stem_bytes);
    let mut suffix_bytes = Vec::new();
    inflections::write(
        &mut suffix_bytes,
        rules.iter().map(|(from, to)| (from.as_str(), to.as_str())),
    );
    set(Section::Inflections, suffix_bytes);
    let mut stop_word_bytes = Vec::new();
    format::stop_words::write(&mut stop_word_bytes, &stop_words);
    set(Section::StopWords, stop_word_bytes);
    if compounds.len() > MAX_BYTES as usize {
        return Err(BuildError::TooLarge {
            what: Section::Compounds.name(),
            size: compounds.len(),
        });
    }
    set(Section::Compounds, compounds);
    let (sign_bytes, text_bytes) = text;
    set(Section::Literals, sign_bytes);
    set(Section::Documents, write_documents(documents));
    set(Section::Text, text_bytes);

    let size: usize = contents.iter().map(Vec::len).sum();
    for (section, content) in Section::ALL.into_iter().zip(&contents) {
        if size > u32::MAX as usize {
            return Err(BuildError::TooLarge { what: section.name(), size: content.len() });
        }
    }
    Ok(sections::write(&contents))
}

fn meta(documents: &[Document], inverted: &Inversion, settings: &Settings) -> Vec<u8> {
    let folded = |key: &[u8]| key.split(|&b| b == EXACT_SEPARATOR).next().map(<[u8]>::to_vec);
    let mut words: Vec<Option<Vec<u8>>> = inverted.keys.iter().map(|key| folded(key)).collect();
    words.dedup();
    let mut out = Vec::new();
    Meta {
        documents: documents.len() as u32,
        terms: inverted.keys.len() as u32,
        words: words.len() as u32,
        settings: *settings,
    }
    .write(&mut out);
    out
}

fn dictionary(inverted: &Inversion) -> Result<Vec<u8>, BuildError> {
    let mut builder = MapBuilder::memory();
    for (ordinal, key) in inverted.keys.iter().enumerate() {
        builder.insert(key, ordinal as u64).map_err(BuildError::Dictionary)?;
    }
    builder.into_inner().map_err(BuildError::Dictionary)
}

/// The literals and the text section.
fn write_text(documents: &[Document], inverted: &Inversion) -> (Vec<u8>, Vec<u8>) {
    let all = inverted.literals.list(&inverted.ordinals);
    let listed = listed(&all);
    let sign_bytes = literals::write(&listed);
    let ordinal = |key: &[u8]| {
        let at = inverted.keys.binary_search_by(|other| other.as_slice().cmp(key));
        at.ok().map(|at| at as u32)
    };
    let count = documents.len() as u32;
    let vocabulary = Vocabulary::new(&inverted.terms, listed.clone(), count);
    let encoder =
        Encoder::new(&all, &listed, &inverted.terms, &inverted.spellings, &vocabulary, &ordinal);
    let encode = |(document, passages): (&Document, &Vec<Passage>)| {
        let mut out = Vec::new();
        let blocks = document.blocks.iter().map(|block| plain(&block.text));
        let texts = [document.title.clone()].into_iter().chain(blocks);
        let counted = !document.title_from_body;
        for (number, (text, passage)) in texts.zip(passages).enumerate() {
            let is_title = number == 0;
            if is_title && !counted {
                push_symbol(&mut out, control::REPEATS);
            }
            if !is_title {
                push_symbol(&mut out, passage.begins);
            }
            let mut tokens = inverted.tokens[passage.tokens.clone()].iter().copied();
            let items = &inverted.items[passage.items.clone()];
            let tokens: Option<&mut dyn Iterator<Item = (u32, u32)>> =
                if is_title && !counted { None } else { Some(&mut tokens) };
            encoder.push(&mut out, items, &text, tokens);
        }
        push_symbol(&mut out, control::END);
        out
    };
    let articles: Vec<Vec<u8>> = documents.par_iter().zip(&inverted.passages).map(encode).collect();
    (sign_bytes, articles.concat())
}

fn write_documents(documents: &[Document]) -> Vec<u8> {
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
