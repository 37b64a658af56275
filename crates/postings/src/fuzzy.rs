//! Words of the dictionary within a number of edits of a word.
//!
//! The distance is Damerau's in its restricted form (optimal string alignment): an insertion, a
//! deletion, a substitution or a swap of neighbours is one edit. On the way through the dictionary the
//! states of the automaton of all such words are kept as bits (Wu and Manber, "Fast text searching allowing
//! errors", 1992, with a state for the middle of a swap), so that common beginnings are compared once, and a
//! branch is left as soon as no word on it can be near enough.

use kwic_core::format::EXACT_SEPARATOR;
use kwic_core::format::dictionary::{Dictionary, MAX_KEY, Node};

/// At most so many nodes are visited, which bounds what damaged bytes can cost.
const MAX_VISITS: usize = 1 << 20;

/// Calls `each` with key, ordinal and distance of every term whose folded form is within `most`
/// edits of `word`; with `firm` only of those that begin with the same letter, which is far less work.
/// Words of more than [`LONGEST`] characters have none.
pub fn fuzzy(
    dictionary: &Dictionary<'_>,
    word: &str,
    most: u8,
    firm: bool,
    each: &mut dyn FnMut(&[u8], u32, u8),
) {
    let beginning = word.bytes().next().filter(|_| firm);
    let mut characters = Vec::new();
    let mut ascii = [0; 128];
    for c in word.chars() {
        if characters.len() == LONGEST {
            return;
        }
        if let Some(places) = ascii.get_mut(c as usize) {
            *places |= 1 << characters.len();
        }
        characters.push(c);
    }
    let most = usize::from(most).min(MAX_EDITS);
    let mut walk = Walk {
        word: &characters,
        ascii,
        most,
        beginning,
        key: Vec::new(),
        unfinished: 0,
        visits: MAX_VISITS,
        each,
    };
    if let Some(root) = dictionary.root() {
        walk.visit(&root, 0, &States::first(most));
    }
}

/// The characters of the longest word that is compared: a bit for each, and one.
const LONGEST: usize = 63;
/// No more edits are forgiven.
const MAX_EDITS: usize = 2;

/// How much of the word may have been met on the path so far, with each number of edits: bit `i` for the
/// first `i` characters.
#[derive(Clone, Copy)]
struct States {
    met: [u64; MAX_EDITS + 1],
    /// The same where the character after the next has come, and the next should: a swap.
    swapping: [u64; MAX_EDITS + 1],
}

impl States {
    /// Before the first character: any so many characters may be left out.
    fn first(most: usize) -> States {
        let mut states = States { met: [0; MAX_EDITS + 1], swapping: [0; MAX_EDITS + 1] };
        for edits in 0..=most {
            states.met[edits] = (2 << edits) - 1;
        }
        states
    }

    /// After one more character, which is that of the word at the set bits of `here`.
    fn step(&self, here: u64, most: usize) -> States {
        let mut next = States { met: [0; MAX_EDITS + 1], swapping: [0; MAX_EDITS + 1] };
        next.met[0] = (self.met[0] & here) << 1;
        for edits in 1..=most {
            let fewer = self.met[edits - 1];
            next.met[edits] = (self.met[edits] & here) << 1
                // One too many; another; one left out after this; the second of a swap.
                | fewer
                | fewer << 1
                | next.met[edits - 1] << 1
                | (self.swapping[edits] & here) << 2;
            next.swapping[edits] = fewer & here >> 1;
        }
        next
    }

    /// True when nothing that goes on so is near enough.
    fn is_dead(&self) -> bool {
        self.met.iter().chain(&self.swapping).all(|&bits| bits == 0)
    }

    /// The number of edits, if the whole word of so many characters has been met.
    fn distance(&self, length: usize) -> Option<u8> {
        self.met.iter().position(|bits| bits >> length & 1 == 1).map(|edits| edits as u8)
    }
}

struct Walk<'a> {
    word: &'a [char],
    /// For each ASCII character, a bit for each place where the word has it.
    ascii: [u64; 128],
    most: usize,
    /// The first byte of the terms that count; of all when there is none.
    beginning: Option<u8>,
    key: Vec<u8>,
    /// Bytes at the end of `key` that are not yet a whole character.
    unfinished: usize,
    /// Nodes that may still be visited.
    visits: usize,
    each: &'a mut dyn FnMut(&[u8], u32, u8),
}

impl Walk<'_> {
    /// Counts a node; false when too many were visited or the key is too long.
    fn may_visit(&mut self) -> bool {
        self.visits = self.visits.saturating_sub(1);
        self.visits > 0 && self.key.len() <= MAX_KEY
    }

    fn visit(&mut self, node: &Node<'_>, output: u64, states: &States) {
        if !self.may_visit() {
            return;
        }
        let distance = states.distance(self.word.len()).filter(|_| self.unfinished == 0);
        if let Some(distance) = distance
            && node.is_final()
        {
            let ordinal = output.wrapping_add(node.final_output()) as u32;
            (self.each)(&self.key, ordinal, distance);
        }
        let is_first = self.beginning.is_some() && self.key.is_empty();
        for i in 0..node.len() {
            let Some(transition) = node.transition(i) else { return };
            if is_first && self.beginning != Some(transition.input) {
                continue;
            }
            let output = output.wrapping_add(transition.output);
            self.key.push(transition.input);
            if transition.input == EXACT_SEPARATOR {
                if let Some(distance) = distance
                    && let Some(next) = node.follow(&transition)
                {
                    self.all_forms(&next, output, distance);
                }
            } else {
                let unfinished = self.unfinished;
                self.unfinished += 1;
                let from = self.key.len() - self.unfinished;
                let bytes = self.key.get(from..).unwrap_or_default();
                let character = match bytes {
                    [byte] if byte.is_ascii() => Some(char::from(*byte)),
                    _ => std::str::from_utf8(bytes).ok().and_then(|s| s.chars().next()),
                };
                let states = match character {
                    Some(c) => {
                        self.unfinished = 0;
                        states.step(self.places_of(c), self.most)
                    }
                    None => *states,
                };
                if self.unfinished < 4
                    && !states.is_dead()
                    && let Some(next) = node.follow(&transition)
                {
                    self.visit(&next, output, &states);
                }
                self.unfinished = unfinished;
            }
            self.key.pop();
        }
    }

    /// A bit for each place where the word has a character.
    fn places_of(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(&places) => places,
            None => {
                let places = self.word.iter().rev();
                places.fold(0, |bits, &other| bits << 1 | u64::from(other == c))
            }
        }
    }

    /// Every exact form below a folded form that is near enough.
    fn all_forms(&mut self, node: &Node<'_>, output: u64, distance: u8) {
        if !self.may_visit() {
            return;
        }
        if node.is_final() {
            (self.each)(&self.key, output.wrapping_add(node.final_output()) as u32, distance);
        }
        for i in 0..node.len() {
            let Some(transition) = node.transition(i) else { return };
            let Some(next) = node.follow(&transition) else { continue };
            self.key.push(transition.input);
            self.all_forms(&next, output.wrapping_add(transition.output), distance);
            self.key.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn naive(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut cost = (d[i - 1][j] + 1)
                        .min(d[i][j - 1] + 1)
                        .min(d[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        cost = cost.min(d[i - 2][j - 2] + 1);
                    }
                    cost
                };
            }
        }
        d[a.len()][b.len()]
    }

    fn found(words: &BTreeSet<String>, word: &str, most: u8) -> BTreeSet<(String, u8)> {
        let map = fst::Map::from_iter(words.iter().zip(0u64..)).unwrap().into_fst().into_inner();
        let map = Dictionary::read(&map).unwrap();
        let mut out = BTreeSet::new();
        fuzzy(&map, word, most, false, &mut |key, ordinal, distance| {
            assert_eq!(words.iter().nth(ordinal as usize).unwrap().as_bytes(), key);
            out.insert((String::from_utf8(key.to_vec()).unwrap(), distance));
        });
        out
    }

    #[test]
    fn a_swap_is_one_edit_and_the_first_letter_may_be_wrong() {
        let words = ["gazprom", "russia", "vietnam\0việtnam"].map(String::from).into();
        assert_eq!(found(&words, "gazporm", 1), [("gazprom".to_string(), 1)].into());
        assert_eq!(found(&words, "tussia", 1), [("russia".to_string(), 1)].into());
        assert_eq!(found(&words, "vietnan", 1), [("vietnam\0việtnam".to_string(), 1)].into());
    }

    #[test]
    fn a_firm_walk_finds_what_begins_with_the_same_letter() {
        let words: BTreeSet<String> =
            ["river", "liver", "rivers", "él", "el"].map(String::from).into();
        let map = fst::Map::from_iter(words.iter().zip(0u64..)).unwrap().into_fst().into_inner();
        let map = Dictionary::read(&map).unwrap();
        let firm = |word| {
            let mut found = Vec::new();
            fuzzy(&map, word, 1, true, &mut |key, _, _| found.push(key.to_vec()));
            found
        };
        assert_eq!(firm("river"), [&b"river"[..], b"rivers"]);
        assert_eq!(firm("él"), ["él".as_bytes()]);
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_a_scan_finds(
            words in proptest::collection::btree_set("[abé東]{1,6}", 0..40),
            word in "[abé東]{1,6}",
            most in 0u8..3,
        ) {
            let expected: BTreeSet<(String, u8)> = words
                .iter()
                .map(|w| (w.clone(), naive(w, &word)))
                .filter(|(_, distance)| *distance <= most as usize)
                .map(|(w, distance)| (w, distance as u8))
                .collect();
            prop_assert_eq!(found(&words, &word, most), expected);
        }
    }
}
