//! The compounds section: words of the dictionary that stand in some documents as two words side by side, as
//! `Viet Nam` does for `Vietnam`, with the postings of the two.
//!
//! For each way to cut a word, in the order of the words: by how much the ordinal of the first form of the word
//! is above the one before; the bytes of the first part, times 32, plus the number of lower bits that a distance
//! has; the length of the postings; and the postings. All but the postings are varints.

use super::postings::{DocumentOccurrences, Occurrences, Posting, Postings, Writer, low_bits};
use super::varint::{Cursor, push};
use crate::split::dictionary_file::Compound;

/// A word that is split in two in some documents.
#[derive(Debug, Clone)]
pub struct SplitWord<'a> {
    /// The ordinal of the first form of the word.
    pub word: u32,
    /// The bytes of the first part of its folded form.
    pub cut: usize,
    /// The documents in which the two parts follow each other.
    pub postings: Postings<'a>,
}

/// Appends the next way to cut a word. `before` is the ordinal of the word that was appended last (0 at first),
/// `all` the number of documents of the index.
pub fn push_compound(
    out: &mut Vec<u8>,
    before: u32,
    word: u32,
    cut: usize,
    postings: &[Posting],
    all: u32,
) {
    let low = low_bits(postings.len() as u32, all);
    let (mut bytes, mut bits, mut writer) = (Vec::new(), 0, Writer::new(low));
    postings.iter().for_each(|posting| writer.push(&mut bytes, &mut bits, posting));
    push(out, word - before);
    push(out, (cut as u32) << LOW | low);
    push(out, bytes.len() as u32);
    out.extend_from_slice(&bytes);
}

/// The section, with samples of its words by which the others are found.
#[derive(Debug)]
pub struct Compounds<'a> {
    bytes: &'a [u8],
    /// The ordinal of the word before, and where a word begins: of every [`EVERY`]th word.
    samples: Vec<(u32, u32)>,
}

/// How many bits hold the number of lower bits of a distance.
const LOW: u32 = 5;

/// How many words there are from one sample to the next.
const EVERY: usize = 32;

impl<'a> Compounds<'a> {
    /// Reads the section.
    pub fn read(bytes: &'a [u8]) -> Compounds<'a> {
        let mut samples = Vec::new();
        let mut cursor = Cursor::new(bytes);
        let (mut word, mut count) = (0u32, 0);
        while !cursor.is_done() {
            if count % EVERY == 0 {
                samples.push((word, cursor.position() as u32));
            }
            word = word.saturating_add(cursor.varint());
            cursor.skip(1);
            let length = cursor.varint() as usize;
            cursor.take(length);
            count += 1;
        }
        Compounds { bytes, samples }
    }

    /// The ways in which a word is split.
    pub fn of(&self, word: u32) -> Vec<SplitWord<'a>> {
        // The first word after a sample may be the one that the sample before it ends with.
        let after = self.samples.partition_point(|sample| sample.0 < word);
        let (mut here, at) = after.checked_sub(1).map_or((0, 0), |before| self.samples[before]);
        let mut cursor = Cursor::starting_at(self.bytes, at as usize);
        let mut compounds = Vec::new();
        while !cursor.is_done() {
            here = here.saturating_add(cursor.varint());
            if here > word {
                break;
            }
            let cut = cursor.varint();
            let length = cursor.varint() as usize;
            let start = cursor.position();
            cursor.take(length);
            if here == word {
                let (low, range) = (cut & ((1 << LOW) - 1), start..cursor.position());
                let occurrences = Occurrences::new(self.bytes, range, low);
                let postings = Postings::new(DocumentOccurrences::new(occurrences, &[]));
                compounds.push(SplitWord { word, cut: (cut >> LOW) as usize, postings });
            }
        }
        compounds
    }

    /// All words in order, each with one way in which it is split and the bytes of the list of that.
    pub fn lists(&self) -> Vec<(u32, Compound, &'a [u8])> {
        let mut lists = Vec::new();
        let mut cursor = Cursor::new(self.bytes);
        let mut word = 0u32;
        while !cursor.is_done() {
            word = word.saturating_add(cursor.varint());
            let cut = cursor.varint();
            let length = cursor.varint() as usize;
            let list = cursor.take(length);
            let (low, size) = (cut & ((1 << LOW) - 1), list.len() as u32);
            lists.push((word, Compound { cut: cut >> LOW, low, size }, list));
        }
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_come_back(
            gaps in proptest::collection::vec(
                (0u32..3, 1usize..9, proptest::collection::btree_set(0u32..40, 0..6)),
                0..200,
            )
        ) {
            let mut bytes = Vec::new();
            let mut expected = Vec::new();
            let mut word = 0;
            for (gap, cut, documents) in gaps {
                let posting = |document| Posting { document, frequencies: [0, 0, 1, 0] };
                let postings: Vec<Posting> = documents.into_iter().map(posting).collect();
                push_compound(&mut bytes, word, word + gap, cut, &postings, 40);
                word += gap;
                expected.push((word, cut, postings));
            }
            let compounds = Compounds::read(&bytes);
            for word in 0..=word + 1 {
                let found = compounds.of(word).into_iter().map(|split| {
                    (split.word, split.cut, split.postings.collect())
                });
                prop_assert!(found.eq(expected.iter().filter(|split| split.0 == word).cloned()));
            }
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, word: u32) {
            prop_assert!(Compounds::read(&bytes).of(word).len() <= bytes.len());
        }
    }
}
