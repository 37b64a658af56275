//! The tails section: where the words of a language that writes compounds as one word can be parted, so that
//! `Hochspannungsnetzgerät` is found by `Netzgerät`.
//!
//! An entry is four bytes, lowest first: the ordinal of the word, times 256, plus the bytes of its folded form
//! before the tail. The entries are in the order of their tails, and of equal ones in that of the ordinals.

use super::forms;

/// Bytes of an entry.
const ENTRY: usize = 4;

/// The longest beginning before a tail, in bytes.
pub const MAX_CUT: usize = 255;

/// A word that can be parted, with the bytes of its folded form before the tail.
pub type Cut = (u32, usize);

/// The section, for words whose keys `key` gives; ordinals are below 2^24.
pub fn write<'k>(cuts: &[Cut], key: impl Fn(u32) -> &'k [u8]) -> Vec<u8> {
    let tail = |&(word, cut): &Cut| forms(key(word)).0.get(cut..).unwrap_or_default();
    let mut cuts = cuts.to_vec();
    cuts.sort_unstable_by(|a, b| tail(a).cmp(tail(b)).then(a.cmp(b)));
    cuts.iter().flat_map(|&(word, cut)| (word << 8 | cut as u32).to_le_bytes()).collect()
}

/// The section, and what gives the keys of its words.
pub struct Tails<'a> {
    bytes: &'a [u8],
    key: &'a dyn Fn(u32) -> Option<Vec<u8>>,
}

impl<'a> Tails<'a> {
    /// Reads the section.
    pub fn new(bytes: &'a [u8], key: &'a dyn Fn(u32) -> Option<Vec<u8>>) -> Tails<'a> {
        Tails { bytes, key }
    }

    /// Calls `each` with the words that have a tail which begins with a folded text, and with what follows the
    /// text in it, until it gives false.
    pub fn beginning_with(&self, text: &[u8], each: &mut dyn FnMut(Cut, &[u8]) -> bool) {
        for at in self.first(text, 0)..self.bytes.len() / ENTRY {
            let cut = self.cut(at);
            let tail = self.tail(cut);
            let Some(rest) = tail.strip_prefix(text) else { return };
            if !each(cut, rest) {
                return;
            }
        }
    }

    /// True when a word has this tail.
    pub fn has(&self, word: u32, tail: &[u8]) -> bool {
        let cut = self.cut(self.first(tail, word));
        cut.0 == word && self.tail(cut) == tail
    }

    /// The first entry that is not before a tail of a word.
    fn first(&self, tail: &[u8], word: u32) -> usize {
        let (mut low, mut high) = (0, self.bytes.len() / ENTRY);
        while low < high {
            let middle = low + (high - low) / 2;
            let cut = self.cut(middle);
            if (self.tail(cut).as_slice(), cut.0) < (tail, word) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn cut(&self, at: usize) -> Cut {
        let entry = self.bytes.get(ENTRY * at..ENTRY * (at + 1)).unwrap_or_default();
        let packed = entry.try_into().map_or(0, u32::from_le_bytes);
        (packed >> 8, (packed & 0xff) as usize)
    }

    fn tail(&self, (word, cut): Cut) -> Vec<u8> {
        let key = (self.key)(word).unwrap_or_default();
        forms(&key).0.get(cut..).unwrap_or_default().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&[u8]; 4] = [b"hausboot", b"motorboot", b"motorbootbau", b"netz"];

    fn found(bytes: &[u8], text: &[u8]) -> Vec<(Cut, Vec<u8>)> {
        let mut all = Vec::new();
        let key = |word: u32| KEYS.get(word as usize).map(|key| key.to_vec());
        Tails::new(bytes, &key).beginning_with(text, &mut |cut, rest| {
            all.push((cut, rest.to_vec()));
            all.len() < 10
        });
        all
    }

    #[test]
    fn words_are_found_by_their_tails() {
        let bytes = write(&[(2, 5), (0, 4), (2, 9), (1, 5)], |word| KEYS[word as usize]);
        let boats = [((0, 4), vec![]), ((1, 5), vec![]), ((2, 5), b"bau".to_vec())];
        assert_eq!(found(&bytes, b"boot"), boats);
        assert_eq!(found(&bytes, b"bau"), [((2, 9), vec![])]);
        assert_eq!(found(&bytes, b"boo").len(), 3);
        let key = |word: u32| KEYS.get(word as usize).map(|key| key.to_vec());
        let tails = Tails::new(&bytes, &key);
        assert!(tails.has(0, b"boot") && tails.has(1, b"boot") && tails.has(2, b"bau"));
        assert!(!tails.has(2, b"boot") && !tails.has(3, b"boot") && !tails.has(0, b"bau"));
        for text in [&b"a"[..], b"bot", b"z", b"motor"] {
            assert!(found(&bytes, text).is_empty());
        }
    }

    #[test]
    fn any_bytes_are_answered() {
        for length in 0..40u8 {
            let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37)).collect();
            found(&bytes, b"b");
            found(&bytes, b"");
        }
    }
}
