//! The apart section: words of the dictionary that stand in some documents as two words side by side, as
//! `Viet Nam` does for `Vietnam`, with their postings there.
//!
//! In the order of the words, for each way to cut one: the ordinal of its first form as the gap to the
//! one before, the bytes of the first of the two words times 32 plus how many lower bits a distance has, the
//! length of the postings, and these; all but the postings as varints.

use super::postings::{Occurrences, Posting, Postings, Writer, low_bits};
use super::varint::{Cursor, push};

/// A word that stands apart.
#[derive(Debug, Clone)]
pub struct Apart<'a> {
    /// The ordinal of the first form of the word.
    pub word: u32,
    /// The bytes of the first part of its folded form.
    pub cut: usize,
    /// Where the two parts follow each other.
    pub postings: Postings<'a>,
}

/// Appends a word, in order, after the one with this ordinal: with its postings, in an index of so many
/// documents.
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

/// Where a word is found in the section: the ordinals of some of its words, and what to read from there.
#[derive(Debug)]
pub struct Compounds<'a> {
    bytes: &'a [u8],
    /// Ordinal of a word, and where it begins: every so many.
    samples: Vec<(u32, u32)>,
}

/// Bits of how many lower bits a distance has.
const LOW: u32 = 5;

/// So many words from one sample to the next.
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

    /// The ways in which a word stands apart.
    pub fn of(&self, word: u32) -> Vec<Apart<'a>> {
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
                let postings = Postings::new(Occurrences::new(self.bytes, range, low));
                compounds.push(Apart { word, cut: (cut >> LOW) as usize, postings });
            }
        }
        compounds
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
                let found = compounds.of(word).into_iter().map(|apart| {
                    (apart.word, apart.cut, apart.postings.collect())
                });
                prop_assert!(found.eq(expected.iter().filter(|apart| apart.0 == word).cloned()));
            }
        }

        #[test]
        fn any_bytes_are_answered(bytes: Vec<u8>, word: u32) {
            prop_assert!(Compounds::read(&bytes).of(word).len() <= bytes.len());
        }
    }
}
