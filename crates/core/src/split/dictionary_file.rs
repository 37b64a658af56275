//! Dictionary files: terms in the order of their keys, with what is known of each and the sizes of its lists.
//!
//! What is alike stands together, since it is compressed better so: first all keys, then the other columns.

use super::place::Place;
use super::{signed, unsigned};
use crate::format::postings::Extent;
use crate::format::term_info::even;
use crate::format::varint::{Cursor, push};
use crate::text::Case;

const STOP_WORD: u32 = 1;
const HAS_COMPOUNDS: u32 = 2;
const RELATIVES_SHIFT: u32 = 2;
/// Bits of the number of lower bits of a distance, in what is said of a compound.
const LOW: u32 = 5;

/// What a dictionary says of a term, beside its key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    /// The number of documents that have it.
    pub documents: u32,
    /// The case in which it is mostly written; none where it is no symbol of a text.
    pub case: Option<Case>,
    /// It says little in its language.
    pub is_stop_word: bool,
    /// The ordinals of the other terms of its stem.
    pub relatives: Vec<u32>,
    /// The bytes of its list, without what follows it.
    pub list: u32,
    /// The bytes of its positions, where they are in one file,
    pub positions: u32,
    /// and the number of files that they are in.
    pub position_files: u32,
    /// The bytes behind the list that tell the files of positions apart.
    pub firsts: u32,
    /// The bytes behind these that tell which titles begin with it.
    pub titles: u32,
    /// The ways in which it is written as two words.
    pub compounds: Vec<Compound>,
}

/// Two words side by side that are one word elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compound {
    /// The bytes of the first.
    pub cut: u32,
    /// The number of lower bits of a distance in its list.
    pub low: u32,
    /// The bytes of its list.
    pub size: u32,
}

impl Term {
    /// The bytes of its list and of what follows it, up to the lists of compounds.
    pub fn before_compounds(&self) -> u32 {
        self.list.saturating_add(self.firsts).saturating_add(self.titles)
    }

    /// The bytes of its list and of all that follows it.
    pub fn list_size(&self) -> u32 {
        let compounds = self.compounds.iter().fold(0u32, |sum, it| sum.saturating_add(it.size));
        self.before_compounds().saturating_add(compounds)
    }
}

/// A file of terms, of which `first` is the ordinal of the first.
pub fn write(terms: &[(&[u8], &Term)], first: u32, extent: Extent) -> Vec<u8> {
    let mut out = Vec::new();
    push(&mut out, terms.len() as u32);
    let mut before: &[u8] = &[];
    for (key, _) in terms {
        let shared = key.iter().zip(before).take_while(|(a, b)| a == b).count();
        push(&mut out, shared as u32);
        push(&mut out, (key.len() - shared) as u32);
        out.extend_from_slice(&key[shared..]);
        before = key;
    }
    for (_, term) in terms {
        push(&mut out, term.documents << 2 | term.case.map_or(3, |case| case as u32));
    }
    for (ordinal, (_, term)) in (first..).zip(terms) {
        let compounds = if term.compounds.is_empty() { 0 } else { HAS_COMPOUNDS };
        let flags = u32::from(term.is_stop_word) | compounds;
        push(&mut out, (term.relatives.len() as u32) << RELATIVES_SHIFT | flags);
        for &relative in &term.relatives {
            push(&mut out, signed(relative.wrapping_sub(ordinal)));
        }
    }
    for (_, term) in terms {
        push(&mut out, signed(term.list.wrapping_sub(even(term.documents, extent))));
    }
    // Most terms have a byte of positions for each document.
    for (_, term) in terms {
        match term.position_files {
            1 => push(&mut out, signed(term.positions.wrapping_sub(term.documents)) << 1),
            files => {
                push(&mut out, files << 1 | 1);
                push(&mut out, term.firsts);
            }
        }
    }
    terms.iter().for_each(|(_, term)| push(&mut out, term.titles));
    for compound in terms.iter().filter(|(_, term)| !term.compounds.is_empty()) {
        push(&mut out, compound.1.compounds.len() as u32);
        for compound in &compound.1.compounds {
            push(&mut out, compound.cut << LOW | compound.low);
            push(&mut out, compound.size);
        }
    }
    out
}

/// A dictionary file that has been read.
#[derive(Debug, Default)]
pub struct DictionaryFile {
    /// The ordinal of its first term.
    pub first: u32,
    keys: Vec<u8>,
    ends: Vec<u32>,
    terms: Vec<Term>,
    places: Vec<(Place, Place)>,
}

impl DictionaryFile {
    /// Reads a file whose first term is number `first`. `lists` and `positions` are the places before its terms, and
    /// `limit` is that of these files.
    pub fn read(
        bytes: &[u8],
        first: u32,
        extent: Extent,
        (mut lists, mut positions): (Place, Place),
        limit: u32,
    ) -> DictionaryFile {
        let mut cursor = Cursor::new(bytes);
        // A term takes some bytes.
        let count = (cursor.varint() as usize).min(bytes.len());
        let mut file = DictionaryFile { first, ..DictionaryFile::default() };
        let mut key: Vec<u8> = Vec::new();
        for _ in 0..count {
            key.truncate(cursor.varint() as usize);
            let length = cursor.varint() as usize;
            key.extend_from_slice(cursor.take(length));
            file.keys.extend_from_slice(&key);
            file.ends.push(file.keys.len() as u32);
        }
        for _ in 0..count {
            let number = cursor.varint();
            let case = Case::ALL.get(number as usize & 3).copied();
            file.terms.push(Term { documents: number >> 2, case, ..Term::default() });
        }
        let mut with_compounds = Vec::new();
        for (at, term) in file.terms.iter_mut().enumerate() {
            let flags = cursor.varint();
            term.is_stop_word = flags & STOP_WORD != 0;
            if flags & HAS_COMPOUNDS != 0 {
                with_compounds.push(at);
            }
            for _ in 0..flags >> RELATIVES_SHIFT {
                if cursor.is_done() {
                    break;
                }
                let ordinal = first.wrapping_add(at as u32);
                term.relatives.push(ordinal.wrapping_add(unsigned(cursor.varint())));
            }
        }
        for term in &mut file.terms {
            term.list = even(term.documents, extent).wrapping_add(unsigned(cursor.varint()));
        }
        for term in &mut file.terms {
            let number = cursor.varint();
            if number & 1 == 0 {
                term.position_files = 1;
                term.positions = term.documents.wrapping_add(unsigned(number >> 1));
            } else {
                term.position_files = number >> 1;
                term.firsts = cursor.varint();
            }
        }
        file.terms.iter_mut().for_each(|term| term.titles = cursor.varint());
        for at in with_compounds {
            for _ in 0..cursor.varint() {
                if cursor.is_done() {
                    break;
                }
                let cut = cursor.varint();
                let low = cut & ((1 << LOW) - 1);
                let compound = Compound { cut: cut >> LOW, low, size: cursor.varint() };
                file.terms[at].compounds.push(compound);
            }
        }
        for term in &file.terms {
            let list = lists.next(term.list_size(), limit);
            let of_positions = match term.position_files {
                1 => positions.next(term.positions, limit),
                files => Place { file: positions.files(files), offset: 0 },
            };
            file.places.push((list, of_positions));
        }
        file
    }

    /// The number of its terms.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// True where it has none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The key of its term number `at`, counted from 0.
    pub fn key(&self, at: usize) -> &[u8] {
        let end = |at: usize| self.ends.get(at).map_or(0, |&end| end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.keys.get(start..end(at)).unwrap_or_default()
    }

    /// What it says of its term number `at`.
    pub fn term(&self, at: usize) -> Option<&Term> {
        self.terms.get(at)
    }

    /// Where the list and the positions of its term number `at` begin.
    pub fn places(&self, at: usize) -> (Place, Place) {
        self.places.get(at).copied().unwrap_or_default()
    }

    /// The number of its terms whose keys are before a key.
    pub fn before(&self, key: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.key(middle) < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn term() -> impl Strategy<Value = Term> {
        let compound = (0u32..60, 0u32..25, 0u32..300).prop_map(|(cut, low, size)| Compound {
            cut,
            low,
            size,
        });
        (
            1u32..5000,
            0usize..4,
            any::<bool>(),
            proptest::collection::vec(0u32..1000, 0..4),
            0u32..9000,
            (0u32..6000, 1u32..4),
            proptest::collection::vec(compound, 0..3),
        )
            .prop_map(
                |(documents, case, is_stop_word, relatives, list, positions, compounds)| Term {
                    documents,
                    case: Case::ALL.get(case).copied(),
                    is_stop_word,
                    relatives,
                    list,
                    positions: if positions.1 == 1 { positions.0 } else { 0 },
                    position_files: positions.1,
                    firsts: if positions.1 == 1 { 0 } else { positions.1 * 2 },
                    titles: list % 7,
                    compounds,
                },
            )
    }

    proptest! {
        #[test]
        fn terms_come_back(terms in proptest::collection::btree_map("[a-cé\\x00]{1,6}", term(), 0..40), first in 0u32..1000) {
            let extent = Extent { documents: 900, segments: 4000 };
            let listed: Vec<(&[u8], &Term)> = terms.iter().map(|(key, term)| (key.as_bytes(), term)).collect();
            let bytes = write(&listed, first, extent);
            let places = (Place { file: 3, offset: 70 }, Place { file: 5, offset: 7 });
            let file = DictionaryFile::read(&bytes, first, extent, places, 4096);
            prop_assert_eq!((file.len(), file.is_empty()), (listed.len(), listed.is_empty()));
            let (mut lists, mut positions) = places;
            for (at, (key, term)) in listed.iter().enumerate() {
                prop_assert_eq!(file.key(at), *key);
                prop_assert_eq!(file.term(at), Some(*term));
                prop_assert_eq!(file.before(key), at);
                let of_positions = match term.position_files {
                    1 => positions.next(term.positions, 4096),
                    files => Place { file: positions.files(files), offset: 0 },
                };
                prop_assert_eq!(file.places(at), (lists.next(term.list_size(), 4096), of_positions));
            }
            prop_assert_eq!(file.term(listed.len()), None);
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, first: u32) {
            let extent = Extent { documents: 7, segments: 9 };
            let file = DictionaryFile::read(&bytes, first, extent, Default::default(), 4096);
            for at in 0..file.len() {
                file.key(at);
            }
            file.before(b"a");
        }
    }
}
