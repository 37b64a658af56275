//! Words of the dictionary within a number of edits of a word.
//!
//! The distance is Damerau's in its restricted form (optimal string alignment): an insertion, a deletion, a
//! substitution or a transposition of neighbours is one edit. The dictionary is searched together with a
//! Levenshtein automaton, which accepts the words within that distance. The states of the automaton are kept
//! as bits (Wu and Manber, "Fast text searching allowing errors", 1992, with a state for the middle of a
//! transposition). Common beginnings of terms are compared once, and a branch of the dictionary is left as soon
//! as the automaton is dead: no term on it can be near enough.

use kwic_core::format::dictionary::{Dictionary, MAX_KEY, Node};
use kwic_core::format::{EXACT_SEPARATOR, forms};

/// The most nodes that are visited, which bounds what damaged bytes can cost.
const MAX_VISITS: usize = 1 << 20;

/// Calls `each` with key, ordinal and distance of every term whose folded form is within `max_edits` edits of
/// `word` and has its first `prefix_length` bytes. No more than [`MAX_EDITS`] edits count, and a word of more
/// than [`MAX_CHARS`] characters has no such terms. A prefix saves most of the work.
pub fn fuzzy(
    dictionary: &Dictionary<'_>,
    word: &str,
    max_edits: u8,
    prefix_length: usize,
    each: &mut dyn FnMut(&[u8], u32, u8),
) {
    let prefix = &word.as_bytes()[..prefix_length.min(word.len())];
    let mut characters = Vec::new();
    let mut ascii = [0; 128];
    for c in word.chars() {
        if characters.len() == MAX_CHARS {
            return;
        }
        if let Some(positions) = ascii.get_mut(c as usize) {
            *positions |= 1 << characters.len();
        }
        characters.push(c);
    }
    let max_edits = usize::from(max_edits).min(MAX_EDITS);
    let mut search = Search {
        word: &characters,
        ascii,
        max_edits,
        prefix,
        key: Vec::new(),
        unfinished: 0,
        visits: MAX_VISITS,
        each,
    };
    if let Some(root) = dictionary.root() {
        search.visit(&root, 0, &AutomatonState::start(max_edits));
    }
}

/// Compares a word with keys that come in their order; what a key shares with the one before is compared once.
pub struct KeyComparison {
    word: Vec<char>,
    max_edits: usize,
    /// The folded form before.
    before: Vec<u8>,
    /// The states of the automaton behind the characters of that form, each with the bytes up to there; the last may
    /// be dead.
    states: Vec<(usize, AutomatonState)>,
}

impl KeyComparison {
    /// A comparison with a word, of which no more than [`MAX_EDITS`] edits count; none where the word has more than
    /// [`MAX_CHARS`] characters.
    pub fn new(word: &str, max_edits: u8) -> Option<KeyComparison> {
        let word: Vec<char> = word.chars().collect();
        let max_edits = usize::from(max_edits).min(MAX_EDITS);
        (word.len() <= MAX_CHARS).then(|| KeyComparison {
            word,
            max_edits,
            before: Vec::new(),
            states: vec![(0, AutomatonState::start(max_edits))],
        })
    }

    /// How many edits the folded form of a key is from the word; none where they are too many.
    pub fn distance(&mut self, key: &[u8]) -> Option<u8> {
        let folded = forms(key).0;
        let shared = folded.iter().zip(&self.before).take_while(|(a, b)| a == b).count();
        while self.states.len() > 1 && self.states.last().is_some_and(|state| state.0 > shared) {
            self.states.pop();
        }
        self.before.truncate(shared);
        self.before.extend_from_slice(folded.get(shared..).unwrap_or_default());
        let (mut end, mut state) = self.states.last().copied()?;
        let rest = std::str::from_utf8(folded.get(end..)?).ok()?;
        for c in rest.chars() {
            if state.is_dead() {
                return None;
            }
            let positions = self.word.iter().rev();
            let here = positions.fold(0, |bits, &other| bits << 1 | u64::from(other == c));
            state = state.step(here, self.max_edits);
            end += c.len_utf8();
            self.states.push((end, state));
        }
        state.distance(self.word.len())
    }
}

/// The most characters that a word may have: a state takes one bit more.
const MAX_CHARS: usize = 63;
/// The most edits that are searched for.
const MAX_EDITS: usize = 2;

/// Which states of the automaton are active behind the bytes of a path. Bit `i` of number `e`: the path is
/// within `e` edits of the first `i` characters of the word.
#[derive(Clone, Copy)]
struct AutomatonState {
    matched: [u64; MAX_EDITS + 1],
    /// The same in the middle of a transposition: the character after the next has come, the next has not.
    transposing: [u64; MAX_EDITS + 1],
}

impl AutomatonState {
    /// Before the first character: with `e` edits the first `e` characters may be left out.
    fn start(max_edits: usize) -> AutomatonState {
        let mut state = AutomatonState::dead();
        for edits in 0..=max_edits {
            state.matched[edits] = (2 << edits) - 1;
        }
        state
    }

    /// No state is active.
    fn dead() -> AutomatonState {
        AutomatonState { matched: [0; MAX_EDITS + 1], transposing: [0; MAX_EDITS + 1] }
    }

    /// Behind one more character, which the word has at the positions whose bits are set in `here`.
    fn step(&self, here: u64, max_edits: usize) -> AutomatonState {
        let mut next = AutomatonState::dead();
        next.matched[0] = (self.matched[0] & here) << 1;
        for edits in 1..=max_edits {
            let fewer = self.matched[edits - 1];
            next.matched[edits] = (self.matched[edits] & here) << 1
                // An insertion.
                | fewer
                // A substitution.
                | fewer << 1
                // A deletion behind this character.
                | next.matched[edits - 1] << 1
                // The second half of a transposition.
                | (self.transposing[edits] & here) << 2;
            next.transposing[edits] = fewer & here >> 1;
        }
        next
    }

    /// True when no continuation is near enough.
    fn is_dead(&self) -> bool {
        self.matched.iter().chain(&self.transposing).all(|&bits| bits == 0)
    }

    /// The number of edits between the path and the whole word, which has `length` characters; none where
    /// there are too many.
    fn distance(&self, length: usize) -> Option<u8> {
        self.matched.iter().position(|bits| bits >> length & 1 == 1).map(|edits| edits as u8)
    }
}

/// A search of the dictionary in the order of its keys.
struct Search<'a> {
    word: &'a [char],
    /// For each ASCII character a bit for each position where the word has it.
    ascii: [u64; 128],
    max_edits: usize,
    /// What the keys have to begin with.
    prefix: &'a [u8],
    /// The key that leads to the node that is being visited.
    key: Vec<u8>,
    /// How many bytes at the end of `key` are not yet a whole character.
    unfinished: usize,
    /// How many nodes may still be visited.
    visits: usize,
    each: &'a mut dyn FnMut(&[u8], u32, u8),
}

impl Search<'_> {
    /// Counts a node; false when too many were visited or the key is too long.
    fn may_visit(&mut self) -> bool {
        self.visits = self.visits.saturating_sub(1);
        self.visits > 0 && self.key.len() <= MAX_KEY
    }

    fn visit(&mut self, node: &Node<'_>, output: u64, state: &AutomatonState) {
        if !self.may_visit() {
            return;
        }
        let distance = state.distance(self.word.len()).filter(|_| self.unfinished == 0);
        if let Some(distance) = distance
            && node.is_final()
        {
            let ordinal = output.wrapping_add(node.final_output()) as u32;
            (self.each)(&self.key, ordinal, distance);
        }
        let required = self.prefix.get(self.key.len()).copied();
        for i in 0..node.len() {
            let Some(transition) = node.transition(i) else { return };
            if required.is_some_and(|byte| byte != transition.input) {
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
                let state = match character {
                    Some(c) => {
                        self.unfinished = 0;
                        state.step(self.positions_of(c), self.max_edits)
                    }
                    None => *state,
                };
                if self.unfinished < 4
                    && !state.is_dead()
                    && let Some(next) = node.follow(&transition)
                {
                    self.visit(&next, output, &state);
                }
                self.unfinished = unfinished;
            }
            self.key.pop();
        }
    }

    /// A bit for each position where the word has a character.
    fn positions_of(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(&positions) => positions,
            None => {
                let characters = self.word.iter().rev();
                characters.fold(0, |bits, &other| bits << 1 | u64::from(other == c))
            }
        }
    }

    /// Calls `each` with every exact form of a folded form that is near enough.
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
        fuzzy(&map, word, most, 0, &mut |key, ordinal, distance| {
            assert_eq!(words.iter().nth(ordinal as usize).unwrap().as_bytes(), key);
            out.insert((String::from_utf8(key.to_vec()).unwrap(), distance));
        });
        out
    }

    #[test]
    fn a_transposition_is_one_edit_and_the_first_letter_may_be_wrong() {
        let words = ["gazprom", "russia", "vietnam\0việtnam"].map(String::from).into();
        assert_eq!(found(&words, "gazporm", 1), [("gazprom".to_string(), 1)].into());
        assert_eq!(found(&words, "tussia", 1), [("russia".to_string(), 1)].into());
        assert_eq!(found(&words, "vietnan", 1), [("vietnam\0việtnam".to_string(), 1)].into());
    }

    #[test]
    fn a_search_with_a_prefix_finds_what_begins_with_it() {
        let words: BTreeSet<String> =
            ["river", "liver", "rivers", "él", "el"].map(String::from).into();
        let map = fst::Map::from_iter(words.iter().zip(0u64..)).unwrap().into_fst().into_inner();
        let map = Dictionary::read(&map).unwrap();
        let found = |word, prefix_length| {
            let mut found = Vec::new();
            fuzzy(&map, word, 1, prefix_length, &mut |key, _, _| found.push(key.to_vec()));
            found
        };
        for prefix_length in [1, 2, 5] {
            assert_eq!(found("river", prefix_length), [&b"river"[..], b"rivers"]);
        }
        assert_eq!(found("river", 0).len(), 3);
        assert_eq!(found("él", 1), ["él".as_bytes()]);
        assert_eq!(found("él", 100), ["él".as_bytes()]);
    }

    proptest! {
        #[test]
        fn the_search_finds_what_a_comparison_with_every_word_finds(
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
            let mut comparison = KeyComparison::new(&word, most).unwrap();
            let compared: BTreeSet<(String, u8)> = words
                .iter()
                .filter_map(|w| Some((w.clone(), comparison.distance(w.as_bytes())?)))
                .collect();
            prop_assert_eq!(&compared, &expected);
            prop_assert_eq!(found(&words, &word, most), expected);
        }
    }
}
