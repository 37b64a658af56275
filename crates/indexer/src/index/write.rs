//! Documents to index bytes.

use fst::MapBuilder;
use kwic_core::format::meta::Meta;
use kwic_core::format::postings::{MAX_BYTES, MAX_DOCUMENTS};
use kwic_core::format::sections::{self, Section};
use kwic_core::format::{self, forms, inflections, stems, term_info};

use crate::documents::InChunks;
use crate::index::anchors::anchors;
use crate::index::documents::{details, documents as documents_section};
use crate::index::invert::{InvertedArticles, Texts, invert};
use crate::index::stem::{Languages, TermsByStem, rules};
use crate::index::stop_words::stop_words;
use crate::index::{synonyms, tails};
use crate::read::settings::{Synonym, ranking};
use crate::{Articles, BuildError, Document, Settings};

/// The bytes of each section.
type Contents = [Vec<u8>; Section::ALL.len()];

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
    build_all(&documents, documents.len(), settings, &[])
}

fn build_all(
    documents: &dyn InChunks,
    count: usize,
    settings: &Settings,
    synonyms: &[Synonym],
) -> Result<Vec<u8>, BuildError> {
    ranking::check_all(settings)?;
    if count > MAX_DOCUMENTS as usize {
        return Err(BuildError::TooMany { documents: count });
    }
    let (inverted, texts) = invert(documents);
    let postings = inverted.sizes.iter().map(|&size| size as usize).sum();
    check_postings("what says where words stand", postings)?;
    let contents = contents(documents, settings, synonyms, &inverted, texts)?;
    // The largest part of what a build holds, and the index is written beside its parts.
    drop(inverted);
    check_postings(Section::Compounds.name(), contents[index_of(Section::Compounds)].len())?;
    let size: usize = contents.iter().map(Vec::len).sum();
    for (section, content) in Section::ALL.into_iter().zip(&contents) {
        if size > u32::MAX as usize {
            return Err(BuildError::TooLarge { what: section.name(), size: content.len() });
        }
    }
    Ok(sections::write(&contents))
}

/// Compiles all that was read: documents, and the settings that lay beside them.
///
/// # Errors
/// As [`build_with`].
pub fn build_articles(articles: &Articles) -> Result<Vec<u8>, BuildError> {
    let Articles { documents, settings, synonyms, .. } = articles;
    build_all(documents, documents.len(), settings, synonyms)
}

fn check_postings(what: &'static str, size: usize) -> Result<(), BuildError> {
    if size > MAX_BYTES as usize {
        return Err(BuildError::TooLarge { what, size });
    }
    Ok(())
}

fn index_of(section: Section) -> usize {
    section as usize - 1
}

/// All sections.
fn contents(
    documents: &dyn InChunks,
    settings: &Settings,
    list: &[Synonym],
    inverted: &InvertedArticles,
    texts: Texts,
) -> Result<Contents, BuildError> {
    let languages = Languages::of(documents);
    // All of these read the inverted articles, and none waits for another.
    let ((dictionary, stop_words), (stems, inflections)) = rayon::join(
        || rayon::join(|| dictionary(inverted), || stop_words_section(&languages, inverted)),
        || {
            rayon::join(
                || TermsByStem::of(&languages, inverted),
                || inflections_section(&languages, inverted),
            )
        },
    );
    let (records, (anchors, details)) = rayon::join(
        || documents_section(documents),
        || (anchors(documents, inverted), details(documents)),
    );
    let Texts { literals, text, compounds } = texts;
    let tails = tails::section(documents, &languages, inverted);
    let terms = term_info::write(&inverted.terms.infos, &inverted.sizes, inverted.extent());
    let mut contents = Contents::default();
    for (section, bytes) in [
        (Section::Meta, meta(inverted, settings)),
        (Section::Dictionary, dictionary?),
        (Section::Terms, terms),
        (Section::Stems, stems_section(&stems)),
        (Section::Inflections, inflections),
        (Section::StopWords, stop_words),
        (Section::Compounds, compounds),
        (Section::Literals, literals),
        (Section::Documents, records),
        (Section::Text, text),
        (Section::Tails, tails),
        (Section::Anchors, anchors),
        (Section::Details, details),
        (Section::Synonyms, synonyms::section(list, inverted, &stems)),
    ] {
        contents[index_of(section)] = bytes;
    }
    Ok(contents)
}

fn meta(inverted: &InvertedArticles, settings: &Settings) -> Vec<u8> {
    let keys = &inverted.terms.keys;
    let mut words: Vec<&[u8]> = keys.iter().map(|key| forms(key).0).collect();
    words.dedup();
    let mut out = Vec::new();
    Meta {
        documents: inverted.terms.articles,
        terms: keys.len() as u32,
        words: words.len() as u32,
        settings: *settings,
        segments: inverted.extent().segments,
    }
    .write(&mut out);
    out
}

fn dictionary(inverted: &InvertedArticles) -> Result<Vec<u8>, BuildError> {
    let mut builder = MapBuilder::memory();
    for (ordinal, key) in inverted.terms.keys.iter().enumerate() {
        builder.insert(key, ordinal as u64).map_err(BuildError::Dictionary)?;
    }
    builder.into_inner().map_err(BuildError::Dictionary)
}

fn stems_section(terms: &TermsByStem<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    stems::write(&mut out, &terms.classes());
    out
}

fn inflections_section(languages: &Languages, inverted: &InvertedArticles) -> Vec<u8> {
    let rules = rules(languages, inverted);
    let mut out = Vec::new();
    inflections::write(&mut out, rules.iter().map(|(from, to)| (from.as_str(), to.as_str())));
    out
}

fn stop_words_section(languages: &Languages, inverted: &InvertedArticles) -> Vec<u8> {
    let mut out = Vec::new();
    format::stop_words::write(&mut out, &stop_words(languages, inverted));
    out
}
