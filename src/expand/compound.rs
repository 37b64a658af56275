//! Words written together and apart: `Viet Nam` and `Vietnam`, `U.S.A.` and `USA`.

use std::ops::RangeInclusive;

use kwic_core::text::{length, slice};

use super::expansion::Expansion;
use super::sequence::{Compound, Sequence};
use super::spelling::{forms_of, push_forms};
use super::weight;
use crate::index_reader::{IndexReader, has_word};
use crate::query::words::Word;

/// A word is split in no more ways.
const MAX_SPLITS: usize = 6;
/// Longer words, in characters, are not split.
const MAX_SPLIT_LENGTH: usize = 32;
/// The letters of an abbreviation. One of two letters is a word split in two anyway.
const ABBREVIATION: RangeInclusive<usize> = 3..=5;
/// The digits of a number that has more than two groups of three. Two groups are a word split in two.
const GROUPED_NUMBER: RangeInclusive<usize> = 7..=15;

/// Forms of neighbours in the query written together.
pub(crate) fn joined<'w>(
    reader: &impl IndexReader,
    words: impl Iterator<Item = &'w Word>,
) -> Vec<Expansion> {
    let (mut folded, mut exact) = (String::new(), String::new());
    for word in words {
        if word.single {
            return Vec::new();
        }
        folded.push_str(&word.folded);
        exact.push_str(&word.exact);
    }
    let mut joined = Vec::new();
    push_forms(reader, &folded, &exact, weight::JOINED, &mut joined);
    for expansion in &mut joined {
        expansion.joined = true;
        // What is written together is often another language's spelling, without marks.
        expansion.weight = expansion.weight.max(weight::JOINED * weight::JOINED);
    }
    joined
}

/// The compounds of a word of the index, which has a form of this ordinal first.
pub(crate) fn compounds(reader: &impl IndexReader, folded: &str, word: u32) -> Vec<Sequence> {
    let cuts = reader.compound_cuts(word).into_iter();
    let sequence = |cut: usize| {
        let (before, after) = folded.split_at_checked(cut)?;
        let compound = Some(Compound { word, cut });
        Some(Sequence { compound, ..parted(reader, &[before, after]) })
    };
    cuts.filter_map(sequence).take(MAX_SPLITS).collect()
}

/// An abbreviation letter by letter and a large number by its thousands: `U.S.A.`, `1,000,000`. In
/// small letters only an unknown word is taken for an abbreviation.
pub(crate) fn grouped(reader: &impl IndexReader, word: &Word, unknown: bool) -> Option<Sequence> {
    let folded = word.folded.as_str();
    let size = if word.is_number() && GROUPED_NUMBER.contains(&folded.len()) {
        3
    } else if ABBREVIATION.contains(&folded.len())
        && folded.bytes().all(|byte| byte.is_ascii_lowercase())
        && (unknown || word.typed.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        1
    } else {
        return None;
    };
    let mut parts = Vec::new();
    let mut rest = folded;
    while !rest.is_empty() {
        let (part, after) = rest.split_at_checked((rest.len() - 1) % size + 1)?;
        parts.push(part);
        rest = after;
    }
    let sequence = parted(reader, &parts);
    sequence.positions.iter().all(|terms| !terms.is_empty()).then_some(sequence)
}

/// The ways to write a word as this number of words of the index, each of at least `min_length`
/// characters.
pub(crate) fn splits(
    reader: &impl IndexReader,
    folded: &str,
    parts: usize,
    min_length: usize,
) -> Vec<Sequence> {
    let mut ways = Vec::new();
    split_into(reader, folded, parts, min_length, &mut Vec::new(), &mut ways);
    ways.truncate(MAX_SPLITS);
    ways.iter().map(|way| parted(reader, way)).collect()
}

/// Endings of a plural, which the last part of a split word may lack in the articles.
const PLURALS: [&str; 2] = ["s", "es"];

/// A word without the ending of a plural.
pub(crate) fn singulars(folded: &str) -> impl Iterator<Item = &str> {
    let bare = PLURALS.into_iter().filter_map(|ending| folded.strip_suffix(ending));
    bare.filter(|bare| bare.len() >= 2)
}

/// Adds the ways to cut `rest` into exactly `parts` known words, each behind the words `before`.
fn split_into<'w>(
    reader: &impl IndexReader,
    rest: &'w str,
    parts: usize,
    min_length: usize,
    before: &mut Vec<&'w str>,
    ways: &mut Vec<Vec<&'w str>>,
) {
    if length(rest) > MAX_SPLIT_LENGTH {
        return;
    }
    for (cut, _) in rest.char_indices().skip(min_length) {
        let (part, after) = (slice(rest, 0..cut), slice(rest, cut..rest.len()));
        if length(after) < min_length || !has_word(reader, part) {
            continue;
        }
        before.push(part);
        if parts > 2 {
            split_into(reader, after, parts - 1, min_length, before, ways);
        } else if has_word(reader, after) {
            let mut way = before.clone();
            way.push(after);
            ways.push(way);
        }
        before.pop();
    }
}

/// Words that follow each other where one was typed.
fn parted(reader: &impl IndexReader, parts: &[&str]) -> Sequence {
    let positions = parts.iter().map(|part| forms_of(reader, part)).collect();
    Sequence::new(positions, weight::JOINED)
}
