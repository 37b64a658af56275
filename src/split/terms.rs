//! The dictionary of a split index.

use std::cell::OnceCell;
use std::ops::Range;

use kwic_core::format::postings::{Extent, Occurrences};
use kwic_core::format::{EXACT_SEPARATOR, Field};
use kwic_core::small::sort::first_of;
use kwic_core::split::FileKind;
use kwic_core::split::dictionary_file::{DictionaryFile, Term};
use kwic_core::split::place::Place;
use kwic_core::split::root::Root;
use kwic_postings::fuzzy::KeyComparison;

use super::files::{Files, Stage};
use super::typed::Typed;
use crate::index_reader::Continuation;

/// Is behind all keys that begin with what stands before it: no text has this byte.
const BEHIND: u8 = 0xff;

/// The dictionary files that have been read.
#[derive(Debug)]
pub(super) struct Terms {
    files: Vec<OnceCell<DictionaryFile>>,
}

/// A term in its file.
#[derive(Clone, Copy)]
pub(super) struct FoundTerm<'t> {
    pub term: &'t Term,
    pub key: &'t [u8],
    /// Where its list and its positions begin.
    pub places: (Place, Place),
}

/// The dictionary, with what it is read from.
#[derive(Clone, Copy)]
pub(super) struct Dictionary<'s, 'a> {
    pub typed: &'s Typed,
    pub terms: &'s Terms,
    pub root: &'s Root<'a>,
    pub files: &'s Files,
}

impl Terms {
    pub(super) fn new(root: &Root<'_>) -> Terms {
        Terms { files: root.dictionary.iter().map(|_| OnceCell::new()).collect() }
    }
}

impl<'s> Dictionary<'s, '_> {
    fn extent(self) -> Extent {
        self.root.extent()
    }

    /// A dictionary file; where it is not there, that is noted.
    fn file(self, number: usize, stage: Stage) -> Option<&'s DictionaryFile> {
        let cell = self.terms.files.get(number)?;
        if cell.get().is_none() {
            let bytes = self.files.get(stage, FileKind::Dictionary, number as u32)?;
            let part = self.root.dictionary.get(number)?;
            let places = (part.lists, part.positions);
            let limit = self.root.limits.lists;
            let file = DictionaryFile::read(bytes, part.first, self.extent(), places, limit);
            cell.set(file).ok();
        }
        cell.get()
    }

    /// The number of the file that a key is in, if the dictionary has it.
    fn file_of(self, key: &[u8]) -> usize {
        self.root.dictionary.partition_point(|part| &*part.key <= key).saturating_sub(1)
    }

    /// At which stage this is asked for.
    fn stage(self, folded: &[u8]) -> Stage {
        if self.typed.has(folded) { Stage::Words } else { Stage::OtherWords }
    }

    /// The ordinal of the first term that is not before a key.
    fn position(self, key: &[u8], stage: Stage) -> Option<u32> {
        let number = self.file_of(key);
        let part = self.root.dictionary.get(number)?;
        // Many a prefix is where a file begins.
        if &*part.key >= key {
            return Some(part.first);
        }
        Some(part.first.saturating_add(self.file(number, stage)?.before(key) as u32))
    }

    /// The ordinals of the terms whose keys begin with a prefix.
    pub(super) fn terms_with(self, prefix: &[u8]) -> Range<u32> {
        if prefix.is_empty() {
            return 0..self.root.meta.terms;
        }
        let stage = self.stage(prefix);
        let behind = [prefix, &[BEHIND]].concat();
        match (self.position(prefix, stage), self.position(&behind, stage)) {
            (Some(start), Some(end)) => start..end,
            _ => 0..0,
        }
    }

    pub(super) fn term(self, ordinal: u32) -> Option<FoundTerm<'s>> {
        let number = self.root.dictionary.partition_point(|part| part.first <= ordinal);
        let file = self.file(number.checked_sub(1)?, Stage::OtherWords)?;
        let at = ordinal.checked_sub(file.first)? as usize;
        Some(FoundTerm { term: file.term(at)?, key: file.key(at), places: file.places(at) })
    }

    /// Calls `each` with file and place of every term of a range of ordinals, in order.
    fn each_in(
        self,
        range: Range<u32>,
        stage: Stage,
        each: &mut dyn FnMut(&'s DictionaryFile, usize),
    ) {
        let parts = &self.root.dictionary;
        let first = parts.partition_point(|part| part.first <= range.start).saturating_sub(1);
        for (number, part) in parts.iter().enumerate().skip(first) {
            if part.first >= range.end {
                break;
            }
            let Some(file) = self.file(number, stage) else { continue };
            let from = range.start.saturating_sub(part.first) as usize;
            let to = (range.end.saturating_sub(part.first) as usize).min(file.len());
            (from..to).for_each(|at| each(file, at));
        }
    }

    /// Calls `each` with key and ordinal of every exact form of a folded word.
    pub(super) fn forms(self, folded: &str, each: &mut dyn FnMut(&[u8], u32)) {
        let folded = folded.as_bytes();
        let (start, end) = ([folded, &[]].concat(), [folded, &[EXACT_SEPARATOR, BEHIND]].concat());
        let stage = self.stage(folded);
        if let (Some(start), Some(end)) = (self.position(&start, stage), self.position(&end, stage))
        {
            self.each_in(start..end, stage, &mut |file, at| {
                each(file.key(at), file.first + at as u32);
            });
        }
    }

    pub(super) fn continuations(
        self,
        prefix: &str,
        terms: Range<u32>,
        limit: usize,
        each: &mut dyn FnMut(Continuation<'_>),
    ) {
        let mut counted = Vec::new();
        self.each_in(terms, self.stage(prefix.as_bytes()), &mut |file, at| {
            let documents = file.term(at).map_or(0, |term| term.documents);
            counted.push((documents, file.first + at as u32, file, at));
        });
        if self.files.lacks_before(Stage::Corrections) {
            return;
        }
        let first = first_of(counted.into_iter(), limit, |a, b| (b.0, a.1) < (a.0, b.1));
        for (documents, ordinal, file, at) in first {
            let rest = file.key(at).get(prefix.len()..).unwrap_or_default();
            each(Continuation { ordinal, documents, rest });
        }
    }

    /// Calls `each` with key, ordinal and distance of every term that is near a word.
    pub(super) fn fuzzy(
        self,
        folded: &str,
        max_edits: u8,
        prefix_length: usize,
        each: &mut dyn FnMut(&[u8], u32, u8),
    ) {
        let Some(mut comparison) = KeyComparison::new(folded, max_edits) else { return };
        let stage = match prefix_length {
            0 => Stage::Corrections,
            _ => Stage::OtherWords,
        };
        if self.files.lacks_before(stage) {
            return;
        }
        let prefix = &folded.as_bytes()[..prefix_length.min(folded.len())];
        let behind = [prefix, &[BEHIND]].concat();
        for number in self.file_of(prefix)..=self.file_of(&behind) {
            let Some(file) = self.file(number, stage) else { continue };
            for at in 0..file.len() {
                let key = file.key(at);
                if key.starts_with(prefix)
                    && let Some(distance) = comparison.distance(key)
                {
                    each(key, file.first + at as u32, distance);
                }
            }
        }
    }
}

/// The occurrences of a term in a file of lists, whose bytes these are: each as its segment and field.
pub(super) fn occurrences<'l>(
    bytes: &'l [u8],
    term: FoundTerm<'_>,
    extent: Extent,
) -> Occurrences<'l> {
    let start = term.places.0.offset as usize;
    let end = start.saturating_add(term.term.list as usize);
    Occurrences::new(bytes, start..end, extent.low_bits(term.term.documents))
}

/// The field with a number that a list gives.
pub(super) fn field(number: usize) -> Field {
    Field::ALL.get(number).copied().unwrap_or(Field::Body)
}
